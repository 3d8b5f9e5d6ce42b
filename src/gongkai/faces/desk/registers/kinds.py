"""Which registers does the desk keep? One row each: its lists, its forms, its acts. Pages are the same for all.

Gives:   `KINDS`. Forms are made from the columns of the register (apps/*/registers), so that no label is typed twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse

from gongkai.annual.ledger.model import LedgerActivity, LedgerItem, LedgerTally
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import queries as published
from gongkai.apps.publishing.registers import ITEMS, WITHDRAW
from gongkai.apps.registered import ANNUL, CORRECT, RECORD, Register, Taken, largest
from gongkai.apps.supervision import actions as supervision
from gongkai.apps.supervision import queries as supervised
from gongkai.apps.supervision.registers import ACTIVITIES, TALLIES
from gongkai.law.procedures.fields import Field, FieldKind, Form

Choices = Sequence[tuple[str, str]]
_NO_NAMES = "会记入日志，本机关和上级机关都能看到；不要写个人信息。"
WITH_REASON = Form(ANNUL, "", (Field("reason", "理由", FieldKind.LONG, help=_NO_NAMES, most=500),))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing. Which of them a list asks follows from its columns."""

    text: str = ""
    year: int | None = None
    column: str = ""
    kind: str = ""
    in_force_on: date | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form told: the columns that the act sets, in Python's types, its day, why, and on how many entries the
    person's page was based.
    """

    columns: Mapping[str, Any]
    day: date
    reason: str
    based_on: int | None


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a row. `day` is the column of the day that its form asks, "" when it asks none; `about` says what it means.
    A `prefilled` form begins with what the row says now.
    """

    form: Form
    day: str
    about: str
    do: Callable[[Actor, int, Filled, datetime], object]
    prefilled: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A register. `shown` are the columns of its list, of which the first leads to the entry; `names` call a row, and find
    again the one just recorded; `alike` are the fields that the next new entry mostly shares with the last. `end` are the columns
    that an act of its own sets: a correction asks them once they are set. `picks` gives columns whose values are chosen, not
    typed. A register with a room of its own has its addresses in the namespace `space`, and stands apart from the others.
    """

    key: str
    register: Register[Any]
    serves: str
    form: Form
    shown: tuple[str, ...]
    names: tuple[str, ...]
    record: Callable[[Actor, Mapping[str, Any], datetime], Taken]
    rows: Callable[[Actor, Filters], QuerySet[Any]]
    acts: Mapping[str, Act]
    alike: tuple[str, ...]
    end: tuple[str, ...] = ()
    columns: Callable[[Actor], list[str]] | None = None
    picks: Callable[[Actor, date], Mapping[str, Choices]] | None = None
    space: str = ""

    @property
    def title(self) -> str:
        return self.register.word

    @property
    def choices(self) -> Mapping[str, str]:
        """The kinds that the rows are of, if they are."""
        return dict(_column(self.register, "kind").flatchoices) if "kind" in self.register.labels else {}

    def url(self, name: str, *args: object) -> str:
        """An address of this register: list, new, entry, act."""
        return reverse(f"{self.space}:{name}" if self.space else f"desk:registers:{self.key}-{name}", args=args)

    def way(self) -> list[tuple[str, str]]:
        """The pages above its own, each with its address."""
        above = [] if self.space else [("登记簿", reverse("desk:registers:home"))]
        return [*above, (self.title, self.url("list"))]

    def standing(self, row: Any, today: date) -> str:
        """What sets a row apart, in words; "" for most."""
        if row.annulled:
            return "误登，已撤销"
        if getattr(row, "withdrawn_on", None):
            return f"{row.withdrawn_on} 已撤下"
        if getattr(row, "ended_on", None):
            return f"{row.ended_on} 已{row.get_ended_how_display()}"
        return "尚未施行" if getattr(row, "in_force_on", today) > today else ""

    def struck(self, row: Any) -> bool:
        """Whether a row is shown struck: nobody can read it any more, or it should never have been recorded."""
        return bool(row.annulled or getattr(row, "withdrawn_on", None))

    def as_kept(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a row is called, from how it was typed: the same, but where an act puts it in order."""
        return told

    def correction(self, row: Any) -> Form:
        """The whole row anew, with the reason."""
        names = [name for name in self.register.labels if name not in self.end or getattr(row, self.end[0]) is not None]
        asked = asking(self.register, CORRECT, names, {name: self._help(name) for name in names})
        loose = [replace(each, required=False) if each.name in self.end else each for each in asked.fields]
        return replace(asked, fields=(*loose, *WITH_REASON.fields))

    def offered(self, row: Any) -> list[str]:
        """The acts that can still be done on a row, in the order of buttons."""
        if row.annulled:
            return []
        done = bool(self.end) and getattr(row, self.end[0]) is not None
        return [event for event in self.acts if event in (CORRECT, ANNUL) or not done]

    def _help(self, name: str) -> str:
        if self.end and name in self.end:
            return "登记错了、其实没有这回事的，清空。"
        return next((each.help for each in self.form.fields if each.name == name), "")


