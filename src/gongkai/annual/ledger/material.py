"""What does a ledger hold for the report on one year? The same shapes as from the database, without one.

Takes:   a ledger, the year, the day as of which is counted, calendar and readings of the law.
Gives:   `Material` for annual/compile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from gongkai.annual.compile.material import (
    DocumentCounts,
    Material,
    Narrative,
    RemedyGroup,
    RequestGroup,
    When,
    period_end,
    when,
)
from gongkai.annual.compile.placing import request_group, voided_of_year, weight
from gongkai.annual.ledger.kinds import DOCUMENT_KINDS
from gongkai.annual.ledger.model import Ledger, LedgerDocument
from gongkai.law.calendar import Calendar
from gongkai.law.casework import RemedyCase, RequestCase
from gongkai.law.casework import remedy as remedy_cases
from gongkai.law.casework import request as request_cases
from gongkai.law.decisions.options import Chosen
from gongkai.law.documents.validity import IN_FORCE, Span
from gongkai.law.settings import Settings


def material(
    ledger: Ledger, year: int, as_of: date, calendar: Calendar, settings: Settings, chosen: Chosen | None = None
) -> Material:
    """All that the report on `year` is compiled from, as of a day.

    Refused as `law.casework.request.replay`: acts that cannot follow one another (a ledger that was read has none).
    """
    readings = chosen or {}
    cases = [request_cases.replay(case.acts, calendar, settings) for case in ledger.requests]
    disputes = [remedy_cases.replay(each.acts, calendar, settings) for each in ledger.remedies]
    paid = [case for case in cases if case.fee and when(case.fee_paid_on, year, as_of) is When.WITHIN]
    return Material(
        ledger.organ,
        ledger.organ_kind,
        year,
        as_of,
        _requests(cases, year, as_of, readings),
        _remedies(disputes, year, as_of),
        {kind: _documents(ledger.documents, kind, year, as_of) for kind in DOCUMENT_KINDS},
        _tallies(ledger, year, as_of),
        len(paid),
        sum(case.fee for case in paid),
        _narrative(ledger, year, as_of),
        sum(voided_of_year(case.arrived, case.voided, year, as_of) for case in cases),
        sum(voided_of_year(case.received, case.voided, year, as_of) for case in disputes),
    )


def _requests(cases: Iterable[RequestCase], year: int, as_of: date, chosen: Chosen) -> Mapping[RequestGroup, int]:
    """By what table 3 tells apart. What neither a cell nor a caveat of the year is about is left out."""
    counted: Counter[RequestGroup] = Counter()
    for case in cases:
        if group := request_group(case, year, as_of, chosen):
            counted[group] += weight(case.items, chosen)
    return dict(counted)


def _remedies(cases: Iterable[RemedyCase], year: int, as_of: date) -> Mapping[RemedyGroup, int]:
    counted: Counter[RemedyGroup] = Counter()
    for case in cases:
        if case.voided is not None:
            continue
        came, ended = when(case.received, year, as_of), when(case.closed, year, as_of)
        if came is not When.LATER and ended is not When.BEFORE:
            outcome = case.outcome if ended is When.WITHIN else ""
            counted[RemedyGroup(case.group, case.capacity, outcome, came, ended)] += 1
    return dict(counted)


def _documents(documents: Iterable[LedgerDocument], kind: str, year: int, as_of: date) -> DocumentCounts:
    """Issued and ended within the period, in force at its end; lapse with the end of the term is one
    of the ends.
    """
    last = period_end(year, as_of)
    ours = [each for each in documents if each.kind == kind]
    spans = [Span(each.in_force_on, each.valid_until, each.ended_on, each.ended_how) for each in ours]
    return DocumentCounts(
        sum(when(each.issued_on, year, as_of) is When.WITHIN for each in ours),
        sum(when(each.end, year, as_of) is When.WITHIN for each in spans),
        sum(each.state(last)[0] == IN_FORCE for each in spans),
    )


def _tallies(ledger: Ledger, year: int, as_of: date) -> dict[str, int]:
    """Sums of the stretches that end within the period; kinds without one are left out."""
    found: Counter[str] = Counter()
    for each in ledger.tallies:
        if each.since.year == year and each.until <= period_end(year, as_of):
            found[each.kind] += each.amount
    return dict(found)


def _narrative(ledger: Ledger, year: int, as_of: date) -> Narrative:
    last = period_end(year, as_of)
    published = [
        each
        for each in ledger.items
        if when(each.published_on, year, as_of) is When.WITHIN
        and (each.withdrawn_on is None or each.withdrawn_on > last)
    ]
    held = [each for each in ledger.activities if when(each.held_on, year, as_of) is When.WITHIN]
    open_days = [each.title for each in held if each.kind == "open_day"]
    return Narrative(
        # An office that lists no items has not published none: the prose then leaves the number open.
        len(published) if ledger.items else None,
        sum(bool(each.interprets) for each in published) if ledger.items else None,
        sum(each.kind == "interpretation" for each in held) if ledger.activities else None,
        "、".join(open_days),
        {key: text for (of, key), text in ledger.texts.items() if of == year},
    )
