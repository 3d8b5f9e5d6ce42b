"""What follows where items are shown to everybody, once an act has changed what everybody sees of them?

Takes:   the ids of items, in the transaction of the act, when their rows are as they are to be.
Gives:   the index as it has to be: what the public sees now is found, nothing else.

This is the one place that is told: acts of the procedure, batches that were moved in, what is only recorded, and rows that were made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from gongkai.apps.publishing.findable import findable, key
from gongkai.apps.publishing.models import Item
from gongkai.apps.search import actions as search

_AT_ONCE = 200


def changed(item_ids: Iterable[int]) -> None:
    """Tell that these items are, or were until now, seen by everybody."""
    for ids in _pieces(item_ids):
        rows = list(Item.objects.filter(pk__in=ids).select_related("organ").order_by("pk"))
        told = findable(rows)
        search.drop([key(row.organ.code, row.number) for row in rows if row.pk not in told])
        search.put(told.values())


def recorded(rows: Iterable[Item]) -> None:
    """The same for rows of the register of what is only recorded."""
    changed([row.pk for row in rows])


def _pieces(ids: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(ids)
    while piece := list(islice(waiting, _AT_ONCE)):
        yield piece
