"""How is a register given out, in the shapes in which lists are read?

Takes:   rows. Gives: json or csv as bytes; what is read from them again is the same.
"""

from __future__ import annotations

import csv as csv_module
import io
import json
from collections.abc import Iterable

from gongkai.law.documents.validity import STATES
from gongkai.texts.cells import harmless
from gongkai.texts.provincial.model import LABELS, STATE, ListRow


def as_json(rows: Iterable[ListRow], organ: str) -> bytes:
    """An object with the organ and its documents, keys as in our fields."""
    told = {"organ": organ, "documents": [_told(row, plain=True) for row in rows]}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(rows: Iterable[ListRow]) -> bytes:
    """With Chinese headings and the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv_module.writer(out, lineterminator="\r\n")
    writer.writerow(LABELS.values())
    writer.writerows([harmless(value) for value in _told(row, plain=False).values()] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _told(row: ListRow, plain: bool) -> dict[str, str]:
    told = {name: str(getattr(row, name) or "") for name in LABELS}
    if not plain and row.state:
        told[STATE] = STATES[row.state]
    return told
