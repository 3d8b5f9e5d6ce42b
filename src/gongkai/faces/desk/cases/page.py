"""The page of one case: where it stands and why, what may be done next, what was done, day by day how it was counted.

Personal data stay sealed on it; a POST that says why opens them once, and the journal keeps who looked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps import rules
from gongkai.apps.alike import wanted
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.journal.vault import REASONS
from gongkai.apps.people import rights
from gongkai.faces.desk.cases import heads, inside, repeat
from gongkai.faces.desk.cases.branches import branches
from gongkai.faces.desk.cases.departments import errands
from gongkai.faces.desk.cases.extending import extensions
from gongkai.faces.desk.cases.rooms import QUESTIONS, REQUESTS, Room, Seen, Step
from gongkai.faces.desk.cases.timeline import timeline
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.desk.lights import lamp
from gongkai.law.casework import Option, RequestCase
from gongkai.law.casework.corrections import CORRECT
from gongkai.law.cite import Cite
from gongkai.law.sources import ogi

APART = ("split", "hand_over")
"""Acts by which a request, or a part of it, goes on elsewhere: they stand with its facts, for these show the need."""


@dataclass(frozen=True, slots=True)
class Button:
    """An act on the page, with its address; `late`: not possible today, but for an earlier day (补录)."""

    label: str
    url: str
    cites: tuple[Cite, ...]
    reason: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Revealed:
    """Personal data as they were told, act by act, label and text; or why they cannot be shown."""

    acts: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()
    why: str = ""
    refusal: str = ""


@require_safe
@officer
def case(request: DeskRequest, pk: int, room: Room) -> HttpResponse:
    """The page of a case."""
    return _show(request, room, room.fetch(request.officer.actor, pk, request.officer.today))


@require_POST
@officer
def personal(request: DeskRequest, pk: int, room: Room) -> HttpResponse:
    """The same page with the personal data on it, this once; the reading and its reason go into the journal."""
    officer_ = request.officer
    seen = room.fetch(officer_.actor, pk, officer_.today)
    rights.demand(officer_.actor, room.opens, seen.row.organ_id)
    why = request.POST.get("why", "")
    try:
        found = room.personal(officer_.actor, pk, why, officer_.now)
    except VaultRefusal as refusal:
        return _show(request, room, seen, Revealed(refusal=refusal.reason), 422)
    acts = [(_told_with(seen, place), _labelled(room, fields)) for place, fields in found.items()]
    return _show(request, room, seen, Revealed(acts, REASONS[why]))


def _show(
    request: DeskRequest, room: Room, seen: Seen, revealed: Revealed | None = None, status: int = 200
) -> HttpResponse:
    actor = request.officer.actor
    context: dict[str, Any] = {
        "room": room,
        "row": seen.row,
        "light": lamp(seen.light),
        "state": room.procedure.states[seen.case.state],
        "items": timeline(room.forms, seen.lines, seen.case.acts, seen.case.void),
        "revealed": revealed,
        "sealed": seen.sealed,
        "shredded": seen.shredded,
        "may_read_personal": seen.writable and rights.may(actor, room.opens),
        "reasons": REASONS,
        "personal_url": room.url("personal", seen.row.pk),
        "correct_url": room.url("act", seen.row.pk, CORRECT),
        "may_correct": seen.writable and any(each.event == CORRECT and each.allowed for each in seen.options),
        "audited": seen.written if rights.may(actor, "journal.read", seen.row.organ_id) else (),
        "events": room.procedure.events,
        "crumbs": [(room.title, room.url("list"))],
        "here": seen.row.number,
        "elsewhere": seen.elsewhere,
        **_alike(room, seen, request.officer),
        **heads.head(seen, request.officer.today, rules.calendar()),
        **_of_request(seen, request.officer),
        **_next(room, seen, request.officer),
    }
    return render(request, "desk/cases/case.html", context, status=status)


def _of_request(seen: Seen, officer_: Officer) -> dict[str, Any]:
    """What only requests have: the pages inside it, who was asked, inside and outside the house."""
    if not isinstance(seen.case, RequestCase):
        return {}
    calendar = rules.calendar()
    return {
        "case_ways": inside.ways(seen.row.pk),
        "apart": [_button(REQUESTS, seen, each) for each in seen.options if each.event in APART and each.allowed],
        "errands": errands(seen, seen.case, officer_.today, calendar),
        "extensions": extensions(seen, seen.case, officer_.today, calendar),
        **branches(seen, seen.case, officer_.today, calendar),
        **repeat.panel(seen, officer_),
    }


def _alike(room: Room, seen: Seen, officer_: Officer) -> dict[str, Any]:
    """Who else asks for what a message asks for, and where a text for everybody is begun (条例 44)."""
    if room.key != QUESTIONS.key or not seen.writable:
        return {}
    found = wanted.wanted(officer_.actor, seen.row.pk, officer_.today)
    suggested = getattr(seen.row, "kind", "") == "disclose"
    if not (found.count or found.cut or suggested):
        return {}
    may_draft = rights.may(officer_.actor, "publication.draft", seen.row.organ_id)
    begin = f"{reverse('desk:item:new')}?{urlencode({'asked': seen.row.number})}" if may_draft else ""
    others = [(each, reverse(f"desk:{each.sort}:case", args=[each.pk])) for each in found.others]
    return {"alike": found, "alike_rows": others, "begin_item": begin, "alike_cite": (ogi.A44,)}


def _next(room: Room, seen: Seen, officer_: Officer) -> dict[str, Any]:
    """What may be done: the step that leads on, what else, and what not with its reason."""
    offered = [option for option in seen.options if option.event not in room.openings]
    role = officer_.seat.role if seen.writable else ""
    step = room.next_step(role, offered, seen, officer_.today)
    mine = step.option if step and step.role == role else None
    leads = step.option.event if step else ""
    others = [option for option in offered if option.allowed and option != mine and option.event != CORRECT]
    return {
        "primary": _button(room, seen, mine) if mine else None,
        "stage": heads.stage(seen.case, leads, officer_.today, rules.calendar()),
        "waiting": "" if mine else _waiting(room, seen, step),
        "possible": [_button(room, seen, option) for option in others],
        "refused": [_button(room, seen, option) for option in offered if not option.allowed],
    }


def _button(room: Room, seen: Seen, option: Option) -> Button:
    return Button(option.label, room.url("act", seen.row.pk, option.event), option.cites, option.reason, option.late)


def _waiting(room: Room, seen: Seen, step: Step | None) -> str:
    """Whose turn it is when it is not this officer's."""
    if seen.case.state in room.procedure.resting:
        return "这件已经办完，没有下一步。"
    return f"等{room.procedure.roles[step.role]}“{step.option.label}”。" if step else ""


def _told_with(seen: Seen, place: int) -> str:
    line = next(line for line in seen.lines if line.place == place)
    return f"第 {place} 条 {line.label}（{line.day}）"


def _labelled(room: Room, fields: Mapping[str, str]) -> list[tuple[str, str]]:
    labels = {field.name: field.label for form in room.forms.values() for field in form.fields if field.private}
    return [(labels.get(name, name), text) for name, text in fields.items()]
