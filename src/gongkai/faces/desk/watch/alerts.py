"""提醒: what somebody must do, by sort and by role; putting one off until a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.people import rights
from gongkai.apps.watch import actions
from gongkai.apps.watch import queries as watch
from gongkai.apps.watch.models import Alert
from gongkai.apps.watch.put_off_history import put_off_history
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lists import page_number, without_page
from gongkai.faces.desk.watch import board
from gongkai.faces.look.forms import DayField, OneOfField
from gongkai.law.casework import Refusal

REFUSED = 422
TAKE_BACK = "take_back"


class PutOffForm(forms.Form):
    """Until when, and why."""

    until = DayField(label="暂缓到哪一天", help_text="到那天情况还在的，再提醒。")
    why = OneOfField(label="原因", choices=[("", "请选择"), *watch.WHY.items()])


@require_safe
@officer
def alert_list(request: DeskRequest) -> HttpResponse:
    """One page of alerts. The address says which: `who=me`, `sort`, `later=1` for those put off."""
    officer_ = request.officer
    rights.demand(officer_.actor, "request.read")
    known = set(watch.ABOUT)
    sort = request.GET.get("sort", "")
    sort = sort if sort in known else ""
    mine, later = request.GET.get("who") == "me", request.GET.get("later") == "1"
    page = watch.alerts(officer_.actor, officer_.today, mine, sort, later, page_number(request))
    context: dict[str, Any] = {
        "mine": mine,
        "sort": sort,
        "put_off": later,
        "beat": watch.heartbeat(officer_.actor, officer_.now),
        "page": page,
        "lines": [board.line(row) for row in page.rows],
        "sorts": board.sorts(watch.kinds(officer_.actor)),
        "sort_label": watch.ABOUT.get(sort, ""),
        "query": without_page(request.GET),
        "may_tend": rights.may(officer_.actor, "outbox.tend"),
        "may_put_off": rights.may(officer_.actor, "alert.put_off"),
    }
    return render(request, "desk/watch/alerts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def put_off(request: DeskRequest, pk: int) -> HttpResponse:
    """Put one alert off, or take that back; what was done with it before stands below. Another organ's: 404."""
    actor = request.officer.actor
    rights.demand(actor, "alert.put_off")
    try:
        row = watch.alert(actor, pk)
    except Alert.DoesNotExist as missing:
        raise Http404 from missing
    back = request.POST.get("go") == TAKE_BACK
    form = PutOffForm(request.POST if request.method == "POST" and not back else None)
    if request.method != "POST":
        return _form(request, form, row)
    if back:
        return _taken_back(request, row)
    if not form.is_valid():
        return _form(request, form, row, REFUSED)
    try:
        actions.put_off(actor, pk, form.cleaned_data["until"], form.cleaned_data["why"], request.officer.now)
    except Alert.DoesNotExist as missing:
        raise Http404 from missing
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return _form(request, form, row, REFUSED)
    messages.success(request, f"{row.number} 的这条提醒暂缓到 {form.cleaned_data['until']}。")
    return redirect("desk:watch:alerts")


def _taken_back(request: DeskRequest, row: Alert) -> HttpResponse:
    try:
        actions.take_back_put_off(request.officer.actor, row.pk, request.officer.now)
    except Alert.DoesNotExist as missing:
        raise Http404 from missing
    except Refusal as refusal:
        return _form(request, PutOffForm(), row, REFUSED, refusal)
    messages.success(request, f"{row.number} 的这条提醒不再暂缓。")
    return redirect("desk:watch:alerts")


def _form(
    request: DeskRequest, form: PutOffForm, row: Alert, status: int = 200, refusal: Refusal | None = None
) -> HttpResponse:
    officer_ = request.officer
    context = {
        "form": form,
        "line": board.line(row),
        "history": put_off_history(row),
        "may_take_back": row.put_off_until is not None and row.put_off_until > officer_.today,
        "take_back": TAKE_BACK,
        "refusal": refusal,
    }
    return render(request, "desk/watch/put_off.html", context, status=status)
