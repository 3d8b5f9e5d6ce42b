"""The form by which somebody has a record about himself corrected, in three steps, and the receipt. Four pages without JavaScript, and nothing typed is lost.

Law:     条例 41 (whose record, evidence), 43 (help); 个人信息保护法 17 (what is said before)

The steps go as those of an application (`faces/portal/applying/three_steps`). Identity numbers travel sealed. A form sent twice is one request.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps.applying import record_actions as actions
from gongkai.apps.papers.actions import Examined
from gongkai.faces.look.uploads import InMemory
from gongkai.faces.portal.applying.guide import HERE as APPLYING
from gongkai.faces.portal.applying.three_steps import GONE, ThreeSteps, walked
from gongkai.faces.portal.correcting.filling import CORRECT, Filling, check_page, known_of, what_page, who_page
from gongkai.faces.portal.correcting.guide import HERE
from gongkai.faces.portal.disclosure.places import Place

_CRUMBS = (("首页", "/"), (APPLYING, "/apply/"), (HERE, "/correct/"))


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_correct`.
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """The step that was asked for, the earliest in which something is wrong, or the receipt."""
    request.upload_handlers = [InMemory(request)]
    return _correct(request, code)


@csrf_protect
def _correct(request: HttpRequest, code: str) -> HttpResponse:
    return walked(_STEPS, request, code)


def _send(filling: Filling, files: Sequence[Examined]) -> HttpResponse:
    where, what = filling.where, filling.what
    made = actions.ask(
        where.organ.pk,
        {"subject": what.cleaned_data["subject"], **filling.who.public},
        {**what.private, **filling.who.private},
        files,
        timezone.now(),
        what.cleaned_data["token"],
    )
    context = {
        **known_of(where),
        "made": made,
        "files": len(files),
        "at": timezone.localtime(),
        "on_behalf": filling.who.cleaned_data["on_behalf"],
        "crumbs": _CRUMBS,
        "here": "回执",
    }
    return render(filling.request, "portal/correcting/receipt.html", context)


def _gone(request: HttpRequest, where: Place, heir: Place | None) -> HttpResponse:
    context = {"place": where, "heir": heir, "crumbs": _CRUMBS, "here": where.name}
    return render(request, "portal/correcting/gone.html", context, status=GONE)


_STEPS = ThreeSteps(CORRECT, Filling.of, what_page, who_page, check_page, _send, _gone)
