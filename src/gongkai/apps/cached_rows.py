"""Do the cached rows still say what the journal says, and how are they made to?

Takes:   a `Table`: its model, the subject of its entries, and how all columns follow from the entries of one row.
Gives:   `restore`, which compares and (unless only asked) rewrites, in pieces that are transactions of their own.

A row is nothing but the sum of its entries: one that is missing is made again under its own id, one that no entry backs
is taken away. What is restored is equal bit for bit. A run that was stopped goes on after the last piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from django.db import IntegrityError, connection, models, transaction

from gongkai.apps import rules
from gongkai.apps.casebook import Kind, Story, story
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Entry
from gongkai.law.calendar import Calendar, OutsideCalendar
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.clocks.ledger import Impossible
from gongkai.law.settings import Settings

AT_ONCE = 500
"""Rows of one piece."""

MISSING, SURPLUS, UNREADABLE = "缺少", "日志中没有", "无法按日志重算"

Columns = Mapping[str, object]
C = TypeVar("C")
Progress = Callable[[str, int], None]
"""Called after every piece with the table's name and the id of the last row that is done."""


@dataclass(frozen=True, slots=True)
class Table:
    """One cached table. `columns` gives every column by attribute name from the entries of one row.

    `unique` is a text column that is unique in an organ, emptied before rows swap its values. `among`, where there is one, gives the
    same as `columns` for rows of which it has read beforehand what their entries do not tell. `shown` is told the ids of rows
    that were restored, for whatever shows them to everybody.
    """

    name: str
    subject: str
    model: type[models.Model]
    columns: Callable[[Sequence[Entry]], Columns]
    unique: str = ""
    among: Callable[[Sequence[int]], Callable[[Sequence[Entry]], Columns]] | None = None
    shown: Callable[[Sequence[int]], None] = lambda ids: None


