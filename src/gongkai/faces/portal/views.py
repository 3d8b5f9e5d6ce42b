"""The living style page for those who build pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.faces.portal import design


@require_safe
def design_page(request: HttpRequest) -> HttpResponse:
    """Every part of the look on one page, with invented content. Only where DESIGN_PAGE is on."""
    if not settings.DESIGN_PAGE:
        raise Http404
    return render(request, "portal/design.html", design.specimens(request.GET))
