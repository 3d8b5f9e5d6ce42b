"""How a site is to be made so that everybody can use it: the national standard, and the international guidelines beside it."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Grade, Instrument

GBT_37668_2019 = Instrument(
    "gbt-37668-2019",
    "信息技术 互联网内容无障碍可访问性技术要求与测试方法",
    "GB/T 37668-2019",
    in_force=date(2020, 3, 1),
)
WCAG_2 = Instrument("wcag-2", "网页内容无障碍指南", "WCAG 2")

GBT_37668 = Cite(
    GBT_37668_2019,
    "网页内容应当可感知、可操作、可理解、健壮，按两级提出要求。",
    part="技术要求",
    grade=Grade.CORROBORATED,
)
WCAG_AA = Cite(
    WCAG_2, "AA 级要求文字与背景的对比度不低于 4.5:1，全部功能可以用键盘操作。", part="AA 级", grade=Grade.CORROBORATED
)
WCAG_AAA_CONTRAST = Cite(
    WCAG_2, "AAA 级要求文字与背景的对比度不低于 7:1。", part="AAA 级对比度", grade=Grade.CORROBORATED
)
