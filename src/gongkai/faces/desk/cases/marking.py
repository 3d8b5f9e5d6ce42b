"""What is done with the rows that somebody marked in the list: handed to a colleague, printed as labels or as a list."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.apps.people import rights
from gongkai.apps.people.queries import label
from gongkai.apps.requests import many
from gongkai.apps.requests.models import Request
from gongkai.faces.desk.cases.filtering import plain
from gongkai.faces.desk.cases.listing import colleagues, line
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.casework import Refusal


@require_POST
@officer
def marked(request: DeskRequest) -> HttpResponse:
    """Do with the marked rows what the button says."""
    officer_, what = request.officer, request.POST.get("do", "")
    rights.demand(officer_.actor, "request.read")
    ids = [int(each) for each in request.POST.getlist("row") if each.isascii() and each.isdigit() and len(each) < 19]
    back = f"{REQUESTS.url('list')}?{plain(QueryDict(request.POST.get('query', '')[:1000]))}"
    try:
        if what == "assign":
            return _assigned(request, ids, back)
        if what in ("labels", "list"):
            rows = many.marked(officer_.actor, ids, officer_.today)
            context = {
                "lines": [line(each) for each in rows],
                "labels": what == "labels",
                "crumbs": [(REQUESTS.title, back)],
                "here": "标签" if what == "labels" else "清单",
            }
            return render(request, "desk/cases/marked.html", context)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    except Request.DoesNotExist:
        raise Http404 from None
    return redirect(back)


def _assigned(request: DeskRequest, ids: list[int], back: str) -> HttpResponse:
    officer_, sent = request.officer, request.POST.get("to", "")
    to = next((each for each in colleagues(officer_) if str(each.pk) == sent), None)
    if to is None:
        raise Refusal("请选明交给哪一位经办人。")
    done = many.assign_all(officer_.actor, ids, to.pk, "", officer_.today, officer_.now)
    name = label(to)
    messages.success(request, f"已把 {done} 件交给{name}。" if done else f"这些申请已经是{name}承办的。")
    return redirect(back)
