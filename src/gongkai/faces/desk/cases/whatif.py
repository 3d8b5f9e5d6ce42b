"""What would an act change? Tried on a page of its own, by nobody's hand: nothing is saved, nobody signs.

Law:     law/casework/whatif
Takes:   an act of any role and the few things that decide (day, choices, numbers); words that must be told are filled with a mark.
Gives:   the last day before and after with the reason, lights, what becomes possible and impossible; or why it cannot be, and when.

Whoever may read a request may try: the clerk what the head's approval would bring, the leader what a correction would cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps import casebook, rules
from gongkai.faces.desk.acts.form import ActForm, Choices
from gongkai.faces.desk.acts.outcome import Told, told
from gongkai.faces.desk.acts.sheet import choices
from gongkai.faces.desk.cases import inside
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.casework import Option
from gongkai.law.casework.corrections import CORRECT
from gongkai.law.casework.whatif import whatif
from gongkai.law.procedures.fields import FieldKind, Form
from gongkai.law.procedures.table import ClockEffect

_TRIED = "（试算）"
"""What stands in the place of words that must be told and decide nothing."""
_WORDS = (FieldKind.TEXT, FieldKind.LONG)
_SOMEBODY = "somebody"
"""Whoever would act: another person than all that have, so that only the case decides and not who tries."""


@require_safe
@officer
def trying(request: DeskRequest, pk: int) -> HttpResponse:
    """Every act that could be tried now, by role; those that move the period first."""
    seen, _ = inside.fetch(request, pk)
    procedure = REQUESTS.procedure
    moving = {row.event for row in procedure.transitions if row.clock is not ClockEffect.NONE}
    groups: list[tuple[str, list[tuple[Option, str, bool]]]] = []
    for role, name in procedure.roles.items():
        options = [
            each
            for each in seen.of_role(role, "", request.officer.today)
            if each.allowed and each.event not in REQUESTS.openings and each.event != CORRECT
        ]
        options.sort(key=lambda each: each.event not in moving)
        told_ = [(each, f"{inside.url('tried', pk, each.event)}?role={role}", each.event in moving) for each in options]
        if told_:
            groups.append((name, told_))
    return inside.show(request, seen, "try", "先看看后果", {"groups": groups})


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def tried(request: DeskRequest, pk: int, event: str) -> HttpResponse:
    """One act tried. Its form asks only what decides."""
    if event not in REQUESTS.forms or event in REQUESTS.openings or event == CORRECT:
        raise Http404
    seen, _ = inside.fetch(request, pk)
    asked = REQUESTS.forms[event]
    offered = choices(seen, event, request.officer.today)
    roles = _roles(event)
    role = request.POST.get("role") or request.GET.get("role", "")
    role = role if role in roles else next(iter(roles))
    sent = request.POST if request.method == "POST" else None
    form = _form(asked, sent, offered, {"day": request.officer.today})
    found = _outcome(request, seen, event, role, form) if sent is not None and form.is_valid() else None
    if sent is None and not [each for each in form.shown() if each.name != "day" and each.field.required]:
        # Nothing has to be told: what it would bring today can be said at once.
        form = _form(asked, _today(request), offered, {})
        found = _outcome(request, seen, event, role, form) if form.is_valid() else None
    context: dict[str, Any] = {
        "label": REQUESTS.procedure.events[event],
        "form": form,
        "outcome": found,
        "roles": roles,
        "role": role,
        "role_name": roles[role],
        "do_url": REQUESTS.url("act", pk, event) if role == request.officer.seat.role and seen.writable else "",
    }
    status = 422 if sent is not None and not form.is_valid() else 200
    return inside.show(request, seen, "tried", f"试算：{REQUESTS.procedure.events[event]}", context, status)


def _roles(event: str) -> Mapping[str, str]:
    procedure = REQUESTS.procedure
    named = {role: procedure.roles[role] for row in procedure.transitions if row.event == event for role in row.roles}
    return dict(named)


def _today(request: DeskRequest) -> QueryDict:
    told_ = QueryDict(mutable=True)
    told_["day"] = request.officer.today.isoformat()
    return told_


def _form(
    asked: Form, sent: QueryDict | None, offered: Mapping[str, Choices], initial: Mapping[str, object]
) -> ActForm:
    """The act's own form without words that decide nothing, and without what is private."""
    without = {
        each.name
        for each in asked.fields
        if each.private or (each.kind in _WORDS and each.name not in ("label", *offered))
    }
    return ActForm(asked, sent, initial=initial, choices=offered, without=without)


def _outcome(request: DeskRequest, seen: Seen, event: str, role: str, form: ActForm) -> Told:
    data = form.told
    for each in REQUESTS.forms[event].fields:
        if each.required and not each.private and each.kind in _WORDS and each.name not in data:
            data[each.name] = _TRIED
    acts = casebook.story(seen.written).acts
    today = request.officer.today
    outcome = whatif(acts, event, role, _SOMEBODY, form.day, data, today, rules.calendar(), rules.settings())
    return told(REQUESTS.procedure, outcome)
