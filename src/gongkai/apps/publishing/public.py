"""What of the published may everybody read?

Takes:   an organ and a day; no actor, since what is public is public.
Gives:   items as they stood on the day. What was withdrawn by then, or recorded by mistake, is not
         shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps.publishing.around import Neighbours, final, named, neighbours, siblings
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.paging import Month, Paged, by_organ, counts, months, paged
from gongkai.apps.publishing.public_item import (
    Hidden,
    Link,
    PublicFile,
    PublicItem,
    attachment,
    by_document_number,
    hidden,
    hidden_by_key,
    item,
    listed,
    pages,
    related,
)

__all__ = [
    "Column",
    "Hidden",
    "Link",
    "Month",
    "Neighbours",
    "Paged",
    "PublicFile",
    "PublicItem",
    "attachment",
    "by_document_number",
    "by_organ",
    "columns",
    "counts",
    "final",
    "hidden",
    "hidden_by_key",
    "item",
    "items",
    "latest",
    "listed",
    "months",
    "named",
    "neighbours",
    "paged",
    "pages",
    "related",
    "siblings",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column in which an organ has published, and how many of its items can be read."""

    name: str
    count: int


def columns(organ_id: int, on: date) -> list[Column]:
    """The columns of an organ, the fullest first."""
    return [Column(name, count) for name, count in counts(organ_id, on).items()]


def items(organ_id: int, on: date, column: str = "") -> QuerySet[Item]:
    """What an organ has published, in one column or in all, newest first."""
    found = _readable(on).filter(organ_id=organ_id)
    return (found.filter(column=column) if column else found).order_by("-published_on", "-pk")


def latest(on: date, count: int) -> list[Item]:
    """The newest of all organs, each with its organ."""
    # The organs are asked for by themselves: joined, they lead a database to read organ by organ and put all in order.
    return list(_readable(on).prefetch_related("organ").order_by("-published_on", "-pk")[:count])


def _readable(on: date) -> QuerySet[Item]:
    told = Item.objects.filter(published_on__lte=on, annulled=False)
    return told.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
