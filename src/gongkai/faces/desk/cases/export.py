"""The list as a table to take away: a few thousand rows at once, more as a table that is made in the background and lies here for a day."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.journal.vault import REASONS
from gongkai.apps.people import rights
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Page
from gongkai.apps.saved import actions as saved
from gongkai.apps.saved import queries as tables
from gongkai.apps.saved.models import Table
from gongkai.faces.desk.cases.filtering import RequestFilters, plain
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.casework import Refusal

TITLE = "导出申请清单"


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def export(request: DeskRequest) -> HttpResponse:
    """What would be given out, in which form; or the table itself; or on to its page."""
    officer_ = request.officer
    rights.demand(officer_.actor, "request.read")
    if request.method != "POST":
        return _page(request, plain(request.GET))
    query, form, why = plain(QueryDict(request.POST.get("query", "")[:1000])), request.POST.get("form", ""), ""
    told = RequestFilters(QueryDict(query), officer_)
    told.is_valid()
    wanted = told.wanted(officer_, 1)
    try:
        if form not in tables.FORMS:
            raise Refusal("请选明清单的格式。")
        if request.POST.get("personal"):
            why = request.POST.get("why", "")
            if why not in REASONS:
                raise Refusal("要带个人信息的，请选明原因；每一件的查看都记入台账日志。")
        elif _large(requests.cases(officer_.actor, wanted, officer_.today)):
            saved.ask(officer_.actor, wanted, form, officer_.today, officer_.now)
            messages.success(request, "已开始在后台生成，做好后在本页下载，留一天。")
            return redirect(reverse("desk:request:export") + f"?{query}")
        rows = tables.lines(officer_.actor, wanted, officer_.today, officer_.now, why)
    except (Refusal, VaultRefusal) as refusal:
        return _page(request, query, refusal.reason, 422)
    return _sent(tables.written(rows, form, bool(why)), form)


@require_safe
@officer
def download(request: DeskRequest, pk: int) -> HttpResponse:
    """A finished table, for who asked for it."""
    try:
        row = tables.table(request.officer.actor, pk, request.officer.now)
        file = tables.file_of(request.officer.actor, pk, request.officer.now)
    except Table.DoesNotExist:
        raise Http404 from None
    answer = FileResponse(file, as_attachment=True, filename=f"requests.{row.form}")
    answer.headers["Content-Type"] = tables.FORMS[row.form]
    answer.headers["Cache-Control"] = "no-store"
    return cast(HttpResponse, answer)  # it streams; the wrapper passes on whatever is an answer


@require_POST
@officer
def tend(request: DeskRequest, pk: int) -> HttpResponse:
    """Stop making a table, or go on with it."""
    do = {"stop": saved.stop, "go_on": saved.go_on}.get(request.POST.get("do", ""))
    try:
        if do is not None:
            do(request.officer.actor, pk, request.officer.now)
    except Table.DoesNotExist:
        raise Http404 from None
    return redirect("desk:request:export")


def _large(page: Page) -> bool:
    """Whether a table is made in the background. Of words that many have the list shows the newest alone, the table has all."""
    return page.cut or page.total > tables.AT_ONCE


def _sent(data: bytes, form: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=tables.FORMS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="requests.{form}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(request: DeskRequest, query: str, problem: str = "", status: int = 200) -> HttpResponse:
    officer_ = request.officer
    told = RequestFilters(QueryDict(query), officer_)
    told.is_valid()
    page = requests.cases(officer_.actor, told.wanted(officer_, 1), officer_.today)
    context = {
        "page": page,
        "query": query,
        "problem": problem,
        "at_once": tables.AT_ONCE,
        "in_a_sheet": tables.IN_A_SHEET,
        "large": _large(page),
        "may_personal": all(rights.may(officer_.actor, each) for each in ("personal.read", "ledger.export")),
        "personal": tables.PERSONAL,
        "reasons": REASONS,
        "chosen": [(field.label, field.data) for field in told if field.data],
        "tables": tables.tables(officer_.actor, officer_.now),
        "crumbs": [(REQUESTS.title, f"{REQUESTS.url('list')}?{query}")],
        "here": TITLE,
    }
    return render(request, "desk/cases/export.html", context, status=status)
