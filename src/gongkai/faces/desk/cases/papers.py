"""The papers of a request: what there is, adding to it, opening one.

A list shows kind, size and day, never a name; opening is entered in the journal with its reason before anything is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.journal.vault import REASONS
from gongkai.apps.papers import actions, queries
from gongkai.apps.papers.queries import PaperLine
from gongkai.apps.papers.refusals import PaperRefusal
from gongkai.apps.people import rights
from gongkai.faces.desk.acts.scans import ScanForm
from gongkai.faces.desk.cases import inside
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look import sealed
from gongkai.faces.look.uploads import InMemory

_ADDING = "add"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper in the list with the act it came with."""

    paper: PaperLine
    size: str
    with_act: str
    url: str


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_papers`.
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The list; a POST adds what was sent."""
    request.upload_handlers = [InMemory(request)]
    return _papers(request, pk)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def _papers(request: DeskRequest, pk: int) -> HttpResponse:
    seen, _ = inside.fetch(request, pk)
    if request.method != "POST":
        return _show(request, seen)
    actor = request.officer.actor
    rights.demand(actor, "paper.add", seen.row.organ_id)
    form = ScanForm(request, _ADDING)
    if form.kept.take_away():
        return _show(request, seen)
    if not form.uploads and not form.kept.lines:
        return _show(request, seen, "没有选文件，请选要存入的扫描件、照片。", 422)
    try:
        # Examined inside the refusal, before any transaction begins.
        files = actions.examine(form.everything())
        added = actions.add(actor, REQUESTS.key, pk, form.kind, files, request.officer.now)
    except PaperRefusal as refusal:
        return _show(request, seen, refusal.reason, 422)
    form.kept.forget()
    messages.success(request, f"已存入 {len(added)} 份材料。")
    return redirect(inside.url("papers", pk))


@require_POST
@officer
def open_paper(request: DeskRequest, pk: int, paper: int) -> HttpResponse:
    """One paper for whoever says why; the reading is journaled before the file goes out."""
    seen, _ = inside.fetch(request, pk)
    officer_ = request.officer
    rights.demand(officer_.actor, "paper.read", seen.row.organ_id)
    if paper not in {each.id for each in queries.of_case(officer_.actor, REQUESTS.key, pk)}:
        raise Http404
    try:
        found = queries.open_(officer_.actor, paper, request.POST.get("why", ""), officer_.now)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except (VaultRefusal, PaperRefusal) as refusal:
        return _show(request, seen, refusal.reason, 422)
    return sealed.sent(found)


def _show(request: DeskRequest, seen: Seen, refusal: str = "", status: int = 200) -> HttpResponse:
    actor = request.officer.actor
    may_add = rights.may(actor, "paper.add", seen.row.organ_id) and seen.writable
    form = ScanForm(request, _ADDING) if may_add else None
    if form is not None:
        form.keep()
    context: dict[str, Any] = {
        "sheets": _sheets(seen, queries.of_case(actor, REQUESTS.key, seen.row.pk)),
        "may_read": rights.may(actor, "paper.read", seen.row.organ_id) and seen.writable,
        "scans": form,
        "kept": form.kept if form else None,
        "refusal": refusal,
        "reasons": REASONS,
    }
    return inside.show(request, seen, "papers", "案卷材料", context, status)


def _sheets(seen: Seen, found: Sequence[PaperLine]) -> list[Sheet]:
    lines = {line.place: line for line in seen.lines}
    address = partial(inside.url, "paper", seen.row.pk)
    return [
        Sheet(
            each,
            filesizeformat(each.size),
            f"第 {each.place} 条 {lines[each.place].label}" if each.place in lines else "",
            address(each.id),
        )
        for each in found
    ]
