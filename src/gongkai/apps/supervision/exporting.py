"""Activities and counts in the shapes of a ledger. Annulled rows are left out: they count nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from gongkai.annual.ledger.model import LedgerActivity, LedgerTally
from gongkai.apps.supervision.models import Activity, Session, Tally


def activities(organ_id: int) -> Iterator[LedgerActivity]:
    """Every activity held of an organ in the order in which it was recorded, then every session.

    A ledger knows one session a line: an activity of which sessions of its own kind were held is told by these alone.
    """
    sessions = Session.objects.filter(organ_id=organ_id, annulled=False, held_on__isnull=False)
    inside = sessions.filter(activity=OuterRef("number"), kind=OuterRef("kind"))
    rows = Activity.objects.filter(organ_id=organ_id, annulled=False, held_on__isnull=False).exclude(Exists(inside))
    told: tuple[Activity | Session, ...] = (*rows.order_by("pk"), *sessions.order_by("pk"))
    for row in told:
        assert row.held_on is not None, "held"
        yield LedgerActivity(row.number, row.kind, row.title, row.held_on, row.attendance)


def tallies(organ_id: int) -> Iterator[LedgerTally]:
    """Every count of an organ, in the order in which it was recorded."""
    for row in Tally.objects.filter(organ_id=organ_id, annulled=False).order_by("pk"):
        yield LedgerTally(row.kind, row.since, row.until, row.amount, row.source)
