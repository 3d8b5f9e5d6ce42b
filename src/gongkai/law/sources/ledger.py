"""What becomes of each article of the 2019 Regulation in Gongkai?

Law:     the Regulation, articles 1 to 56
Gives:   for each article whether it is coded, left to a person's judgement, not ours, or not coded yet; where; and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Treatment(Enum):
    CODED = "已编码"
    JUDGEMENT = "由人判断"
    NOT_OURS = "不由本系统处理"
    NOT_YET = "尚未编码"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article. `where` is the module that codes it, or will; empty for what no module holds."""

    article: int
    treatment: Treatment
    reason: str
    where: str = ""


_CODED, _JUDGEMENT, _NOT_OURS, _NOT_YET = Treatment

_CLOCKS, _DECISIONS = "gongkai.law.clocks", "gongkai.law.decisions"
_PROCEDURES = "gongkai.law.procedures"
_QUESTIONS = "gongkai.law.procedures.question"
_SUPERVISION = "gongkai.apps.supervision"

LEDGER = (
    Entry(1, _NOT_OURS, "立法目的，没有可执行的内容。"),
    Entry(2, _JUDGEMENT, "某件材料是不是政府信息，由经办人判断。"),
    Entry(3, _NOT_YET, "主管部门是机构资料，随机构管理编码。", "gongkai.apps.organs"),
    Entry(4, _NOT_YET, "公开工作机构及其职责是机构资料，随机构管理编码。", "gongkai.apps.organs"),
    Entry(5, _JUDGEMENT, "公开为常态等原则，指导判断，不能计算。"),
    Entry(6, _JUDGEMENT, "及时、准确以及对不实信息的澄清，由机关判断。"),
    Entry(7, _NOT_OURS, "对各级政府的工作要求，没有单件事务。"),
    Entry(8, _NOT_OURS, "信息资源的标准化和平台建设，是对政府整体的要求。"),
    Entry(9, _CODED, "公众的批评建议由意见箱受理，办理和答复的流程已编码。", _QUESTIONS),
    Entry(10, _JUDGEMENT, "由谁制作、由谁保存、谁牵头，由经办人认定；认定后的答复已编码为非本机关负责。"),
    Entry(11, _JUDGEMENT, "与其他机关协商的内容和结果由机关判断。"),
    Entry(12, _CODED, "指南的要素和内容已编码，缺项当即指出；目录随主动公开编码。", "gongkai.law.disclosure.guide"),
    Entry(13, _JUDGEMENT, "以公开为原则，例外是否成立由机关逐件判断。"),
    Entry(14, _CODED, "三种理由已编码为答复、救济和统计行；是否属于由人判断。", _DECISIONS),
    Entry(15, _CODED, "第三方权益已编码为答复、救济和统计行；公共利益的衡量由人判断。", _DECISIONS),
    Entry(16, _CODED, "三类内部事务、四类过程性、执法案卷已编码；是否公开由机关裁量。", _DECISIONS),
    Entry(
        17,
        _CODED,
        "公开前的三审三校和逐件保密审查已编码；能不能公开由审签的人判断。",
        "gongkai.law.procedures.publication",
    ),
    Entry(
        18,
        _CODED,
        "不予公开信息的定期评估已编码，间隔是设置；情势是否变化由机关判断。",
        "gongkai.law.procedures.publication",
    ),
    Entry(19, _JUDGEMENT, "是否涉及公众利益、需要广泛知晓，由机关判断。"),
    Entry(20, _CODED, "第一、五、六、八项的数量已在年报表二编码；栏目随主动公开编码。", "gongkai.law.returns.annual"),
    Entry(21, _CODED, "市县和乡镇另加的公开事项已编码为目录；栏目随主动公开编码。", "gongkai.law.disclosure.catalogue"),
    Entry(22, _JUDGEMENT, "增加哪些主动公开内容，按上级部署由机关决定。"),
    Entry(23, _JUDGEMENT, "选用哪些公开途径由机关决定。"),
    Entry(24, _NOT_OURS, "检索、查阅、下载本系统的门户都有；统一平台由谁建、依托哪个门户网站，由各级政府决定。"),
    Entry(25, _NOT_OURS, "查阅场所是实体设施，由各级政府在档案馆、图书馆和政务服务场所设置。"),
    Entry(26, _CODED, "主动公开的20个工作日已编码。", _CLOCKS),
    Entry(27, _JUDGEMENT, "是否为可受理申请的机关，由机构资料和经办人认定。"),
    Entry(28, _JUDGEMENT, "开通哪些申请渠道由机关决定；各渠道的登记和收到之日按第二十九条、第三十一条编码。"),
    Entry(29, _CODED, "申请的形式和必备要素已编码为登记的栏目；身份证明是否充分由人判断。", _PROCEDURES),
    Entry(30, _CODED, "补正告知期限和重新起算已编码；内容是否明确由人判断。", _CLOCKS),
    Entry(31, _CODED, "各渠道的收到之日已编码。", _CLOCKS),
    Entry(32, _CODED, "征求第三方意见的15个工作日已编码；意见理由是否合理由人判断。", _CLOCKS),
    Entry(33, _CODED, "答复期限、延长和不计入的时间已编码。", _CLOCKS),
    Entry(34, _CODED, "征求共同制作机关的15个工作日已编码。", _CLOCKS),
    Entry(35, _CODED, "不予处理的答复已编码；合理范围和延迟多久由人判断。", _DECISIONS),
    Entry(36, _CODED, "七种答复已编码。", _DECISIONS),
    Entry(37, _CODED, "区分处理已编码，只计部分公开一行。", _DECISIONS),
    Entry(38, _CODED, "需要加工分析的答复已编码。", _DECISIONS),
    Entry(39, _CODED, "信访举报投诉和公开出版物的答复已编码。", _DECISIONS),
    Entry(40, _JUDGEMENT, "能否按申请的形式提供由机关判断。"),
    Entry(
        41,
        _CODED,
        "更正自身信息记录的办理已编码；记录是否准确由机关核实，转送由经办人自办。",
        "gongkai.law.procedures.record",
    ),
    Entry(42, _CODED, "两种收费标准已编码；是否收费由机关决定。", "gongkai.law.fees"),
    Entry(43, _JUDGEMENT, "给予何种帮助由窗口人员判断。"),
    Entry(
        44,
        _CODED,
        "建议纳入主动公开的审核、答复和与信息的关联已编码；是否属于主动公开的范围由机关判断。",
        _QUESTIONS,
    ),
    Entry(45, _CODED, "登记、审核、办理、答复、归档的流程已编码；由谁审核、几级审核是本系统的安排。", _PROCEDURES),
    Entry(
        46, _NOT_YET, "申请人对答复的评价、对各单位的检查有登记；考核、社会评议、责任追究的制度没有编码。", _SUPERVISION
    ),
    Entry(
        47,
        _CODED,
        "公众反映的核实、督促整改、通报批评已编码；属实与否、是否通报由主管部门判断。",
        _QUESTIONS,
    ),
    Entry(48, _JUDGEMENT, "培训的内容和时间由主管部门决定。"),
    Entry(49, _CODED, "部门1月31日、政府3月31日两个截止日已编码。", _CLOCKS),
    Entry(50, _CODED, "年报的部分、表格和勾稽关系已编码。", "gongkai.law.returns"),
    Entry(51, _CODED, "答复书的救济段、复议诉讼的应对和此后的重新办理已编码。", _DECISIONS),
    Entry(52, _NOT_OURS, "责令改正和处分由上一级机关决定。"),
    Entry(53, _NOT_OURS, "责令改正、处分和刑事责任由有权机关决定。"),
    Entry(54, _JUDGEMENT, "组织是否经法律法规授权，由主管部门认定。"),
    Entry(55, _NOT_OURS, "公共企事业单位按专门规定公开，不适用依申请公开程序。"),
    Entry(56, _CODED, "施行日期随条例登记，此前的日期适用旧条例。", "gongkai.law.sources.ogi"),
)
