"""Archives, post, seals, petitions, major decisions: neighbours that a reply or a publication runs into."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

ARCHIVES_LAW = Instrument("archives-law", "中华人民共和国档案法", in_force=date(2021, 1, 1))
POSTAL_LAW = Instrument("postal-law", "中华人民共和国邮政法", in_force=date(2015, 4, 24))
ONLINE_SERVICES = Instrument(
    "online-services", "国务院关于在线政务服务的若干规定", "国务院令第716号", in_force=date(2019, 4, 26)
)
PETITION_RULES = Instrument("petition-rules", "信访工作条例", in_force=date(2022, 5, 1))
MAJOR_DECISIONS = Instrument(
    "major-decisions", "重大行政决策程序暂行条例", "国务院令第713号", in_force=date(2019, 9, 1)
)
SECRECY_LAW = Instrument(
    "secrecy-law", "中华人民共和国保守国家秘密法", issued=date(2024, 2, 27), in_force=date(2024, 5, 1)
)
SECRECY_RULES = Instrument(
    "secrecy-rules",
    "中华人民共和国保守国家秘密法实施条例",
    "国务院令第786号",
    issued=date(2024, 7, 10),
    in_force=date(2024, 9, 1),
)

ARCHIVES_A15_2 = Cite(
    ARCHIVES_LAW,
    "提前移交档案馆、移交期限未满的仍由原制作或保存单位办理，期限届满的按档案利用规定办理。",
    article=15,
    paragraph=2,
)
ARCHIVED = Cite(
    ARCHIVES_LAW,
    "移交期限已满、告知按档案利用规定办理的，计入表三哪一行未见明文。",
    part="移交期满档案的归行",
    grade=Grade.UNVERIFIED,
)
POSTAL_A55 = Cite(POSTAL_LAW, "快递企业不得寄递国家机关公文。", article=55)
SEAL_A9_2 = Cite(ONLINE_SERVICES, "电子印章与实物印章具有同等法律效力。", article=9, paragraph=2)
RECORDS_A12_1 = Cite(
    ONLINE_SERVICES,
    "履行职责形成的电子文件应及时以电子形式归档，除另有规定外不再以纸质形式归档。",
    article=12,
    paragraph=1,
)
PETITION_A22 = Cite(PETITION_RULES, "信访部门收到信访事项，15日内区分情况转送、交办或报请决定。", article=22)
PETITION_A23_2 = Cite(
    PETITION_RULES,
    "其他机关收到直接提出的信访事项，不能当场告知的，自收到之日起15日内书面告知。",
    article=23,
    paragraph=2,
)
PETITION_A34 = Cite(
    PETITION_RULES, "申诉求决类信访事项自受理之日起60日内办结，情况复杂的可延长，最多30日。", article=34
)
PETITION_A35 = Cite(PETITION_RULES, "收到复查请求之日起30日内提出复查意见。", article=35)
PETITION_A36 = Cite(PETITION_RULES, "收到复核请求之日起30日内提出复核意见。", article=36)
MAJOR_DECISIONS_A15_1 = Cite(
    MAJOR_DECISIONS, "重大行政决策草案公开征求意见一般不少于30日，缩短的应说明。", article=15, paragraph=1
)
SECRECY_A20 = Cite(
    SECRECY_LAW, "处理有关事项过程中确定需要保密的，机关根据工作需要决定公开，正式公布时即视为解密。", article=20
)
SECRECY_A35 = Cite(SECRECY_LAW, "对拟公开的信息依法进行保密审查。", article=35)
SECRECY_RULES_A5 = Cite(SECRECY_RULES, "不得把依法应当公开的事项定密，也不得公开国家秘密。", article=5)
SECRECY_RULES_A42 = Cite(
    SECRECY_RULES, "健全信息公开保密审查工作机制，明确机构、规范程序，先审查、后公开，逐项审查。", article=42
)
