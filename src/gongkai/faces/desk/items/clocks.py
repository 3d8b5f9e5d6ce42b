"""Which days does an item have to keep, how near are they, and how certain?

Law:     条例 26, 18; stages and interpretations: the office's own system (law/publication/due)
Takes:   a row of an item as lists keep it, today, the calendar, the settings.
Gives:   a `words.Clock` each, with the mark of what is provisional or rests on a reading that is not verified; `nearest` of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongkai.apps.publishing.models import Item
from gongkai.apps.requests.queries import Light
from gongkai.faces.desk.cases.heads import left
from gongkai.faces.desk.items.words import Clock
from gongkai.faces.desk.lights import lamp
from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.casework import due as watching
from gongkai.law.procedures.publication import PUBLICATION
from gongkai.law.publication import due
from gongkai.law.settings import Settings

_OWN = "本机关自定"
"""How well a length is known that the office sets itself."""


def of_publication(row: Item, today: date, calendar: Calendar) -> Clock | None:
    """The last day of article 26."""
    found = _clock(row.due, "主动公开期限", today, calendar)
    return replace(found, provisional=row.provisional) if found else None


def of_stage(row: Item, today: date, calendar: Calendar) -> Clock | None:
    """The day by which the signature awaited is expected."""
    what = PUBLICATION.events.get(row.state, "补审" if row.state == "owing" else "审批")
    found = _counted(row.stage_due, what, today, calendar)
    return replace(found, doubt=_OWN, caveat=due.stage_caveat()) if found else None


def of_evaluation(row: Item, today: date, calendar: Calendar, settings: Settings) -> Clock | None:
    """The day by which what is withheld is looked at again."""
    found = _clock(row.evaluate_on, "定期评估", today, calendar)
    doubt, caveat = law.REEVALUATION_MONTHS.grade.value, due.evaluation_caveat(settings)
    return replace(found, doubt=doubt, caveat=caveat) if found else None


def of_interpretation(row: Item, today: date, calendar: Calendar, settings: Settings) -> Clock | None:
    """The last day for the interpretation of a policy; whether one is public is for the caller to know."""
    found = _counted(row.explain_by, "解读", today, calendar)
    doubt, caveat = law.INTERPRETATION_DAYS.grade.value, due.interpretation_caveat(settings)
    return replace(found, doubt=doubt, caveat=caveat) if found else None


def nearest(
    row: Item, today: date, calendar: Calendar, settings: Settings, *, unexplained: bool = False
) -> Clock | None:
    """The first of an item's days. `unexplained`: its interpretation is owed."""
    found = (
        of_publication(row, today, calendar),
        of_stage(row, today, calendar),
        of_evaluation(row, today, calendar, settings),
        of_interpretation(row, today, calendar, settings) if unexplained else None,
    )
    return min((each for each in found if each is not None), key=lambda each: each.due, default=None)


def _counted(day: date | None, what: str, today: date, calendar: Calendar) -> Clock | None:
    """A day that was counted in working days: certain only if the notice for it is out."""
    found = _clock(day, what, today, calendar)
    return replace(found, provisional=bool(calendar.day(found.due).provisional)) if found else None


def _clock(day: date | None, what: str, today: date, calendar: Calendar) -> Clock | None:
    if day is None:
        return None
    lit = watching.light(day, today, calendar)
    return Clock(day, lamp(Light(lit.words)), left(day, today, calendar), what)
