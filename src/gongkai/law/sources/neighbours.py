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
SECRECY_LAW = Instrument("secrecy-law", "中华人民共和国保守国家秘密法", in_force=date(2024, 5, 1))
SECRECY_RULES = Instrument("secrecy-rules", "中华人民共和国保守国家秘密法实施条例", in_force=date(2024, 9, 1))

ARCHIVES_A15_2 = Cite(
    ARCHIVES_LAW, "提前移交档案馆、法定移交期限未满的信息，仍由原制作或保存机关办理。", article=15, paragraph=2
)
ARCHIVED = Cite(
    ARCHIVES_LAW,
    "移交期限已满的，告知按档案利用的规定办理；计入表三哪一行未见明文。",
    part="移交期满的档案",
    grade=Grade.UNVERIFIED,
)
POSTAL_A55 = Cite(POSTAL_LAW, "快递企业不得寄递国家机关公文。", article=55)
SEAL_A9 = Cite(ONLINE_SERVICES, "电子印章与实物印章具有同等法律效力。", article=9)
RECORDS_A12 = Cite(ONLINE_SERVICES, "电子文件可以电子形式归档。", article=12)
PETITION_A22 = Cite(PETITION_RULES, "信访事项收到之日起15日内告知是否受理。", article=22)
PETITION_A34 = Cite(PETITION_RULES, "信访事项受理之日起60日内办结，可延长30日。", article=34)
PETITION_A35 = Cite(PETITION_RULES, "信访复查30日内提出意见。", article=35)
PETITION_A36 = Cite(PETITION_RULES, "信访复核30日内提出意见。", article=36)
MAJOR_DECISIONS_A15 = Cite(MAJOR_DECISIONS, "重大行政决策草案公开征求意见一般不少于30日。", article=15)
SECRECY_A20 = Cite(SECRECY_LAW, "原定密机关决定正式公布的，即视为解密。", article=20)
SECRECY_A35 = Cite(SECRECY_LAW, "对拟公开的信息依法进行保密审查。", article=35)
SECRECY_RULES_A5 = Cite(SECRECY_RULES, "不得把依法应当公开的事项定密，也不得公开国家秘密。", article=5)
SECRECY_RULES_A42 = Cite(SECRECY_RULES, "信息公开先审查、后公开，逐项审查。", article=42)
