"""How far has a request come, and what may its applicant do? By number and code, which travel in the body of a form and in no address.

Law:     条例 29–36, 42, 46 by apps.applying; nobody needs an account, and nothing here needs a script

Every mistake gives the same answer; an address may try so often a minute. What the applicant reads is journaled, like every reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps.applying import actions, queries
from gongkai.apps.applying.seen import Progress
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.papers.actions import Examined, Upload
from gongkai.apps.requests.models import Request
from gongkai.faces.look import throttle
from gongkai.faces.look.uploads import InMemory
from gongkai.faces.portal.about.offices import offices
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.progress import record
from gongkai.faces.portal.progress.asked import (
    HERE,
    LOOKED_A_MINUTE,
    TOO_OFTEN,
    UNKNOWN,
    UNREADABLE,
    Asked,
    ask_sure,
    do,
    settle,
    with_words,
)
from gongkai.faces.portal.progress.forms import CorrectionForm, LookForm, RateForm, ReasonsForm
from gongkai.law.disclosure import guide as law
from gongkai.law.sources import ogi

_REFUSED, _TOO_MANY, _UNAVAILABLE = 422, 429, 503
_LATE = (ogi.A47, ogi.A51)
"""Whom an applicant turns to who was not answered in time."""


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_progress`.
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    """The form, or how far the request has come; also each act that its applicant may do."""
    request.upload_handlers = [InMemory(request)]
    return _progress(request)


@csrf_protect
def _progress(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, LookForm())
    form = LookForm(request.POST)
    if not form.is_valid():
        return _form(request, form, _REFUSED)
    if not throttle.share(request, "progress", LOOKED_A_MINUTE).allowed:
        form.add_error(None, TOO_OFTEN)
        return _form(request, form, _TOO_MANY)
    told = form.cleaned_data
    asked = Asked(request, told["number"], told["code"], told["organ"], timezone.now())
    try:
        if (answer := record.answer(asked)) is not None:
            return answer
        do(asked, _ACTS)
        found = queries.progress(asked.number, asked.code, asked.now, asked.organ)
    except Request.DoesNotExist:
        found = None
    except VaultRefusal:
        form.add_error(None, UNREADABLE)
        return _form(request, form, _UNAVAILABLE)
    if found is None:
        form.add_error(None, UNKNOWN)
        return _form(request, form, 404)
    return _page(asked, found)


def _correct(asked: Asked) -> None:
    form = CorrectionForm(asked.request.POST, asked.request.FILES)
    with_words(asked, "correction", form, _act(asked, actions.corrected), "补正已经收到，答复期限从明天起重新计算。")


def _explain(asked: Asked) -> None:
    form = ReasonsForm(asked.request.POST, asked.request.FILES)
    with_words(asked, "reasons", form, _act(asked, actions.reasons_given), "您说明的理由已经收到。")


def _act(asked: Asked, act: Callable[..., Request]) -> Callable[[str, Sequence[Upload | Examined]], object]:
    return lambda words, files: act(asked.number, asked.code, words, files, asked.now, asked.organ)


def _rate(asked: Asked) -> None:
    form = RateForm(asked.request.POST)
    asked.forms["rate"] = form
    if not form.is_valid():
        asked.refused = True
        return
    told = form.cleaned_data
    actions.rated(asked.number, asked.code, told["score"], told["comment"], asked.now, asked.organ)
    asked.said = "谢谢您的评价。"


def _fee_notice(asked: Asked) -> None:
    actions.notice_received(asked.number, asked.code, asked.now, asked.organ)
    asked.said = "已登记您今天收到收费通知，缴费期限从明天起计算。"


def _reply_received(asked: Asked) -> None:
    actions.reply_received(asked.number, asked.code, asked.now, asked.organ)
    asked.said = "已登记您今天收到答复，复议、起诉的期限从明天起计算。"


def _withdraw(asked: Asked) -> None:
    actions.withdrawn(asked.number, asked.code, asked.now, asked.organ)
    asked.said = "申请已经撤回，办理终止。"


_ACTS: dict[str, Callable[[Asked], None]] = {
    "correct": _correct,
    "reasons": _explain,
    "fee": _fee_notice,
    "received": _reply_received,
    "rate": _rate,
    "withdraw": ask_sure,
    "withdraw-sure": _withdraw,
}
_EVENTS = {"correction": "receive_correction", "reasons": "give_reasons", "rate": "rate"}
"""The act that each form is for."""


def _form(request: HttpRequest, form: LookForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "law": law,
        "late": [point for point in law.COMPLAIN if point.cite in _LATE],
        "offices": offices(),
        "tags": ColumnTags(HERE, "申请办到哪一步，向哪里询问。", "办理进度,查询,联系方式", "依申请公开"),
        "crumbs": [("首页", "/")],
        "here": HERE,
    }
    return render(request, "portal/progress/look.html", context, status=status)


def _page(asked: Asked, found: Progress) -> HttpResponse:
    sure = asked.sure and "withdraw" in found.may
    settle(asked, found.may, _EVENTS)
    context = {
        "p": found,
        "asked": asked,
        "said": asked.said,
        "unsent": asked.unsent,
        "refused": asked.refused,
        "correction": asked.forms.get("correction", CorrectionForm()),
        "reasons": asked.forms.get("reasons", ReasonsForm()),
        "kept": {name: asked.kept(name) for name in ("correction", "reasons")},
        "rate": asked.forms.get("rate", RateForm()),
        "late": [point for point in law.COMPLAIN if point.cite in _LATE],
        "tags": ColumnTags(HERE, "申请办到哪一步。", "办理进度,查询", "依申请公开"),
        "crumbs": [("首页", "/"), (HERE, "/progress/")],
        "here": "撤回申请" if sure else found.number,
    }
    name = "portal/progress/withdraw.html" if sure else "portal/progress/request.html"
    return render(asked.request, name, context, status=_REFUSED if asked.refused else 200)
