"""How is a row recorded, changed, corrected and annulled so that the journal knows all of it?

Takes:   a `Register`: model, subject of its entries, the right that it takes; columns as values.
Gives:   `record`, `change`, `columns`: an entry keeps the columns that it sets, so that a row is the sum of its entries.

Items, documents, activities and tallies share this: they have no procedure, only a life of few acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.db.models import QuerySet

from gongkai.apps.cached_rows import Columns, Table
from gongkai.apps.casebook import local_day
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import queries as journal_of
from gongkai.apps.journal.actions import NewEntry
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.organs.models import Organ
from gongkai.apps.pages import actions as pages
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.law.casework import Refusal

RECORD, CORRECT, ANNUL = "record", "correct", "annul"
EVENTS: Mapping[str, str] = {RECORD: "登记", CORRECT: "更正", ANNUL: "撤销误登"}
"""The acts that every register has, by name."""
_AT_ONCE = 500
_FIRST_YEAR = 1949

ModelT = TypeVar("ModelT", bound=models.Model)
Values = Mapping[str, object]
"""Columns by name, in Python's types."""


class Misfit(Refusal):
    """A refusal for which one column, or the reason, is to be mended: `column` names it, so that it is said beside it."""

    def __init__(self, reason: str, column: str) -> None:
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True, slots=True)
class Register(Generic[ModelT]):
    """One table of recorded things. `word` names one of them in sentences; `day` is the column of the day it happened.

    `labels` name the columns in Chinese. `check` refuses (`Refusal`) a row whose columns cannot be together. `unique` is
    the column of its number, if any. `later` are acts of its own, by name; `bygone` the columns of their days, which
    cannot be to come either. `only` narrows to the rows that are the register's, where its table holds others too: those of
    another life (drafts among the items) are found through no page of a register. `shown` is told of the rows of every act, in
    its transaction, when they are as they are to be: whatever shows them to everybody follows from there. `pages` gives the scopes of
    the kept pages that rows of one organ, given by its code, are shown on.
    """

    word: str
    subject: str
    right: str
    model: type[ModelT]
    day: str
    labels: Mapping[str, str]
    check: Callable[[Mapping[str, Any]], None]
    unique: str = ""
    later: Mapping[str, str] = field(default_factory=dict)
    bygone: tuple[str, ...] = ()
    only: Mapping[str, object] = field(default_factory=dict)
    shown: Callable[[Sequence[ModelT]], None] = lambda rows: None
    pages: Callable[[str], Iterable[str]] = lambda code: ()

    def tell(self, rows: Sequence[ModelT]) -> None:
        """Let follow what follows from an act on these rows, in its transaction."""
        self.shown(rows)
        codes = Organ.objects.filter(pk__in={vars(row)["organ_id"] for row in rows}).values_list("code", flat=True)
        pages.changed(*(scope for code in codes for scope in self.pages(code)))

    @property
    def events(self) -> Mapping[str, str]:
        """Every act of a row, by name."""
        return {**EVENTS, **self.later}

    @property
    def table(self) -> Table:
        """For `gongkai rebuild`."""
        return Table(self.word, self.subject, self.model, self.columns, self.unique, shown=self._shown_again)

    def _shown_again(self, ids: Sequence[int]) -> None:
        self.tell(list(self.model._default_manager.filter(pk__in=ids)))

    def columns(self, written: Sequence[Entry]) -> Columns:
        """Every column of a row from its entries."""
        merged: dict[str, object] = {}
        for entry in written:
            merged |= entry.data["columns"]
        return self.values(merged)

    def values(self, kept: Mapping[str, object]) -> dict[str, object]:
        """Columns of every field, from JSON; what was not told has its default."""
        found: dict[str, object] = {}
        for column in self.model._meta.concrete_fields:
            if column.primary_key or column.name == "organ":
                continue
            # What a row belongs to is kept by its id.
            value = kept[column.attname] if column.attname in kept else column.get_default()
            found[column.attname] = column.to_python(value)
        return found


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were new, changed, and known already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


def hold(actor: Actor) -> None:
    """Let nobody else record in this organ until the transaction ends, so that what is compared stays true."""
    Organ.objects.select_for_update(no_key=True).only("pk").get(pk=actor.organ_id)


def record(register: Register[ModelT], actor: Actor, rows: Sequence[Values], now: datetime) -> list[ModelT]:
    """New rows with an entry each, inside the caller's transaction and under `hold`.

    Refused (`Refusal`): columns that are empty, too long or impossible together, a day after today.
    """
    for row in rows:
        checked(register, row, local_day(now))
    made = register.model._default_manager.bulk_create(
        [register.model(organ_id=actor.organ_id, **register.values(_json(row))) for row in rows]
    )
    news = [
        NewEntry(register.subject, each.pk, RECORD, _day(register, row), actor, {"columns": _json(row)})
        for each, row in zip(made, rows, strict=True)
    ]
    journal.append_many(actor.organ_id, news, now)
    register.tell(made)
    return made