def of_cases(
    name: str,
    kind: Kind,
    model: type[models.Model],
    replay: Callable[[Sequence[CaseAct], Calendar, Settings], C],
    columns: Callable[[C, Story], Columns],
    unique: str = "number",
) -> Table:
    """The table of a sort of case: what follows from its acts, replayed by the calendar and the settings in force."""
    calendar, settings = rules.calendar(), rules.settings()

    def made(written: Sequence[Entry]) -> Columns:
        told = story(written)
        return {"number": told.number, **columns(replay(told.acts, calendar, settings), told)}

    return Table(name, kind.subject, model, made, unique)


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that was not what the journal says; `what` names the columns, or that it is missing, surplus, unreadable."""

    table: str
    organ_id: int
    row_id: int
    number: str
    what: str
    restored: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """`rows` that the journal knows, and those that differed."""

    rows: int
    differences: tuple[Difference, ...]

    @classmethod
    def all(cls, parts: Iterable[Restored]) -> Restored:
        """Several tables together."""
        done = tuple(parts)
        return cls(sum(each.rows for each in done), tuple(found for each in done for found in each.differences))


def restore(
    table: Table,
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: int = 0,
) -> Restored:
    """Compare all rows after an id with the journal; rewrite those that differ unless `check`."""
    organs = None if organ_ids is None else tuple(organ_ids)
    rows, found = 0, []
    for ids in _pieces(table, organs, after):
        # Rows between the pieces belong to nobody in the journal.
        with transaction.atomic():
            known, differing = _piece(table, organs, after, ids, check)
        rows, after = rows + known, ids[-1] if ids else after
        found += differing
        progress(table.name, after)
    return Restored(rows, tuple(found))


def _pieces(table: Table, organs: tuple[int, ...] | None, after: int) -> Iterator[list[int]]:
    """The ids that the journal knows, piece by piece; at last an empty piece, for rows after all of them."""
    while ids := entries.subject_ids(table.subject, organs, after, AT_ONCE):
        yield ids
        after = ids[-1]
    yield []


def _piece(
    table: Table, organs: tuple[int, ...] | None, after: int, ids: list[int], check: bool
) -> tuple[int, list[Difference]]:
    rows = _rows(table, organs, after, ids[-1] if ids else None, lock=not check)
    differing: list[Difference] = []
    wanted: dict[int, Columns] = {}
    moved: set[int] = set()
    made = table.among(ids) if table.among else table.columns
    for row_id, group in groupby(entries.stream(table.subject, organs, ids), key=attrgetter("subject_id")):
        written = list(group)
        row = rows.pop(row_id, None)
        try:
            columns = {"organ_id": written[0].organ_id, **made(written)}
        except (Refusal, Impossible, OutsideCalendar) as refusal:
            organ_id, number = written[0].organ_id, str(getattr(row, table.unique, "")) if table.unique else ""
            differing.append(Difference(table.name, organ_id, row_id, number, f"{UNREADABLE}：{refusal}", False))
            continue
        if what := _different(row, columns):
            wanted[row_id] = columns
            if row is None or (table.unique and getattr(row, table.unique) != columns[table.unique]):
                moved.add(row_id)
            differing.append(_difference(table, row_id, columns, what, not check))
    # What was entered since the ids were read is no surplus.
    surplus = sorted(rows.keys() - entries.with_entries(table.subject, rows)) if rows else []
    for row_id in surplus:
        gone = not check and _taken_away(table, row_id)
        differing.append(_difference(table, row_id, vars(rows[row_id]), SURPLUS, gone))
    if not check:
        _rewrite(table, wanted, moved)
        if wanted:
            table.shown(list(wanted))
    return len(ids), differing


def _rows(
    table: Table, organs: tuple[int, ...] | None, after: int, last: int | None, lock: bool
) -> dict[int, models.Model]:
    found = table.model._default_manager.filter(pk__gt=after)
    if last is not None:
        found = found.filter(pk__lte=last)
    if organs is not None:
        found = found.filter(organ_id__in=organs)
    found = found.select_for_update() if lock else found
    return {row.pk: row for row in found.order_by("pk")}


def _different(row: models.Model | None, columns: Columns) -> str:
    if row is None:
        return MISSING
    names = (name for name, value in columns.items() if getattr(row, name) != value)
    return "、".join(names)


def _difference(table: Table, row_id: int, columns: Mapping[str, Any], what: str, restored: bool) -> Difference:
    number = str(columns.get(table.unique, "")) if table.unique else ""
    return Difference(table.name, columns["organ_id"], row_id, number, what, restored)


def _taken_away(table: Table, row_id: int) -> bool:
    """Whether a row that no entry backs could go. One that others point at stays, and is named as it is."""
    try:
        with transaction.atomic():
            table.model._default_manager.filter(pk=row_id).delete()
    except (models.ProtectedError, IntegrityError):
        return False
    return True


def _rewrite(table: Table, wanted: Mapping[int, Columns], moved: set[int]) -> None:
    """Rows are set in place, those that are missing come again under their ids. Numbers that change (`moved`) are put aside
    first, so that rows may swap them; no row is taken away for it, for others may point at it.
    """
    everything = table.model._default_manager
    known = set(everything.filter(pk__in=moved).values_list("pk", flat=True))
    if table.unique and moved:
        for row_id in known:
            everything.filter(pk=row_id).update(**{table.unique: f"?{row_id}"})
        _step_aside(table, {row_id: wanted[row_id] for row_id in moved})
    everything.bulk_create([table.model(pk=row_id, **wanted[row_id]) for row_id in sorted(moved - known)])
    _set(table.model, {row_id: wanted[row_id] for row_id in wanted if row_id not in moved - known})


def set_rows(rows: Iterable[tuple[models.Model, Columns]]) -> None:
    """Give many rows of one table their columns, by one prepared statement for those that change alike: a statement of its own for each
    row would take three times as long. The rows in hand stay as they were read.
    """
    changed: dict[int, Columns] = {}
    model = None
    for row, columns in rows:
        model = type(row)
        if different := {name: value for name, value in columns.items() if getattr(row, name) != value}:
            changed[row.pk] = different
    if model is not None:
        _set(model, changed)


def _set(model: type[models.Model], wanted: Mapping[int, Columns]) -> None:
    alike: dict[tuple[str, ...], list[int]] = {}
    for row_id, columns in wanted.items():
        alike.setdefault(tuple(columns), []).append(row_id)
    fields = {each.attname: each for each in model._meta.concrete_fields}
    key = next(each.attname for each in fields.values() if each.primary_key)
    quoted = {name: connection.ops.quote_name(str(each.column)) for name, each in fields.items()}
    table = connection.ops.quote_name(str(model._meta.db_table))
    for names, ids in alike.items():
        setting = ", ".join(f"{quoted[name]} = %s" for name in names)
        values = [
            (*(fields[name].get_db_prep_save(wanted[row_id][name], connection) for name in names), row_id)
            for row_id in ids
        ]
        statement = f"UPDATE {table} SET {setting} WHERE {quoted[key]} = %s"  # noqa: S608 -- names of our models
        with connection.cursor() as cursor:
            if len(values) == 1:
                # After each act: for one row PostgreSQL is asked once, not in a pipeline of its own.
                cursor.execute(statement, values[0])
            else:
                cursor.executemany(statement, values)


def _step_aside(table: Table, wanted: Mapping[int, Columns]) -> None:
    """A row further on that wrongly holds a number which belongs here gets its own when its turn comes."""
    numbers = {(columns["organ_id"], columns[table.unique]) for columns in wanted.values()}
    holding = table.model._default_manager.filter(**{f"{table.unique}__in": {number for _, number in numbers}})
    for row in holding:
        if (vars(row)["organ_id"], getattr(row, table.unique)) in numbers:
            table.model._default_manager.filter(pk=row.pk).update(**{table.unique: f"?{row.pk}"})
