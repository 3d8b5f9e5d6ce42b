"""The comparison with the list of the province: the last run, what differs, one difference to the character."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.documents.models import Comparison, Difference, Document, ListErrand, TaskState, Way, What
from gongkai.apps.documents.same_source import actions, errands, queries
from gongkai.apps.documents.same_source.actions import Origin
from gongkai.apps.documents.same_source.registers import DIFFERENCES, SETTLE
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.register_history import history
from gongkai.apps.schedule import actions as schedule
from gongkai.apps.schedule import queries as scheduled
from gongkai.apps.schedule.jobs import SAME_SOURCE_ASKED
from gongkai.config.environment import BadSetting
from gongkai.faces.desk.documents.kinds import DIFFERENCE_KIND
from gongkai.faces.desk.documents.listing import HOME, ways
from gongkai.faces.desk.documents.page import page_url
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lists import page_number, without_page
from gongkai.faces.desk.registers.listing import PAGE_ROWS, Pages
from gongkai.faces.look.uploads import InMemory
from gongkai.law.casework import Refusal

TITLE = "同源比对"
_STATES = [(TaskState.OPEN.value, "待处理"), (TaskState.SETTLED.value, "已处理"), (TaskState.GONE.value, "已不再出现")]


class ListForm(forms.Form):
    """One list of the province."""

    file = forms.FileField(
        label="省级数据库的清单",
        help_text="json、csv、xlsx，或者另存下来的网页；第一行写明标题、文号、施行日期、有效性等列名。",
        widget=forms.FileInput(attrs={"accept": ".json,.csv,.txt,.xlsx,.xls,.html,.htm"}),
        error_messages={"required": "请选一个清单文件。", "empty": "这个文件是空的，请核对。"},
    )


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_overview`.
def overview(request: HttpRequest) -> HttpResponse:
    """The last run and the tasks; a list that is sent is compared at once."""
    request.upload_handlers = [InMemory(request)]
    answer: HttpResponse = _overview(request)
    return answer


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def _overview(request: DeskRequest) -> HttpResponse:
    actor = request.officer.actor
    rights.demand(actor, "publishing.read")
    if request.method != "POST":
        return _show(request, ListForm())
    rights.demand(actor, "comparison.run")
    if "address" in request.POST:
        return _have_fetched(request, request.POST["address"])
    if "stop" in request.POST:
        return _stop(request, request.POST["stop"])
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, 422)
    sent = form.cleaned_data["file"]
    officer_ = request.officer
    origin = Origin(Way.FILE, str(sent.name))
    done = actions.compare_data(actor, sent.read(), origin, officer_.today, officer_.now)
    if done.failure:
        form.add_error("file", done.failure)
        return _show(request, form, 422)
    return _done(request, done)


def _have_fetched(request: DeskRequest, address: str) -> HttpResponse:
    """The worker fetches it within seconds; the page shows how far it is. What could not be fetched stands there as a run that failed."""
    officer_ = request.officer
    try:
        errands.ask(officer_.actor, address, officer_.now)
    except (Refusal, BadSetting) as refused:
        messages.error(request, str(refused))
        return _show(request, ListForm(), 422)
    schedule.soon(SAME_SOURCE_ASKED, officer_.now)
    return redirect("desk:documents:same-source")


def _stop(request: DeskRequest, told: str) -> HttpResponse:
    try:
        stopped = errands.stop(request.officer.actor, int(told))
    except (ValueError, OverflowError, ObjectDoesNotExist) as missing:
        raise Http404 from missing
    if stopped:
        messages.success(request, "已停下，没有比对；要比对时再按“现在取来比对”。")
    else:
        messages.info(request, "已经取完在比对，或者已经结束，没有可停的。")
    return redirect("desk:documents:same-source")


def _done(request: DeskRequest, done: Comparison) -> HttpResponse:
    messages.success(request, f"比对完毕：{done.identical} 件一致，{done.unlike} 处不一致。")
    return redirect("desk:documents:same-source")


@require_safe
@officer
def difference(request: DeskRequest, pk: int) -> HttpResponse:
    """One difference: field by field, and the texts to the character."""
    actor = request.officer.actor
    try:
        row = queries.difference(actor, pk)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    writable = rights.may(actor, DIFFERENCES.right, row.organ_id)
    context = {
        "kind": DIFFERENCE_KIND,
        "row": row,
        "fields": queries.fields_of(row),
        "spans": queries.redline_of(row),
        "document_url": reverse("desk:documents:entry", args=[row.register_row]) if row.register_row else "",
        "correct_url": reverse("desk:documents:act", args=[row.register_row, "correct"]) if row.register_row else "",
        "text_url": _text_url(request, row),
        "new_url": reverse("desk:documents:new") if row.what == What.MISSING_HERE else "",
        "settle": DIFFERENCE_KIND.url("act", row.pk, SETTLE) if writable and row.state == TaskState.OPEN else "",
        "lines": history(DIFFERENCES, row.pk),
        "audited": rights.may(actor, "journal.read", row.organ_id),
        "crumbs": [(HOME, reverse("desk:documents:list")), (TITLE, reverse("desk:documents:same-source"))],
        "here": row.title or row.number,
    }
    return render(request, "desk/documents/difference.html", context)


def _text_url(request: DeskRequest, row: Difference) -> str:
    """Where a text that differs is mended if ours is the wrong one: on its page, by the whole procedure."""
    document = Document.objects.filter(pk=row.register_row).first() if row.text_here else None
    return page_url(request, document) if document else ""


def _show(request: DeskRequest, form: ListForm, status: int = 200) -> HttpResponse:
    officer_ = request.officer
    state = request.GET.get("state", TaskState.OPEN.value)
    what = request.GET.get("what", "")
    state = state if state in TaskState.values else TaskState.OPEN.value
    rows = queries.differences(officer_.actor, state, what if what in What.values else "")
    # An officer above may look at others; the figures above the list are of their own organ.
    pages = Paginator(rows.filter(organ_id=officer_.actor.organ_id), PAGE_ROWS)
    shown = pages.get_page(page_number(request))
    context: dict[str, Any] = {
        "form": form,
        "standing": queries.standing(officer_.actor.organ_id),
        "runs": list(queries.runs(officer_.actor).filter(organ_id=officer_.actor.organ_id)[:10]),
        "lines": [(row, reverse("desk:documents:difference", args=[row.pk])) for row in shown.object_list],
        "states": [(code, label, code == state) for code, label in _STATES],
        "what": what,
        "total": pages.count,
        "page": Pages(shown.number, pages.num_pages),
        "query": without_page(request.GET),
        "may": rights.may(officer_.actor, "comparison.run"),
        "ways": ways("same-source"),
        "crumbs": [(HOME, reverse("desk:documents:list"))],
        "here": TITLE,
        **_schedule(officer_.actor.organ_id),
        **_errands(request),
    }
    return render(request, "desk/documents/same_source.html", context, status=status)


def _errands(request: DeskRequest) -> dict[str, Any]:
    """What is being fetched, and what is wrong with the worker while somebody waits for it."""
    rows = errands.errands(request.officer.actor, request.officer.now)
    under_way = {row.address for row in rows if row.state in ListErrand.UNDER_WAY}
    fault = scheduled.stopped(request.officer.now) if under_way else ""
    return {"errands": rows, "under_way": under_way, "worker_fault": fault}


def _schedule(organ_id: int) -> dict[str, Any]:
    """The addresses that are compared by themselves; a file of settings that cannot be used is said, not passed over."""
    try:
        return {"schedule": queries.schedule_of(organs.by_id(organ_id).code)}
    except BadSetting as bad:
        return {"schedule": (), "bad_setting": str(bad)}