def take(
    register: Register[ModelT],
    actor: Actor,
    rows: Sequence[Mapping[str, Any]],
    now: datetime,
    later: Mapping[str, tuple[str, ...]] | None = None,
) -> Taken:
    """Record what is new; leave alone what is known with the same content. Inside the caller's transaction.

    `later` maps events to the columns that they set: a known row that differs only there gets that event. A new row that
    has them is recorded without, then the event follows, so that each act has its own day.
    Refused (`Refusal`): as `record`; a number told twice, or known with another content.
    """
    rights.demand(actor, register.right)
    hold(actor)
    numbers = [str(row[register.unique]) for row in rows]
    if len(set(numbers)) < len(numbers):
        twice = next(number for number in numbers if numbers.count(number) > 1)
        raise Refusal(f"{register.word}的编号“{twice}”出现了两次，请核对。")
    known = _known(register, actor.organ_id, numbers)
    new = [row for row in rows if row[register.unique] not in known]
    bare = [_without(row, later or {}) for row in new]
    made = record(register, actor, bare, now)
    pairs = [(each, row) for each, row in zip(made, new, strict=True)]
    pairs += [(known[row[register.unique]], row) for row in rows if row[register.unique] in known]
    changed = sum(_follow(register, actor, each, row, later or {}, now) for each, row in pairs[len(new) :])
    for each, row in pairs[: len(new)]:
        _follow(register, actor, each, row, later or {}, now)
    return Taken(len(new), changed, len(rows) - len(new) - changed)


def _known(register: Register[ModelT], organ_id: int, numbers: Sequence[str]) -> dict[str, ModelT]:
    found: dict[str, ModelT] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = {f"{register.unique}__in": numbers[start : start + _AT_ONCE]}
        rows = register.model._default_manager.filter(organ_id=organ_id, **some)
        found |= {getattr(row, register.unique): row for row in rows}
    return found


