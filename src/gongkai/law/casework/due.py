"""Which day must an officer watch next, and how near is it?

Law:     the days are the clocks' (law/clocks); how early to warn is ours: `SOON_WORKING_DAYS`
Takes:   a case; for lights only the cached day, today and the calendar.
Gives:   the deadlines that run, the next of them, and a `Light` with its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar import Calendar
from gongkai.law.casework.case import RemedyCase, RequestCase
from gongkai.law.casework.voiding import VOID
from gongkai.law.clocks import Deadline
from gongkai.law.clocks.reply import KEY as REPLY

ENDED = frozenset({"closed", "archived", VOID})
SOON_WORKING_DAYS = (3, 7)
"""A case warns when at most so many working days are left after today."""

SUIT_AFTER_REVIEW = "suit_after_review"
"""The applicant's day, which is told and not watched."""

CONFIRMATION, CORRECTION_NOTICE, CORRECTION, PAYMENT = "confirmation", "correction_notice", "correction", "fee_payment"


@dataclass(frozen=True, slots=True)
class Light:
    """How near a day is. `key` is for styles and filters; `urgency` sorts, 0 first; words tell it without colour."""

    key: str
    words: str
    urgency: int


OVERDUE = Light("overdue", "逾期", 0)
LAPSED = Light("lapsed", "期满待认定", 1)
TODAY = Light("today", "今天到期", 2)
SOON = tuple(Light(f"within_{n}", f"{n}个工作日内", 3 + place) for place, n in enumerate(SOON_WORKING_DAYS))
RUNNING = Light("running", "正常", 8)
WAITING = Light("waiting", "停止计算中", 9)
DONE = Light("done", "已办结", 10)
VOIDED = Light("void", "已撤销登记", 11)
"""Of a registration made by mistake: no light at all, but lists have to say why."""

LIGHTS = (OVERDUE, LAPSED, TODAY, *SOON, RUNNING, WAITING, DONE)


def next_deadline(case: RequestCase | RemedyCase, today: date | None = None) -> Deadline | None:
    """What to watch next; None when nothing runs.

    With `today`, what could only be done until a day that has passed (asking for a correction, waiting for a third party)
    gives way to what must be done now. Without it, it is not the next at all: it binds nobody by itself.
    """
    for each in running(case):
        if not _binds(case, each) and (today is None or each.due < today):
            continue
        return each
    return None


def running(case: RequestCase | RemedyCase) -> tuple[Deadline, ...]:
    """Every deadline that runs in a case, by its last day. While the period to reply stands still, it is not among them."""
    if isinstance(case, RemedyCase):
        ours = (each for each in case.deadlines if not each.pending and each.key != SUIT_AFTER_REVIEW)
        return () if case.state == "archived" else tuple(ours)
    if case.state in ENDED:
        return ()
    if case.clocks is None:
        return (case.confirmation,) if case.confirmation else ()
    if case.state == "correcting":
        return (case.correction,) if case.correction else ()
    if case.state == "paying":
        return tuple(each for each in case.clocks.others if each.key == PAYMENT)
    open_opinions = {branch.due for branch in case.branches if branch.replied is None}
    opinions = [each for each in case.clocks.others if each.key.endswith("_opinion") and each.due in open_opinions]
    may_ask = case.state == "handling" and not case.asked_correction and not case.reopened
    notice = [each for each in case.clocks.others if each.key == CORRECTION_NOTICE] if may_ask else []
    return tuple(sorted([case.clocks.reply, *opinions, *notice], key=lambda each: (each.due, each.key)))


def _binds(case: RequestCase | RemedyCase, deadline: Deadline) -> bool:
    """Whether the day stays the next to watch also when it has passed."""
    return isinstance(case, RemedyCase) or deadline.key in (REPLY, CONFIRMATION, CORRECTION, PAYMENT)


def light(due: date | None, today: date, calendar: Calendar, *, awaiting: bool = False, ended: bool = False) -> Light:
    """The light of a case from what lists keep: its next day, whether the applicant is awaited, whether it has ended.

    While the applicant is awaited, `due` is the applicant's last day: past it the organ may declare the lapse.
    """
    if ended:
        return DONE
    if awaiting:
        return LAPSED if due is not None and due < today else WAITING
    if due is None:
        return RUNNING
    if due <= today:
        return OVERDUE if due < today else TODAY
    for soon, until in zip(SOON, soon_until(today, calendar), strict=True):
        if due <= until:
            return soon
    return RUNNING


def soon_until(today: date, calendar: Calendar) -> tuple[date, ...]:
    """The last days that `SOON` covers, in its order: for lists that compare columns in the database."""
    return tuple(calendar.advance(today, each) for each in SOON_WORKING_DAYS)
