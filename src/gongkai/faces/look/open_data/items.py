"""Public items as records of the open data: under the present names of their organs and columns, with their validity on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import quote

from gongkai.apps.columns import queries as columns
from gongkai.apps.documents import marks
from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import open_items
from gongkai.apps.publishing.open_items import OpenItem
from gongkai.apps.search.findable import Kind
from gongkai.faces.look import found
from gongkai.law.documents.validity import IN_FORCE
from gongkai.law.procedures.publication_forms import GENRES

Value = str | int | float | None
Record = Mapping[str, Any]
_AT_FIRST, _AT_ONCE = 100, 1000
ENTRY_ONLY = "只有目录，没有正文"
"""What is said of an item that was published elsewhere: its page tells what the register does, and has no text."""
_SAFE = "!$&'()*+,;=/~:@-._"
"""What Django leaves as it is when it makes an address (RFC 3986)."""
_PLACE = "@@"


class Items:
    """Makes records. What organs and columns are called is read once, so that a hundred thousand records cost a few queries.

    `base` is `https://` and the domain, without a slash at the end; `on` is the day for which validity is told.
    """

    def __init__(self, base: str, on: date) -> None:
        self._on = on
        self._base = base
        self._names = organs.names(None, on)
        self._codes = organs.codes()
        self._filed: dict[int, Mapping[str, str]] = {}
        self._around: dict[int, tuple[str, str]] = {}

    def everything(self, wanted: open_items.Wanted | None = None) -> Iterator[Record]:
        """All there is, newest first."""
        rows = open_items.everything(self._on, wanted)
        # A little at first: whoever takes it waits for the first piece alone.
        at_once = _AT_FIRST
        while some := list(islice(rows, at_once)):
            yield from self.records(some)
            at_once = _AT_ONCE

    def records(self, items: Iterable[OpenItem]) -> Iterator[Record]:
        """One for each item, in their order."""
        shown = list(items)
        marked = self._marks(shown)
        for each in shown:
            mark = marked.get((each.organ_id, each.number))
            yield {
                "number": each.number,
                "title": each.title,
                "url": self.url(each),
                "organ": self._names.get(each.organ_id, ""),
                "organ_code": self._codes[each.organ_id],
                "column": self.column(each),
                "genre": each.genre,
                "genre_name": GENRES.get(each.genre, ""),
                "document_number": each.document_number,
                "formed_on": _day(each.formed_on),
                "published_on": _day(each.published_on),
                "changed_on": _day(each.changed_on),
                **validity(each, mark),
                "interprets": each.interprets,
                "source": each.told("source"),
                "summary": each.told("summary"),
                "keywords": each.told("keywords"),
            }

    def url(self, item: OpenItem) -> str:
        """The whole address of its page, empty where there is none."""
        if not item.has_page:
            return ""
        if item.organ_id not in self._around:
            before, _, after = found.path(Kind.INFORMATION, self._codes[item.organ_id], _PLACE).partition(_PLACE)
            self._around[item.organ_id] = (before, after)
        before, after = self._around[item.organ_id]
        return f"{self._base}{before}{quote(item.number, safe=_SAFE)}{after}"

    def column(self, item: OpenItem) -> str:
        """The present name of its column."""
        if item.organ_id not in self._filed:
            known = columns.all_of(item.organ_id)
            names = {each.slug: each.name for each in known}
            self._filed[item.organ_id] = {name: names[slug] for name, slug in columns.owners(known).items()}
        return self._filed[item.organ_id].get(item.column, item.column)

    def organ(self, item: OpenItem) -> str:
        """The present name of its organ."""
        return self._names.get(item.organ_id, "")

    def code(self, item: OpenItem) -> str:
        return self._codes[item.organ_id]

    def _marks(self, items: Iterable[OpenItem]) -> Mapping[tuple[int, str], marks.Mark]:
        numbers: dict[int, list[str]] = {}
        for each in items:
            if each.genre == "normative":
                numbers.setdefault(each.organ_id, []).append(each.number)
        return {
            (organ_id, number): mark
            for organ_id, wanted in numbers.items()
            for number, mark in marks.marks(organ_id, wanted, self._on).items()
        }


def validity(item: OpenItem, mark: marks.Mark | None) -> dict[str, str]:
    """Code and words: of the register where the item stands in it and is not taken off, else what became of the page."""
    if mark and not (item.withdrawn_how and mark.in_force):
        return {"validity": mark.code, "validity_name": mark.label}
    code = item.withdrawn_how or IN_FORCE
    return {"validity": code, "validity_name": marks.LABELS[code]}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
