"""A paper for its applicant: the reply, a notice, the information itself. By number and code in the body, never by an address.

Every mistake gives the same answer. What goes out is never kept by browsers in between, never sniffed, and never run in this site's name.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from gongkai.apps.applying import queries, record_queries
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.faces.look import sealed, throttle
from gongkai.faces.portal.progress.asked import HERE, LOOKED_A_MINUTE, TOO_OFTEN, UNKNOWN
from gongkai.faces.portal.progress.forms import LookForm
from gongkai.law.casework import Refusal

_LONGEST = 18


@require_POST
@never_cache
@csrf_protect
def paper(request: HttpRequest) -> HttpResponse:
    """The bytes of one paper. 404 for a wrong number or code and for a paper that is not shown; 429 when asked too often."""
    if not throttle.share(request, "progress-paper", LOOKED_A_MINUTE).allowed:
        return _said(request, TOO_OFTEN, 429)
    form, wanted = LookForm(request.POST), request.POST.get("paper", "")
    if not form.is_valid() or not (wanted.isascii() and wanted.isdigit() and len(wanted) <= _LONGEST):
        return _said(request, UNKNOWN, 404)
    told = form.cleaned_data
    try:
        asked = (told["number"], told["code"], int(wanted), timezone.now())
        found = queries.open_paper(*asked, told["organ"]) or record_queries.open_paper(*asked)
    except (Refusal, VaultRefusal) as refusal:
        return _said(request, refusal.reason, 503)
    return _said(request, UNKNOWN, 404) if found is None else sealed.sent(found)


def _said(request: HttpRequest, words: str, status: int) -> HttpResponse:
    context = {"words": words, "crumbs": [("首页", "/"), (HERE, "/progress/")], "here": "下载"}
    return render(request, "portal/progress/said.html", context, status=status)
