"""Which documents may everybody read?

Takes:   an organ and a day; no actor, since what is public is public.
Gives:   documents as they stood on the day. What was recorded by mistake is not shown, nor what is left in the register by a page that
         was sent out by mistake.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai.apps.documents.life import Relation, relations_of
from gongkai.apps.documents.marks import Mark, marks, of_rows
from gongkai.apps.documents.models import Document
from gongkai.apps.documents.queries import in_force

__all__ = ["Mark", "Relation", "documents", "marks", "of_rows", "register", "relations_of"]


def documents(organ_id: int, as_of: date) -> QuerySet[Document]:
    """Rules and normative documents in force on a day, newest first."""
    return in_force(organ_id, as_of).filter(left_on__isnull=True)


def register(organ_id: int, as_of: date) -> QuerySet[Document]:
    """Every rule and normative document issued by a day, those that were repealed or had lapsed too, newest first."""
    rows = Document.objects.filter(organ_id=organ_id, annulled=False, left_on__isnull=True, issued_on__lte=as_of)
    return rows.order_by("-issued_on", "-pk")
