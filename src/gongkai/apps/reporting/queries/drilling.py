"""Why does a cell hold this figure? Its definition, its provisions, the settings, and the cases behind it.

Takes:   the reader, organ and year, the day as of which is counted, the place of the cell.
Gives:   `Drilled`: what the cell counts and its cases page by page, found by the very filters that counted them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from gongkai.annual.compile.cells import Definition, DocumentCount, RemedyFilter, RequestFilter, TallySum, definition
from gongkai.annual.compile.counting import count
from gongkai.annual.compile.material import period_end
from gongkai.annual.model import Number, Place
from gongkai.apps import rules
from gongkai.apps.documents import queries as documents
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import may, open_organs
from gongkai.apps.remedies import queries as remedies
from gongkai.apps.reporting.queries.figures import material
from gongkai.apps.requests import queries as requests
from gongkai.apps.supervision import queries as supervision
from gongkai.law.casework import Refusal
from gongkai.law.casework.voiding import VOID
from gongkai.law.decisions.options import Chosen
from gongkai.law.decisions.table import BY_CODE
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.remedy_forms import OUTCOMES
from gongkai.law.returns import form_for_year

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One case, document or count behind a figure. `kind` and `id` say where its page is: request, remedy, document,
    tally, item, recorded (an item of the register), activity, session; `weight` how much of the figure it makes."""

    kind: str
    id: int
    number: str
    title: str
    received: date | None
    closed: date | None
    result: str
    weight: int


@dataclass(frozen=True, slots=True)
class Drilled:
    """A cell explained. `rows` is one page of `pages`; `total` how many rows there are; `weight` what they add up to on
    all pages is the `figure`. `closed_to_reader`: the reader may see the report, not the cases."""

    definition: Definition
    figure: Number | None
    caveats: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    page: int
    pages: int
    closed_to_reader: bool


def cell(actor: Actor, organ_id: int, year: int, as_of: date, place: Place, page: int = 1) -> Drilled:
    """One cell with its cases.

    Not found: an organ that the reader may not see (`Organ.DoesNotExist`). Refused (`Refusal`): a place that the form of
    the year does not have.
    """
    reach = open_organs(actor, "report.read")
    if reach is not None and organ_id not in reach:
        raise Organ.DoesNotExist(f"没有编号为 {organ_id} 的机关。")
    chosen = rules.chosen()
    try:
        defined = definition(place, form_for_year(year), chosen)
    except KeyError:
        raise Refusal(f"{year}年度的年报没有“{place.key}”这一格，请从表格里点开。") from None
    figure = count(defined, material(organ_id, year, as_of, chosen))
    right = {3: "request.read", 4: "remedy.read"}.get(place.table, "publishing.read")
    closed = not may(actor, right, organ_id)
    found, as_row = ([], _nothing) if closed else _source(defined, organ_id, year, as_of, chosen)
    pages = Paginator(found, PAGE)
    shown = pages.get_page(page)
    return Drilled(
        definition=defined,
        figure=figure,
        caveats=defined.caveats(chosen),
        rows=tuple(as_row(each) for each in shown.object_list),
        total=pages.count,
        page=shown.number,
        pages=pages.num_pages,
        closed_to_reader=closed,
    )


def voided(actor: Actor, organ_id: int, year: int, as_of: date) -> tuple[Row, ...]:
    """The registrations taken back as mistakes of which the report tells: no figure counts them. Those that the reader
    may not read are left out."""
    found: list[Row] = []
    if may(actor, "request.read", organ_id):
        found += [_void("request", each, each.arrived_on) for each in requests.voided(organ_id, year, as_of)]
    if may(actor, "remedy.read", organ_id):
        found += [_void("remedy", each, each.received_on) for each in remedies.voided(organ_id, year, as_of)]
    return tuple(found)


def _void(kind: str, row: Any, came: date) -> Row:
    return Row(kind, row.pk, row.number, row.subject, came, row.voided_on, REQUEST.states[VOID], 0)


def _source(
    defined: Definition, organ_id: int, year: int, as_of: date, chosen: Chosen
) -> tuple[QuerySet[Any] | list[Any], Callable[[Any], Row]]:
    """The rows behind a cell, not yet fetched, and how one of them is shown."""
    wanted = defined.counts
    if isinstance(wanted, DocumentCount):
        return documents.documents(organ_id, year, as_of, wanted.kind, wanted.what), partial(
            document_row, last=period_end(year, as_of)
        )
    if isinstance(wanted, TallySum):
        return supervision.tallies_of(organ_id, year, as_of, wanted.kinds), _tally
    if not wanted:
        return [], _nothing
    if isinstance(wanted[0], RequestFilter):
        sought = [each for each in wanted if isinstance(each, RequestFilter)]
        weigh = partial(request_row, last=period_end(year, as_of), chosen=chosen)
        return requests.matching(organ_id, year, as_of, chosen, sought), weigh
    cases = [each for each in wanted if isinstance(each, RemedyFilter)]
    return remedies.matching(organ_id, year, as_of, cases), partial(_remedy, last=period_end(year, as_of))


def request_row(row: Any, last: date, chosen: Chosen) -> Row:
    """What ended after the period was open at its end, whatever came of it later."""
    ended = row.closed_on if row.closed_on and row.closed_on <= last else None
    result = BY_CODE[row.counted].name if ended else REQUEST.states[row.state]
    title = row.subject
    return Row("request", row.pk, row.number, title, row.received_on, ended, result, requests.weight(row.items, chosen))


def _remedy(row: Any, last: date) -> Row:
    ended = row.closed_on if row.closed_on and row.closed_on <= last else None
    result = OUTCOMES[row.outcome] if ended else "尚未审结"
    return Row("remedy", row.pk, row.number, row.subject, row.received_on, ended, result, 1)


def document_row(row: Any, last: date) -> Row:
    """What ends after the period, by repeal or with its term, was in force at its end."""
    end = row.span.end
    ended = end if end is not None and end <= last else None
    return Row("document", row.pk, row.number, row.title, row.issued_on, ended, row.get_kind_display(), 1)


def _tally(row: Any) -> Row:
    return Row("tally", row.pk, "", row.source, row.since, row.until, row.get_kind_display(), row.amount)


def _nothing(row: Any) -> Row:
    raise AssertionError(f"{row}: a cell that counts nothing has no rows")
