"""The code (QR) that leads a phone to a page, for whoever reads it on a screen or on paper.

Gives:   an SVG of the whole address of an item, a report, or an organ's column. Only of pages that everybody can read: whoever asks for
         another gets what the page itself answers, so that nobody makes codes with other words under the site's name.
"""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from gongkai.apps.publishing import public
from gongkai.apps.reporting.queries.frozen import published
from gongkai.faces.look.root import absolute
from gongkai.faces.portal.disclosure.places import place

# Asked each time: what was taken off has no code either.
_asked_each_time = cache_control(public=True, no_cache=True)


def svg(address: str) -> bytes:
    """The code of an address; of medium redundancy, so that a copied sheet is still read."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None, title="二维码"
    )
    return written.getvalue()


@require_safe
@_asked_each_time
@conditional_page
def of_organ(request: HttpRequest, code: str) -> HttpResponse:
    """The code of an organ's column."""
    place(code)
    return _answer(request, reverse("portal:disclosure:organ", args=[code]))


@require_safe
@_asked_each_time
@conditional_page
def of_item(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The code of an item's page. 404: what cannot be read, whether there is such an item or not."""
    if number not in public.pages(place(code).organ.pk, code, [number]):
        raise Http404
    return _answer(request, reverse("portal:disclosure:item", args=[code, number]))


@require_safe
@_asked_each_time
@conditional_page
def of_report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The code of a published report's page."""
    if not published(place(code).organ.pk, year):
        raise Http404
    return _answer(request, reverse("portal:disclosure:report", args=[code, year]))


def _answer(request: HttpRequest, path: str) -> HttpResponse:
    return HttpResponse(svg(absolute(request, path)), content_type="image/svg+xml")
