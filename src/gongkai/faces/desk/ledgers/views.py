"""The ledger: what came in so far, an empty workbook, a check, taking in after a look at what it would do, giving out.

Nothing is taken in by halves, and nothing of a file is kept: the page that says what would happen carries it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.annual.ledger.model import BadLedger, RowFault
from gongkai.annual.ledger.template import template
from gongkai.apps.ledgers import actions, queries
from gongkai.apps.ledgers.models import ImportRun
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.ledgers import carry
from gongkai.faces.look.report.files import download
from gongkai.faces.look.uploads import InMemory

SHOWN_FAULTS = 500
"""More than anybody mends in one go; the page says how many there are."""

NAMES = {
    "requests": "新的申请",
    "remedies": "新的复议诉讼",
    "continued": "补登经过的件",
    "acts": "登记的办理",
    "items": "公开信息",
    "documents": "规范性文件",
    "activities": "活动",
    "tallies": "统计数",
    "texts": "年报文字",
    "known": "已经登记、不再重复的件",
}
"""What is counted, in the order shown."""


class WorkbookForm(forms.Form):
    """One workbook."""

    file = forms.FileField(
        label="台账文件",
        help_text="用本页的模板填写的 Excel 工作簿（.xlsx）。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的，请选填好的台账。"},
    )


@dataclass(frozen=True, slots=True)
class ShownRun:
    run: ImportRun
    person: str
    counts: list[tuple[str, int]]


@require_safe
@officer
def overview(request: DeskRequest) -> HttpResponse:
    """What one can do with ledgers, and the latest runs."""
    return _overview(request, WorkbookForm())


@require_safe
@officer
def empty_workbook(request: DeskRequest) -> HttpResponse:
    """The workbook to fill in, with the organ's name in it."""
    actor = request.officer.actor
    rights.demand(actor, "ledger.import")
    organ = organs.by_id(actor.organ_id)
    name = organs.name_on(organ.pk, request.officer.today)
    return download(template(name, organ.kind), f"{name}政府信息公开台账", "xlsx")


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_check`.
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def check(request: DeskRequest) -> HttpResponse:
    """What is wrong with a workbook, or what taking it in would do. Nothing is taken in."""
    request.upload_handlers = [InMemory(request)]
    return _check(request)


@csrf_protect
def _check(request: DeskRequest) -> HttpResponse:
    rights.demand(request.officer.actor, "ledger.import")
    if request.method != "POST":
        return redirect("desk:ledger:home")
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _overview(request, form, 422)
    sent = form.cleaned_data["file"]
    body, name = sent.read(), str(sent.name)
    try:
        outcome = actions.try_upload(request.officer.actor, body, request.officer.now, name)
    except BadLedger as bad:
        return _faults(request, name, bad.faults)
    context = {
        "name": name,
        "counts": _counts(outcome.counts),
        "nothing_new": not any(number for what, number in outcome.counts.items() if what != "known"),
        "remarks": outcome.remarks,
        "carried": carry.seal(body, name, request.officer.key),
        "hours": carry.HOURS,
        **_around("检查结果"),
    }
    return render(request, "desk/ledgers/checked.html", context)


@require_POST
@officer
def take_in(request: DeskRequest) -> HttpResponse:
    """Take in the workbook that the page carried: all of it or nothing."""
    rights.demand(request.officer.actor, "ledger.import")
    try:
        body, name = carry.unseal(request.POST.get("carried", ""), request.officer.key)
    except carry.Lost as lost:
        form = WorkbookForm({})
        form.full_clean()
        form.errors.clear()
        form.add_error("file", str(lost))
        return _overview(request, form, 422)
    try:
        outcome = actions.import_upload(request.officer.actor, body, request.officer.now, name)
    except BadLedger as bad:
        return _faults(request, name, bad.faults)
    told = "，".join(f"{label} {number}" for label, number in _counts(outcome.counts)) or "没有新的内容"
    messages.success(request, f"台账“{name}”已导入：{told}。")
    return redirect("desk:ledger:home")


@require_POST
@officer
def give_out(request: DeskRequest) -> HttpResponse:
    """All of the organ's ledger as a workbook; with personal data where it is asked for, which the journal remembers."""
    actor, personal = request.officer.actor, request.POST.get("personal") == "1"
    body = actions.export_workbook(actor, request.officer.now, personal)
    name = organs.name_on(actor.organ_id, request.officer.today)
    tail = f"{request.officer.today:%Y-%m-%d}{'含个人信息' if personal else ''}"
    return download(body, f"{name}政府信息公开台账", "xlsx", tail)


def _overview(request: DeskRequest, form: WorkbookForm, status: int = 200) -> HttpResponse:
    actor = request.officer.actor
    runs = queries.runs(actor)
    names = people.names({run.person for run in runs})
    context = {
        "form": form,
        "runs": [ShownRun(run, names.get(run.person, "（已离开）"), _counts(run.counts)) for run in runs],
        "may_export": rights.may(actor, "ledger.export"),
        "may_read": rights.may(actor, "personal.read"),
        "crumbs": [],
        "here": "台账",
    }
    return render(request, "desk/ledgers/overview.html", context, status=status)


def _faults(request: DeskRequest, name: str, faults: tuple[RowFault, ...]) -> HttpResponse:
    context = {
        "name": name,
        "faults": faults[:SHOWN_FAULTS],
        "total": len(faults),
        "form": WorkbookForm(),
        **_around("台账有问题"),
    }
    return render(request, "desk/ledgers/faults.html", context, status=422)


def _counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What is not 0, by name."""
    return [(label, counts[key]) for key, label in NAMES.items() if counts.get(key)]


def _around(here: str) -> dict[str, object]:
    return {"crumbs": [("台账", reverse("desk:ledger:home"))], "here": here}
