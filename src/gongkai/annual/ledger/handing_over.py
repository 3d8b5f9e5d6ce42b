"""How does an opened workbook pass from the process that opens strangers' files to the one that reads it?

Takes:   a `Book`. Gives: bytes that are data only, and the same `Book` back; `ValueError` for anything else.
"""

from __future__ import annotations

import json
import zlib
from datetime import date, datetime

from gongkai.annual.ledger.book import Book, Leaf
from gongkai.annual.ledger.cells import Raw

MOST_BYTES = 400_000_000
_DAY, _MOMENT = "d", "t"


def pack(book: Book) -> bytes:
    """The book as compressed JSON; days are pairs of a letter and text."""
    leaves = [
        {
            "title": leaf.title,
            "rows": [[_plain(cell) for cell in row] for row in leaf.rows],
            "merged": leaf.merged,
            "wrong": leaf.wrong,
            "unsaved": sorted(leaf.unsaved),
            "hidden": leaf.hidden,
            "hidden_rows": leaf.hidden_rows,
            "filtered": leaf.filtered,
        }
        for leaf in book.leaves
    ]
    data = {"since": book.since.isoformat(), "leaves": leaves}
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 1)


def unpack(packed: bytes) -> Book:
    """The book that `pack` packed."""
    try:
        unfolding = zlib.decompressobj()
        text = unfolding.decompress(packed, MOST_BYTES)
        if unfolding.unconsumed_tail or not unfolding.eof:
            raise ValueError("too large or cut off")
        data = json.loads(text)
        return Book([_leaf(each) for each in data["leaves"]], date.fromisoformat(data["since"]))
    except (zlib.error, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(str(error)) from error


def _plain(cell: Raw) -> object:
    if isinstance(cell, datetime):
        return [_MOMENT, cell.isoformat()]
    return [_DAY, cell.isoformat()] if isinstance(cell, date) else cell


def _raw(cell: object) -> Raw:
    if isinstance(cell, list):
        kind, text = cell
        return datetime.fromisoformat(text) if kind == _MOMENT else date.fromisoformat(text)
    if cell is None or isinstance(cell, (str, int, float)):
        return cell
    raise ValueError("no cell")


def _leaf(data: dict[str, object]) -> Leaf:
    rows, merged, wrong, unsaved = data["rows"], data["merged"], data["wrong"], data["unsaved"]
    hidden_rows = data["hidden_rows"]
    if not (isinstance(rows, list) and isinstance(merged, list) and isinstance(wrong, dict)):
        raise ValueError("no sheet")
    if not (isinstance(unsaved, list) and isinstance(hidden_rows, int)):
        raise ValueError("no sheet")
    return Leaf(
        str(data["title"]),
        [[_raw(cell) for cell in row] for row in rows],
        [((int(a), int(b)), (int(c), int(d))) for (a, b), (c, d) in merged],
        {str(place): str(text) for place, text in wrong.items()},
        frozenset(str(place) for place in unsaved),
        data["hidden"] is True,
        hidden_rows,
        data["filtered"] is True,
    )
