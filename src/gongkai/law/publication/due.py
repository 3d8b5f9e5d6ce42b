"""By which days must something be done about a piece of information?

Law:     条例 26 (20 working days from formation), 18 (periodic evaluation of what is withheld); stages, approval after an
         emergency and interpretations: the office's own system (law/sources/three_reviews)
Takes:   a case, the calendar, the settings; the working days that an office gives to a stage. No clock.
Gives:   `Deadline` or day each, and what an unverified one rests on; `watched`, the next of them; `light`, by the same words as cases of the desk.
Unclear: 条例 18 names no interval, and no national text the days of a stage or of an interpretation: settings, and duties.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.casework import due
from gongkai.law.casework.filling import day_of
from gongkai.law.clocks import Deadline
from gongkai.law.clocks.publication import publication
from gongkai.law.procedures.publication import LEVELS
from gongkai.law.publication.case import ItemCase
from gongkai.law.settings import Settings
from gongkai.law.sources.three_reviews import THREE_LEVELS

STAGE_WORKING_DAYS = 1
"""What a stage takes where the office has not said otherwise."""
_ENDED = frozenset({"live", "withdrawn", "archived", "discarded"})
_AWAITING = frozenset({*LEVELS, "owing", "withhold_review"})
"""States in which a signature is awaited, by whoever has the right or the duty."""


def last_day(case: ItemCase, calendar: Calendar) -> Deadline | None:
    """The last day of article 26, while nothing of it is public; None for what is not to be published unasked, and for
    what an old site published before it was moved in."""
    formed = day_of(case.fields.get("formed_on"))
    attribute = case.fields.get("attribute", "proactive")
    if (
        case.first_published
        or case.state in (*_ENDED, "withheld", "staged")
        or attribute != "proactive"
        or formed is None
    ):
        return None
    return publication(formed, calendar)


def stage_due(case: ItemCase, calendar: Calendar, working_days: int = STAGE_WORKING_DAYS) -> date | None:
    """The day by which the signature awaited is expected; None in states that await none."""
    if case.state not in _AWAITING or case.since is None:
        return None
    return calendar.advance(case.since, working_days)


def evaluate_on(case: ItemCase, settings: Settings = law.DEFAULT) -> date | None:
    """The day by which withheld information is looked at again, counted from the last time."""
    if case.state != "withheld" or case.evaluated is None:
        return None
    return months_after(case.evaluated, settings.reevaluation_months)


def interpretation_due(published: date, calendar: Calendar, settings: Settings = law.DEFAULT) -> date:
    """The last day on which the interpretation of a policy is not late."""
    return calendar.advance(published, settings.interpretation_days)


def stage_caveat() -> str:
    """What the day of a stage rests on, for whoever sees it."""
    return (
        f"每个审签环节几个工作日由本机关的审签分工规定，没有规定的按 {STAGE_WORKING_DAYS} 个工作日计算"
        f"（{THREE_LEVELS.label}，没有统一的国家条文）。"
    )


def evaluation_caveat(settings: Settings = law.DEFAULT) -> str:
    """The same of the day of evaluation."""
    return law.REEVALUATION_MONTHS.caveat(settings.reevaluation_months)


def interpretation_caveat(settings: Settings = law.DEFAULT) -> str:
    """The same of the last day for an interpretation."""
    return law.INTERPRETATION_DAYS.caveat(settings.interpretation_days)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, its last day where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def light(
    state: str,
    last: date | None,
    stage: date | None,
    evaluate: date | None,
    today: date,
    calendar: Calendar,
) -> due.Light:
    """The light of an item from what lists keep: the nearest of its days decides."""
    days = [each for each in (last, stage, evaluate) if each is not None]
    return due.light(min(days, default=None), today, calendar, ended=state in _ENDED)
