"""In which group of the material does one request belong, whichever way its case was read?

Law:     收到之日 decides the year (条例 31); a corrected request by a setting (law/returns/conventions)
Takes:   a replayed case, the year, the day as of which is counted, the settings chosen.
Gives:   `counted_on`, the day by which it counts as received; `request_group`; `weight`; `voided_of_year`, for
         registrations that were taken back as mistakes, of which the report tells the number.

Nothing that came in is passed over in silence: what had arrived and had no day of receipt by the end of the period (not
confirmed yet, or withdrawn before) is received `LATER`. No cell counts that; `tables.caveats` tells how many there are.
"""

from __future__ import annotations

from datetime import date

from gongkai.annual.compile.material import RequestGroup, When, period_end, when
from gongkai.law.casework import RequestCase
from gongkai.law.decisions.options import Chosen, value
from gongkai.law.returns.conventions import CORRECTED_YEAR, SEVERAL_ITEMS


def counted_on(case: RequestCase, chosen: Chosen) -> date | None:
    """The day by which a request counts as received; None while it has none.

    Never after its end: what a reopened request brought afterwards, and a day of receipt that a setting moves behind the
    reply, would take it out of every year.
    """
    received, corrected, closed = case.received, case.corrected, case.closed
    if received is None:
        return None
    if closed is not None and received > closed:
        return closed
    if corrected is None or value(CORRECTED_YEAR, chosen) != "corrected":
        return received
    return received if closed is not None and corrected > closed else corrected


def request_group(case: RequestCase, year: int, as_of: date, chosen: Chosen) -> RequestGroup | None:
    """The group of one request; None where neither a cell nor a caveat of the year is about it.

    A registration made by mistake was never a request: it has no group on any day, also before it was taken back.
    """
    if case.voided is not None:
        return None
    came, ended = when(counted_on(case, chosen), year, as_of), when(case.closed, year, as_of)
    if ended is When.BEFORE:
        return None
    if came is When.LATER and not arrived_unreceived(case, year, as_of):
        return None
    return RequestGroup(case.applicant, case.counted if ended is When.WITHIN else "", came, ended)


def voided_of_year(came: date, voided: date | None, year: int, as_of: date) -> bool:
    """Whether the report on a year has to tell of a registration that was taken back: one that came in the year, or that
    lay there from before and was taken back in it or later, so that what is carried over would else be another number."""
    return voided is not None and came <= period_end(year, as_of) and max(came, voided) >= date(year, 1, 1)


def arrived_unreceived(case: RequestCase, year: int, as_of: date) -> bool:
    """Whether a request lay there at the end of the period without a day of receipt."""
    last = period_end(year, as_of)
    return case.arrived <= last and (case.received is None or case.received > last)


def weight(items: int, chosen: Chosen) -> int:
    """For how many one request counts."""
    return items if value(SEVERAL_ITEMS, chosen) == "split" else 1
