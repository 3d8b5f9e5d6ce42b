"""By which day must what somebody wrote to an organ be answered?

Law:     检查指标, 单项否决 (no valid message may wait for more than three months); the office's own terms by kind (settings)
Takes:   the kind, the day from which it counts, days that do not count.
Gives:   `answer`, in working days; `line`, the last day of the three months, which nothing stops.
Unclear: no national text names the working days: settings, and every deadline says so. Whether the three months roll off a day of
         rest is not said: they do not, and the reminder comes before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar, weekday
from gongkai.law.clocks.ledger import (
    Deadline,
    Stop,
    deadline,
    natural_months,
    reminder_before,
    start,
    working_days,
)
from gongkai.law.settings import Setting, Settings
from gongkai.law.sources import inspection_19

LINE_MONTHS = 3
"""No valid message may wait longer: the site fails by this alone."""
TERMS: Mapping[str, Setting] = {
    "consult": law.QUESTION_CONSULT_DAYS,
    "correction": law.QUESTION_CORRECTION_DAYS,
    "opinion": law.QUESTION_OPINION_DAYS,
    "disclose": law.QUESTION_DISCLOSE_DAYS,
    "complaint": law.QUESTION_COMPLAINT_DAYS,
}
ANSWER, LINE = "question_answer", "question_line"


def working_days_of(kind: str, settings: Settings = law.DEFAULT) -> int:
    """In how many working days the office answers a kind. Refused with KeyError: a kind that there is not."""
    days: int = getattr(settings, TERMS[kind].name)
    return days


def answer(
    kind: str, since: date, calendar: Calendar, settings: Settings = law.DEFAULT, stops: Sequence[Stop] = ()
) -> Deadline:
    """The office's own term: so many working days after the day on which the message came."""
    term = TERMS[kind]
    steps = [
        start(since, "收到留言"),
        *working_days(calendar, since, working_days_of(kind, settings), term.cite, stops),
    ]
    found = deadline(ANSWER, "答复", steps, term.cite, calendar)
    return found.noting(caveats=(settings.caveat(term),))


def line(since: date, calendar: Calendar) -> Deadline:
    """The last day of the three months, counted from the day on which the message came, by dates."""
    cite = inspection_19.UNANSWERED
    step = natural_months(calendar, since, LINE_MONTHS, cite)[0]
    step = replace(step, why=f"{weekday(step.day)}，第{LINE_MONTHS}个月的对应日，此后未回应即单项否决", provisional="")
    reminder, caveats = reminder_before(step.day, calendar)
    found = deadline(LINE, "三个月红线", [start(since, "收到留言"), step], cite, calendar, reminder)
    return replace(found, caveats=caveats)
