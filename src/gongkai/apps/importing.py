"""How do many cases get into the journal at once, as if every act had been entered by itself?

Takes:   cases that the law has judged (annual/ledger), new ones or continued; what replays and projects them.
Gives:   `take`: rows, sealed records and entries, piece by piece, inside the caller's one transaction.

Requests and remedies share this; each has its own door that holds its locks. Who did an act is told by the ledger and
need not be known here: `key_of` keeps such a name apart from the keys of persons who can log in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models

from gongkai.apps.casebook import Kind, Story
from gongkai.apps.entering import payload
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import vault
from gongkai.apps.people.actor import SYSTEM, Actor
from gongkai.law.casework import CaseAct

AT_ONCE = 500
_APART = "台账:"

Columns = Callable[[Story], Mapping[str, object]]
"""Every cached column of a row by what its entries tell. Refused (`Refusal`): acts that cannot follow one another."""


Records = dict[int, Any]


@dataclass(frozen=True, slots=True)
class Addition:
    """Acts to be added to one case, numbered on from those before. `case_id` is None for a new case.

    `private` has the private fields by the number of the act.
    """

    number: str
    acts: Sequence[CaseAct]
    private: Mapping[int, Mapping[str, str]]
    case_id: int | None = None
    before: Sequence[CaseAct] = field(default=())


Along = Callable[[int, Addition, Records], None]
"""Told of a case that was written: its id, what was added, the sealed records by the number of the act."""


def key_of(name: str) -> str:
    """The key under which the journal keeps somebody whom only a ledger names."""
    return f"{_APART}{name}" if name.isdecimal() or name == SYSTEM or name.startswith(_APART) else name


def name_of(key: str, names: Mapping[str, str]) -> str:
    """How a ledger calls who acted under a key. `names` of persons who can log in, by key."""
    return names.get(key) or key.removeprefix(_APART)


def lock(model: type[models.Model], organ_id: int, numbers: Iterable[str]) -> None:
    """Hold the rows of these numbers until the transaction ends. SQLite holds everything."""
    waiting = iter(numbers)
    rows: Any = model._default_manager
    while piece := list(islice(waiting, AT_ONCE)):
        list(rows.select_for_update().filter(organ_id=organ_id, number__in=piece).order_by("pk").values_list("pk"))


def take(
    organ_id: int,
    kind: Kind,
    model: type[models.Model],
    columns: Columns,
    additions: Iterable[Addition],
    now: datetime,
    progress: Callable[[int], None] = lambda done: None,
    along: Along = lambda case_id, addition, records: None,
) -> int:
    """Write all of them; how many acts. Inside the caller's transaction, which holds the organ's lock. `along` is told of each case that was written."""
    written = done = 0
    for piece in _pieces(additions):
        stories = _sealed(organ_id, kind, model, piece)
        ids = _rows(organ_id, model, columns, piece, [story for story, _ in stories])
        entries = [
            entry
            for addition, (_, records), case_id in zip(piece, stories, ids, strict=True)
            for entry in _entries(organ_id, kind, addition, records, case_id)
        ]
        written += journal.append_many(organ_id, entries, now)
        for addition, (_, records), case_id in zip(piece, stories, ids, strict=True):
            along(case_id, addition, records)
        done += len(piece)
        progress(done)
    return written


def _pieces(additions: Iterable[Addition]) -> Iterator[list[Addition]]:
    waiting = iter(additions)
    while piece := list(islice(waiting, AT_ONCE)):
        yield piece


def _sealed(
    organ_id: int, kind: Kind, model: type[models.Model], piece: Sequence[Addition]
) -> list[tuple[Story, Records]]:
    """The stories that the cases tell with the new acts, and the sealed records by the number of the act."""
    rows: Any = model._default_manager
    continued = [each.case_id for each in piece if each.case_id is not None]
    known = dict(rows.filter(pk__in=continued).values_list("pk", "person_id"))
    wanted = [(at, seq) for at, each in enumerate(piece) for seq, told in each.private.items() if told]
    saved = vault.seal_many(organ_id, [piece[at].private[seq] for at, seq in wanted])
    records: list[Records] = [{} for _ in piece]
    for (at, seq), record in zip(wanted, saved, strict=True):
        records[at][seq] = record
    found = []
    for each, sealed in zip(piece, records, strict=True):
        # Whom a continued case is about stands before all its new acts.
        there = known.get(each.case_id)
        named = {} if there is None else {0: there}
        named |= {seq: sealed[seq].pk for seq in sealed if kind.name_field in each.private[seq]}
        found.append((Story(each.number, (*each.before, *each.acts), named), sealed))
    return found


def _rows(
    organ_id: int, model: type[models.Model], columns: Columns, piece: Sequence[Addition], stories: Sequence[Story]
) -> list[int]:
    """The ids of the rows, the new ones made together."""
    rows: Any = model._default_manager
    new = [
        model(organ_id=organ_id, number=each.number, **columns(story))
        for each, story in zip(piece, stories, strict=True)
        if each.case_id is None
    ]
    made = iter(rows.bulk_create(new))
    ids = []
    for each, story in zip(piece, stories, strict=True):
        if each.case_id is None:
            ids.append(int(next(made).pk))
        else:
            rows.filter(pk=each.case_id).update(**columns(story))
            ids.append(each.case_id)
    return ids


def _entries(
    organ_id: int, kind: Kind, addition: Addition, records: Records, case_id: int
) -> Iterator[journal.NewEntry]:
    for act in addition.acts:
        private = addition.private.get(act.seq, {})
        opens = addition.case_id is None and act is addition.acts[0]
        yield journal.NewEntry(
            kind.subject,
            case_id,
            act.event,
            act.day,
            Actor(act.person, act.person, organ_id, act.role),
            payload(act.data, addition.number if opens else "", kind.name_field in private),
            records.get(act.seq),
        )
