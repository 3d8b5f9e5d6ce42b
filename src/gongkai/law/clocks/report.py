"""When is the yearly report due?

Law:     条例 49 (departments by 31 January, the government's by 31 March of the following year)
Gives:   both deadlines. The Regulation does not roll them: the reminder is the last working day at or before.
"""

from __future__ import annotations

from datetime import date

from gongkai.law.calendar import Calendar
from gongkai.law.cite import Cite
from gongkai.law.clocks.ledger import Deadline, Impossible, Step, deadline, reminder_before
from gongkai.law.sources import ogi

FIRST_YEAR = 2019


def department_report(year: int, calendar: Calendar) -> Deadline:
    """A department's report on `year`: handed to the authority and published by 31 January of the next year."""
    return _report("department_report", "部门年报提交并公布", year, date(year + 1, 1, 31), ogi.A49_1, calendar)


def government_report(year: int, calendar: Calendar) -> Deadline:
    """The government's report on `year`: published by 31 March of the next year."""
    return _report("government_report", "政府年报公布", year, date(year + 1, 3, 31), ogi.A49_2, calendar)


def _report(key: str, name: str, year: int, due: date, cite: Cite, calendar: Calendar) -> Deadline:
    if year < FIRST_YEAR:
        raise Impossible(f"{year}年度的年报不适用现行条例的期限，请给{FIRST_YEAR}年及以后的年度。", cite)
    reminder, caveats = reminder_before(due, calendar)
    why = f"{calendar.day(due).why}，{year}年度年报的法定末日，不顺延"
    step = Step(due, True, 1, why, cite)
    return deadline(key, f"{year}年度{name}", [step], cite, calendar, reminder).noting(caveats=caveats)
