"""A ledger in memory: cases as acts, and the other rows that a report needs. No format, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.casework import CaseAct


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why one cell or row cannot be taken: where, what, and how to mend it, each a Chinese phrase."""

    sheet: str
    cell: str
    reason: str
    remedy: str


class BadLedger(Exception):
    """A file of which nothing is taken, with every fault that was found, in order of sheets and rows."""

    def __init__(self, faults: tuple[RowFault, ...]) -> None:
        super().__init__(f"台账有 {len(faults)} 处问题，没有导入任何内容。")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class LedgerCase:
    """One request or remedy: its number, its acts by `seq`, private fields by the seq of the act they belong to."""

    number: str
    acts: tuple[CaseAct, ...]
    private: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    sheet: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class LedgerItem:
    number: str
    title: str
    column: str
    published_on: date
    interprets: str = ""
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerDocument:
    kind: str
    number: str
    title: str
    issued_on: date
    in_force_on: date
    ended_on: date | None = None
    ended_how: str = ""
    ended_by: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerActivity:
    number: str
    kind: str
    title: str
    held_on: date
    attendance: int = 0


@dataclass(frozen=True, slots=True)
class LedgerTally:
    kind: str
    since: date
    until: date
    amount: int
    source: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """One organ's ledger. `texts` are the paragraphs of the report by year and key (annual/compile/material.Narrative)."""

    organ: str
    organ_kind: str
    requests: tuple[LedgerCase, ...] = ()
    remedies: tuple[LedgerCase, ...] = ()
    items: tuple[LedgerItem, ...] = ()
    documents: tuple[LedgerDocument, ...] = ()
    activities: tuple[LedgerActivity, ...] = ()
    tallies: tuple[LedgerTally, ...] = ()
    texts: Mapping[tuple[int, str], str] = field(default_factory=dict)
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """What looked odd when it was read and has to be said, one sentence each."""
