"""What must be told when an act is done? One form an event, from which screens, ledgers and imports derive.

Takes:   nothing. Gives: `Form`s of `Field`s. Values travel as JSON: text, whole numbers, true/false, lists of codes, and
         days as YYYY-MM-DD.

A field that is `private` never enters the journal: it goes to the vault beside it, where it can be shredded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class FieldKind(Enum):
    TEXT = "一行文字"
    LONG = "一段文字"
    DAY = "日期"
    WHOLE = "整数"
    YES = "是否"
    CHOICE = "选一项"
    CHOICES = "可选几项"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to tell. `choices` maps codes to Chinese names, for CHOICE and CHOICES only."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    least: int = 0
    most: int | None = None
    by_program: bool = False
    """Filled by the program, whatever is sent; no form asks for it and no timeline shows it."""


@dataclass(frozen=True, slots=True)
class Form:
    """What one event needs besides its day. `day_label` says which day is meant: 签收之日, 交邮之日."""

    event: str
    day_label: str
    fields: tuple[Field, ...] = ()

    def field(self, name: str) -> Field:
        """The field of that name. KeyError when the event has none."""
        return {each.name: each for each in self.fields}[name]
