"""How do states, days and stages of an item look? Words are the law's; shapes and classes the desk's: never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.apps.requests.queries import Light
from gongkai.faces.desk.cases.heads import left
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.law.calendar import Calendar
from gongkai.law.casework import due as watching
from gongkai.law.procedures.publication import LEVELS, PUBLICATION, STAGES

STAGE_NAMES = dict(STAGES)
_IN_REVIEW = "●"
_SHAPES = {
    "draft": "◇",
    **dict.fromkeys(LEVELS, _IN_REVIEW),
    "cleared": "◆",
    "scheduled": "▷",
    "live": "✓",
    "owing": "■",
    "withdrawn": "×",
    "archived": "▣",
    "discarded": "×",
    "withhold_review": _IN_REVIEW,
    "withheld": "‖",
    "staged": "◇",
}


@dataclass(frozen=True, slots=True)
class StateMark:
    """A state on a screen."""

    key: str
    label: str
    shape: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A day to keep: how near it is, in words, and what it is about."""

    due: date
    lamp: Lamp
    left: str
    what: str


def mark(state: str) -> StateMark:
    """The mark of a state."""
    return StateMark(state, PUBLICATION.states[state], _SHAPES.get(state, "○"))


def clock(due: date | None, what: str, today: date, calendar: Calendar) -> Clock | None:
    """The light of a day; None without one."""
    if due is None:
        return None
    lit = watching.light(due, today, calendar)
    return Clock(due, lamp(Light(lit.words)), left(due, today, calendar), what)


def short(digest: str) -> str:
    """The first eight characters of a digest, as it is called on screens."""
    return digest[:8]
