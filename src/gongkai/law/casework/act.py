"""What is one act of a case, and what does it look like when an act is refused?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.cite import Cite
from gongkai.law.procedures.fields import Form


class Refusal(Exception):
    """An act that cannot be done: one Chinese sentence (what, where, how to mend), with the provisions it rests on."""

    def __init__(self, reason: str, cites: tuple[Cite, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cites = cites


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One act as it was entered.

    `seq` grows with every act entered, across a case without gaps being required; `day` is when it happened, which may
    lie before acts entered earlier (a late fact); `role` is that in which `person` acted, `person` a stable key of who
    it was (never a name that must be shredded); `data` holds the form's values in JSON types, private fields left out.

    Event `correct` has data `target` (the seq of the wrong entry), `reason`, and either `annul` true or `day` (text) and
    `data` (whole, not a difference) that stand in the place of what was entered.
    """

    seq: int
    event: str
    day: date
    role: str
    person: str
    data: Mapping[str, object] = field(default_factory=dict)
    hands: tuple[tuple[int, str], ...] = ()
    """Who else wrote what it says now: the seq and the person of each correction in force. Made by `corrections`."""


@dataclass(frozen=True, slots=True)
class Option:
    """One event as the desk shows it: a button with its articles, or the reason why not.

    `late` tells that what cannot be done now may be entered for an earlier day, when the case stood otherwise.
    """

    event: str
    label: str
    allowed: bool
    reason: str
    cites: tuple[Cite, ...]
    form: Form
    late: bool = False
