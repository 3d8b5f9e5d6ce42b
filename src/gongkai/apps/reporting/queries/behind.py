"""What stands behind a figure of the prose that is in no table, or is the sum of several cells?

Takes:   the reader, organ and year, the day as of which is counted, the name of the token.
Gives:   `Listed`: what is counted in a sentence, and the records page by page, found by the very queries that counted them;
         for a sum its cells instead, each of which is explained by itself (queries/drilling).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from gongkai.annual.compile.material import period_end
from gongkai.annual.compile.tables import tables
from gongkai.annual.compile.tokens import (
    FEES,
    INTERPRETATIONS,
    ITEMS,
    OPEN_DAY,
    SESSIONS,
    Behind,
    Token,
    Value,
    tokens,
)
from gongkai.annual.model import Place
from gongkai.apps import rules
from gongkai.apps.documents import queries as documents
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import may, open_organs
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.reporting.queries.drilling import PAGE, Row, document_row
from gongkai.apps.reporting.queries.figures import material
from gongkai.apps.requests import queries as requests
from gongkai.apps.supervision import queries as supervision
from gongkai.law.casework import Refusal
from gongkai.law.returns import form_for_year

_INTERPRETATION, _OPEN_DAY = "interpretation", "open_day"
_READ = "publishing.read"


@dataclass(frozen=True, slots=True)
class Listed:
    """A figure with what is behind it. `cells` are the summands with label and value, for a figure that is a sum of cells; then
    there are no rows. `closed_to_reader`: the reader may see the report, not the records."""

    token: Token
    rule: str
    rows: tuple[Row, ...]
    total: int
    page: int
    pages: int
    cells: tuple[tuple[Place, str, Value], ...]
    closed_to_reader: bool


def figure(actor: Actor, organ_id: int, year: int, as_of: date, name: str, page: int = 1) -> Listed:
    """One figure of the prose with its records.

    Not found: an organ that the reader may not see (`Organ.DoesNotExist`). Refused (`Refusal`): a token that there is not, or
    that states no count (the organ's name, the year).
    """
    reach = open_organs(actor, "report.read")
    if reach is not None and organ_id not in reach:
        raise Organ.DoesNotExist(f"没有编号为 {organ_id} 的机关。")
    chosen = rules.chosen()
    told = material(organ_id, year, as_of, chosen)
    report = tables(told, form_for_year(year), chosen)
    token = tokens(report, told).get(name)
    if token is None or not (token.places or token.behind):
        raise Refusal(f"{year}年度的年报没有可以展开的“{name}”，请从正文里点开。")
    if token.behind is None:
        summed = [(place, report.place_label(place), report.cell(place)) for place in token.places]
        cells = tuple((place, label, cell.value if cell else None) for place, label, cell in summed)
        return Listed(token, "由表格中的这些数相加。", (), 0, 1, 1, cells, False)
    closed = not may(actor, "request.read" if token.behind.what == FEES else _READ, organ_id)
    found, as_row = ([], _item) if closed else _source(token.behind, organ_id, year, as_of)
    pages = Paginator(found, PAGE)
    shown = pages.get_page(page)
    rows = tuple(as_row(each) for each in shown.object_list)
    return Listed(token, token.behind.rule, rows, pages.count, shown.number, pages.num_pages, (), closed)


def _source(
    behind: Behind, organ_id: int, year: int, as_of: date
) -> tuple[QuerySet[Any] | Sequence[Any], Callable[[Any], Row]]:
    """The records, not yet fetched where they may be many, and how one of them is shown."""
    if behind.document is not None:
        rows = documents.documents(organ_id, year, as_of, behind.document.kind, behind.document.what)
        return rows, partial(document_row, last=period_end(year, as_of))
    if behind.what == ITEMS:
        return publishing.items_published(organ_id, year, as_of), _item
    if behind.what == INTERPRETATIONS:
        return publishing.interpretations(organ_id, year, as_of), _item
    if behind.what == SESSIONS:
        alone = [_activity(each) for each in supervision.sessions(organ_id, year, as_of, _INTERPRETATION)]
        held = [_session(each) for each in supervision.sessions_held(organ_id, year, as_of, _INTERPRETATION)]
        return sorted([*alone, *held], key=lambda row: (row.received or date.min, row.number)), _itself
    if behind.what == OPEN_DAY:
        return supervision.held(organ_id, year, as_of, _OPEN_DAY), _activity
    return requests.paid(organ_id, year, as_of), _fee


def _item(row: Any) -> Row:
    kind = "recorded" if row.way == "recorded" else "item"
    return Row(kind, row.pk, row.number, row.title, row.published_on, row.withdrawn_on, row.column, 1)


def _activity(row: Any) -> Row:
    return Row("activity", row.pk, row.number, row.title, row.held_on, None, row.get_kind_display(), 1)


def _session(row: Any) -> Row:
    return Row("session", row.pk, row.number, row.title, row.held_on, None, row.get_kind_display(), 1)


def _fee(row: Any) -> Row:
    return Row("request", row.pk, row.number, row.subject, row.received_on, row.fee_paid_on, f"{row.fee_yuan}元", 1)


def _itself(row: Row) -> Row:
    return row
