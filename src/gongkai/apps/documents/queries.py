"""Which documents are in force? Figures of the return, and lists for the desk.

Law:     table 2 of the form, item (1) of article 20
Gives:   counts as of any day. A document is issued in the year of its date of issue; it is in force from `in_force_on` until
         the day before its end. Its end is the day that was recorded, or else the day after its term (law/documents/validity):
         lapse counts as an end without anybody's act. Annulled rows count nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from gongkai.annual.compile.material import DocumentCounts, period_end
from gongkai.apps import registered
from gongkai.apps.documents import effects
from gongkai.apps.documents.cleaning import CleanUp, Listed, Owed, clean_up, round_lists, rounds
from gongkai.apps.documents.from_items import check_changes, check_item
from gongkai.apps.documents.life import Moment, Relation, intended, life, relations, relations_of
from gongkai.apps.documents.marks import Changed, Mark, marks, of_rows
from gongkai.apps.documents.models import Document, DocumentKind
from gongkai.apps.documents.numbered import by_normal_number
from gongkai.apps.documents.registers import DOCUMENTS
from gongkai.apps.people.actor import Actor
from gongkai.law.documents import validity
from gongkai.law.documents.number import normal

__all__ = [
    "Changed",
    "CleanUp",
    "Filters",
    "Listed",
    "Mark",
    "Moment",
    "Owed",
    "Relation",
    "check_changes",
    "check_item",
    "clean_up",
    "counts",
    "documents",
    "in_force",
    "intended",
    "life",
    "marks",
    "of_rows",
    "one",
    "register",
    "relations",
    "relations_of",
    "round_lists",
    "rounds",
    "spans",
    "standing",
    "undone",
    "without_page",
]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to; empty values narrow nothing. `state` is one of law/documents/validity, as it was on
    the day `on`; `in_force_on` a day on which the document was in force.
    """

    text: str = ""
    year: int | None = None
    kind: str = ""
    in_force_on: date | None = None
    state: str = ""
    on: date | None = None


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


def in_force(organ_id: int, on: date) -> QuerySet[Document]:
    """Rules and normative documents in force on a day, newest first."""
    rows = Document.objects.filter(standing(validity.IN_FORCE, on), organ_id=organ_id, annulled=False)
    return rows.order_by("-issued_on", "-pk")


def register(actor: Actor, wanted: Filters) -> QuerySet[Document]:
    """Recorded documents that the reader may see, newest first, those annulled too; narrowed to a state, those are left out."""
    rows = registered.visible(DOCUMENTS, actor)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.year is not None:
        rows = rows.filter(issued_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.in_force_on is not None:
        rows = rows.filter(standing(validity.IN_FORCE, wanted.in_force_on), annulled=False)
    if wanted.state and wanted.on is not None:
        rows = rows.filter(standing(wanted.state, wanted.on), annulled=False)
    for word in wanted.text.split():
        rows = rows.filter(
            Q(number__icontains=word) | Q(title__icontains=word) | Q(registration_number__icontains=word)
        )
    return rows.order_by("-issued_on", "-pk")


def one(actor: Actor, document_id: int) -> Document:
    """A document that the reader may see. Not found (`Document.DoesNotExist`): every other."""
    return registered.visible(DOCUMENTS, actor).get(pk=document_id)


def standing(state: str, on: date) -> Q:
    """Rows that are in a state on a day: the question of `validity.Span.state` to the database. Annulled rows are not left out."""
    over = Q(ended_on__lte=on)
    lapsed = Q(ended_on__isnull=True, valid_until__lt=on)
    match state:
        case validity.REPEALED:
            return over & Q(ended_how=validity.REPEALED)
        case validity.LAPSED:
            return (over & Q(ended_how=validity.LAPSED)) | lapsed
        case validity.NOT_YET:
            return Q(in_force_on__gt=on) & ~_gone(on)
        case _:
            return Q(in_force_on__lte=on) & ~_gone(on)


def _gone(on: date) -> Q:
    # Without a null the negation in SQL is true or false, never unknown.
    return Q(ended_on__isnull=False, ended_on__lte=on) | Q(
        ended_on__isnull=True, valid_until__isnull=False, valid_until__lt=on
    )


def _counted(year: int, as_of: date) -> Mapping[str, Q]:
    first, last = date(year, 1, 1), period_end(year, as_of)
    day = timedelta(1)
    return {
        "issued": Q(issued_on__range=(first, last)),
        # What lapses with its last day is in force no more on the next.
        "ended": Q(ended_on__range=(first, last))
        | Q(ended_on__isnull=True, valid_until__range=(first - day, last - day)),
        "in_force": standing(validity.IN_FORCE, last),
    }


def spans(organ_ids: Collection[int], items: Collection[str]) -> dict[tuple[int, str], validity.Span]:
    """When the documents are in force that these pages carry, by organ and index number; pages without one are left out."""
    wanted = [each for each in items if each]
    rows = Document.objects.filter(organ_id__in=set(organ_ids), item__in=wanted, annulled=False) if wanted else ()
    return {(row.organ_id, row.item): row.span for row in rows}


def without_page(organ_id: int, number: str) -> Document | None:
    """The document of this number that stands in the register without a page; None where there is none."""
    row = by_normal_number(organ_id).get(normal(number)) if normal(number) else None
    return row if row is not None and not row.item else None


def undone(organ_id: int, item: str, on: date) -> tuple[str, ...]:
    """What follows in the register for other documents if this page is taken off as sent by mistake, a sentence each; none for a page
    without a document, or whose document does nothing to others.
    """
    row = Document.objects.filter(organ_id=organ_id, item=item, annulled=False).first() if item else None
    return effects.undone(row, on) if row is not None else ()
