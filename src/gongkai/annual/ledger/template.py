"""What workbook does an office keep its ledger in? Every heading, list and note follows from the tables of the law."""

from __future__ import annotations

import io
from datetime import datetime

from gongkai.annual.ledger.look import blank
from gongkai.annual.ledger.sheets import ORGAN

_MADE = datetime(2024, 1, 1)  # noqa: DTZ001 - xlsx keeps moments without a zone; the same bytes for the same template


def template(organ: str = "", organ_kind: str = "") -> bytes:
    """The empty workbook as xlsx, with the organ's name filled in if told. The same for the same arguments."""
    book = blank()
    book.properties.created = book.properties.modified = _MADE
    page = book[ORGAN.title]
    if organ:
        page.cell(2, 1, organ)
    if organ_kind:
        page.cell(2, 2, ORGAN.column("kind").choices[organ_kind])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
