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
    # A query for each genre: each goes by the index of its genre, and reads no more rows than it shows.
    found = [row for genre in sorted(POLICIES) for row in _newest(on, genre, count)]
    newest = sorted(found, key=lambda row: (row.published_on, row.pk), reverse=True)[:count]
    links: dict[tuple[int, str], list[Link]] = {}
    for row in _explaining(on, newest):
        links.setdefault((row.organ_id, row.interprets), []).append(row.link)
    return [NewPolicy(row.link, tuple(links.get((row.organ_id, row.number), ()))) for row in newest]


def column_counts(on: date) -> Mapping[int, Mapping[str, int]]:
    """How many items can be read, by organ and name of the column."""
    rows = MonthCount.objects.filter(month__lte=f"{on:%Y-%m}").values_list("organ", "column")
    found: dict[int, dict[str, int]] = {}
    for organ_id, column, count in rows.annotate(n=Sum("shown")).order_by():
        if count:
            found.setdefault(organ_id, {})[column] = count
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    organ_id: int
    code: str
    number: str
    title: str
    genre: str
    published_on: date
    interprets: str

    @property
    def link(self) -> Link:
        return Link(self.number, self.code, self.title, self.genre, self.published_on, True)


_COLUMNS = ("pk", "organ_id", "organ__code", "number", "title", "genre", "published_on", "interprets")


def _newest(on: date, genre: str, count: int) -> list[_Row]:
    rows = _open(on).filter(genre=genre, withdrawn_on__isnull=True).order_by("-published_on", "-pk")
    return [_Row(*row) for row in rows.values_list(*_COLUMNS)[:count]]


def _explaining(on: date, shown: list[_Row]) -> list[_Row]:
    """The interpretations of these policies, the oldest first."""
    which = Q(pk__in=())
    for row in shown:
        # That they interpret something at all is said in each part: SQLite takes the small index of such items only then.
        which |= Q(organ_id=row.organ_id, interprets=row.number) & ~Q(interprets="")
    if not shown:
        return []
    # Put in order here: a database that is asked to do it reads all by day until it has found the few that it could have looked up.
    rows = _open(on).filter(which, genre__in=INTERPRETATIONS)
    found = [_Row(*row) for row in rows.values_list(*_COLUMNS)]
    return sorted(found, key=lambda row: (row.published_on, row.pk))


def _open(on: date) -> QuerySet[Item]:
    return open_rows().filter(published_on__lte=on).exclude(way=Way.RECORDED)
