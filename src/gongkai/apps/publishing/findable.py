"""What is found of an item: its text as the public sees it, what it is called, the texts of its attachments.

Takes:   rows of items. Gives: a `Findable` for each that everybody may see: the text that was published last, never the working one;
         of what was published elsewhere and is only registered here, what the register tells.

The texts of attachments were read when the files were taken in (apps/files) and are only handed on; of a file that could not be read the index knows
the name, and the page of the item says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.apps.documents import queries as documents
from gongkai.apps.publishing.models import FileUse, Item, Publication, VersionFile, Way
from gongkai.apps.search.findable import Attached, Findable, Kind
from gongkai.law.documents.validity import Span
from gongkai.law.procedures.publication_forms import POLICIES
from gongkai.law.publication.case import HIDDEN
from gongkai.texts.plain import plain

_AT_ONCE = 500


def key(code: str, number: str) -> str:
    """What the index calls an item."""
    return f"item:{code}/{number}"


def findable(rows: Sequence[Item]) -> dict[int, Findable]:
    """What can be found of items, by their ids; whatever has no page here, or is not public, is left out."""
    shown = [row for row in rows if _seen(row)]
    live = Publication.objects.filter(pk__in=[row.live_id for row in shown]).select_related("version")
    published = {each.pk: each for each in live}
    attached = _attached([each.version_id for each in published.values()])
    spans = documents.spans([row.organ_id for row in shown], [row.number for row in shown])
    found = {row.pk: _registered(row) for row in rows if _only_registered(row)}
    for row in shown:
        last = published.get(row.live_id or 0)
        if last is not None:
            found[row.pk] = _findable(
                row, last, attached.get(last.version_id, ()), spans.get((row.organ_id, row.number))
            )
    return found


def _seen(row: Item) -> bool:
    public = row.live_id is not None and row.published_on is not None and row.way != Way.RECORDED
    return public and not row.annulled and row.withdrawn_how not in HIDDEN


def _only_registered(row: Item) -> bool:
    open_ = row.way == Way.RECORDED and row.published_on is not None and row.withdrawn_on is None and not row.annulled
    # A number with a stroke was given elsewhere and leads to no page: no address holds it.
    return open_ and "/" not in row.number


def _registered(row: Item) -> Findable:
    assert row.published_on is not None, "asked before"
    return Findable(
        kind=_kind(row),
        key=key(row.organ.code, row.number),
        organ_id=row.organ_id,
        number=row.number,
        title=row.title,
        day=row.published_on,
        text="",
        column=row.column,
        document_number=row.document_number,
    )


def _findable(row: Item, last: Publication, attached: Sequence[Attached], span: Span | None) -> Findable:
    fields: Mapping[str, Any] = json.loads(last.version.meta)
    assert row.published_on is not None, "asked before"
    summary = str(fields.get("summary") or "")
    return Findable(
        kind=_kind(row),
        key=key(row.organ.code, row.number),
        organ_id=row.organ_id,
        number=row.number,
        title=last.version.title,
        day=row.published_on,
        text="\n".join(filter(None, (summary, plain(last.version.body)))),
        column=str(fields.get("column") or ""),
        document_number=str(fields.get("document_number") or ""),
        keywords=str(fields.get("keywords") or ""),
        in_force_from=span.in_force_on if span else None,
        ended_on=_end(row, span),
        published_at=last.published_at,
        attachments=tuple(attached),
    )


def _end(row: Item, span: Span | None) -> date | None:
    """From when it is in force no more: as the register says, else the day on which its page was marked as repealed or lapsed."""
    return span.end if span else row.withdrawn_on


def _kind(row: Item) -> Kind:
    if row.genre in POLICIES:
        return Kind.POLICY
    return Kind.INTERPRETATION if row.interprets else Kind.INFORMATION


def _attached(version_ids: Sequence[int]) -> dict[int, list[Attached]]:
    found: dict[int, list[Attached]] = {}
    rows = VersionFile.objects.filter(version_id__in=version_ids, use=FileUse.ATTACHMENT).order_by(
        "version_id", "place"
    )
    for version_id, place, name, text in rows.values_list("version_id", "place", "name", "blob__text"):
        found.setdefault(version_id, []).append(Attached(place, name, text))
    return found


def findables() -> Iterator[Findable]:
    """Everything that is found of items."""
    after = 0
    shown = Item.objects.filter(Q(live__isnull=False) | Q(way=Way.RECORDED), annulled=False)
    while rows := list(shown.filter(pk__gt=after).select_related("organ").order_by("pk")[:_AT_ONCE]):
        yield from findable(rows).values()
        after = rows[-1].pk
