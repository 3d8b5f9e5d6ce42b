"""How the cells of the national form are filled where the form itself is silent, and how well each reading is known."""

from __future__ import annotations

from gongkai.law.cite import Cite, Grade
from gongkai.law.sources.annual_report import FORM_2021


def _part(part: str, gist: str, grade: Grade) -> Cite:
    return Cite(FORM_2021, gist, part=f"填报口径：{part}", grade=grade)


NEW_REQUESTS = _part("本年新收", "收到日落在本年的申请计入本年新收。", Grade.INFERRED)
CORRECTED_REQUESTS = _part("补正件", "需补正的申请按原收到日还是补正日归年，未见明文。", Grade.UNVERIFIED)
PENDING = _part("结转", "12月31日未办结的计入结转下年度。", Grade.INFERRED)
PARTIAL_ONCE = _part("部分公开", "区分处理的一件申请只计部分公开一行。", Grade.CORROBORATED)
SEVERAL_ITEMS = _part("一件含多项", "一份申请含多项内容的拆分计件还是按份计，未见明文。", Grade.UNVERIFIED)
LAPSED = _part("逾期不补正、未缴费", "逾期不补正、逾期未缴费计入其他处理，属于办结，不是结转。", Grade.INFERRED)
PETITIONS = _part("信访举报投诉", "信访举报投诉类申请计入不予处理，仍计入新收。", Grade.INFERRED)
WITHDRAWN = _part("撤回", "申请人撤回的计入其他处理的其他，仍计入新收。", Grade.CORROBORATED)
RECONFIRMATION = _part(
    "确认或重新出具", "要求确认或重新出具已获取信息的，按表三行标签计入不予处理。", Grade.CORROBORATED
)
DECISIONS_OF_YEAR = _part("处理决定", "行政许可、处罚、强制计本年作出的处理决定件数。", Grade.INFERRED)
LICENCES = _part("行政许可", "许可是否连不予许可一并计数，未见明文。", Grade.UNVERIFIED)
IN_FORCE = _part("现行有效", "现行有效件数是年末时点的存量。", Grade.INFERRED)
FEES_COLLECTED = _part("收费金额", "行政事业性收费按本年收费金额填，单位万元。", Grade.INFERRED)
PENDING_CASES = _part("表四上年未结", "上年未结、本年审结的案件是否再计一次，未见明文。", Grade.UNVERIFIED)
OUTCOMES = _part("表四结果归类", "复议决定和裁判按维持、纠正、其他、尚未审结归类。", Grade.INFERRED)
NOT_ACCEPTED = _part("不予受理、调解", "不予受理和调解计入表四哪一列，未见明文。", Grade.UNVERIFIED)
NO_DIRECT_SUIT = _part(
    "复议前置案件",
    "2024年起条例第十四至十六条不予公开的案件不应出现在未经复议直接起诉，出现即复核。",
    Grade.INFERRED,
)
RESPONSIBILITY = Cite(
    FORM_2021,
    "分管领导是年报的第一责任人，公开工作机构是法定责任主体，不按时、不准确、雷同敷衍的依条例第四十七条追责。",
    part="编制责任",
    grade=Grade.EXCERPT,
)
