"""《中华人民共和国预算法》: budgets and accounts are published within 20 calendar days."""

from __future__ import annotations

from datetime import date

from gongkai.law.cite import Cite, Instrument

BUDGET_LAW = Instrument("budget-law", "中华人民共和国预算法", in_force=date(2018, 12, 29))

A14_1 = Cite(
    BUDGET_LAW,
    "人大或其常委会批准的预算、预算调整、决算、预算执行情况的报告及报表，批准后20日内由财政部门公开。",
    article=14,
    paragraph=1,
)
A14_2 = Cite(BUDGET_LAW, "部门预算、决算及报表，批复后20日内由各部门公开。", article=14, paragraph=2)
