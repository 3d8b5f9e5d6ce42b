"""《中华人民共和国土地管理法实施条例》: publicity around the taking of land. Working days and calendar days differ."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Instrument

LAND_RULES = Instrument("land-rules", "中华人民共和国土地管理法实施条例", "国务院令第743号", in_force=date(2021, 9, 1))

A26 = Cite(LAND_RULES, "征收土地预公告不少于10个工作日。", article=26)
A28 = Cite(LAND_RULES, "征地补偿安置方案公告不少于30日。", article=28)
A31 = Cite(LAND_RULES, "征收土地经批准后15个工作日内公告。", article=31)
