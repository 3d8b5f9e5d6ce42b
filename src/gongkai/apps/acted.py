"""Who else must hear of an act, in the transaction that writes it? One seam between the cases and what follows from their acts.

Takes:   the row after an act, its state before, who acted. Gives: `listeners`, into which the watch and the
         outbox write themselves (their `apps.py`); `tell`, called by the actions of requests, reviews and messages.

Whoever listens runs within the act's own transaction: what is told is true, or the act has not happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gongkai.apps.casebook import Kind
from gongkai.apps.people.actor import Actor
from gongkai.law.casework import RequestCase


class Row(Protocol):
    """What the cached rows of all sorts of cases have."""

    pk: int
    organ_id: int
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Acted:
    """One act that was just done. `source` is the state before; `roles` are those that the procedure tells of it; `row` and, of a request,
    `case` are as they stand after it, so that no listener need read them again."""

    subject: str
    subject_id: int
    organ_id: int
    number: str
    assigned: str
    assignee: int | None
    event: str
    what: str
    roles: tuple[str, ...]
    acts: int
    actor: Actor
    now: datetime
    row: Row
    case: RequestCase | None = None


listeners: dict[str, Callable[[Acted], None]] = {}
"""Who hears of every act, by name: written once, when the program starts."""


def tell(
    kind: Kind, row: Row, event: str, source: str, actor: Actor, now: datetime, case: RequestCase | None = None
) -> None:
    """Let all hear of one act. `source` is the state of the case before it."""
    transition = kind.procedure.row(source, event)
    told = Acted(
        kind.subject,
        row.pk,
        row.organ_id,
        row.number,
        str(getattr(row, "assigned", "")),
        getattr(row, "assignee_id", None),
        event,
        kind.procedure.events[event],
        transition.notices if transition else (),
        int(getattr(row, "acts", 0)),
        actor,
        now,
        row,
        case,
    )
    for listener in listeners.values():
        listener(told)
