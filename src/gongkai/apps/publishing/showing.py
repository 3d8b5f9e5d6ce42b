"""What follows where items are shown to everybody, once an act has changed what everybody sees of them?

Takes:   the ids of items, in the transaction of the act, when their rows are as they are to be.
Gives:   the index as it has to be: what the public sees now is found, nothing else. The kept pages that tell of these items are
         named, so that they go with the end of the transaction.

This is the one place that is told: acts of the procedure, batches that were moved in, what is only recorded, and rows that were made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from gongkai.apps.columns.queries import all_of, owners
from gongkai.apps.pages import actions as pages
from gongkai.apps.pages import scopes
from gongkai.apps.publishing.findable import findable, key
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.public_item import open_rows
from gongkai.apps.search import actions as search
from gongkai.law.procedures.publication_forms import POLICIES

_AT_ONCE = 200
_FEW = 20
"""More items at once than these are a batch: every page of their organs is made anew."""


def changed(item_ids: Iterable[int]) -> None:
    """Tell that these items are, or were until now, seen by everybody."""
    for ids in _pieces(item_ids):
        rows = list(Item.objects.filter(pk__in=ids).select_related("organ").order_by("pk"))
        told = findable(rows)
        search.drop([key(row.organ.code, row.number) for row in rows if row.pk not in told])
        search.put(told.values())
        pages.changed(*_scopes(rows))


def _scopes(rows: list[Item]) -> Iterator[str]:
    """What the pages are made from that tell of these items: those that name them carry the item's own scope."""
    if len(rows) > _FEW:
        yield from (scope for code in sorted({row.organ.code for row in rows}) for scope in _of_many(code))
        return
    for row in rows:
        code = row.organ.code
        yield from (scopes.item(code, row.number), *scopes.of_lists(code))
        # Beside a page that does not name it yet: its policy, its successor, its neighbours in the column.
        for number in (row.interprets, row.successor, *_beside(row)):
            if number:
                yield scopes.item(code, number)
        if row.document_number or row.genre in POLICIES:
            yield scopes.documents(code)


def _of_many(code: str) -> tuple[str, ...]:
    return (*scopes.of_organ(code), scopes.documents(code))


def _beside(row: Item) -> Iterator[str]:
    """What was published just before and just after it under each name of its column."""
    if row.published_on is None:
        return
    owned = owners(all_of(row.organ_id))
    slug = owned.get(row.column)
    names = [name for name, each in owned.items() if slug and each == slug] or [row.column]
    day, rows = row.published_on, open_rows().filter(organ_id=row.organ_id).exclude(pk=row.pk)
    for name in names:
        named = rows.filter(column=name)
        older = named.filter(published_on__lte=day).exclude(published_on=day, pk__gte=row.pk)
        newer = named.filter(published_on__gte=day).exclude(published_on=day, pk__lte=row.pk)
        yield from older.order_by("-published_on", "-pk").values_list("number", flat=True)[:1]
        yield from newer.order_by("published_on", "pk").values_list("number", flat=True)[:1]


def recorded(rows: Iterable[Item]) -> None:
    """The same for rows of the register of what is only recorded."""
    changed([row.pk for row in rows])


def _pieces(ids: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(ids)
    while piece := list(islice(waiting, _AT_ONCE)):
        yield piece
