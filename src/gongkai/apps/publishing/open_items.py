"""All that is public, of every organ: for machines that take it over, for feeds, for the site map.

Takes:   a day, and how the list is narrowed; no actor, since what is public is public.
Gives:   `OpenItem`s, newest first: a page of them behind a place in the list, or all, a thousand in memory at a time; what was
         taken off, by number alone. What was recorded by mistake is in neither.

A place in the list is a day and the key of a row, so that what is published meanwhile moves nothing on the pages behind it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import F, Q, QuerySet

from gongkai.apps.publishing.models import Item, Publication, Version, Way
from gongkai.apps.publishing.public_item import open_rows
from gongkai.apps.publishing.public_item import with_page as only_with_page
from gongkai.law.documents.validity import LAPSED, REPEALED

Seek = tuple[date, int]
"""A place in the list: the day and the key of the row before it."""
_AT_FIRST, _AT_ONCE = 100, 1000
_FEW = 1000


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One public item, without its text. `fields` are those of the draft whose text is public, none for what is only
    recorded here; `changed_on` the last day on which its text or its standing changed.
    """

    pk: int
    organ_id: int
    number: str
    title: str
    column: str
    genre: str
    document_number: str
    interprets: str
    formed_on: date | None
    published_on: date
    changed_on: date
    published_at: datetime | None
    version_id: int | None
    withdrawn_on: date | None
    withdrawn_how: str
    has_page: bool
    fields: Mapping[str, Any]

    def told(self, name: str) -> str:
        """A field of the text, empty where nothing was told."""
        value = self.fields.get(name)
        return "" if value is None else str(value)

    @property
    def seek(self) -> Seek:
        return self.published_on, self.pk


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the list is narrowed: to an organ, to the names of a column in it, a year of publication, genres, what changed on a
    day or after it, what has a page here.
    """

    organ_id: int | None = None
    columns: tuple[str, ...] | None = None
    year: int | None = None
    genres: tuple[str, ...] = ()
    since: date | None = None
    with_page: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """That an item is public no more: since when, and what took its place."""

    pk: int
    organ_id: int
    number: str
    removed_on: date
    successor: str


def page(on: date, wanted: Wanted, after: Seek | None, most: int) -> list[OpenItem]:
    """So many of the list, behind a place in it."""
    rows = _narrowed(on, wanted).order_by("-published_on", "-pk")
    if after is not None:
        day, pk = after
        rows = rows.filter(published_on__lte=day).exclude(published_on=day, pk__gte=pk)
    if (since := wanted.since) is None:
        return _told(list(rows[:most]))
    # What became public since then stands before what was only changed since: each part goes by an index of its own.
    found = list(rows.filter(published_on__gte=since)[:most])
    if len(found) < most:
        found += rows.filter(published_on__lt=since).filter(_changed(wanted, since))[: most - len(found)]
    return _told(found)


def _changed(wanted: Wanted, since: date) -> Q:
    """What was changed on a day or after it. While that is little it is named, so that no database reads all that is older in order to
    find it; where it is much, the next page of it is near.
    """
    ended = _of_organ(Item.objects.filter(withdrawn_on__gte=since, withdrawn_how__in=(REPEALED, LAPSED)), wanted)
    changed = (_corrected(wanted).filter(renewed_on__gte=since), ended)
    named = [pk for rows in changed for pk in rows.order_by().values_list("pk", flat=True)[:_FEW]]
    if len(named) < _FEW:
        return Q(pk__in=named)
    return Q(renewed_on__gte=since) | Q(withdrawn_on__gte=since)


def _corrected(wanted: Wanted) -> QuerySet[Item]:
    """Whose present text is a later one than the first: few, and an index holds them alone, if nothing else is asked of them."""
    return _of_organ(Item.objects.filter(renewed_on__gt=F("published_on")), wanted)


def _of_organ(rows: QuerySet[Item], wanted: Wanted) -> QuerySet[Item]:
    return rows if wanted.organ_id is None else rows.filter(organ_id=wanted.organ_id)


def everything(on: date, wanted: Wanted | None = None) -> Iterator[OpenItem]:
    """The whole list."""
    after: Seek | None = None
    # A little at first: whoever takes it waits for the first piece alone.
    at_once = _AT_FIRST
    while some := page(on, wanted or Wanted(), after, at_once):
        yield from some
        after, at_once = some[-1].seek, _AT_ONCE


def addressed(on: date, organ_id: int, year: int | None = None) -> Iterator[tuple[str, date]]:
    """Of what an organ has pages for: the index number and the day of the last change, newest first, a few thousand in memory."""
    rows = _narrowed(on, Wanted(organ_id, year=year, with_page=True)).order_by("-published_on", "-pk")
    columns = rows.values_list("number", "published_on", "renewed_on", "withdrawn_on")
    for number, *days in columns.iterator(chunk_size=5000):
        yield number, max(day for day in days if day is not None)


def renewed(on: date, wanted: Wanted, most: int) -> list[OpenItem]:
    """The items with a page whose text became public last, a correction like a new one; what was moved in from another system
    counts for its own day.
    """
    wanted = replace(wanted, with_page=True)
    newest = page(on, wanted, None, most)
    known = {each.pk for each in newest}
    # Some of them are shown no more: a few more than are wanted are looked at.
    latest, enough = _corrected(wanted).order_by("-renewed_on", "-pk").values_list("pk", "column"), 4 * most
    inside = (pk for pk, column in latest if column in wanted.columns) if wanted.columns is not None else None
    again = list(islice(inside, enough)) if inside is not None else [pk for pk, _ in latest[:enough]]
    found = newest + _told(list(_narrowed(on, wanted).filter(pk__in=set(again) - known)))
    return sorted(found, key=lambda each: (each.changed_on, each.published_on, each.pk), reverse=True)[:most]


def removed(wanted: Wanted, after: Seek | None, most: int) -> list[Removed]:
    """What was public and is no more, the last first, behind a place in the list. Of it no word is given, not its title either."""
    gone = Q(withdrawn_how__in=("merged", "mistaken")) | Q(way=Way.RECORDED)
    rows = Item.objects.filter(gone, withdrawn_on__isnull=False, published_on__isnull=False)
    if wanted.organ_id is not None:
        rows = rows.filter(organ_id=wanted.organ_id)
    if wanted.since is not None:
        rows = rows.filter(withdrawn_on__gte=wanted.since)
    if after is not None:
        day, pk = after
        rows = rows.filter(withdrawn_on__lte=day).exclude(withdrawn_on=day, pk__gte=pk)
    columns = ("pk", "organ_id", "number", "withdrawn_on", "successor")
    return [Removed(*each) for each in rows.order_by("-withdrawn_on", "-pk").values_list(*columns)[:most]]


def one(code: str, number: str) -> OpenItem | None:
    """One public item; None for what is public no more, or was never."""
    return next(iter(_told(list(open_rows().filter(organ__code=code, number=number)[:1]))), None)


def bodies(items: Iterable[OpenItem]) -> Mapping[int, str]:
    """The public texts of items by key of the item; none for what is only recorded here."""
    wanted = {each.version_id: each.pk for each in items if each.version_id is not None}
    rows = Version.objects.filter(pk__in=list(wanted)).values_list("pk", "body")
    return {wanted[pk]: body for pk, body in rows}


def _narrowed(on: date, wanted: Wanted) -> QuerySet[Item]:
    rows = open_rows().filter(published_on__lte=on)
    if wanted.organ_id is not None:
        rows = rows.filter(organ_id=wanted.organ_id)
    if wanted.columns is not None:
        rows = rows.filter(column__in=wanted.columns)
    if wanted.year is not None:
        rows = rows.filter(published_on__gte=date(wanted.year, 1, 1), published_on__lte=date(wanted.year, 12, 31))
    if wanted.genres:
        rows = rows.filter(genre__in=wanted.genres)
    if wanted.with_page:
        rows = only_with_page(rows)
    return rows


def _told(rows: Sequence[Item]) -> list[OpenItem]:
    """Rows with what their public texts tell: two queries, or three."""
    once = _published(rows)
    metas = dict(Version.objects.filter(pk__in=[pk for pk, _ in once.values()]).values_list("pk", "meta"))
    found = []
    for row in rows:
        assert row.published_on is not None, "public"
        version_id, at = once.get(row.pk, (None, None))
        days = (row.published_on, row.renewed_on, row.withdrawn_on)
        found.append(
            OpenItem(
                pk=row.pk,
                organ_id=row.organ_id,
                number=row.number,
                title=row.title,
                column=row.column,
                genre=row.genre,
                document_number=row.document_number,
                interprets=row.interprets,
                formed_on=row.formed_on,
                published_on=row.published_on,
                changed_on=max(each for each in days if each is not None),
                published_at=at,
                version_id=version_id,
                withdrawn_on=row.withdrawn_on,
                withdrawn_how=row.withdrawn_how,
                has_page=row.has_page,
                fields=json.loads(metas[version_id]) if version_id is not None else {},
            )
        )
    return found


def _published(rows: Sequence[Item]) -> dict[int, tuple[int, datetime]]:
    """By key of the item: the version that everybody sees now, and when it became public."""
    live = [each.live_id for each in rows if each.live_id is not None]
    columns = ("version__item_id", "version_id", "published_at")
    found = {item: (version, at) for item, version, at in Publication.objects.filter(pk__in=live).values_list(*columns)}
    # What is repealed or has lapsed is live no more and stays as it was published last.
    marked = [each.pk for each in rows if each.live_id is None and each.way != Way.RECORDED]
    if marked:
        once = Publication.objects.filter(version__item_id__in=marked).order_by("pk").values_list(*columns)
        found.update({item: (version, at) for item, version, at in once})
    return found
