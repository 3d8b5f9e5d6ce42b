"""The page of one entry: what it says now, what may be done with it, and everything that was entered about it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps import registered
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.register_history import history, in_words
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.registers.kinds import Kind
from gongkai.faces.desk.registers.listing import around, name_of


def seen(request: DeskRequest, kind: Kind, pk: int) -> Any:
    """A row that the reader may see; 404 for every other."""
    try:
        return registered.visible(kind.register, request.officer.actor).get(pk=pk)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


@require_safe
@officer
def entry(request: DeskRequest, pk: int, kind: Kind) -> HttpResponse:
    """The entry with its history; buttons for those who may record in its organ."""
    officer_, row = request.officer, seen(request, kind, pk)
    register = kind.register
    writable = rights.may(officer_.actor, register.right, row.organ_id)
    facts = [(label, in_words(register, name, getattr(row, name))) for name, label in register.labels.items()]
    if row.organ_id != officer_.actor.organ_id:
        facts.append(("机关", organs.name_on(row.organ_id, officer_.today)))
    context = {
        "kind": kind,
        "name": name_of(kind, row),
        "title": getattr(row, "title", "") or name_of(kind, row),
        "standing": kind.standing(row, officer_.today),
        "struck": kind.struck(row),
        "facts": [(label, text) for label, text in facts if text],
        "acts": [
            (register.events[event], kind.url("act", row.pk, event), kind.acts[event].about)
            for event in (kind.offered(row) if writable else ())
        ],
        "lines": history(register, row.pk),
        "audited": rights.may(officer_.actor, "journal.read", row.organ_id),
        "crumbs": around(kind),
        "here": name_of(kind, row),
    }
    return render(request, "desk/registers/entry.html", context)
