"""What of a ledger is new, what is known already, and what contradicts the journal?

Takes:   cases of a ledger, the same organ's cases as the journal has them. Gives: `Plan`; contradictions are faults.

A case is known when every act in force in the journal stands in the ledger too; what the ledger has beyond that is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gongkai.annual.ledger.cells import keyed
from gongkai.annual.ledger.model import LedgerCase, RowFault
from gongkai.annual.ledger.steps import PROCEDURES
from gongkai.annual.ledger.write import normal_act
from gongkai.apps.casebook import Stored
from gongkai.apps.importing import Addition, key_of
from gongkai.apps.journal import vault
from gongkai.law import casework
from gongkai.law.calendar import Calendar, OutsideCalendar
from gongkai.law.casework import CaseAct
from gongkai.law.casework import remedy as remedy_cases
from gongkai.law.casework import request as request_cases
from gongkai.law.casework.corrections import CORRECT
from gongkai.law.settings import Settings

HIDDEN = "（未导出）"
"""Stands for personal data in a ledger that was given out without it."""

NAME_FIELDS = {"request": "applicant_name", "remedy": "party_name"}
_ATTEMPTS: Mapping[str, Callable[..., Any]] = {"request": request_cases.attempt, "remedy": remedy_cases.attempt}
_REPLAYS: Mapping[str, Callable[..., Any]] = {"request": request_cases.replay, "remedy": remedy_cases.replay}
_MEND = "请在系统内用“更正登记”更正，或者把台账改成与系统一致。"


@dataclass(slots=True)
class Plan:
    """What is to be written: `additions` of cases, `new`, `continued` and `known` how many of each."""

    additions: list[Addition] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    new: int = 0
    continued: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class Books:
    """How the law judges here, and who is meant by the journal's keys."""

    today: date
    calendar: Calendar
    settings: Settings
    names: Mapping[str, str]


def plan(
    kind: str, cases: Iterable[LedgerCase], stored: Iterable[Stored], lookups: Mapping[int, str], books: Books
) -> Plan:
    """Compare the cases of one kind."""
    found = Plan()
    known = {keyed(each.number): each for each in stored}
    for case in cases:
        there = known.get(case.number)
        if there is None:
            _add_new(kind, case, found)
        else:
            _compare(kind, case, there, lookups.get(there.case_id, ""), books, found)
    return found


def effective(kind: str, stored: Stored, calendar: Calendar, settings: Settings) -> tuple[CaseAct, ...]:
    """The acts in force, in the order in which they stand, corrections worked in."""
    acts: tuple[CaseAct, ...] = _REPLAYS[kind](stored.acts, calendar, settings).acts
    return tuple(act for act in acts if act.event != CORRECT)


def refused_act(kind: str, case: LedgerCase, today: date, calendar: Calendar, settings: Settings) -> RowFault | None:
    """The first act of a case that the law refuses, as a fault; None for a case that can be."""
    done: list[CaseAct] = []
    for act in case.acts:
        try:
            _ATTEMPTS[kind](done, act, today, calendar, settings)
        except (casework.Refusal, OutsideCalendar) as refusal:
            return _fault(case, f"：{str(refusal).rstrip('。')}", "请核对这一件的各项登记。")
        done.append(act)
    return None


def _add_new(kind: str, case: LedgerCase, found: Plan) -> None:
    if any(HIDDEN in told.values() for told in case.private.values()):
        found.faults.append(_fault(case, "是不含个人信息的导出件，不能据以新登记", "请用含个人信息的台账。"))
        return
    found.additions.append(
        Addition(case.number, [replace(act, person=key_of(act.person)) for act in case.acts], case.private)
    )
    found.new += 1


def _compare(kind: str, case: LedgerCase, there: Stored, lookup: str, books: Books, found: Plan) -> None:
    missing = list(effective(kind, there, books.calendar, books.settings))
    new: list[CaseAct] = []
    for act in case.acts:
        same = next((each for each in missing if _same(kind, act, each, books.names)), None)
        if same is None:
            new.append(act)
        else:
            missing.remove(same)
    procedure, _ = PROCEDURES[kind]
    if missing:
        what = "、".join(f"“{procedure.events[act.event]}”（{act.day}）" for act in missing[:3])
        found.faults.append(_fault(case, f"已有不同的登记：系统中的{what}，台账中没有或者不同", _MEND))
    elif lookup and _another_name(kind, case, lookup):
        found.faults.append(_fault(case, "已有不同的登记：姓名或者名称与系统中的不同", _MEND))
    elif not new:
        found.known += 1
    else:
        _continue(kind, case, there, new, books, found)


def _continue(kind: str, case: LedgerCase, there: Stored, new: Sequence[CaseAct], books: Books, found: Plan) -> None:
    """Enter what the ledger has beyond the journal, as late facts are entered."""
    acts = list(there.acts)
    added: list[CaseAct] = []
    private: dict[int, Mapping[str, str]] = {}
    for act in new:
        told = case.private.get(act.seq, {})
        entered = replace(act, seq=len(acts) + 1, person=key_of(act.person))
        try:
            _ATTEMPTS[kind](acts, entered, books.today, books.calendar, books.settings)
        except (casework.Refusal, OutsideCalendar) as refusal:
            label = PROCEDURES[kind][0].events[act.event]
            reason = str(refusal).rstrip("。")
            found.faults.append(_fault(case, f"在已有的登记上补登“{label}”（{act.day}）不成：{reason}", _MEND))
            return
        if HIDDEN in told.values():
            found.faults.append(_fault(case, "是不含个人信息的导出件，不能据以补登", "请用含个人信息的台账。"))
            return
        acts.append(entered)
        added.append(entered)
        if told:
            private[entered.seq] = told
    found.additions.append(Addition(case.number, added, private, there.case_id, there.acts))
    found.continued += 1


def _same(kind: str, told: CaseAct, there: CaseAct, names: Mapping[str, str]) -> bool:
    if (told.event, told.day, told.role) != (there.event, there.day, there.role):
        return False
    known = names.get(there.person)
    if key_of(told.person) != there.person and told.person not in (known, f"{known}（{there.person}）"):
        return False
    return dict(told.data) == normal_act(kind, there, {})[0]


def _another_name(kind: str, case: LedgerCase, lookup: str) -> bool:
    told = case.private.get(1, {}).get(NAME_FIELDS[kind], "")
    return bool(told) and told != HIDDEN and vault.lookup(told) != lookup


def _fault(case: LedgerCase, reason: str, remedy: str) -> RowFault:
    return RowFault(case.sheet, f"第{case.row}行", f"编号“{case.number}”{reason}", remedy)
