"""Two persons changed the same text: what does each say, what differs, and what shall become of it?

Nothing is overwritten by itself. Both texts are shown with the redline between them; the officer saves the own text upon the
other's, takes the other's, or goes on writing with the other's beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.apps.publishing.content import Content
from gongkai.faces.desk.acts.views import CONFLICT
from gongkai.faces.desk.gate import DeskRequest
from gongkai.faces.desk.items import redlined
from gongkai.faces.desk.items.editing_state import Draft
from gongkai.faces.desk.kept import typed
from gongkai.law.procedures.publication_forms import CONTENT_FIELDS
from gongkai.texts.plain import plain
from gongkai.texts.redline import Span, redline

_AGAIN = frozenset({"go", "based_on", "mark", "seat"})


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that the two tell differently."""

    label: str
    spans: Sequence[Span]


def page(request: DeskRequest, draft: Draft, mine: Content, reason: str) -> HttpResponse:
    """Both texts. `draft` is the newest that was saved, `mine` what could not be saved upon it."""
    assert draft.item is not None, "only what exists can be overtaken"
    theirs = draft.content
    spans = redline(plain(theirs.body), plain(mine.body))
    context = {
        "item": draft.item,
        "draft": draft,
        "reason": reason,
        "fields": list(_fields(theirs, mine)),
        "stretches": redlined.stretches(spans),
        "same_text": all(span.kind == "equal" for span in spans),
        "files": _files(theirs, mine),
        "theirs_text": plain(theirs.body).split("\n"),
        "mine_text": plain(mine.body).split("\n"),
        "typed": [(name, value) for name, value in typed(request) if name not in _AGAIN],
        "here_url": reverse("desk:item:edit", args=[draft.item.pk]),
        "crumbs": [
            ("信息发布", reverse("desk:item:list")),
            (draft.item.number, reverse("desk:item:page", args=[draft.item.pk])),
        ],
        "here": "两份对照",
    }
    return render(request, "desk/items/edit_conflict.html", context, status=CONFLICT)


def _fields(theirs: Content, mine: Content) -> Iterator[Differing]:
    for each in CONTENT_FIELDS:
        old, new = (str(side.fields.get(each.name) or "") for side in (theirs, mine))
        if old != new:
            yield Differing(each.label, redline(each.choices.get(old, old), each.choices.get(new, new)))


def _files(theirs: Content, mine: Content) -> list[str]:
    """What differs in the files, a sentence each."""
    old, new = ({(file.use, file.name, file.digest): file for file in side.files} for side in (theirs, mine))
    said = [f"只在对方那份里：{old[key].name}" for key in old if key not in new]
    return said + [f"只在您这份里：{new[key].name}" for key in new if key not in old]
