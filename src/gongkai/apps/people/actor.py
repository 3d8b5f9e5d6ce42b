"""Who acts? A person in one role in one organ, as every action takes it. Made by `people.queries.actor`."""

from __future__ import annotations

from dataclasses import dataclass

SYSTEM = "system"
"""Key and role of acts that the program does by itself, and of whoever operates the machine through its shell."""
APPLICANT = "applicant"
"""Key and role of what an applicant does himself on the portal, by number and query code. Who it is stands sealed with the case."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`person` is the stable key that the journal keeps (the person's id as text); `name` is for sentences only."""

    person: str
    name: str
    organ_id: int
    role: str


def applicant(organ_id: int) -> Actor:
    """Whoever applies to an organ on the portal, writing into that organ's chain."""
    return Actor(APPLICANT, "申请人", organ_id, APPLICANT)


def program(organ_id: int) -> Actor:
    """The program itself, or the operator at the machine's shell, writing into the chain of an organ."""
    return Actor(SYSTEM, "系统", organ_id, SYSTEM)
