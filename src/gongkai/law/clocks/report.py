"""When is the yearly report due?

Law:     条例 49 (departments by 31 January, the government's by 31 March of the following year)
Gives:   both deadlines. The Regulation does not roll them: the reminder is the last working day at or before.
"""

from __future__ import annotations

from datetime import date

from gongkai.law.calendar import Calendar, weekday
from gongkai.law.cite import Cite
from gongkai.law.clocks.ledger import Deadline, Impossible, Step, deadline
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
    reminder = calendar.on_or_before(due)
    found = calendar.day(due)
    notice = calendar.day(reminder)
    steps = [Step(due, True, 1, f"{found.why}，{year}年度年报的法定末日，不顺延", cite)]
    result = deadline(key, f"{year}年度{name}", steps, cite, calendar, reminder)
    caveats = []
    if not found.works:
        caveats.append(f"法定末日 {due}（{weekday(due)}）是休息日，条例没有规定顺延，请提前到 {reminder} 办结。")
    if notice.provisional:
        caveats.append(f"提醒日为暂定：{notice.provisional}。")
    return result.noting(caveats=caveats)
