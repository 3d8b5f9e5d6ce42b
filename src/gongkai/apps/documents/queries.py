"""Which documents are in force? Figures of the return, and lists for the desk.

Law:     table 2 of the form, item (1) of article 20
Gives:   counts as of any day. A document is issued in the year of its date of issue, in force from `in_force_on` until the
         day before `ended_on`. Annulled rows count nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.annual.compile.material import DocumentCounts, period_end
from gongkai.apps import registered
from gongkai.apps.documents.models import Document, DocumentKind
from gongkai.apps.documents.registers import DOCUMENTS
from gongkai.apps.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to; empty values narrow nothing."""

    text: str = ""
    year: int | None = None
    kind: str = ""
    in_force_on: date | None = None


def documents(organ_id: int, year: int, as_of: date, kind: str, what: str) -> QuerySet[Document]:
    """The documents of a kind that one cell counts: `what` is issued, ended or in_force (annual/compile/cells)."""
    rows = Document.objects.filter(organ_id=organ_id, annulled=False, kind=kind)
    return rows.filter(_counted(year, as_of)[what]).order_by("issued_on", "number")


def counts(organ_id: int, year: int, as_of: date) -> Mapping[str, DocumentCounts]:
    """Issued and ended in the year up to a day, in force on it; one query for every kind."""
    issued, ended, in_force = (Count("pk", filter=which) for which in _counted(year, as_of).values())
    rows = Document.objects.filter(organ_id=organ_id, annulled=False).order_by().values_list("kind")
    found = {kind: DocumentCounts(*counts) for kind, *counts in rows.annotate(n1=issued, n2=ended, n3=in_force)}
    return {kind.value: found.get(kind.value, DocumentCounts()) for kind in DocumentKind}


def register(actor: Actor, wanted: Filters) -> QuerySet[Document]:
    """Recorded documents that the reader may see, newest first, those annulled too; `in_force_on` narrows to those in
    force on a day.
    """
    rows = registered.visible(DOCUMENTS, actor)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.year is not None:
        rows = rows.filter(issued_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.in_force_on is not None:
        rows = rows.filter(_in_force(wanted.in_force_on), annulled=False)
    for word in wanted.text.split():
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return rows.order_by("-issued_on", "-pk")


def _counted(year: int, as_of: date) -> Mapping[str, Q]:
    first, last = date(year, 1, 1), period_end(year, as_of)
    return {
        "issued": Q(issued_on__range=(first, last)),
        "ended": Q(ended_on__range=(first, last)),
        "in_force": _in_force(last),
    }


def _in_force(day: date) -> Q:
    return Q(in_force_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
