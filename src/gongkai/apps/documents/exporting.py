"""The register of documents in the shapes of a ledger. Annulled rows are left out: they count nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.annual.ledger.model import LedgerDocument
from gongkai.apps.documents.models import Document


def documents(organ_id: int) -> Iterator[LedgerDocument]:
    """Every document of an organ, in the order in which it was recorded."""
    for row in Document.objects.filter(organ_id=organ_id, annulled=False).order_by("pk").iterator(chunk_size=2000):
        yield LedgerDocument(
            row.kind,
            row.number,
            row.title,
            row.issued_on,
            row.in_force_on,
            row.ended_on,
            row.ended_how,
            row.ended_by,
            row.valid_until,
        )
