"""《中华人民共和国民法典》: how days and months are counted."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Instrument

CIVIL_CODE = Instrument("civil-code", "中华人民共和国民法典", issued=date(2020, 5, 28), in_force=date(2021, 1, 1))

A201 = Cite(CIVIL_CODE, "期间开始的当日不计入，自次日起算。", article=201)
A202 = Cite(CIVIL_CODE, "按年、月计算的，到期月的对应日为最后一日，没有对应日的为该月末日。", article=202)
A203 = Cite(CIVIL_CODE, "期间的最后一日是法定休假日的，顺延至休假日结束的次日。", article=203)
