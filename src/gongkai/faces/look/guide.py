"""The guide to disclosure of one organ, as citizens read it and as officers see what is missing in it.

Law:     law.disclosure.guide, law.fees; the worked example by this installation's calendar and settings
Takes:   an organ with its name, the day.
Gives:   `Guide`: everything that the template needs; nothing is typed here that the law or the organ says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from gongkai.apps import rules
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Subject
from gongkai.apps.organs.models import Organ
from gongkai.law.cite import Cite
from gongkai.law.clocks import Channel, Deadline, request_clocks
from gongkai.law.disclosure import guide as law
from gongkai.law.fees import SCALES, Scale, Tier

_SCALE_NAMES = {"requests": "按件计收", "pages": "按量计收"}
_GROWN = 2
"""How many tiers of a growing scale are shown beyond those that are written; the sentence below says how it goes on."""


@dataclass(frozen=True, slots=True)
class ShownElement:
    """One element of article 12, with what the organ told; empty where it told nothing."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownScale:
    """One scale of the fee as a table."""

    name: str
    unit: str
    tiers: tuple[Tier, ...]
    goes_on: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Guide:
    name: str
    code: str
    elements: tuple[ShownElement, ...]
    missing: tuple[law.Element, ...]
    ways: tuple[law.Way, ...]
    contests: tuple[law.Contest, ...]
    scales: tuple[ShownScale, ...]
    example: Deadline
    today: date
    contact: str
    changed_on: date | None
    """When the office last changed what it tells of itself; the rest follows from the law and the settings of the day."""
    required = law.REQUIRED
    before = law.BEFORE_APPLYING
    arrangement = law.ARRANGEMENT
    how_long = law.HOW_LONG
    on_paying = law.ON_PAYING
    complain = law.COMPLAIN
    cite = law.ELEMENTS_CITE


def guide(organ: Organ, name: str, today: date) -> Guide:
    """The guide of an organ on a day."""
    told = _told(organ)
    clocks = request_clocks(Channel.COUNTER, today, (), rules.calendar(), rules.settings())
    return Guide(
        name=name,
        code=organ.code,
        elements=office(organ),
        missing=law.missing(told),
        ways=law.ways(told, rules.settings()),
        contests=law.contests(today, organ.review_organ, organ.court),
        scales=shown_scales(),
        example=clocks.reply,
        today=today,
        changed_on=journal.last_entered(Subject.ORGAN.value, subject_id=organ.pk, event="describe"),
        contact=organ.phone.strip() or organ.email.strip() or organ.office_address.strip(),
    )


def office(organ: Organ) -> tuple[ShownElement, ...]:
    """What article 12 asks of the guide about the office, in its order."""
    told = _told(organ)
    return tuple(ShownElement(element.label, told[element.name].strip()) for element in law.ELEMENTS)


def _told(organ: Organ) -> dict[str, str]:
    return {element.name: str(getattr(organ, element.name)) for element in (*law.ELEMENTS, *law.BESIDES)}


def shown_scales() -> tuple[ShownScale, ...]:
    """Both scales of the fee as tables."""
    return tuple(_scale(scale) for scale in SCALES)


def _scale(scale: Scale) -> ShownScale:
    shown = tuple(islice(scale.tiers(), len(scale.written) + (_GROWN if scale.growth else 0)))
    goes_on = ""
    if scale.growth is not None:
        goes_on = f"以后每{scale.growth.width}{scale.unit}一档，每档每{scale.unit}再加{scale.growth.increase}元。"
    return ShownScale(_SCALE_NAMES[scale.key], scale.unit, shown, goes_on, scale.cite)
