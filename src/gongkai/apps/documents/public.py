"""Which documents may everybody read?

Takes:   an organ and a day; no actor, since what is public is public.
Gives:   documents as they stood on the day. What was recorded by mistake is not shown.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.apps.documents.models import Document


def documents(organ_id: int, as_of: date) -> list[Document]:
    """Rules and normative documents in force on a day, newest first."""
    found = Document.objects.filter(organ_id=organ_id, annulled=False, in_force_on__lte=as_of)
    return list(found.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=as_of)).order_by("-issued_on", "-pk"))
