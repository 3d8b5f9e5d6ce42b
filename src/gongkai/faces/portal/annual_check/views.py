"""年报体检: the form, the result, its exports, and results that somebody asked to keep.

Nothing of a report is written anywhere unless 保留结果 is pressed: files stay in memory (`InMemory`), the result page
carries the result itself (`carry`), and a kept result holds what was read and found, never the file.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from gongkai.annual.check.explained import explanation_groups, explanations
from gongkai.annual.write import Unwritable
from gongkai.apps.reporting import actions, queries
from gongkai.apps.reporting.bounded import Busy, NotExamined, reading
from gongkai.apps.reporting.examination import Examination
from gongkai.apps.reporting.wire import REPORT, Job
from gongkai.faces.look import errors, throttle
from gongkai.faces.look.report.screen import screen
from gongkai.faces.look.uploads import InMemory
from gongkai.faces.portal.annual_check import carry
from gongkai.faces.portal.annual_check.exports import EXPORTS, file_name
from gongkai.faces.portal.annual_check.forms import CheckForm

_HERE = "年报体检"
_HOME = [("首页", "/")]
_TOO_OFTEN = "这个网络地址一分钟内提交得太多，请过一分钟再试；您填的文字还在下面。"


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_check`.
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """The form; or the result, or the form with what is wrong."""
    request.upload_handlers = [InMemory(request)]
    return _check(request)


@csrf_protect
def _check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        reading.warm()
        return _form(request, CheckForm())
    form = CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, 422)
    if not _within_its_share(request):
        form.refuse(REPORT, _TOO_OFTEN)
        return _form(request, form, 429)
    try:
        examination = reading.examine(Job(form.files_by_part(), settings.CHECK_SECONDS, settings.CHECK_MEMORY_MB))
    except NotExamined as refusal:
        form.refuse(refusal.part, str(refusal))
        return _form(request, form, 503 if isinstance(refusal, Busy) else 422)
    return _result(request, examination)


@require_POST
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """One file made of the result that the page carried. Nothing is looked up and nothing is kept."""
    examination = _carried(request)
    if isinstance(examination, HttpResponse):
        return examination
    kind = EXPORTS.get(request.POST.get("kind", ""))
    if kind is None:
        return _notice(request, 400, "没有这种文件", "请返回结果页，用页面上的按钮导出。")
    try:
        body = kind.write(examination)
    except Unwritable as refusal:
        return _notice(request, 422, f"不能导出{kind.label}", str(refusal))
    response = HttpResponse(body, content_type=kind.content_type)
    response.headers["Content-Disposition"] = file_name(examination, kind)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@never_cache
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the result that the page carried, and go to its address."""
    examination = _carried(request)
    if isinstance(examination, HttpResponse):
        return examination
    token = actions.keep(examination, timezone.now(), settings.KEEP_DAYS)
    return HttpResponseRedirect(reverse("portal:annual_check:kept", args=[token]), status=303)


@require_safe
@never_cache
def kept(request: HttpRequest, token: str) -> HttpResponse:
    """A kept result, for whoever has its address."""
    found = queries.kept_check(token, timezone.now())
    if found is None:
        return _unlisted(
            _notice(request, 404, "没有这份结果", "保留的时间已到，或者已经被删除，或者网址不完整。可以重新体检一次。")
        )
    return _unlisted(_result(request, found.examination, kept=found, token=token))


@require_POST
@never_cache
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Delete a kept result; who has the address has the right. Deleting twice is no mistake."""
    actions.delete(token)
    return _unlisted(HttpResponseRedirect(reverse("portal:annual_check:deleted"), status=303))


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Says that it is gone."""
    return _notice(request, 200, "已删除", "保留的结果已经从本站删除，原来的网址不能再打开。")


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule, explained."""
    context = {
        "groups": explanation_groups(),
        "count": len(explanations()),
        "crumbs": [*_HOME, (_HERE, reverse("portal:annual_check:check"))],
        "here": "检查的规则",
    }
    return render(request, "portal/annual_check/rules.html", context)


def _form(request: HttpRequest, form: CheckForm, status: int = 200) -> HttpResponse:
    form.say_files_are_lost()
    context = {"form": form, "crumbs": _HOME, "here": _HERE, "days": settings.KEEP_DAYS}
    response = render(request, "portal/annual_check/form.html", context, status=status)
    if status in (429, 503):
        response.headers["Retry-After"] = str(throttle.WINDOW_SECONDS)
    return response


def _result(request: HttpRequest, examination: Examination, **kept: Any) -> HttpResponse:
    context = {
        "screen": screen(examination),
        "carried": carry.seal(examination),
        "hours": carry.HOURS,
        "days": settings.KEEP_DAYS,
        "exports": EXPORTS,
        "crumbs": [*_HOME, (_HERE, reverse("portal:annual_check:check"))],
        "here": "体检结果",
        **kept,
    }
    return render(request, "portal/annual_check/result.html", context)


def _carried(request: HttpRequest) -> Examination | HttpResponse:
    """The result that the form carried, or the page that says why there is none."""
    if not _within_its_share(request):
        return errors.too_many(request, throttle.WINDOW_SECONDS)
    try:
        return carry.unseal(request.POST.get("carried", ""))
    except carry.TooOld:
        text = f"结果页打开已超过 {carry.HOURS} 小时，其中的数据不再有效。本站没有留存您的报告，请重新体检一次。"
        return _notice(request, 410, "结果页已过期", text)
    except carry.Spoiled:
        text = "提交的数据不完整，或者不是本站生成的。本站没有留存您的报告，请重新体检一次。"
        return _notice(request, 400, "数据不能识别", text)


def _notice(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    context = {
        "title": title,
        "text": text,
        "status": status,
        "crumbs": [*_HOME, (_HERE, reverse("portal:annual_check:check"))],
        "here": title,
    }
    return render(request, "portal/annual_check/notice.html", context, status=status)


def _within_its_share(request: HttpRequest) -> bool:
    return throttle.share(request, "annual_check", settings.CHECKS_A_MINUTE).allowed


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep the address out of search engines, and out of the Referer of any request.

    Not `no-referrer`: under it browsers send `Origin: null` with the page's own forms, which no CSRF check can accept.
    `strict-origin` tells others, and ourselves, nothing but the name of the site.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
