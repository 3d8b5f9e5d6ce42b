"""How do states, days and stages of an item look? Words are the law's; shapes and classes the desk's: never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.faces.desk.lights import Lamp
from gongkai.law.procedures.publication import LEVELS, PUBLICATION

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
    """A day to keep: how near it is, in words, and what it is about. `provisional`: a notice of holidays that is not out may still move
    it; `doubt` how well its length is known where no text of the law gives it, `caveat` that in a sentence.
    """

    due: date
    lamp: Lamp
    left: str
    what: str
    provisional: bool = False
    doubt: str = ""
    caveat: str = ""


def mark(state: str) -> StateMark:
    """The mark of a state."""
    return StateMark(state, PUBLICATION.states[state], _SHAPES.get(state, "○"))


def short(digest: str) -> str:
    """The first eight characters of a digest, as it is called on screens."""
    return digest[:8]
