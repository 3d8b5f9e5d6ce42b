"""Which acts of a case fit into its row, and which have to stand in 办理经过?

Takes:   a case in its normal form. Gives: `Fitted`: the cells of its row, the rows of 征求意见, the acts that are left.

What was fitted is read back at once; where that gives anything but the same acts in the same order, the row keeps the
registration only and every other act is written out, which always reads back as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.annual.ledger.cells import Value
from gongkai.annual.ledger.columns import Sheet
from gongkai.annual.ledger.draft import OPENINGS, Draft, Row, numbered
from gongkai.annual.ledger.model import LedgerCase, RowFault
from gongkai.annual.ledger.remedy_rows import EVENTS as REMEDY_EVENTS
from gongkai.annual.ledger.remedy_rows import KEYS as REMEDY_KEYS
from gongkai.annual.ledger.remedy_rows import remedy_drafts
from gongkai.annual.ledger.request_rows import (
    BODY_EVENTS,
    EVENTS,
    KEYS,
    LAPSE_EVENTS,
    body_drafts,
    request_drafts,
)
from gongkai.annual.ledger.sheets import BODIES, LAPSE, OPENING, PLAIN_REFUSAL, REMEDIES, REPLY, REQUESTS
from gongkai.law.casework import CaseAct
from gongkai.law.procedures import REMEDY, REQUEST
from gongkai.law.procedures.request import CLERK, HEAD
from gongkai.law.settings import Settings

Cells = dict[str, Value]
Private = Mapping[int, Mapping[str, str]]
_LAPSED_BY = {event: decision for decision, event in LAPSE_EVENTS.items()}
_BODY_STEPS = {event: (kind, step) for kind, steps in BODY_EVENTS.items() for step, event in steps}


@dataclass(slots=True)
class Fitted:
    """Cells by the key of their column."""

    row: Cells = field(default_factory=dict)
    bodies: list[Cells] = field(default_factory=list)
    rest: list[CaseAct] = field(default_factory=list)


def fit_request(case: LedgerCase, settings: Settings) -> Fitted:
    """A request in the cells of 申请台账 and 征求意见."""
    opening = case.acts[0]
    row: Cells = {}
    _put(row, KEYS[OPENING], opening, case.private)
    clerk = opening.person if opening.role == CLERK else _first(case.acts, CLERK, REQUEST.roles[CLERK])
    row["clerk"], row["head"] = clerk, _first(case.acts, HEAD, REQUEST.roles[HEAD])
    alone = Fitted(dict(row), [], list(case.acts))
    fitted = Fitted(row)
    expected = next((each for each in request_drafts(_row(row), settings) if each.event in OPENINGS), None)
    if expected is None or (expected.event, expected.role, expected.person) != (opening.event, opening.role, clerk):
        fitted.rest.append(opening)
    bodies: dict[tuple[str, object], Cells] = {}
    for act in case.acts[1:]:
        if not (_fits(row, act, case.private) or _fits_body(bodies, act, case.private, clerk)):
            fitted.rest.append(act)
    fitted.bodies = list(bodies.values())
    return fitted if _same(case, _read_back(fitted, settings, case.private)) else alone


def fit_remedy(case: LedgerCase) -> Fitted:
    """A review or suit in the cells of 复议诉讼."""
    opening = case.acts[0]
    clerk = opening.person if opening.role == CLERK else _first(case.acts, CLERK, REMEDY.roles[CLERK])
    row: Cells = {"clerk": clerk}
    _put(row, REMEDY_KEYS["notify"], opening, case.private)
    alone = Fitted(dict(row), [], list(case.acts))
    fitted = Fitted(row, [], [] if opening.role == CLERK else [opening])
    for act in case.acts[1:]:
        ours = (act.role, act.person) == (CLERK, clerk)
        if ours and act.event in REMEDY_EVENTS and f"{act.event}.day" not in row:
            _put(row, REMEDY_KEYS[act.event], act, case.private)
        elif ours and _is_remark(act, opening, row):
            row["note.note"] = str(act.data["note"])
        else:
            fitted.rest.append(act)
    drafts = remedy_drafts(_row(row, REMEDIES))
    return fitted if _same(case, _with_rest(drafts, fitted.rest, case.private, list(REMEDY.events))) else alone


def _first(acts: Sequence[CaseAct], role: str, otherwise: str) -> str:
    return next((act.person for act in acts if act.role == role), otherwise)


def _put(row: Cells, keys: Mapping[str, str], act: CaseAct, private: Private) -> None:
    row[keys["day"]] = act.day.isoformat()
    for name, told in {**act.data, **private.get(act.seq, {})}.items():
        if name in keys:
            row[keys[name]] = _cell(told)


def _cell(told: object) -> Value:
    """A value of a form as a cell holds it: both are the same few JSON types."""
    if isinstance(told, list):
        return [str(each) for each in told]
    return told if isinstance(told, (str, int)) else str(told)


def _fits(row: Cells, act: CaseAct, private: Private) -> bool:
    """Put the act into the row if its cells are free and the person is the row's. False: it does not fit."""
    person = row["clerk"] if act.role == CLERK else row["head"]
    if act.person != person:
        return False
    if act.event in EVENTS and act.role == EVENTS[act.event] and f"{act.event}.day" not in row:
        _put(row, KEYS[act.event], act, private)
        return True
    if act.event == "note" and act.role == CLERK and "note.note" not in row and str(act.day) == row[f"{OPENING}.day"]:
        row["note.note"] = str(act.data.get("note", ""))
        return True
    return _fits_ending(row, act, private)


