"""The papers of a request to correct a record: what came, adding to it, opening one, letting whoever asked take one.

A list shows kind, size and day, never a name; opening is entered in the journal with its reason before anything is shown. A reply that may
be taken is shown on the portal once the act of telling is entered (apps/applying).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.journal.vault import REASONS
from gongkai.apps.papers import actions, queries
from gongkai.apps.papers.queries import PaperLine
from gongkai.apps.papers.refusals import PaperRefusal
from gongkai.apps.people import rights
from gongkai.apps.people.actor import APPLICANT
from gongkai.faces.desk.acts.scans import ScanForm
from gongkai.faces.desk.cases.record_head import PAPERS, ways
from gongkai.faces.desk.cases.records import RECORDS
from gongkai.faces.desk.cases.rooms import Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look import sealed
from gongkai.faces.look.uploads import InMemory

_ADDING = "add"
_REFUSED = 422


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper in the list with the act it came with, and whether whoever asked sent it himself."""

    paper: PaperLine
    size: str
    with_act: str
    by_web: bool
    url: str
    shown_url: str


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_papers`.
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The list; a POST adds what was sent."""
    request.upload_handlers = [InMemory(request)]
    return _papers(request, pk)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def _papers(request: DeskRequest, pk: int) -> HttpResponse:
    officer_ = request.officer
    seen = RECORDS.fetch(officer_.actor, pk, officer_.today)
    if request.method != "POST":
        return _show(request, seen)
    rights.demand(officer_.actor, "paper.add", seen.row.organ_id)
    form, shown = ScanForm(request, _ADDING), request.POST.get("shown") == "on"
    if form.kept.take_away():
        return _show(request, seen)
    if not form.uploads and not form.kept.lines:
        return _show(request, seen, "没有选文件，请选要存入的扫描件、照片。", _REFUSED)
    try:
        # Examined inside the refusal, before any transaction begins.
        files = actions.examine(form.everything())
        added = actions.add(officer_.actor, RECORDS.key, pk, form.kind, files, officer_.now, shown=shown)
    except PaperRefusal as refusal:
        return _show(request, seen, refusal.reason, _REFUSED)
    form.kept.forget()
    messages.success(request, f"已存入 {len(added)} 份材料。")
    return redirect(RECORDS.url("papers", pk))


@require_POST
@officer
def open_paper(request: DeskRequest, pk: int, paper: int) -> HttpResponse:
    """One paper for whoever says why; the reading is journaled before the file goes out."""
    officer_ = request.officer
    seen = RECORDS.fetch(officer_.actor, pk, officer_.today)
    rights.demand(officer_.actor, "paper.read", seen.row.organ_id)
    _line(request, pk, paper)
    try:
        found = queries.open_(officer_.actor, paper, request.POST.get("why", ""), officer_.now)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except (VaultRefusal, PaperRefusal) as refusal:
        return _show(request, seen, refusal.reason, _REFUSED)
    return sealed.sent(found)


@require_POST
@officer
def show_paper(request: DeskRequest, pk: int, paper: int) -> HttpResponse:
    """Let whoever asked take a paper on the portal, or no more."""
    officer_ = request.officer
    seen = RECORDS.fetch(officer_.actor, pk, officer_.today)
    rights.demand(officer_.actor, "paper.add", seen.row.organ_id)
    line = _line(request, pk, paper)
    if line.by == APPLICANT:
        return _show(request, seen, "这是申请人自己提交的，他有原件，不用给他取。", _REFUSED)
    wanted = request.POST.get("shown") == "yes"
    actions.show(officer_.actor, [paper], officer_.now, shown=wanted)
    messages.success(request, "申请人可以在网站取这份材料了。" if wanted else "申请人不能再在网站取这份材料。")
    return redirect(RECORDS.url("papers", pk))


def _line(request: DeskRequest, pk: int, paper: int) -> PaperLine:
    """One of the papers of this very case; any other is 404."""
    found = queries.of_case(request.officer.actor, RECORDS.key, pk)
    line = next((each for each in found if each.id == paper), None)
    if line is None:
        raise Http404
    return line


def _show(request: DeskRequest, seen: Seen, refusal: str = "", status: int = 200) -> HttpResponse:
    actor = request.officer.actor
    may_add = rights.may(actor, "paper.add", seen.row.organ_id) and seen.writable
    form = ScanForm(request, _ADDING) if may_add else None
    if form is not None:
        form.keep()
    case_url = RECORDS.url("case", seen.row.pk)
    context: dict[str, Any] = {
        "room": RECORDS,
        "row": seen.row,
        "state": RECORDS.procedure.states[seen.case.state],
        "case_ways": ways(seen.row.pk, "papers"),
        "back": case_url,
        "crumbs": [(RECORDS.title, RECORDS.url("list")), (seen.row.number, case_url)],
        "here": PAPERS,
        "title": PAPERS,
        "sheets": _sheets(seen, queries.of_case(actor, RECORDS.key, seen.row.pk)),
        "may_read": rights.may(actor, "paper.read", seen.row.organ_id) and seen.writable,
        "scans": form,
        "kept": form.kept if form else None,
        "refusal": refusal,
        "reasons": REASONS,
        "coded": bool(seen.row.code),
    }
    return render(request, "desk/records/papers.html", context, status=status)


def _sheets(seen: Seen, found: Sequence[PaperLine]) -> list[Sheet]:
    lines = {line.place: line for line in seen.lines}
    return [
        Sheet(
            each,
            filesizeformat(each.size),
            f"第 {each.place} 条 {lines[each.place].label}" if each.place in lines else "",
            each.by == APPLICANT,
            RECORDS.url("paper", seen.row.pk, each.id),
            RECORDS.url("paper-shown", seen.row.pk, each.id),
        )
        for each in found
    ]
