"""Is what somebody is about to request a matter for another channel?

Law:     条例 36(五)(七), 39 (other channels may be told; nobody is barred), 55; 国务院办公厅 2016 on look-ups; 档案法 15
Takes:   the text of a request as it is typed. Gives: `hints`, doors with their channel and article, in a fixed order.
Unclear: what is meant is guessed from words. A request for records *about* petitions, reports or registration is an ordinary
         request, so that words of records in the same clause silence a hint; a labelled list of sentences holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gongkai.law.questions.doors import DOORS, Door
from gongkai.law.sources import interpretations, neighbours, ogi

_CLAUSE = re.compile(r"[。！？!?；;\n，,]")
_RECORDS = re.compile(
    r"统计|台账|件数|数量|多少件|办法|制度|规定|规程|文件|通知|预案|名单|明细|标准|依据|报告|纪要|合同|协议|批复|批文|方案|"
    r"流程图|清单|目录|总结|奖励|电话号码|公示|决定书|裁决书|答复书|处理结果|办理情况|处理情况|工作情况|线索|渠道设置|经费|预算|采购"
)
"""Words of what an organ keeps: whoever names them wants a record, whatever the record is about."""

_RULES_ABOUT = re.compile(
    r"数量|统计|总数|办法|流程|制度|改革|政策|规定|细则|编纂|编修|经费|采购|招标|合同|预算|工程|建设|平台|系统"
)
"""Words of how registers, books and archives are run: these are records of the organ, not entries of the register."""


_EDITING = re.compile(r"办法|制度|编纂|编修|编印|经费|采购|招标|合同|预算|印刷")


@dataclass(frozen=True, slots=True)
class _Sign:
    """By which words a matter is recognised in a clause, and which words there mean something else."""

    door: str
    words: re.Pattern[str]
    unless: re.Pattern[str]


_OTHER_DOORS: Mapping[str, Door] = {
    each.code: each
    for each in (
        Door(
            "consult",
            "在线咨询",
            "问一件事怎么办理、一项政策怎么理解",
            "请用“在线咨询”，通常更快；要一份文件、数据或者记录的，继续申请。",
            (ogi.A9, ogi.A38),
        ),
        Door(
            "registry",
            "登记机构的业务查询",
            "查不动产登记、企业登记、户籍这些登记资料",
            "登记资料依它自己的规定查询：不动产到不动产登记机构，企业到市场监管部门或者“国家企业信用信息公示系统”，户籍到公安派出所；一般当场就能查到。",
            (ogi.A36_I7, interpretations.LOOKUPS),
        ),
        Door(
            "publication",
            "公开出版物",
            "要政府公报、年鉴、志书、报刊、书籍",
            "公开出版物可以在图书馆、档案馆查阅或者购买，政府公报可以在门户网站下载。",
            (ogi.A39_2,),
        ),
        Door(
            "archives",
            "国家档案馆",
            "要年代久远、可能已经移交档案馆的材料",
            "移交期限已满的，到县档案馆按档案利用规定查阅，带身份证明；不清楚在不在档案馆的，可以继续申请。",
            (neighbours.ARCHIVES_A15_2,),
        ),
        Door(
            "enterprise",
            "公共企事业单位和它的主管部门",
            "要学校、医院、供水供电供气供热、公交这些单位自己的信息",
            "先向那个单位要；不公开的，向它的主管部门申诉。",
            (ogi.A55,),
        ),
    )
}
_HOTLINE = replace(DOORS["hotline"], cites=(ogi.A39_1,))
WRONG_DOORS: Mapping[str, Door] = {
    **{code: DOORS[code] for code in ("petition", "report", "review")},
    **_OTHER_DOORS,
    "hotline": _HOTLINE,
}
"""Every channel that a request may be told of, by code, in the order in which hints are shown."""


def _sign(door: str, words: str, unless: re.Pattern[str] = _RECORDS) -> _Sign:
    return _Sign(door, re.compile(words), unless)


_SIGNS = (
    _sign(
        "petition",
        r"(请|希望|要求|恳请|望).{0,14}(解决|作主|做主|主持公道|给个说法|给.{0,5}说法|协调处理|尽快处理|赔偿|补发|退还|道歉|追究)"
        r"|讨.{0,2}(说法|公道|薪)|上访|信访(我|本人|反映|诉求)|我(要|想)信访|(拖欠|欠).{0,8}(工资|工钱|薪水|工程款|补偿款|货款)|(补偿|分配|处理).{0,4}(不公|太低|不合理)"
        r"|(没有?|不|停)(发|给).{0,3}(工资|补偿款|补偿费|低保|养老金)|(我|我家|给我).{0,8}(停了|取消了|没批)|不作为|我要投诉|帮.{0,3}要回|没有?人管|^\s*请(你们|领导|政府)?处理",
    ),
    _sign(
        "report",
        r"(我|本人|实名|匿名|现|要|想|特此|向.{0,10})(举报|检举|揭发|控告)|^\s*(举报|检举|揭发|控告)|贪污|受贿|行贿|吃拿卡要|以权谋私|查处.{0,14}(偷|违法|违规|违建|非法|乱)",
    ),
    _sign(
        "review",
        r"不服.{0,16}(决定|处罚|答复|认定|意见|裁决)|(申请|提起|提出|进行|要|想).{0,4}行政复议|(申请|提起|要|想)复议|(提起|提出|要|想).{0,4}诉讼|(要|想|准备|怎么|如何)起诉|对.{0,16}(决定|处罚|答复|认定).{0,3}不服"
        r"|(请|要求).{0,8}撤销.{0,12}(决定|处罚|许可|登记)|确认.{0,10}(行为)?违法",
    ),
    _sign(
        "consult",
        r"^\s*(请问|咨询一下|想咨询|我想问|想问一下|问一下)|(怎么|如何|怎样)(给.{0,6})?(上户|办|算|计算|申请|领|申领|交|缴|报销|报名|补办|落户|参保|转移|查|才能)"
        r"|(需要|要)(带|准备|提交|哪些|什么).{0,6}(材料|手续|证件)|去哪(里|儿)?(办|领|交|查)|能不能(办|领|申请|报)|(符合|够)不够?.{0,6}条件吗|什么时候(能|可以).{0,3}(办|领|发|申请|报)",
    ),
    _sign(
        "registry",
        r"(不动产|房产|房屋|房子|土地|宅基地)(登记|权属|产权)?.{0,4}(查询|查档|登记信息|登记资料|登记簿|登记档案|权属证明|产权证明|产权信息|查封|抵押情况)"
        r"|名下.{0,8}(房产|车|房屋|房子|不动产|土地|车辆|公司|企业|财产)|(登记|注册)在谁(的)?名下|(房产|房屋|房子|地)是谁的|(房产|房屋|房子|老宅|宅基地)的?产权(情况)?$"
        r"|(工商|企业|公司|市场主体|个体工商户|营业执照).{0,4}(登记|注册|内)?(档案|登记资料|登记信息|注册信息|登记材料|股东信息|变更信息|法定代表人)|法定代表人变更|公司.{0,6}股东"
        r"|(户籍|户口)(证明|登记|迁移|底册|档案|信息|资料|查询|本)|(亲属|亲子)关系证明|曾用名",
        _RULES_ABOUT,
    ),
    _sign(
        "publication",
        r"年鉴|县志|地方志|志书|政府公报|(日报|晚报|报纸|期刊|杂志)|(购买|要|求|提供|一本|一套).{0,8}(书籍|图书)",
        _EDITING,
    ),
    _sign(
        "archives",
        r"(?<!\d)(19[0-8]\d|189\d)\s*年|[五六七八]十年代|民国|解放前|建国初|解放初|文革|土改|知青|下乡(证明|档案|材料)|(婚姻|结婚|离婚|招工|学籍|知青|军人|退伍|人事|转业).{0,2}档案|档案馆",
        re.compile(r"数量|统计|办法|制度|经费|采购|招标|预算|工程|建设|平台|系统|编制|国家标准"),
    ),
    _sign(
        "enterprise",
        r"(学校|中学|小学|幼儿园|大学|医院|卫生院|自来水公司|供水公司|供电公司|供热公司|燃气公司|热力公司|公交公司).{0,4}(内部|自己|的|食堂|本部).{0,10}"
        r"(账目|账本|财务|工资|奖金|病历|成绩|试卷|合同|食堂|采购|收费明细|值班)|我的?(病历|成绩|试卷|缴费记录|用水记录|用电记录)",
        re.compile(r"教育局|卫健局|卫生健康局|住建局|发改局|批复|政策|补助|拨款|规划|审批|验收|检查记录|处罚"),
    ),
    _sign(
        "hotline",
        r"(停水|停电|停气|暖气不热|不供暖|路灯|井盖|垃圾|污水|噪音|噪声|漏水|堵车|红绿灯).{0,14}(没人管|没人修|坏|不亮|扰民|怎么办|太吵|太大|严重|臭|堵|丢|两天|三天|几天|好几|一直)"
        r"|(赶紧|快|马上|尽快)(来|派人).{0,6}(修|清|处理)",
    ),
)


def hints(text: str) -> tuple[Door, ...]:
    """The channels that a text seems to be for, in the order of `WRONG_DOORS`; none for an ordinary request. Never a reason to refuse it."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    found = {
        sign.door
        for sign in _SIGNS
        for clause in clauses
        if sign.words.search(clause) and not sign.unless.search(clause)
    }
    return tuple(door for code, door in WRONG_DOORS.items() if code in found)
