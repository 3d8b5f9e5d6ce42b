"""What is a column of the workbook? Its heading, what may stand in it, and the words that explain it.

Gives: `Column`, `Sheet`, and the columns that follow from the forms of a procedure: a label is never typed twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.law.procedures import Procedure
from gongkai.law.procedures.fields import Field, FieldKind, Form

_PREFIXES = ("登记", "记录")
STAYS_HERE = frozenset({"code"})
"""Fields that no ledger shows or takes: a digest under keys of one installation says nothing anywhere else."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` names it in code (`event.field` for what belongs to an act), `heading` on the sheet.

    `required` is asked of every row; what an act needs is asked where the act is told. `aliases` are further headings and
    `readings` further labels by which it is also known.
    """

    key: str
    heading: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    private: bool = False
    least: int = 0
    most: int | None = None
    aliases: tuple[str, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    is_key: bool = False
    """An identifier that other sheets refer to: its digits and letters are made narrow."""

    longest: int = 32_000
    """How many characters may stand in it. Excel keeps 32,767 in a cell."""

    @property
    def width(self) -> int:
        if self.kind is FieldKind.LONG:
            return 40
        if self.kind in (FieldKind.DAY, FieldKind.WHOLE):
            return 13
        return max(14, min(34, 2 * len(self.heading) + 2))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, what it is for, its columns in order."""

    title: str
    purpose: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return {each.key: each for each in self.columns}[key]


def act_columns(
    procedure: Procedure,
    forms: Mapping[str, Form],
    event: str,
    *,
    name: str = "",
    day: str = "",
    skip: Sequence[str] = (),
) -> tuple[Column, ...]:
    """The day and the fields of an event. `name` stands before labels that several events share."""
    form, title = forms[event], procedure.events[event]
    cites = next(row.cites for row in procedure.transitions if row.event == event)
    basis = f"依据：{cites[0].label}。"
    short = name or _without_prefix(title)
    first = Column(f"{event}.day", day or f"{short}日", FieldKind.DAY, note=f"{form.day_label}。{basis}")
    left = {*skip, *STAYS_HERE}
    return (first, *(field_column(event, each, short, basis) for each in form.fields if each.name not in left))


def field_column(event: str, told: Field, short: str, basis: str) -> Column:
    """One field of a form as a column; its heading is made unique by `unique`."""
    return Column(
        f"{event}.{told.name}",
        told.label,
        told.kind,
        choices=told.choices,
        note=" ".join(part for part in (told.help, basis) if part),
        private=told.private,
        least=told.least,
        most=told.most,
        aliases=(f"{short}{told.label}",),
    )


def unique(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns of which no two bear the same heading: those that would, take the name of their event before it."""
    headings = [column.heading for column in columns]
    return tuple(
        replace(column, heading=column.aliases[0], aliases=())
        if headings.count(column.heading) > 1 and column.aliases
        else column
        for column in columns
    )


def _without_prefix(title: str) -> str:
    for prefix in _PREFIXES:
        if title.startswith(prefix):
            return title[len(prefix) :]
    return title
