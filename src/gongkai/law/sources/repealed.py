"""Instruments that no longer apply and still answer for their days."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

OGI_2008 = Instrument(
    "ogi-2008",
    "中华人民共和国政府信息公开条例",
    "国务院令第492号",
    issued=date(2007, 4, 5),
    until=date(2019, 5, 14),
)
DISCLOSURE_SUITS_2011 = Instrument(
    "disclosure-suits-2011",
    "最高人民法院关于审理政府信息公开行政案件若干问题的规定",
    "法释〔2011〕17号",
    issued=date(2011, 7, 29),
    in_force=date(2011, 8, 13),
    until=date(2025, 5, 31),
)
REVIEW_1999 = Instrument(
    "review-1999",
    "中华人民共和国行政复议法",
    "2023年修订前",
    issued=date(1999, 4, 29),
    in_force=date(1999, 10, 1),
    until=date(2023, 12, 31),
)
# The day on which it ended was not found; the reports on 2019 already had to follow the Regulation of that year.
STATISTICS_2014 = Instrument(
    "statistics-2014",
    "",
    "国办发〔2014〕32号",
    until=date(2019, 5, 14),
)

OLD_REPLY_TERM = Cite(OGI_2008, "2019年修订前的答复期限是15个工作日。", part="答复期限（旧）", grade=Grade.CORROBORATED)
OLD_DEFENDANT = Cite(
    DISCLOSURE_SUITS_2011,
    "经批准、经保密部门确定或与他机关确认的，以文书署名机关为被告，只用于2025年6月1日前的案件。",
    article=4,
    paragraph=4,
)
OLD_SILENCE = Cite(
    DISCLOSURE_SUITS_2011,
    "行政机关拒绝提供或者逾期不予答复的，可以提起行政诉讼。",
    article=1,
    paragraph=1,
    item=1,
)
OLD_CHOICE = Cite(
    REVIEW_1999,
    "2019年条例施行后至2023年底，各种答复都可在60日内申请复议或在6个月内起诉，由申请人选择。",
    part="复议与诉讼任选（旧）",
    grade=Grade.INFERRED,
)
OLD_STATISTICS = Cite(
    STATISTICS_2014, "2018年度及以前另用附表格式，与现行表格不可混读。", part="统计报表", grade=Grade.EXCERPT
)
