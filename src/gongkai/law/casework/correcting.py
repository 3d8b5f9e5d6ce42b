"""What must an application say, until when may the applicant be told what it lacks, and how long should he be given for this or to explain?

Law:     条例 29② (the three elements), 30 (told once, within 7 working days; a reasonable term, which the organ sets)
Takes:   a request, today, the calendar, what the house chose.
Gives:   the last day of the notice and how it stands; a text for each element; the term that is proposed.
Unclear: nobody says how long is reasonable (条例 30, 35): `CORRECTION_TERM` and `REASONS_TERM` are the house's own, and proposals only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar import Calendar
from gongkai.law.casework.case import RequestCase
from gongkai.law.casework.house import CORRECTION_TERM, REASONS_TERM
from gongkai.law.cite import Cite
from gongkai.law.clocks import Deadline
from gongkai.law.clocks.correction import notice_deadline
from gongkai.law.decisions.options import Chosen, value
from gongkai.law.sources import ogi


@dataclass(frozen=True, slots=True)
class Element:
    """One element of an application, and what an applicant is told who left it out or made it unclear."""

    key: str
    label: str
    text: str
    cite: Cite


ELEMENTS = (
    Element(
        "identity",
        "姓名或者名称、身份证明、联系方式",
        "请补充申请人的姓名或者名称、身份证明和联系方式；姓名或者名称应与身份证明一致。",
        ogi.A29_2_I1,
    ),
    Element(
        "description",
        "所需信息的名称、文号或者其他特征描述",
        "请补充所需信息的名称、文号，或者便于查询的其他特征，如形成的时间、制作的单位、涉及的事项和地点。",
        ogi.A29_2_I2,
    ),
    Element(
        "form",
        "信息的形式要求、获取方式和途径",
        "请写明需要纸质、电子还是其他形式，以及当面领取、邮寄、电子邮件或者其他获取方式。",
        ogi.A29_2_I3,
    ),
)
"""Article 29 names no more: whatever else is asked for is not asked by a correction."""


@dataclass(frozen=True, slots=True)
class Notice:
    """How the notice of correction stands. `left` are the working days until its last day, 0 on that day and after it."""

    deadline: Deadline
    left: int
    late: bool
    until: date
    term: int


def notice(case: RequestCase, today: date, calendar: Calendar, chosen: Chosen | None = None) -> Notice | None:
    """The notice as it would be given today; None before receipt, from which its days are counted."""
    if case.received is None:
        return None
    found = notice_deadline(case.received, calendar)
    late = today > found.due
    left = 0 if late or today == found.due else calendar.working_days_between(today, found.due)
    term = int(value(CORRECTION_TERM, chosen or {}))
    return Notice(found, left, late, calendar.advance(today, term), term)


def explained_until(today: date, calendar: Calendar, chosen: Chosen | None = None) -> date:
    """The day that is proposed when the applicant is asked, today, why he asks so much."""
    return calendar.advance(today, int(value(REASONS_TERM, chosen or {})))


def worded(keys: list[str], written: str) -> str:
    """What was written with the texts of elements below it; one that stands in it already is not added again."""
    lines = [written.strip()] if written.strip() else []
    lines += [each.text for each in ELEMENTS if each.key in keys and each.text not in written]
    return "\n".join(lines)
