"""Activities and counts in the shapes of a ledger. Annulled rows are left out: they count nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.annual.ledger.model import LedgerActivity, LedgerTally
from gongkai.apps.supervision.models import Activity, Tally


def activities(organ_id: int) -> Iterator[LedgerActivity]:
    """Every activity of an organ, in the order in which it was recorded."""
    for row in Activity.objects.filter(organ_id=organ_id, annulled=False).order_by("pk"):
        yield LedgerActivity(row.number, row.kind, row.title, row.held_on, row.attendance)


def tallies(organ_id: int) -> Iterator[LedgerTally]:
    """Every count of an organ, in the order in which it was recorded."""
    for row in Tally.objects.filter(organ_id=organ_id, annulled=False).order_by("pk"):
        yield LedgerTally(row.kind, row.since, row.until, row.amount, row.source)
