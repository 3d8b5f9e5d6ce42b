"""What is new on the whole site, and in which columns of all organs does something stand?

Law:     条例 24 (to be found), 国办发〔2016〕80号 (policy and interpretation lead to each other)
Takes:   a day; no organ and no actor, since what is public is public.
Gives:   the newest policies with what explains them; by organ, how many items stand under each name of a column. A few queries, however
         many organs there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from gongkai.apps.publishing.models import Item, MonthCount, Way
from gongkai.apps.publishing.public_item import Link, open_rows
from gongkai.law.procedures.publication_forms import INTERPRETATIONS, POLICIES


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """A policy that can be read here, with the interpretations of it, the oldest first."""

    policy: Link
    explained: tuple[Link, ...]


def policies(on: date, count: int) -> list[NewPolicy]:
    """The newest policies that have a page and lost nothing of their validity by a withdrawal."""
    rows: list[Item] = []
    for genre in sorted(POLICIES):
        rows += _open(on).filter(genre=genre, withdrawn_on__isnull=True).order_by("-published_on", "-pk")[:count]
    newest = sorted(rows, key=lambda row: (row.published_on or date.min, row.pk), reverse=True)[:count]
    which = Q(pk__in=())
    for row in newest:
        which |= Q(organ_id=row.organ_id, interprets=row.number)
    explaining = _open(on).filter(which, genre__in=INTERPRETATIONS).order_by("published_on", "pk")
    links: dict[tuple[int, str], list[Link]] = {}
    for row in explaining if newest else ():
        links.setdefault((row.organ_id, row.interprets), []).append(_link(row))
    return [NewPolicy(_link(row), tuple(links.get((row.organ_id, row.number), ()))) for row in newest]


def column_counts(on: date) -> Mapping[int, Mapping[str, int]]:
    """How many items can be read, by organ and name of the column."""
    rows = MonthCount.objects.filter(month__lte=f"{on:%Y-%m}").values_list("organ", "column")
    found: dict[int, dict[str, int]] = {}
    for organ_id, column, count in rows.annotate(n=Sum("shown")).order_by():
        if count:
            found.setdefault(organ_id, {})[column] = count
    return found


def _open(on: date) -> QuerySet[Item]:
    return open_rows().filter(published_on__lte=on).exclude(way=Way.RECORDED).select_related("organ")


def _link(row: Item) -> Link:
    assert row.published_on is not None
    return Link(row.number, row.organ.code, row.title, row.genre, row.published_on, True)
