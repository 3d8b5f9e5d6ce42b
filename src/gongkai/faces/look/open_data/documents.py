"""The register of rules and normative documents as records of the open data, with their validity on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.apps.documents import library
from gongkai.apps.documents.models import Document
from gongkai.apps.organs import queries as organs
from gongkai.apps.search.findable import Kind
from gongkai.faces.look import found
from gongkai.faces.look.open_data.items import Record

_AT_ONCE = 500


def everything(base: str, on: date) -> Iterator[Record]:
    """Every document issued by a day, newest first."""
    start, rows = 0, library.rows(library.Wanted(on))
    names, codes = organs.names(None, on), organs.codes()
    while some := list(rows[start : start + _AT_ONCE]):
        yield from records(some, base, on, names, codes)
        start += _AT_ONCE


def records(
    rows: Iterable[Document],
    base: str,
    on: date,
    names: organs.Names,
    codes: organs.Names,
) -> Iterator[Record]:
    """One for each document, in their order."""
    shown = list(rows)
    for row, mark in zip(shown, library.unlinked(shown, on), strict=True):
        code = codes[row.organ_id]
        kind, number = (Kind.INFORMATION, row.item) if row.item else (Kind.DOCUMENT, row.number)
        yield {
            "number": row.number,
            "title": row.title,
            "organ": names.get(row.organ_id, ""),
            "organ_code": code,
            "kind": row.kind,
            "kind_name": row.get_kind_display(),
            "registration_number": row.registration_number,
            "issued_on": _day(row.issued_on),
            "formed_on": _day(row.formed_on),
            "published_on": _day(row.published_on),
            "in_force_on": _day(row.in_force_on),
            "valid_until": _day(row.valid_until),
            "ended_on": _day(row.ended_on),
            "ended_by": row.ended_by,
            "validity": mark.code,
            "validity_name": mark.label,
            "item": row.item,
            "url": base + found.path(kind, code, number),
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
