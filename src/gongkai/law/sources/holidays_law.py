"""《全国年节及纪念日放假办法》, 2024 and before: statutory holidays. The days off of a year come from its notice alone."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

HOLIDAYS_2024 = Instrument(
    "holidays-2024", "全国年节及纪念日放假办法", issued=date(2024, 11, 10), in_force=date(2025, 1, 1)
)
HOLIDAYS_2013 = Instrument(
    "holidays-2013", "全国年节及纪念日放假办法", issued=date(2013, 12, 11), until=date(2024, 12, 31)
)

A2 = Cite(
    HOLIDAYS_2024,
    "全体公民的假日为元旦1天、春节4天（除夕至初三）、清明1天、劳动节2天、端午1天、中秋1天、国庆3天。",
    article=2,
)
A4 = Cite(HOLIDAYS_2024, "少数民族地区可另定民族节日的假日。", article=4)
A6 = Cite(HOLIDAYS_2024, "全体公民的假日逢周末的在工作日补假，部分公民的假日不补。", article=6)
OLD_A2 = Cite(HOLIDAYS_2013, "2025年以前春节3天（初一至初三，除夕不是法定假日），劳动节1天，其余相同。", article=2)
YEARLY_NOTICE = Cite(
    HOLIDAYS_2024,
    "放假调休以国务院办公厅每年的通知为准，通知未发布的年份不能确定期限。",
    part="年度通知",
    grade=Grade.CORROBORATED,
)
