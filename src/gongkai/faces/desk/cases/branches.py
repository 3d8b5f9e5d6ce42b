"""Who was asked, what runs for each, and what follows when nobody answers?

Law:     条例 32 (a third party that is silent: the organ decides), 34 (a co-producer: consent), 33③ (the time is not counted)
Takes:   a case as its reader sees it today.
Gives:   a `Strand` for everybody asked, with what may be entered next; the days that they stopped together.
Unclear: another organ has no term in the law; whoever no longer waits enters the day of that decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.law.calendar import Calendar
from gongkai.law.casework import RequestCase
from gongkai.law.casework.case import Branch
from gongkai.law.cite import Cite
from gongkai.law.clocks.consultation import BODIES
from gongkai.law.clocks.union import stretches, working_days_of
from gongkai.law.procedures.request_forms import CO_PRODUCER_OPINIONS, THIRD_PARTY_OPINIONS
from gongkai.law.sources import ogi

KINDS = {body.key: body.label for body in BODIES}
OPINIONS = {**THIRD_PARTY_OPINIONS, **CO_PRODUCER_OPINIONS}
_SILENCE = {body.key: body.silence for body in BODIES}
_TERMS: Mapping[str, Cite] = {body.key: body.term or ogi.A33_3 for body in BODIES}
_AT_SILENCE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "third_party": ("期满没有意见：由本机关决定是否公开，请提出答复意见并写明理由。", {}),
    "co_producer": ("期满没有意见：视为同意公开，可以提出公开的答复意见。", {"decision": "provided"}),
}
"""What is proposed when the term has passed without a word, and what of the proposal is filled before. A person confirms it."""


@dataclass(frozen=True, slots=True)
class Way:
    """An act that may be done for somebody, with its address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Strand:
    """One body that was asked. `tone` is done, late, silent or open; `told` says where it stands; `silence` what it would mean."""

    kind: str
    label: str
    asked: date
    received: date | None
    replied: date | None
    due: date | None
    opinion: str
    tone: str
    told: str
    silence: str
    cite: Cite
    ways: tuple[Way, ...]
    proposed: str = ""
    propose: Way | None = None


def branches(seen: Seen, case: RequestCase, today: date, calendar: Calendar) -> dict[str, Any]:
    """The context of the part of the page that tells who was asked."""
    allowed = {option.event for option in seen.options if option.allowed} if seen.writable else set()
    strands = [_strand(seen, each, allowed, today, calendar) for each in case.branches]
    return {"strands": strands, **_together(case, calendar)}


def _strand(seen: Seen, branch: Branch, allowed: set[str], today: date, calendar: Calendar) -> Strand:
    tone, told = _stands(branch, today, calendar)
    proposed, filled = _AT_SILENCE.get(branch.kind, ("", {})) if tone == "silent" else ("", {})
    may_propose = bool(proposed) and "propose" in allowed
    return Strand(
        KINDS[branch.kind],
        branch.label,
        branch.asked,
        branch.received,
        branch.replied,
        branch.due,
        OPINIONS.get(branch.opinion, branch.opinion),
        tone,
        told,
        _SILENCE[branch.kind],
        _TERMS[branch.kind],
        _ways(seen, branch, allowed),
        proposed,
        Way("提出答复意见", _act(seen, "propose", filled)) if may_propose else None,
    )


def _stands(branch: Branch, today: date, calendar: Calendar) -> tuple[str, str]:
    if branch.replied is not None:
        late = branch.due is not None and branch.replied > branch.due
        return "done", "已答复，晚于期满日" if late else "已答复"
    if branch.kind == "other_organ":
        return "open", "还没有答复；条例没有规定期限，停止计算到答复为止"
    if branch.due is None:
        return "near", "对方收到之日没有登记，15个工作日无从起算；送达后请登记"
    if branch.due < today:
        return "silent", f"期满没有答复，已过 {calendar.working_days_between(branch.due, today)} 个工作日"
    if branch.due == today:
        return "open", "今天期满"
    return "open", f"还有 {calendar.working_days_between(today, branch.due)} 个工作日"


def _ways(seen: Seen, branch: Branch, allowed: set[str]) -> tuple[Way, ...]:
    wanted: Sequence[tuple[str, bool]] = (
        (f"{branch.kind}_received", branch.received is None and branch.replied is None),
        (f"{branch.kind}_replied", branch.replied is None),
        (f"tell_{branch.kind}", True),
    )
    events = REQUESTS.procedure.events
    return tuple(
        Way(events[event], _act(seen, event, {"label": branch.label}))
        for event, fits in wanted
        if fits and event in allowed
    )


def _act(seen: Seen, event: str, filled: Mapping[str, str]) -> str:
    address = REQUESTS.url("act", seen.row.pk, event)
    return f"{address}?{urlencode(filled)}" if filled else address


def _together(case: RequestCase, calendar: Calendar) -> dict[str, Any]:
    """The days that all stops leave out together, and how many more they would be if each were counted by itself."""
    stops = case.clocks.stops if case.clocks else ()
    found = stretches(stops, calendar)
    apart = sum(working_days_of(each, calendar) for each in stops)
    together = sum(each.working for each in found)
    return {"stretches": found, "stopped": together, "stopped_twice": apart - together}
