"""What a look at one open case tells: the facts to be told, and what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that somebody must know. `key` stays the same as long as it is the same fact; `role` can settle it, `told` hear of it."""

    key: str
    kind: str
    sentence: str
    due: date | None
    urgency: int
    event: str
    role: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done next: the act, by which day, by which role. `waiting` while somebody else's answer is awaited."""

    event: str
    name: str
    by: date | None
    role: str
    late: bool = False
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """One open case as it stood after `acts` acts. `due` is the last day that is watched, `due_name` what it is about."""

    subject: str
    subject_id: int
    organ_id: int
    number: str
    acts: int
    assigned: str
    assignee: int | None
    due: date | None
    due_name: str
    provisional: bool
    facts: tuple[Fact, ...]
    next: Next
