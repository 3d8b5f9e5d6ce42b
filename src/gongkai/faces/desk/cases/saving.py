"""Filters of the list under a name: keeping one, putting it first, deleting it. All by form, back to the list each time."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.apps.people import rights
from gongkai.apps.saved import actions as saved
from gongkai.apps.saved.models import SavedFilter
from gongkai.faces.desk.cases.filtering import plain
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.casework import Refusal


@require_POST
@officer
def keep(request: DeskRequest) -> HttpResponse:
    """Keep the conditions that were on the page under the name that was given."""
    query = plain(QueryDict(request.POST.get("query", "")[:1000]))
    try:
        saved.keep(
            request.officer.actor,
            request.POST.get("name", ""),
            query,
            bool(request.POST.get("shared")),
            request.officer.now,
        )
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "已保存为常用筛选。")
    return redirect(f"{REQUESTS.url('list')}?{query}")


@require_POST
@officer
def tend(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a kept filter first, no longer first, or delete it."""
    what, actor = request.POST.get("do"), request.officer.actor
    rights.demand(actor, "request.read")
    try:
        if what == "delete":
            saved.forget(actor, pk)
            messages.success(request, "已删去这个常用筛选。")
        elif what in ("first", "usual"):
            saved.put_first(actor, pk if what == "first" else None)
            messages.success(request, "打开申请列表时先用它。" if what == "first" else "打开申请列表时先看未办结的。")
    except SavedFilter.DoesNotExist:
        raise Http404 from None
    return redirect(REQUESTS.url("list") + "?state=open")