def _fits_ending(row: Cells, act: CaseAct, private: Private) -> bool:
    keys, decision = KEYS[REPLY], row.get(f"{REPLY}.decision")
    if act.event == "serve" and act.role == CLERK and decision in LAPSE_EVENTS and keys["day"] not in row:
        _put(row, keys, act, private)
        return True
    if decision is not None:
        return False
    if act.event == "record_reply" and act.role == HEAD:
        _put(row, keys, act, private)
        return True
    if act.event == "withdraw" and act.role == CLERK:
        _put(row, keys, act, private)
        row[keys["decision"]] = "withdrawn"
        return True
    if act.event in _LAPSED_BY and act.role == HEAD:
        _put(row, {**keys, "day": f"{LAPSE}.day"}, act, private)
        row[keys["decision"]] = _LAPSED_BY[act.event]
        return True
    return False


def _fits_body(bodies: dict[tuple[str, object], Cells], act: CaseAct, private: Private, clerk: str) -> bool:
    if act.event not in _BODY_STEPS or (act.role, act.person) != (CLERK, clerk):
        return False
    kind, step = _BODY_STEPS[act.event]
    key = (kind, act.data.get("label"))
    if step == "asked" and key not in bodies:
        bodies[key] = {"kind": kind}
    elif step == "asked" or key not in bodies or f"{step}.day" in bodies[key]:
        return False
    told = {name: value for name, value in act.data.items() if step == "asked" or name != "label"}
    if kind == "co_producer" and told.get("opinion") == "refuses":
        told["opinion"] = PLAIN_REFUSAL
    bodies[key][f"{step}.day"] = act.day.isoformat()
    for name, value in {**told, **private.get(act.seq, {})}.items():
        bodies[key][f"{step}.{name}"] = _cell(value)
    return True


def _is_remark(act: CaseAct, opening: CaseAct, row: Cells) -> bool:
    return act.event == "note" and act.day == opening.day and "note.note" not in row


def _row(cells: Cells, sheet: Sheet = REQUESTS) -> Row:
    faults: list[RowFault] = []
    return Row(sheet, 0, dict(cells), {}, faults)


def _read_back(fitted: Fitted, settings: Settings, private: Private) -> list[Draft]:
    row = _row(fitted.row)
    drafts = request_drafts(row, settings)
    for body in fitted.bodies:
        one = Row(BODIES, 0, dict(body), {}, row.faults)
        drafts += body_drafts(one, str(fitted.row["clerk"]))
    return [] if row.faults else _with_rest(drafts, fitted.rest, private, list(REQUEST.events))


def _with_rest(drafts: list[Draft], rest: Sequence[CaseAct], private: Private, order: Sequence[str]) -> list[Draft]:
    nowhere = _row({})
    for act in rest:
        if act.seq == 1:
            for draft in drafts:
                if draft.event in OPENINGS:
                    draft.event, draft.role, draft.person, draft.place = act.event, act.role, act.person, 1
        else:
            drafts.append(
                Draft(
                    act.event,
                    act.day,
                    act.role,
                    act.person,
                    dict(act.data),
                    dict(private.get(act.seq, {})),
                    nowhere,
                    {},
                    act.seq,
                )
            )
    return numbered(drafts, order)


def _same(case: LedgerCase, drafts: Sequence[Draft]) -> bool:
    if len(drafts) != len(case.acts):
        return False
    return all(
        draft.act(act.seq) == act and draft.private == case.private.get(act.seq, {})
        for draft, act in zip(drafts, case.acts, strict=True)
    )
