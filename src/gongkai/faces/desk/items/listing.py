"""The list of what is published or to be: what to show stands in the address, so that a colleague can be sent it.

Pages go by the row that was seen last, so that a page stays whole while others draft; nothing is counted but what waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps import rules
from gongkai.apps.people import rights
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.publishing.models import Way
from gongkai.apps.publishing.queries import ItemFilters, Row
from gongkai.apps.publishing.today import KINDS
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.desk.items import board, clocks, words
from gongkai.faces.desk.items.duties import unsigned
from gongkai.faces.desk.items.seen import address
from gongkai.faces.desk.lists import ALL, Narrowing, year_field
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.law.calendar import Calendar
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.law.procedures.publication_forms import ATTRIBUTES, GENRES

_MINE, _EMERGENCY = "mine", "emergency"
_WHAT = (
    ALL,
    *((kind, name) for kind, (name, _) in KINDS.items()),
    (_MINE, "我最后改稿的"),
    (_EMERGENCY, "应急公开的"),
)
_STATES = tuple((code, name) for code, name in PUBLICATION.states.items() if code != PUBLICATION.initial)
_LONGEST_ID = 18


class ItemFiltersForm(Narrowing):
    """What the list can be narrowed to."""

    q = TextField(label="索引号、文号或者标题", required=False, max_length=100)
    what = OneOfField(label="看什么", required=False, choices=_WHAT)
    state = OneOfField(label="状态", required=False, choices=[ALL, *_STATES])
    column = TextField(label="栏目", required=False, max_length=60)
    genre = OneOfField(label="体裁", required=False, choices=[ALL, *GENRES.items()])
    attribute = OneOfField(label="公开属性", required=False, choices=[ALL, *ATTRIBUTES.items()])
    year = year_field()

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["year"].label = "公开年份"

    def wanted(self, after: int | None, before: int | None) -> ItemFilters:
        """What the app narrows by. Fields that are wrong narrow nothing; their errors are shown."""
        told = self.cleaned_data
        what = told.get("what") or ""
        pile = KINDS[what][1] if what in KINDS else ItemFilters()
        return ItemFilters(
            state=told.get("state") or pile.state,
            column=told.get("column") or "",
            text=told.get("q") or "",
            genre=told.get("genre") or "",
            attribute=told.get("attribute") or "",
            year=told.get("year"),
            mine=what == _MINE,
            to_sign=pile.to_sign,
            late=pile.late,
            emergency=what == _EMERGENCY,
            owing=pile.owing,
            soon=pile.soon,
            late_interpretation=pile.late_interpretation,
            evaluate=pile.evaluate,
            scheduled=pile.scheduled,
            after=after,
            before=before,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. `next` says whose hand is awaited."""

    row: Any
    url: str
    mark: words.StateMark
    clock: words.Clock | None
    next: str
    writer: str
    urgent: bool


@require_safe
@officer
def items(request: DeskRequest) -> HttpResponse:
    """One page of the list, newest first."""
    officer_ = request.officer
    rights.demand(officer_.actor, "publishing.read")
    form = ItemFiltersForm(request.GET)
    form.is_valid()
    wanted = form.wanted(*_place(request.GET))
    page = publishing.items(officer_.actor, wanted, officer_.now)
    waiting = publishing.board(officer_.actor, officer_.today)
    calendar = rules.calendar()
    narrowed = any(value for name, value in request.GET.items() if name not in ("after", "before"))
    context = {
        "form": form,
        "filtered": narrowed,
        "unsigned": unsigned(officer_.actor.organ_id, officer_.today)
        if rights.may(officer_.actor, "draft.read")
        else (),
        "board": board.counted(waiting),
        "share": board.share(waiting),
        "caption": f"{len(page.rows)} 条，新的在前",
        "lines": [line(row, officer_, calendar, unexplained=wanted.late_interpretation) for row in page.rows],
        "older": _turned(request.GET, "after", page.after),
        "newer": _turned(request.GET, "before", page.before),
        "may_draft": rights.may(officer_.actor, "publication.draft"),
        "may_move": rights.may(officer_.actor, "draft.read"),
    }
    return render(request, "desk/items/list.html", context)


def line(row: Row, officer_: Officer, calendar: Calendar, *, unexplained: bool) -> Line:
    """An item as a line of a list: the nearest of its days, and whose turn it is."""
    item = row.item
    return Line(
        item,
        address("page", item.pk),
        words.mark(item.state),
        clocks.nearest(item, officer_.today, calendar, rules.settings(), unexplained=unexplained),
        _next(item.state),
        row.writer,
        item.way == Way.EMERGENCY,
    )


def _next(state: str) -> str:
    """Whose hand is awaited in a state, by role."""
    event = {"owing": "ratify", "withhold_review": "approve_withhold", "cleared": "publish"}.get(state, state)
    found = PUBLICATION.row(state, event) if event in (*LEVELS, "ratify", "approve_withhold", "publish") else None
    return "、".join(PUBLICATION.roles[role] for role in found.roles) if found else ""


def _place(told: QueryDict) -> tuple[int | None, int | None]:
    """The rows behind which, or before which, the page begins; whatever is no number is the first page."""

    def number(name: str) -> int | None:
        text = told.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID else None

    before = number("before")
    return (None, before) if before is not None else (number("after"), None)


def _turned(told: QueryDict, name: str, row: int | None) -> str:
    """The address of another page; empty where there is none."""
    if row is None:
        return ""
    rest = {key: value for key, value in told.items() if key not in ("after", "before") and value}
    return f"?{urlencode({**rest, name: row})}"
