"""《中华人民共和国土地管理法实施条例》: publicity around the taking of land. Working days and calendar days differ."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Instrument

LAND_RULES = Instrument(
    "land-rules",
    "中华人民共和国土地管理法实施条例",
    "国务院令第743号",
    issued=date(2021, 7, 2),
    in_force=date(2021, 9, 1),
)

A26_2 = Cite(LAND_RULES, "征收土地预公告的时间不少于10个工作日。", article=26, paragraph=2)
A28_1 = Cite(LAND_RULES, "征地补偿安置方案公告的时间不少于30日。", article=28, paragraph=1)
A31 = Cite(LAND_RULES, "征收土地经依法批准后，自收到批准文件之日起15个工作日内公告。", article=31)
