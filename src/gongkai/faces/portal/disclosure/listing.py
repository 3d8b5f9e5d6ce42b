"""Lists of what was published: each line leads to its page where there is one, and says what is no longer valid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.apps.documents import public as documents
from gongkai.apps.publishing.models import Item
from gongkai.law.documents.validity import IN_FORCE
from gongkai.law.procedures.publication_forms import WITHDRAWALS


@dataclass(frozen=True, slots=True)
class Line:
    """One item in a list. `mark` is 废止, 失效, 已被修改 and the like, empty for what is simply valid."""

    number: str
    title: str
    column: str
    published_on: date | None
    has_page: bool
    mark: str = ""


def lines(organ_id: int, rows: Iterable[Item], on: date) -> list[Line]:
    """Lines for the items of one organ, in their order."""
    shown = list(rows)
    marks = documents.marks(organ_id, [each.number for each in shown if each.genre == "normative"], on)
    return [
        Line(
            each.number,
            each.title,
            each.column,
            each.published_on,
            each.has_page,
            _mark(each, marks.get(each.number)),
        )
        for each in shown
    ]


def _mark(row: Item, mark: documents.Mark | None) -> str:
    if row.withdrawn_on is not None:
        return WITHDRAWALS.get(row.withdrawn_how, "")
    return mark.label if mark and mark.code != IN_FORCE else ""
