"""What was published? Figures of the return, and lists for the desk.

Law:     the yearly report's prose
Gives:   counts as of any day. An item counts for the year in which it was published, unless it was withdrawn by the day as
         of which is counted. Annulled rows count nowhere.
Unclear: no text says whether withdrawn items count for the year; that they do not is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.annual.compile.material import Narrative, period_end
from gongkai.apps import registered
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.at_work import AtWork, at_work
from gongkai.apps.publishing.by_column import CatalogueEntry, Held, by_column, catalogue, changed_on, entries, lacking
from gongkai.apps.publishing.by_column import everywhere as by_column_everywhere
from gongkai.apps.publishing.listing import ItemFilters, Page, Row, items
from gongkai.apps.publishing.live_texts import live_texts, page_of
from gongkai.apps.publishing.models import Item, Way
from gongkai.apps.publishing.paging import Month, Paged, by_organ, counts, months, paged
from gongkai.apps.publishing.registers import ITEMS
from gongkai.apps.publishing.scratches import Present, present, scratch, scratches, typed_files
from gongkai.apps.publishing.today import Board, board, policies
from gongkai.apps.publishing.viewing import ItemView, item, version
from gongkai.apps.supervision import queries as supervision

__all__ = [
    "AtWork",
    "Board",
    "CatalogueEntry",
    "Filters",
    "Held",
    "ItemFilters",
    "ItemView",
    "Month",
    "Page",
    "Paged",
    "Present",
    "Row",
    "at_work",
    "board",
    "by_column",
    "by_column_everywhere",
    "by_organ",
    "catalogue",
    "changed_on",
    "columns",
    "counts",
    "entries",
    "has_number",
    "interpretations",
    "item",
    "items",
    "items_published",
    "lacking",
    "live_texts",
    "months",
    "narrative",
    "page_of",
    "paged",
    "policies",
    "present",
    "recorded",
    "scratch",
    "scratches",
    "typed_files",
    "version",
]


_INTERPRETING = ~Q(interprets="") & ~Q(genre="news")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing."""

    text: str = ""
    year: int | None = None
    column: str = ""


def items_published(organ_id: int, year: int, as_of: date) -> QuerySet[Item]:
    """The items that count for a year as of a day, oldest first."""
    last = period_end(year, as_of)
    within = Item.objects.filter(organ_id=organ_id, annulled=False, published_on__range=(date(year, 1, 1), last))
    return within.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=last)).order_by("published_on", "pk")


def interpretations(organ_id: int, year: int, as_of: date) -> QuerySet[Item]:
    """Those of them that interpret a policy. A piece of news that only accompanies one is none."""
    return items_published(organ_id, year, as_of).filter(_INTERPRETING)


def has_number(organ_id: int, number: str) -> bool:
    """Whether an organ has an item of that index number, public or on its way."""
    return Item.objects.filter(organ_id=organ_id, number=number).exists()


def narrative(organ_id: int, year: int, as_of: date) -> Narrative:
    """What the prose says beyond the tables, as far as it is recorded; the office's own texts come from the report.

    An office that has never recorded an item, or an activity, has not published or held none: its number stays open.
    """
    items_kept = Item.objects.filter(organ_id=organ_id).exists()
    sessions_kept = supervision.any_session(organ_id)
    published = items_published(organ_id, year, as_of).aggregate(
        items=Count("pk"), interpretations=Count("pk", filter=_INTERPRETING)
    )
    return Narrative(
        published_items=published["items"] if items_kept else None,
        interpretations=published["interpretations"] if items_kept else None,
        interpretation_sessions=(
            supervision.session_count(organ_id, year, as_of, "interpretation") if sessions_kept else None
        ),
        open_day="、".join(each.title for each in supervision.held(organ_id, year, as_of, "open_day")),
    )


def recorded(actor: Actor, wanted: Filters) -> QuerySet[Item]:
    """Recorded items that the reader may see, newest first; those withdrawn or annulled too."""
    rows = registered.visible(ITEMS, actor).filter(way=Way.RECORDED)
    if wanted.column:
        rows = rows.filter(column=wanted.column)
    if wanted.year is not None:
        rows = rows.filter(published_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    return _worded(rows, wanted.text).order_by("-published_on", "-pk")


def columns(actor: Actor) -> list[str]:
    """The columns of the items that the reader may see, by name."""
    rows = registered.visible(ITEMS, actor).filter(annulled=False).order_by("column")
    return list(rows.values_list("column", flat=True).distinct())


def _worded(rows: QuerySet[Item], text: str) -> QuerySet[Item]:
    for word in text.split():
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return rows
