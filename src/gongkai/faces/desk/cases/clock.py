"""Why is the last day what it is? The ledger of a request, day by day, as it can be handed to a court.

Law:     条例 31 (the day of receipt), 33 (20 working days, what is not counted); the notices of holidays
Takes:   a case as its reader sees it today.
Gives:   the count in a few figures, the acts that moved the period with their numbers in the journal, every ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps import rules
from gongkai.apps.casebook import Line
from gongkai.apps.journal import queries as journal
from gongkai.faces.desk.cases import heads, inside
from gongkai.faces.desk.cases.branches import branches
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.casework import CaseAct, RequestCase
from gongkai.law.clocks import Deadline
from gongkai.law.clocks.counted import tally
from gongkai.law.procedures import ClockEffect


@dataclass(frozen=True, slots=True)
class Mover:
    """An act that the period depends on, with where it stands in the journal."""

    line: Line
    act: CaseAct
    effect: str
    digest: str


@require_safe
@officer
def clock(request: DeskRequest, pk: int) -> HttpResponse:
    """The page of the ledger; printed, it is the evidence."""
    seen, case = inside.fetch(request, pk)
    officer_, calendar = request.officer, rules.calendar()
    deadlines = heads.deadlines(case)
    seq, digest = journal.head(seen.row.organ_id)
    context: dict[str, Any] = {
        "case": case,
        "due": case.due,
        "left": heads.left(case.due, officer_.today, calendar) if case.due else "",
        "receipt": case.clocks.receipt if case.clocks else None,
        "tally": tally(case.clocks.reply, calendar) if case.clocks else None,
        "reply": case.clocks.reply if case.clocks else None,
        "deadlines": deadlines,
        "movers": movers(seen, case),
        "doubts": _doubts(deadlines),
        "head_seq": seq,
        "head_hash": digest,
        "printed": timezone.localtime(officer_.now),
        "notices": [each for each in calendar.notices if each.year in _years(deadlines)],
        **branches(seen, case, officer_.today, calendar),
    }
    return inside.show(request, seen, "clock", "期限台账", context)


def movers(seen: Seen, case: RequestCase) -> list[Mover]:
    """The acts in force on which the period rests, by day."""
    effects = _effects()
    lines: Mapping[int, Line] = {line.place: line for line in seen.lines}
    hashes = {place: entry.hash for place, entry in enumerate(seen.written, 1)}
    return [
        Mover(lines[act.seq], act, effects[act.event], hashes.get(act.seq, ""))
        for act in case.acts
        if act.event in effects and act.seq in lines
    ]


def _effects() -> Mapping[str, str]:
    found = {row.event: row.clock.value for row in REQUESTS.procedure.transitions if row.clock is not ClockEffect.NONE}
    return {
        "log_arrival": "到达",
        "third_party_received": "对方的期限开始",
        "co_producer_received": "对方的期限开始",
        **found,
    }


def _doubts(deadlines: Sequence[Deadline]) -> list[str]:
    """What is provisional, and what rests on a reading of the law that is not verified."""
    return list(dict.fromkeys(text for each in deadlines for text in (*each.reasons, *each.caveats)))


def _years(deadlines: Sequence[Deadline]) -> set[int]:
    return {step.day.year for each in deadlines for step in each.steps}
