"""What was published, in the shapes of a ledger. Annulled rows are left out: they count nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.publishing.models import Item


def items(organ_id: int) -> Iterator[LedgerItem]:
    """Every item of an organ that was published, in the order in which it was recorded."""
    for row in Item.objects.filter(organ_id=organ_id, annulled=False).order_by("pk").iterator(chunk_size=2000):
        if row.published_on is None:
            continue
        yield LedgerItem(row.number, row.title, row.column, row.published_on, row.interprets, row.withdrawn_on)
