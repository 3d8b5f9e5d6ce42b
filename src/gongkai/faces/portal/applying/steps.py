"""The form of an application in three steps and the receipt. Four pages without JavaScript, and nothing typed is lost.

Law:     条例 29② (what is told), 31 (三) (when it counts as received), 36 (一), 39, 43; 个人信息保护法 17 (what is said before)

The steps go as `three_steps` says. Identity numbers travel sealed. A form sent twice is one application.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps.applying import actions
from gongkai.apps.guidance import actions as guidance
from gongkai.apps.papers.actions import Examined
from gongkai.faces.look.uploads import InMemory
from gongkai.faces.portal.applying.filling import APPLY, Filling, check_page, what_page, who_page
from gongkai.faces.portal.applying.guide import HERE
from gongkai.faces.portal.applying.three_steps import GONE, ThreeSteps, walked
from gongkai.faces.portal.applying.times import times
from gongkai.faces.portal.disclosure.places import Place
from gongkai.law.clocks.correction import NOTICE_WORKING_DAYS


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_apply`.
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """The step that was asked for, the earliest in which something is wrong, or the receipt."""
    request.upload_handlers = [InMemory(request)]
    return _apply(request, code)


@csrf_protect
def _apply(request: HttpRequest, code: str) -> HttpResponse:
    return walked(_STEPS, request, code)


def _send(filling: Filling, files: Sequence[Examined]) -> HttpResponse:
    where, what = filling.where, filling.what
    made = actions.apply(
        where.organ.pk,
        where.today,
        {"subject": what.cleaned_data["subject"], "items": 1, **filling.who.public},
        {"content": what.description, **filling.who.private},
        files,
        timezone.now(),
        what.cleaned_data["token"],
    )
    # Counted as it was sent, whether a script had looked or not.
    filling.beside()
    guidance.sent_anyway(filling.visit)
    context = {
        "place": where,
        "made": made,
        "files": len(files),
        "at": timezone.localtime(),
        "times": times(where.today),
        "notice_days": NOTICE_WORKING_DAYS,
        "way": filling.who.cleaned_data["wanted_way"],
        "on_behalf": filling.who.cleaned_data["on_behalf"],
        "crumbs": [("首页", "/"), (HERE, "/apply/"), (where.name, f"/apply/{where.organ.code}/")],
        "here": "回执",
    }
    return render(filling.request, "portal/applying/receipt.html", context)


def _gone(request: HttpRequest, where: Place, heir: Place | None) -> HttpResponse:
    context = {"place": where, "heir": heir, "crumbs": [("首页", "/"), (HERE, "/apply/")], "here": where.name}
    return render(request, "portal/applying/gone.html", context, status=GONE)


_STEPS = ThreeSteps(APPLY, Filling.of, what_page, who_page, check_page, _send, _gone)
