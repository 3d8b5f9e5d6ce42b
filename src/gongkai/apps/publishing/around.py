"""What stands around a public item: what explains the same policy, what comes before and after it, what took its place?

Takes:   a `PublicItem`, or the number that a merged one names.
Gives:   `Link`s to public items with a page; of none that was taken off.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.apps.publishing.models import Item, Way
from gongkai.apps.publishing.public_item import Link, PublicItem, by_day, interpreting, link, open_rows, with_page

_MOST_HOPS = 100
_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What was published just before and just after an item under the same names of a column."""

    older: Link | None
    newer: Link | None


def siblings(found: PublicItem) -> list[Link]:
    """What else explains or accompanies the policy that an item explains, the oldest first."""
    interprets = found.told("interprets")
    if not interprets:
        return []
    rows = interpreting(interprets).filter(organ_id=found.organ_id).exclude(pk=found.pk)
    return [link(row, found.code) for row in by_day(rows)[:_MOST_SHOWN]]


def neighbours(found: PublicItem, names: Collection[str]) -> Neighbours:
    """Asked name by name: each is one look into an index, where several at once would be a sort of all of them."""
    day = found.first_published_on
    if day is None:
        return Neighbours(None, None)

    def nearest(later: bool) -> Link | None:
        rows = [row for name in names if (row := _beside(found, name, later).first()) is not None]
        order = sorted(rows, key=lambda row: (row.published_on, row.pk), reverse=not later)
        return link(order[0], found.code) if order else None

    return Neighbours(nearest(later=False), nearest(later=True))


def _beside(found: PublicItem, name: str, later: bool) -> QuerySet[Item]:
    day, pk = found.first_published_on, found.pk
    rows = with_page(open_rows().filter(organ_id=found.organ_id, column=name))
    # Of thirty columns these alone are shown, and every page asks.
    rows = rows.only("number", "title", "genre", "published_on", "way")
    if later:
        return rows.filter(published_on__gte=day).exclude(published_on=day, pk__lte=pk).order_by("published_on", "pk")
    return rows.filter(published_on__lte=day).exclude(published_on=day, pk__gte=pk).order_by("-published_on", "-pk")


def named(organ_id: int, code: str, numbers: Iterable[str]) -> dict[str, Link]:
    """The pages that are meant by index numbers or document numbers, by what was written; the newest of a document number."""
    wanted = {each for each in numbers if each}
    if not wanted:
        return {}
    rows = with_page(open_rows().filter(organ_id=organ_id))
    # Two questions, each with its index: one with «or» between reads every row.
    by_document = rows.exclude(document_number="").filter(document_number__in=wanted)
    found = {row.document_number: link(row, code) for row in by_day(by_document)}
    return found | {row.number: link(row, code) for row in rows.filter(number__in=wanted)}


def final(organ_id: int, successor: str) -> str:
    """The index number of the page at the end of a line of mergers; empty where that ends nowhere, or in a ring."""
    seen: set[str] = set()
    number = successor
    while number and number not in seen and len(seen) < _MOST_HOPS:
        seen.add(number)
        if open_rows().filter(organ_id=organ_id, number=number).exclude(way=Way.RECORDED).exists():
            return number
        merged = Item.objects.filter(organ_id=organ_id, number=number, annulled=False, withdrawn_how="merged")
        number = merged.values_list("successor", flat=True).first() or ""
    return ""
