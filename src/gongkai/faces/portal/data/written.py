"""A dataset as a file, written piece by piece so that a hundred thousand records need no more memory than a thousand.

csv by RFC 4180, in UTF-8 with the mark by which spreadsheets know it, without a cell that could be taken for a formula; JSON as an
array with one record a line, so that it can be read whole and line by line.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from gongkai.faces.look.open_data import columns, documents, reports
from gongkai.faces.look.open_data.fields import Dataset
from gongkai.faces.look.open_data.items import Items
from gongkai.texts.cells import harmless

_AT_FIRST, _AT_ONCE = 100, 500
"""Whoever downloads waits for the first piece alone: it is smaller than the others."""
BOM = "\ufeff"


def records(dataset: Dataset, kind: str, base: str, on: date) -> Iterator[Mapping[str, Any]]:
    """The records of a dataset as they stand on a day. Reports have a row for each figure in csv, and are whole in JSON."""
    if dataset.name == "items":
        return Items(base, on).everything()
    if dataset.name == "documents":
        return documents.everything(base, on)
    if dataset.name == "columns":
        return columns.everything(base, on)
    return reports.figures(base) if kind == "csv" else reports.whole(base)


def written(dataset: Dataset, kind: str, base: str, on: date) -> Iterator[bytes]:
    """The file."""
    found = records(dataset, kind, base, on)
    return _csv(dataset, found) if kind == "csv" else _json(found)


def _csv(dataset: Dataset, found: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    names = [each.name for each in dataset.fields]
    page = io.StringIO()
    writer = csv.writer(page)
    page.write(BOM)
    writer.writerow([each.label for each in dataset.fields])
    rows = iter(found)
    while some := list(islice(rows, _AT_FIRST if page.tell() else _AT_ONCE)):
        writer.writerows([_cell(row[name]) for name in names] for row in some)
        yield page.getvalue().encode()
        page.seek(0)
        page.truncate()
    if rest := page.getvalue():
        yield rest.encode()


def _cell(value: str | int | float | None) -> str | int | float:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else value


def _json(found: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    rows = iter(found)
    before = "[\n"
    while some := list(islice(rows, _AT_ONCE if before == ",\n" else _AT_FIRST)):
        yield (before + ",\n".join(json.dumps(row, ensure_ascii=False) for row in some)).encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"