def asking(
    register: Register[Any], event: str, names: list[str], helps: Mapping[str, str], day: str = "", label: str = ""
) -> Form:
    """The form for some columns of a register. The column `day`, that of the register if not named, is the form's own."""
    day = day or register.day
    fields = tuple(_field(register, name, helps.get(name, "")) for name in names if name != day)
    return Form(event, label or register.labels[day], fields)


def _field(register: Register[Any], name: str, help_: str) -> Field:
    column, label = _column(register, name), register.labels[name]
    if column.flatchoices:
        choices = {str(code): str(word) for code, word in column.flatchoices}
        return Field(name, label, FieldKind.CHOICE, required=not column.blank, choices=choices, help=help_)
    if isinstance(column, models.DateField):
        return Field(name, label, FieldKind.DAY, required=not column.null, help=help_)
    if isinstance(column, models.IntegerField):
        return Field(name, label, FieldKind.WHOLE, required=not column.has_default(), most=largest(column), help=help_)
    return Field(name, label, required=not column.blank, most=column.max_length, help=help_)


def _column(register: Register[Any], name: str) -> models.Field[Any, Any]:
    column = register.model._meta.get_field(name)
    assert isinstance(column, models.Field), name
    return column


_Correct = Callable[[Actor, int, Mapping[str, object], str, date, datetime, int | None], object]
_Annul = Callable[[Actor, int, str, date, datetime, int | None], object]


def usual_acts(register: Register[Any], correct: _Correct, annul: _Annul, **own: Act) -> Mapping[str, Act]:
    """The acts of a register, its own first. The form of a correction is `Kind.correction`."""

    def corrected(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
        return correct(actor, pk, told.columns, told.reason, told.day, now, told.based_on)

    def annulled(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
        return annul(actor, pk, told.reason, told.day, now, told.based_on)

    word = register.word
    return {
        **own,
        CORRECT: Act(
            WITH_REASON, register.day, f"这条{word}从一开始就登记错了的，在这里改；改前的留在登记经过里。", corrected
        ),
        ANNUL: Act(
            WITH_REASON, "", f"不该登记的{word}在这里撤销：它留在登记簿里，不再计入任何数字。撤销不能收回。", annulled
        ),
    }


def _withdraw(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    return publishing.withdraw_item(actor, pk, told.columns["withdrawn_on"], told.reason, now, told.based_on)


_NUMBER = "本机关内不重复。"
_ITEM_HELP = {
    "number": "本机关内不重复，如网站后台的编号。",
    "column": "与网站栏目同名；已有的栏目输入时会提示。",
    "interprets": "是政策解读的，填所解读文件的文号；其他留空。",
}

_ITEM_KIND = Kind(
    "items",
    ITEMS,
    "年报第一部分“主动公开”的条数、政策解读的篇数。当年撤下的不计。",
    asking(ITEMS, RECORD, ["number", "title", "column", "interprets"], _ITEM_HELP),
    ("number", "title", "column", "published_on"),
    ("number",),
    lambda actor, told, now: publishing.record_items(actor, (LedgerItem(**told),), now),
    lambda actor, wanted: published.recorded(actor, published.Filters(wanted.text, wanted.year, wanted.column)),
    usual_acts(
        ITEMS,
        publishing.correct_item,
        publishing.annul_item,
        withdraw=Act(
            Form(WITHDRAW, ITEMS.labels["withdrawn_on"], WITH_REASON.fields),
            "withdrawn_on",
            "已经公开、现在收回的，在这里撤下。从撤下之日起门户上看不到，当年的公开条数也不再计入。",
            _withdraw,
        ),
    ),
    ("column", "day"),
    ("withdrawn_on",),
    published.columns,
)
_ACTIVITY_KIND = Kind(
    "activities",
    ACTIVITIES,
    "年报第一部分的政策解读场次、政务公开日。",
    asking(
        ACTIVITIES,
        RECORD,
        ["number", "kind", "title", "attendance"],
        {"number": _NUMBER, "attendance": "不填按 0 登记。"},
    ),
    ("number", "title", "kind", "held_on", "attendance"),
    ("number",),
    lambda actor, told, now: supervision.record_activities(actor, (LedgerActivity(**told),), now),
    lambda actor, wanted: supervised.activities(actor, wanted.year, wanted.kind, wanted.text),
    usual_acts(ACTIVITIES, supervision.correct_activity, supervision.annul_activity),
    ("kind", "day"),
)
_TALLY_KIND = Kind(
    "tallies",
    TALLIES,
    "年报表二第二十条第（五）、（六）、（八）项：行政许可、行政处罚、行政强制、行政事业性收费。",
    asking(
        TALLIES,
        RECORD,
        ["kind", "since", "amount", "source"],
        {"since": "起日、止日都计入，须在同一年；同一种类的区间不能重叠。", "source": "哪个系统、哪个科室报来的。"},
    ),
    ("kind", "since", "until", "amount", "source"),
    ("kind", "since"),
    lambda actor, told, now: supervision.record_tallies(actor, (LedgerTally(**told),), now),
    lambda actor, wanted: supervised.counted(actor, wanted.year, wanted.kind, wanted.text),
    usual_acts(TALLIES, supervision.correct_tally, supervision.annul_tally),
    ("since", "day", "source"),
)

KINDS: tuple[Kind, ...] = (_ITEM_KIND, _ACTIVITY_KIND, _TALLY_KIND)
"""In the order shown."""
