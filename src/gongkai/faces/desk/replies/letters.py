"""The letters of a case, a request or a request to correct a record: drafts to look at before anything is sent, final ones with their code, signed copies, taking back.

Names are opened to make a letter; each reading goes into the journal with its reason. Rights are asked by `apps.replies`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.papers.actions import Upload
from gongkai.apps.people import rights
from gongkai.apps.replies import actions, queries
from gongkai.apps.replies.models import Letter
from gongkai.faces.desk.cases import inside, record_head
from gongkai.faces.desk.cases.records import RECORDS
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look.uploads import InMemory
from gongkai.law.casework import Refusal

_TITLE = "文书"
_ROOMS = {REQUESTS.key: REQUESTS, RECORDS.key: RECORDS}
_STRICT = {"default-src": [NONE], "frame-ancestors": [NONE], "base-uri": [NONE], "form-action": [NONE]}


@require_safe
@officer
def letters(request: DeskRequest, pk: int, of: str) -> HttpResponse:
    """Every letter that the case needs by now, made or not. `of` is the sort of case in all of these."""
    return _show(request, of, pk)


@require_POST
@officer
def draft(request: DeskRequest, pk: int, entry: int, of: str) -> HttpResponse:
    """The letter of one act as PDF, marked as a draft."""
    _fetch(request, of, pk)
    try:
        data = actions.draft(request.officer.actor, pk, entry, request.officer.now, of)
    except (Refusal, VaultRefusal) as refusal:
        return _show(request, of, pk, refusal.reason, 422)
    return _pdf(data, "draft.pdf")


@require_POST
@officer
def issue(request: DeskRequest, pk: int, entry: int, of: str) -> HttpResponse:
    """Make the letter of one act final."""
    told = "已经定稿。当面、邮寄送达的请打开打印；网上、电子邮件送达的，登记送达（告知）后申请人就能下载。"
    return _done(
        request, of, pk, lambda: actions.issue(request.officer.actor, pk, entry, request.officer.now, of), told
    )


@require_POST
@officer
def opened(request: DeskRequest, pk: int, letter: int, of: str) -> HttpResponse:
    """The bytes of a final letter."""
    _fetch(request, of, pk)
    try:
        found = queries.open_letter(request.officer.actor, pk, letter, request.officer.now, of)
    except Letter.DoesNotExist as missing:
        raise Http404 from missing
    except (Refusal, VaultRefusal) as refusal:
        return _show(request, of, pk, refusal.reason, 422)
    return _bounded(HttpResponse(found.data, content_type=found.media), found.disposition)


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_signed`.
@require_POST
def signed(request: HttpRequest, pk: int, letter: int, of: str) -> HttpResponse:
    """The signed copy goes out in the place of the letter as made."""
    request.upload_handlers = [InMemory(request)]
    return _signed(request, pk, letter, of)


@csrf_protect
@officer
def _signed(request: DeskRequest, pk: int, letter: int, of: str) -> HttpResponse:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        _fetch(request, of, pk)
        return _show(request, of, pk, "没有选文件，请选签章扫描件（PDF、JPG 或者 PNG）。", 422)
    upload, officer_ = Upload(file.name or "", file.read()), request.officer
    told = "已经换成签章扫描件，核验码不变。"
    return _done(request, of, pk, lambda: actions.scanned(officer_.actor, pk, letter, upload, officer_.now, of), told)


@require_POST
@officer
def withdraw(request: DeskRequest, pk: int, letter: int, of: str) -> HttpResponse:
    """Take a letter back."""
    officer_, told = request.officer, "已经撤销，申请人不能再下载，核验时会说明。"
    return _done(request, of, pk, lambda: actions.withdraw(officer_.actor, pk, letter, officer_.now, of), told)


def _done(request: DeskRequest, of: str, pk: int, act: Callable[[], Letter], told: str) -> HttpResponse:
    _fetch(request, of, pk)
    try:
        act()
    except Letter.DoesNotExist as missing:
        raise Http404 from missing
    except (Refusal, VaultRefusal) as refusal:
        return _show(request, of, pk, refusal.reason, 422)
    messages.success(request, told)
    return redirect(f"desk:{of}:letters", pk)


def _fetch(request: DeskRequest, of: str, pk: int) -> Seen:
    """The case as its reader may see it; another organ's, or none, is 404."""
    return _ROOMS[of].fetch(request.officer.actor, pk, request.officer.today)


def _show(request: DeskRequest, of: str, pk: int, refusal: str = "", status: int = 200) -> HttpResponse:
    seen, actor = _fetch(request, of, pk), request.officer.actor
    found = queries.of_case(actor, pk, of)
    context: dict[str, Any] = {
        "letters": found,
        "unverified": list(dict.fromkeys(each.unverified for each in found if each.unverified)),
        "refusal": refusal,
        "may_make": rights.may(actor, actions.RIGHT, seen.row.organ_id),
        "ways_to": {name: f"desk:{of}:letter_{name}" for name in ("open", "draft", "issue", "signed", "withdraw")},
    }
    if of == REQUESTS.key:
        return inside.show(request, seen, "letters", _TITLE, context, status)
    return record_head.show(request, RECORDS, seen, "letters", _TITLE, context, status)


def _pdf(data: bytes, name: str) -> HttpResponse:
    return _bounded(HttpResponse(data, content_type="application/pdf"), f'inline; filename="{name}"')


def _bounded(answer: HttpResponse, disposition: str) -> HttpResponse:
    answer.headers["Content-Disposition"] = disposition
    bounded = cast(HttpResponse, csp(_STRICT)(lambda asked: answer)(HttpRequest()))
    bounded.headers["Cache-Control"] = "no-store"
    bounded.headers["X-Content-Type-Options"] = "nosniff"
    return bounded
