"""Until when must an organ's report be public?

Law:     条例 49: departments hand theirs up and publish it by 31 January, the authority publishes the government's by
         31 March
Takes:   the organ's kind, the year of the report, the calendar.
Gives:   the deadline with its reminder.
Unclear: article 49 names no day for townships and authorised bodies; the earlier one is shown for them, so that nothing
         is late in the county's own report.
"""

from __future__ import annotations

from gongkai.apps.organs.models import Kind
from gongkai.law.calendar import Calendar
from gongkai.law.clocks.ledger import Deadline
from gongkai.law.clocks.report import department_report, government_report

_GOVERNMENT = (Kind.GOVERNMENT.value, Kind.OFFICE.value)


def deadline(kind: str, year: int, calendar: Calendar) -> Deadline:
    """The last day for the report on `year`. Refused (`Impossible`): years before 2019."""
    if kind in _GOVERNMENT:
        return government_report(year, calendar)
    found = department_report(year, calendar)
    if kind == Kind.DEPARTMENT.value:
        return found
    return found.noting(caveats=("条例第四十九条没有单列这类机关，这里按部门的日期提醒，请按主管部门的要求报送。",))
