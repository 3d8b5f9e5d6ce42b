"""A list of cases of one sort: how its form reads, what its page shows around the rows, and the form by which a new case comes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.apps.people import rights
from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.desk.cases.rooms import Room
from gongkai.faces.desk.gate import DeskRequest
from gongkai.faces.desk.lists import ALL, Narrowing, without_page
from gongkai.faces.look.forms import OneOfField
from gongkai.law.casework import Refusal
from gongkai.law.cite import Cite
from gongkai.law.procedures import Procedure

OPEN = "open"
"""How an address says that only the cases in hand are wanted."""


class Paged(Protocol):
    """One page of a list, as its app gives it."""

    @property
    def number(self) -> int: ...
    @property
    def pages(self) -> int: ...
    @property
    def total(self) -> int: ...


class CaseNarrowing(Narrowing):
    """What a list of cases can be narrowed to. A subclass has `state`, a field of `state_field`; `in_hand` is what the open ones are called."""

    in_hand: str
    procedure: Procedure

    @property
    def chosen_state(self) -> str:
        """The state that was chosen, empty for none and for those that stand for several."""
        chosen = self.cleaned_data.get("state") or ""
        return chosen if chosen in self.procedure.states else ""

    @property
    def only_open(self) -> bool | None:
        """True where only cases in hand are wanted."""
        return True if self.cleaned_data.get("state") == OPEN else None


def state_field(procedure: Procedure, in_hand: str) -> OneOfField:
    """The states of a procedure, before them all that is in hand."""
    states = ((code, name) for code, name in procedure.states.items() if code != procedure.initial)
    return OneOfField(label="状态", required=False, choices=[(OPEN, in_hand), ALL, *states])


def around(
    request: DeskRequest, room: Room, form: CaseNarrowing, page: Paged, lines: Sequence[object], opening: str
) -> dict[str, object]:
    """What desk/cases/list.html asks for. `opening` is the act by which officers register a new case."""
    return {
        "room": room,
        "form": form,
        "filtered": bool(request.GET),
        "page": page,
        "lines": lines,
        "query": without_page(request.GET),
        "list_url": room.url("list"),
        "new_url": room.url("new") if rights.may(request.officer.actor, f"{room.key}.{opening}") else "",
    }


def opening_form(
    request: DeskRequest,
    room: Room,
    form: ActForm,
    cites: Iterable[Cite],
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page by which a new case comes in: its form, what was refused, and what it rests on."""
    context = {
        "room": room,
        "form": form,
        "refusal": refusal,
        "cites": cites,
        "list_url": room.url("list"),
        "crumbs": [(room.title, room.url("list"))],
        "here": room.new,
    }
    return render(request, "desk/cases/open.html", context, status=status)
