"""《中华人民共和国立法法》 as revised in 2023: which local governments may make 规章."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Instrument

LEGISLATION_LAW = Instrument("legislation-law", "中华人民共和国立法法", issued=date(2023, 3, 13))

A93_1 = Cite(
    LEGISLATION_LAW,
    "省、自治区、直辖市和设区的市、自治州的人民政府可以制定规章，县级政府和地方政府部门不在其列。",
    article=93,
    paragraph=1,
)