def _without(row: Mapping[str, Any], later: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    gone = {name for names in later.values() for name in names}
    return {name: value for name, value in row.items() if name not in gone}


def _follow(
    register: Register[ModelT],
    actor: Actor,
    known: ModelT,
    row: Mapping[str, Any],
    later: Mapping[str, tuple[str, ...]],
    now: datetime,
) -> bool:
    """Do the acts that a row tells beyond what is known of it. Refused: another content."""
    number = getattr(known, register.unique)
    if vars(known)["annulled"]:
        raise Misfit(f"{register.word}“{number}”已作为误登撤销，不能再用这个编号，请换一个。", register.unique)
    if any(getattr(known, name) != value for name, value in _without(row, later).items()):
        raise Misfit(
            f"{register.word}“{number}”已经登记，内容与这次的不同；登记有误的请办理更正，不要再登记一遍。",
            register.unique,
        )
    did = False
    for event, names in later.items():
        told = {name: row[name] for name in names}
        if all(getattr(known, name) == value for name, value in told.items()):
            continue
        day = told[names[0]]
        if getattr(known, names[0]) is not None or day is None:
            raise Refusal(f"{register.word}“{number}”的{register.labels[names[0]]}与已登记的不同，请办理更正。")
        change(register, actor, known.pk, event, day, told, now)
        did = True
    return did


@transaction.atomic
def change(
    register: Register[ModelT],
    actor: Actor,
    row_id: int,
    event: str,
    day: date,
    columns: Values,
    now: datetime,
    reason: str = "",
    once: str = "",
    based_on: int | None = None,
) -> ModelT:
    """One more act on a row, which sets some columns. Corrections and annulments must give a reason. `once` names the
    column that must still be empty, `based_on` how many entries the row had when it was read.

    Refused (`Refusal`): as `record`; a number that another row has; a row that was annulled. `Stale`: somebody was
    quicker. Not found (the model's `DoesNotExist`): another organ's row.
    """
    rights.demand(actor, register.right)
    return follow(register, actor, row_id, event, day, columns, now, reason, once, based_on)


@transaction.atomic
def follow(
    register: Register[ModelT],
    actor: Actor,
    row_id: int,
    event: str,
    day: date,
    columns: Values,
    now: datetime,
    reason: str = "",
    once: str = "",
    based_on: int | None = None,
) -> ModelT:
    """As `change`, of what follows from another act whose right was asked already: a publication that repeals a document."""
    hold(actor)
    row = register.model._default_manager.select_for_update().get(pk=row_id, organ_id=actor.organ_id)
    if based_on is not None and based_on != journal_of.count(register.subject, row_id):
        raise Stale(f"在您填写期间，这条{register.word}有了新的登记。请看最新的情况，再决定是否继续。")
    if event in (CORRECT, ANNUL) and not reason.strip():
        raise Misfit("请写明更正的理由。" if event == CORRECT else "请写明撤销的理由。", "reason")
    if vars(row)["annulled"]:
        raise Refusal(f"这条{register.word}已作为误登撤销，不能再办理；要恢复的请另行登记。")
    if day > local_day(now):
        raise Misfit(f"日期 {day} 还没有到，请核对。", "day")
    before = {name: getattr(row, name) for name in register.values({})}
    if once and before[once] is not None:
        raise Refusal(f"这条{register.word}的{register.labels[once]}已登记为 {before[once]}；登记有误的请办理更正。")
    if unknown := sorted(columns.keys() - before.keys()):
        raise ValueError(f"{register.word} has no columns {unknown}")
    after = {**before, **columns}
    if after == before:
        raise Refusal(f"内容与已登记的{register.word}相同，没有要改的。")
    checked(register, after, local_day(now))
    _refuse_taken(register, row, after)
    told = _json({name: after[name] for name in columns})
    for name, value in register.values(_json(after)).items():
        setattr(row, name, value)
    row.save(force_update=True)
    kept: dict[str, object] = {"columns": told, **({"reason": reason.strip()} if reason.strip() else {})}
    journal.append(register.subject, row_id, event, day, actor, now, kept)
    register.tell([row])
    return row


def follow_together(
    register: Register[ModelT],
    actor: Actor,
    rows: Sequence[ModelT],
    event: str,
    day: date,
    columns: Values,
    now: datetime,
) -> None:
    """The same act on many rows that the caller just read, under `hold` and inside its transaction: thousands of tasks that are
    done with at once. An entry each, as `follow`; the columns are the program's own and are not checked again.
    """
    told = _json(columns)
    for start in range(0, len(rows), _AT_ONCE):
        some = [each.pk for each in rows[start : start + _AT_ONCE]]
        register.model._default_manager.filter(pk__in=some, organ_id=actor.organ_id).update(**columns)
        register.tell(list(register.model._default_manager.filter(pk__in=some)))
    news = [NewEntry(register.subject, each.pk, event, day, actor, {"columns": told}) for each in rows]
    journal.append_many(actor.organ_id, news, now)


def annul(
    register: Register[ModelT],
    actor: Actor,
    row_id: int,
    day: date,
    reason: str,
    now: datetime,
    based_on: int | None = None,
) -> ModelT:
    """Take back what was recorded by mistake: the row stays, and is counted nowhere. Refused: as `change`."""
    return change(register, actor, row_id, ANNUL, day, {"annulled": True}, now, reason, based_on=based_on)


def visible(register: Register[ModelT], actor: Actor) -> QuerySet[ModelT]:
    """The rows that the reader may see, those annulled too."""
    rows, organs = register.model._default_manager.filter(**register.only), rights.open_organs(actor, "publishing.read")
    return rows if organs is None else rows.filter(organ_id__in=organs)


def checked(register: Register[ModelT], row: Values, today: date) -> None:
    """Refused (`Refusal`): text that is empty, too long or of several lines, unknown codes, impossible days."""
    for each in register.model._meta.concrete_fields:
        if each.name not in row:
            continue
        value, label = row[each.name], register.labels.get(each.name, each.name)
        if isinstance(each, models.CharField):
            _check_text(label, each, str(value))
        elif isinstance(each, models.PositiveIntegerField | models.PositiveBigIntegerField):
            _check_whole(label, each, value)
        elif isinstance(each, models.DateField) and value is not None:
            _check_day(label, each.name, value)
    for name in (register.day, *register.bygone):
        day = row.get(name)
        if isinstance(day, date) and day > today:
            raise Misfit(f"“{register.labels[name]}”{day} 还没有到，请核对。", name)
    register.check(row)


def largest(column: models.Field[Any, Any]) -> int:
    """The largest number that a column takes."""
    return 2**31 - 1 if isinstance(column, models.PositiveIntegerField) else 10**15 - 1


def _check_whole(label: str, column: models.Field[Any, Any], value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Misfit(f"“{label}”应为不小于0的整数，现在是“{value}”，请改正。", column.name)
    if value > largest(column):
        raise Misfit(f"“{label}”最大为 {largest(column)}，现在是“{value}”，请核对。", column.name)


def _check_day(label: str, name: str, value: object) -> None:
    if not isinstance(value, date):
        raise Misfit(f"“{label}”应为日期，现在是“{value}”，请改正。", name)
    if value.year < _FIRST_YEAR:
        raise Misfit(f"“{label}”{value} 的年份不对，请核对。", name)


def _check_text(label: str, column: models.CharField[Any, Any], text: str) -> None:
    if not text.strip() and not column.blank:
        raise Misfit(f"没有填写“{label}”，请补上。", column.name)
    if len(text) > (column.max_length or 0) or not text.isprintable():
        raise Misfit(f"“{label}”应为一行，不超过{column.max_length}个字，请改正。", column.name)
    known = dict(column.flatchoices)
    if text and known and text not in known:
        raise Misfit(f"“{label}”没有“{text}”，可用：{'、'.join(str(each) for each in known)}。", column.name)


def _refuse_taken(register: Register[ModelT], row: ModelT, after: Values) -> None:
    if not register.unique or after[register.unique] == getattr(row, register.unique):
        return
    same = {"organ_id": vars(row)["organ_id"], register.unique: after[register.unique]}
    if register.model._default_manager.filter(**same).exclude(pk=row.pk).exists():
        raise Misfit(f"编号“{after[register.unique]}”已有别的{register.word}在用，请核对。", register.unique)


def _day(register: Register[ModelT], row: Values) -> date:
    day = row[register.day]
    assert isinstance(day, date), "checked before"
    return day


def _json(row: Values) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
