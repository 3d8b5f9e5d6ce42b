"""One version of an item, or the difference between any two; and its attachments, private as the text is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.apps.people import rights
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.publishing.versions import Stored
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items import comparing, words
from gongkai.faces.desk.items.page import as_seen
from gongkai.faces.desk.items.review_parts import ShownPart, parts_of
from gongkai.faces.desk.items.seen import Seen, address, around, fetch
from gongkai.faces.look.files import handed_out

_LARGEST = 10**6


def stored(request: DeskRequest, seen: Seen, number: int) -> Stored:
    """A version of an item that was fetched. 404: none such, or none that this reader may read."""
    if not rights.may(request.officer.actor, "draft.read", seen.row.organ_id) or number > _LARGEST:
        raise Http404
    try:
        return publishing.version(request.officer.actor, seen.row.pk, number)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


@require_safe
@officer
def compare(request: DeskRequest, pk: int) -> HttpResponse:
    """The form of two versions: on to the page that shows their difference."""
    seen = fetch(request, pk)
    old, new = (request.GET.get(name, "") for name in ("old", "new"))
    number = int(new) if new.isascii() and new.isdigit() and len(new) < 7 else seen.number
    url = address("version", seen.row.pk, number)
    return redirect(f"{url}?old={old}" if old.isascii() and old.isdigit() and len(old) < 7 else url)


@require_safe
@officer
def version(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """One version as it would be seen; with `old` in the address the difference to that one."""
    seen = fetch(request, pk)
    text = stored(request, seen, number)
    told = request.GET.get("old", "")
    old = stored(request, seen, int(told)) if told.isascii() and told.isdigit() and len(told) < 7 else None
    fields = comparing.fields(old, text)
    parts = comparing.parts(old, text, fold=old is not None)
    heading = f"第 {number} 稿" + (f"与第 {old.version.number} 稿的不同" if old else "")
    context: dict[str, Any] = {
        "row": seen.row,
        "heading": heading,
        "number": number,
        "old": old.version.number if old else None,
        "digest": text.version.digest,
        "person": seen.view.names.get(text.version.person, "他人"),
        "written_at": text.version.written_at,
        "fields": fields,
        "parts": _with_urls(seen, number, parts_of(parts if old else parts[1:], {}), old is not None),
        "shown_text": "" if old else as_seen(text),
        "changes": comparing.total(fields, parts) if old else 0,
        "versions": seen.view.versions,
        "compare_url": address("compare", pk),
        "page_url": address("page", pk),
        "crumbs": around(seen.row),
        "here": heading,
        "mark": words.mark(seen.row.state),
    }
    return render(request, "desk/items/version.html", context)


def _with_urls(seen: Seen, number: int, parts: list[ShownPart], compared: bool) -> list[ShownPart]:
    return [each.at(address("attachment", seen.row.pk, number, each.place)) if each.place else each for each in parts]


@require_safe
@officer
def attachment(request: DeskRequest, pk: int, number: int, place: int) -> HttpResponse:
    """A file of a version under its own name, to be kept. 404: none such, or none that this reader may read."""
    text = stored(request, fetch(request, pk), number)
    file = next((each for each in text.files if each.place == place), None)
    if file is None:
        raise Http404
    return handed_out(request, file.blob, file.name)
