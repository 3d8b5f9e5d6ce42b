"""«搜了没找到» with what was done about each, and the words that mean the same: two lists side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.search import tending
from gongkai.apps.search.registers import RIGHT
from gongkai.apps.search.tending import Wanted
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lists import page_number
from gongkai.faces.desk.registers.listing import PAGE_ROWS, Pages
from gongkai.faces.desk.search.kinds import SETTLED_KIND, SYNONYM_KIND

HERE = "搜索"
PERIODS: Mapping[str, int] = {"30": 30, "90": 90, "400": 400}
STATES: Mapping[str, str] = {"open": "待处理", "settled": "已处理", "findable": "现在能搜到", "all": "全部"}
_MOST = 100
"""The most frequent ones: an office that has dealt with them sees the next."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was not found. `settle_url` leads to the form for those who may, `search_url` to what a citizen sees."""

    wanted: Wanted
    organ: str
    search_url: str
    settle_url: str
    settled_url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One word to narrow by."""

    label: str
    url: str
    chosen: bool
    count: int | None = None


@require_safe
@officer
def missed(request: DeskRequest) -> HttpResponse:
    """What citizens searched and did not find, the most frequent first."""
    actor, today = request.officer.actor, request.officer.today
    rights.demand(actor, "publishing.read")
    days = request.GET.get("days", "90")
    days = days if days in PERIODS else "90"
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    found = tending.missed(today - timedelta(PERIODS[days]), _MOST)
    names = organs.short_names({each.settled.organ_id for each in found if each.settled}, today)
    may = rights.may(actor, RIGHT)
    context = {
        "lines": [_line(each, names, may) for each in found if _is(state, each)],
        "states": [
            Choice(label, _url(code, days), code == state, sum(_is(code, each) for each in found))
            for code, label in STATES.items()
        ],
        "periods": [Choice(f"最近 {n} 天", _url(state, code), code == days) for code, n in PERIODS.items()],
        "nothing": not found,
        "capped": len(found) == _MOST,
        "most": _MOST,
        "ways": ways("list"),
        "here": HERE,
    }
    return render(request, "desk/search/missed.html", context)


@require_safe
@officer
def synonyms(request: DeskRequest) -> HttpResponse:
    """The groups of words, those in use first; the short names of organs count beside them."""
    actor, today = request.officer.actor, request.officer.today
    rights.demand(actor, "publishing.read")
    typed = request.GET.get("q", "")[:100].replace("\0", "")
    pages = Paginator(tending.recorded(actor, typed), PAGE_ROWS)
    shown = pages.get_page(page_number(request))
    may = rights.may(actor, RIGHT)
    open_ones = rights.open_organs(actor, "publishing.read")
    several = open_ones is None or len(open_ones) > 1
    names = organs.short_names({row.organ_id for row in shown.object_list}, today) if several else {}
    context = {
        "lines": [
            (
                row,
                SYNONYM_KIND.url("entry", row.pk),
                SYNONYM_KIND.standing(row, today),
                SYNONYM_KIND.struck(row),
                names.get(row.organ_id, ""),
            )
            for row in shown.object_list
        ],
        "several": several,
        "typed": typed,
        "total": pages.count,
        "page": Pages(shown.number, pages.num_pages),
        "query": urlencode({"q": typed}) + "&" if typed else "",
        "short": organs.short_of_all(today),
        "new_url": SYNONYM_KIND.url("new") if may else "",
        "import_url": reverse("desk:search:synonyms:import") if may else "",
        "ways": ways("synonyms:list"),
        "crumbs": [(HERE, reverse("desk:search:list"))],
        "here": SYNONYM_KIND.title,
    }
    return render(request, "desk/search/synonyms.html", context)


def ways(here: str) -> list[tuple[str, str, bool]]:
    """The pages of the room, side by side."""
    pages = (("list", "搜了没找到"), ("synonyms:list", "同义词和简称"))
    return [(label, reverse(f"desk:search:{name}"), name == here) for name, label in pages]


def _is(state: str, each: Wanted) -> bool:
    match state:
        case "open":
            return each.open
        case "settled":
            return each.settled is not None and not each.open
        case "findable":
            return each.findable
        case _:
            return True


def _line(each: Wanted, names: Mapping[int, str], may: bool) -> Line:
    text = each.missed.text
    settled = each.settled
    return Line(
        each,
        names.get(settled.organ_id, "") if settled else "",
        f"/search/?{urlencode({'q': text})}",
        f"{SETTLED_KIND.url('new')}?{urlencode({'text': text})}" if may and each.open else "",
        SETTLED_KIND.url("entry", settled.pk) if settled else "",
    )


def _url(state: str, days: str) -> str:
    told = {name: value for name, value, usual in (("state", state, "open"), ("days", days, "90")) if value != usual}
    return f"?{urlencode(told)}" if told else "./"
