"""The list of documents with their validity on a day that is chosen, and the register given out for the province."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.documents import queries
from gongkai.apps.documents.models import DocumentKind
from gongkai.apps.documents.queries import Filters
from gongkai.apps.documents.same_source import queries as same_source
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.faces.desk.documents.kinds import DOCUMENT_KIND
from gongkai.faces.desk.documents.owed import said
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lists import ALL, Narrowing, page_number, without_page, year_field
from gongkai.faces.desk.registers.listing import PAGE_ROWS, Pages
from gongkai.faces.look.forms import DayField, OneOfField, TextField
from gongkai.faces.look.report.files import download
from gongkai.law.documents import validity
from gongkai.texts.provincial.write import as_csv, as_json

HOME = "规范性文件"


class DocumentFilters(Narrowing):
    """What the list can be narrowed to."""

    q = TextField(label="文号、标题或者登记编号", required=False, max_length=100)
    on = DayField(label="看哪一天的效力", required=False)
    state = OneOfField(label="效力", required=False, choices=[ALL, *validity.STATES.items()])
    kind = OneOfField(label="种类", required=False, choices=[ALL, *DocumentKind.choices])
    year = year_field()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["year"].label = "制发年份"

    def wanted(self, today: date) -> Filters:
        """What the list is narrowed by. Fields that are wrong narrow nothing; their errors are shown."""
        told = self.cleaned_data
        return Filters(
            text=told.get("q") or "",
            year=told.get("year"),
            kind=told.get("kind") or "",
            state=told.get("state") or "",
            on=told.get("on") or today,
        )


@require_safe
@officer
def documents(request: DeskRequest) -> HttpResponse:
    """One page of the register; above it what is owed."""
    officer_ = request.officer
    rights.demand(officer_.actor, "publishing.read")
    form = DocumentFilters(request.GET)
    form.is_valid()
    wanted = form.wanted(officer_.today)
    assert wanted.on is not None, "today where none is told"
    pages = Paginator(queries.register(officer_.actor, wanted), PAGE_ROWS)
    shown = pages.get_page(page_number(request))
    organ_id = officer_.actor.organ_id
    owed = said(queries.clean_up(organ_id, officer_.today), organ_id)
    rows = list(shown.object_list)
    seen = rights.open_organs(officer_.actor, "publishing.read")
    several = seen is None or len(seen) > 1
    names = organs.short_names({row.organ_id for row in rows}, officer_.today) if several else {}
    context = {
        "form": form,
        "filtered": any(request.GET.values()),
        "on": wanted.on,
        "is_today": wanted.on == officer_.today,
        "lines": [_line(row, wanted.on, names) for row in rows],
        "organs": several,
        "total": pages.count,
        "page": Pages(shown.number, pages.num_pages),
        "query": without_page(request.GET),
        "new_url": DOCUMENT_KIND.url("new") if rights.may(officer_.actor, DOCUMENT_KIND.register.right) else "",
        "owed": [(each.label, each.how_many, each.url) for each in owed if each.how_many],
        "ways": ways("list"),
        "here": HOME,
    }
    return render(request, "desk/documents/list.html", context)


@require_safe
@officer
def export(request: DeskRequest, suffix: str) -> HttpResponse:
    """The register of the officer's organ as it stands today, in the shapes in which the province's list is read."""
    officer_ = request.officer
    rights.demand(officer_.actor, "publishing.read")
    if suffix not in ("csv", "json"):
        raise Http404
    rows = same_source.our_rows(officer_.actor.organ_id, officer_.today)
    body = as_csv(rows) if suffix == "csv" else as_json(rows, officer_.organ_name)
    return download(body, f"{officer_.organ_name}规范性文件{officer_.today}", suffix)


def ways(here: str) -> list[tuple[str, str, bool]]:
    """The pages of the room, side by side."""
    pages = (("list", "登记簿"), ("clean-up", "清理和备案"), ("same-source", "同源比对"))
    return [(label, reverse(f"desk:documents:{name}"), name == here) for name, label in pages]


def _line(row: Any, on: date, names: Any) -> dict[str, Any]:
    state, since = row.span.state(on)
    return {
        "row": row,
        "url": DOCUMENT_KIND.url("entry", row.pk),
        "state": "误登，已撤销" if row.annulled else validity.STATES[state],
        "plain": state == validity.IN_FORCE and not row.annulled,
        "since": since if state in (validity.REPEALED, validity.LAPSED) and not row.annulled else None,
        "organ": names.get(row.organ_id, ""),
    }
