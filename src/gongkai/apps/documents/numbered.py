"""Which documents has an organ, by the normal form of their numbers?"""

from __future__ import annotations

from gongkai.apps.documents.models import Document
from gongkai.law.documents.number import normal


def by_normal_number(organ_id: int) -> dict[str, Document]:
    """Every document that is not annulled. An organ has hundreds, not thousands, of them: one query."""
    rows = Document.objects.filter(organ_id=organ_id, annulled=False).order_by("pk")
    return {normal(row.number): row for row in rows}
