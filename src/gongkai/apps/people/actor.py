"""Who acts? A person in one role in one organ, as every action takes it. Made by `people.queries.actor`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """`person` is the stable key that the journal keeps (the person's id as text); `name` is for sentences only."""

    person: str
    name: str
    organ_id: int
    role: str


SYSTEM = "system"
"""Key of acts that the program does by itself, such as gathering the day's heads."""
