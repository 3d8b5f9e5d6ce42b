"""What was done in an organ's year, as the report counts it? From requests, remedies, documents, publishing and supervision.

Takes:   organ, year, the day as of which is counted, the settings chosen; `known_at` asks of the books as they stood at
         a moment, entries made later left aside.
Gives:   `Material` (annual/compile). One grouped scan of the cached columns a table, whatever the number of cases.
Unclear: fees, items, documents and the number of registrations taken back have no late facts of weight in the tables' relations; with `known_at` they are
         counted as they are known today, and `rerendering` says so.
"""

from __future__ import annotations

from datetime import date, datetime

from gongkai.annual.compile.material import Material, period_end
from gongkai.apps.documents import queries as documents
from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.remedies import queries as remedies
from gongkai.apps.requests import queries as requests
from gongkai.apps.supervision import queries as supervision
from gongkai.law.decisions.options import Chosen


def material(organ_id: int, year: int, as_of: date, chosen: Chosen, known_at: datetime | None = None) -> Material:
    """All that the report is compiled from. Not found (`Organ.DoesNotExist`): an unknown organ."""
    organ = organs.by_id(organ_id)
    fee_requests, fee_yuan = requests.fees(organ_id, year, as_of)
    return Material(
        organ=organs.name_on(organ_id, period_end(year, as_of)),
        organ_kind=organ.kind,
        year=year,
        as_of=as_of,
        requests=requests.groups(organ_id, year, as_of, chosen, known_at),
        remedies=remedies.groups(organ_id, year, as_of, chosen, known_at),
        documents=documents.counts(organ_id, year, as_of),
        tallies=supervision.tallies(organ_id, year, as_of),
        fee_requests=fee_requests,
        fee_yuan=fee_yuan,
        narrative=publishing.narrative(organ_id, year, as_of),
        voided_requests=requests.voided(organ_id, year, as_of).count(),
        voided_remedies=remedies.voided(organ_id, year, as_of).count(),
    )
