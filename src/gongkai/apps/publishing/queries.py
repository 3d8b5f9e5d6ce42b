"""What was published, and which documents are in force? Figures of the return, and lists for the desk.

Law:     table 2 of the form, item (1) of article 20; the yearly report's prose
Gives:   counts as of any day. An item counts for the year in which it was published, unless it was withdrawn by the day as
         of which is counted. A document is issued in the year of its date of issue, in force from `in_force_on` until the
         day before `ended_on`. Annulled rows count nowhere.
Unclear: no text says whether withdrawn items count for the year; that they do not is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from gongkai.annual.compile.material import DocumentCounts, Narrative, period_end
from gongkai.apps import registered
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.models import Document, DocumentKind, Item
from gongkai.apps.publishing.registers import DOCUMENTS, ITEMS
from gongkai.apps.supervision import queries as supervision

ModelT = TypeVar("ModelT", Item, Document)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing. `kind` is of documents, `column` of items."""

    text: str = ""
    year: int | None = None
    column: str = ""
    kind: str = ""
    in_force_on: date | None = None


def items_published(organ_id: int, year: int, as_of: date) -> QuerySet[Item]:
    """The items that count for a year as of a day, oldest first."""
    last = period_end(year, as_of)
    within = Item.objects.filter(organ_id=organ_id, annulled=False, published_on__range=(date(year, 1, 1), last))
    return within.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=last)).order_by("published_on", "pk")


def interpretations(organ_id: int, year: int, as_of: date) -> QuerySet[Item]:
    """Those of them that interpret a policy."""
    return items_published(organ_id, year, as_of).exclude(interprets="")


def documents(organ_id: int, year: int, as_of: date, kind: str, what: str) -> QuerySet[Document]:
    """The documents of a kind that one cell counts: `what` is issued, ended or in_force (annual/compile/cells)."""
    rows = Document.objects.filter(organ_id=organ_id, annulled=False, kind=kind)
    return rows.filter(_counted(year, as_of)[what]).order_by("issued_on", "number")


def document_counts(organ_id: int, year: int, as_of: date) -> Mapping[str, DocumentCounts]:
    """Issued and ended in the year up to a day, in force on it; one query for every kind."""
    issued, ended, in_force = (Count("pk", filter=which) for which in _counted(year, as_of).values())
    rows = Document.objects.filter(organ_id=organ_id, annulled=False).order_by().values_list("kind")
    found = {kind: DocumentCounts(*counts) for kind, *counts in rows.annotate(n1=issued, n2=ended, n3=in_force)}
    return {kind.value: found.get(kind.value, DocumentCounts()) for kind in DocumentKind}


def narrative(organ_id: int, year: int, as_of: date) -> Narrative:
    """What the prose says beyond the tables, as far as it is recorded; the office's own texts come from the report.

    An office that has never recorded an item, or an activity, has not published or held none: its number stays open.
    """
    items_kept = Item.objects.filter(organ_id=organ_id).exists()
    sessions_kept = supervision.any_session(organ_id)
    published = items_published(organ_id, year, as_of).aggregate(
        items=Count("pk"), interpretations=Count("pk", filter=~Q(interprets=""))
    )
    return Narrative(
        published_items=published["items"] if items_kept else None,
        interpretations=published["interpretations"] if items_kept else None,
        interpretation_sessions=(
            supervision.sessions(organ_id, year, as_of, "interpretation").count() if sessions_kept else None
        ),
        open_day="、".join(each.title for each in supervision.sessions(organ_id, year, as_of, "open_day")),
    )


def items(actor: Actor, wanted: Filters) -> QuerySet[Item]:
    """Recorded items that the reader may see, newest first; those withdrawn or annulled too."""
    rows = registered.visible(ITEMS, actor)
    if wanted.column:
        rows = rows.filter(column=wanted.column)
    if wanted.year is not None:
        rows = rows.filter(published_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    return _worded(rows, wanted.text).order_by("-published_on", "-pk")


def columns(actor: Actor) -> list[str]:
    """The columns of the items that the reader may see, by name."""
    rows = registered.visible(ITEMS, actor).filter(annulled=False).order_by("column")
    return list(rows.values_list("column", flat=True).distinct())


def register_of_documents(actor: Actor, wanted: Filters) -> QuerySet[Document]:
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
    return _worded(rows, wanted.text).order_by("-issued_on", "-pk")


def _worded(rows: QuerySet[ModelT], text: str) -> QuerySet[ModelT]:
    for word in text.split():
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return rows


def _counted(year: int, as_of: date) -> Mapping[str, Q]:
    first, last = date(year, 1, 1), period_end(year, as_of)
    return {
        "issued": Q(issued_on__range=(first, last)),
        "ended": Q(ended_on__range=(first, last)),
        "in_force": _in_force(last),
    }


def _in_force(day: date) -> Q:
    return Q(in_force_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
