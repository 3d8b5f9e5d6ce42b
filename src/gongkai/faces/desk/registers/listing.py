"""The registers side by side, and the list of one: what to show stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.register_history import in_words
from gongkai.faces.desk.documents.kinds import DOCUMENT_KIND
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lists import page_number, without_page
from gongkai.faces.desk.registers.forms import RegisterFilters
from gongkai.faces.desk.registers.kinds import KINDS, Kind

PAGE_ROWS = 50
HOME = "登记簿"
_SHOWN = (KINDS[0], DOCUMENT_KIND, *KINDS[1:])
"""With the register that has a room of its own: it is looked for here too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a row; `css` is how the table sets it."""

    label: str
    text: str
    css: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: the first cell leads to its page."""

    url: str
    name: str
    cells: tuple[Cell, ...]
    standing: str
    struck: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """What the parts template of pages asks for."""

    number: int
    pages: int


@require_safe
@officer
def home(request: DeskRequest) -> HttpResponse:
    """What each register is for."""
    actor = request.officer.actor
    rights.demand(actor, "publishing.read")
    kinds = [(kind, kind.url("list"), _new_url(request, kind)) for kind in _SHOWN]
    return render(request, "desk/registers/home.html", {"kinds": kinds, "here": HOME})


@require_safe
@officer
def entries(request: DeskRequest, kind: Kind) -> HttpResponse:
    """One page of a register."""
    actor = request.officer.actor
    rights.demand(actor, "publishing.read")
    names = _organ_names(actor, request.officer.today)
    form = RegisterFilters(kind, kind.columns(actor) if kind.columns else [], names, request.GET)
    form.is_valid()
    found = kind.rows(actor, form.wanted())
    if form.organ_id is not None:
        found = found.filter(organ_id=form.organ_id)
    page = Paginator(found, PAGE_ROWS).get_page(page_number(request))
    context = {
        "kind": kind,
        "form": form,
        "filtered": any(request.GET.values()),
        "headings": [(kind.register.labels[name], _css(kind, name)) for name in kind.shown],
        "organs": bool(names),
        "lines": [_line(kind, row, names, request.officer.today) for row in page.object_list],
        "total": page.paginator.count,
        "page": Pages(page.number, page.paginator.num_pages),
        "query": without_page(request.GET),
        "list_url": kind.url("list"),
        "new_url": _new_url(request, kind),
        "crumbs": around(),
        "here": kind.title,
        "ways": [(each.title, each.url("list"), each is kind) for each in _SHOWN],
    }
    return render(request, "desk/registers/list.html", context)


def around(kind: Kind | None = None, row: Any = None) -> list[tuple[str, str]]:
    """The way from the registers to a page below one of them."""
    if kind is None:
        return [(HOME, reverse("desk:registers:home"))]
    return [*kind.way(), *([(name_of(kind, row), kind.url("entry", row.pk))] if row is not None else [])]


def name_of(kind: Kind, row: Any) -> str:
    """What a row is called: its number, or what it counts and since when."""
    return " ".join(in_words(kind.register, name, getattr(row, name)) for name in kind.names)


def _new_url(request: DeskRequest, kind: Kind) -> str:
    return kind.url("new") if rights.may(request.officer.actor, kind.register.right) else ""


def _organ_names(actor: Actor, today: date) -> Mapping[int, str]:
    """The organs whose rows the reader may see, if more than the reader's own."""
    open_ones = rights.open_organs(actor, "publishing.read")
    return {} if open_ones is not None and len(open_ones) < 2 else organs.short_names(open_ones, today)


def _line(kind: Kind, row: Any, names: Mapping[int, str], today: date) -> Line:
    register = kind.register
    cells = [
        Cell(register.labels[name], in_words(register, name, getattr(row, name)), _css(kind, name))
        for name in kind.shown[1:]
    ]
    if names:
        cells.append(Cell("机关", names.get(row.organ_id, ""), ""))
    name = in_words(register, kind.shown[0], getattr(row, kind.shown[0]))
    return Line(kind.url("entry", row.pk), name, tuple(cells), kind.standing(row, today), kind.struck(row))


def _css(kind: Kind, name: str) -> str:
    column = kind.register.model._meta.get_field(name)
    if isinstance(column, models.DateField):
        return "day"
    if isinstance(column, models.IntegerField):
        return "number"
    return "wrap" if name in ("title", "source") else ""
