"""What of an organ's information stands under each name of a column, and what a catalogue tells of it?

Law:     条例 12 (index, name, summary, day of formation)
Takes:   an organ and a day. Names are those that the items bear; whose column that is, apps/columns knows.
Gives:   counts and days by name; entries of the catalogue, those first that were formed last; which of them lack something.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum

from gongkai.apps.publishing.models import Item, MonthCount

_TOLD = '"summary":"'
_TOLD_EMPTY = '"summary":""'
"""How the fields of a text are kept (canonical JSON): quotes within a value are escaped, so that this finds only the field."""


@dataclass(frozen=True, slots=True)
class Held:
    """What stands under one name: items that can be read and the first and last day on which one was published or renewed;
    items on their way, and the earliest last day of article 26 among them.
    """

    readable: int = 0
    first: date | None = None
    latest: date | None = None
    coming: int = 0
    due: date | None = None


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One line of the catalogue; `id` is that of the item, `drafted` tells that its text is kept here."""

    id: int
    drafted: bool
    number: str
    title: str
    column: str
    summary: str
    formed_on: date | None
    published_on: date


def by_column(organ_id: int, on: date) -> Mapping[str, Held]:
    """What stands under each name. Of today it is known without counting; of a day behind which something moved, every row is read."""
    return everywhere(on, organ_id).get(organ_id, {})


def everywhere(on: date, organ_id: int | None = None) -> Mapping[int, Mapping[str, Held]]:
    """The same of every organ, or of one, by the organ's id: as many queries for all as for one."""
    of_organ = Q() if organ_id is None else Q(organ_id=organ_id)
    found = _counted(of_organ, on) if _moved_after(of_organ, on) else _kept(of_organ, on)
    coming = Item.objects.filter(of_organ, annulled=False, published_on__isnull=True, due__isnull=False)
    waiting = coming.order_by().values_list("organ_id", "column").annotate(n=Count("pk"), earliest=Min("due"))
    for organ, name, n, earliest in waiting:
        named = found.setdefault(organ, {})
        known = named.get(name, Held())
        named[name] = Held(known.readable, known.first, known.latest, n, earliest)
    return found


def _moved_after(of_organ: Q, on: date) -> bool:
    rows = Item.objects.filter(of_organ)
    return rows.filter(published_on__gt=on).exists() or rows.filter(withdrawn_on__gt=on).exists()


def _counted(of_organ: Q, on: date) -> dict[int, dict[str, Held]]:
    rows = _readable(of_organ, on).order_by().values("organ_id", "column")
    told = rows.annotate(n=Count("pk"), first=Min("published_on"), last=Max("published_on"), renewed=Max("renewed_on"))
    found: dict[int, dict[str, Held]] = {}
    for row in told:
        held = Held(row["n"], row["first"], max(filter(None, (row["last"], row["renewed"]))))
        found.setdefault(row["organ_id"], {})[row["column"]] = held
    return found


def _kept(of_organ: Q, on: date) -> dict[int, dict[str, Held]]:
    """The same by what the database keeps count of (`MonthCount`) and by the ends of the index of each name."""
    months = MonthCount.objects.filter(of_organ).order_by()
    named = months.values_list("organ_id", "column").annotate(n=Sum("valid"))
    many = {(organ, name): n for organ, name, n in named}
    if not any(many.values()):
        return {}
    one_each = months.values("organ_id", "column").annotate(one=Min("pk")).values("one")
    rows = _readable(Q(organ_id=OuterRef("organ_id")), on).filter(column=OuterRef("column"))
    ends = MonthCount.objects.filter(pk__in=one_each).annotate(
        first=Subquery(rows.order_by("published_on").values("published_on")[:1]),
        last=Subquery(rows.order_by("-published_on").values("published_on")[:1]),
        renewed=Subquery(rows.filter(renewed_on__isnull=False).order_by("-renewed_on").values("renewed_on")[:1]),
    )
    found: dict[int, dict[str, Held]] = {}
    for organ, name, first, last, renewed in ends.values_list("organ_id", "column", "first", "last", "renewed"):
        if many[organ, name]:
            held = Held(many[organ, name], first, max(filter(None, (last, renewed))))
            found.setdefault(organ, {})[name] = held
    return found


def catalogue(organ_id: int, on: date, names: Iterable[str] | None = None) -> QuerySet[Item]:
    """The items of the catalogue, under some names or all; `entries` makes lines of a page of them."""
    found = _readable(Q(organ_id=organ_id), on)
    if names is not None:
        found = found.filter(column__in=tuple(names))
    return found.order_by("-published_on", "-pk")


def entries(items: Iterable[Item]) -> Iterator[CatalogueEntry]:
    """Lines of the catalogue; of what was only recorded here no summary is known."""
    chosen = list(items)
    versions = dict(
        Item.objects.filter(pk__in=[each.pk for each in chosen], live__isnull=False).values_list(
            "pk", "live__version__meta"
        )
    )
    for each in chosen:
        assert each.published_on is not None, "readable"
        summary = str(json.loads(versions.get(each.pk, "{}")).get("summary", ""))
        yield CatalogueEntry(
            each.pk,
            each.pk in versions,
            each.number,
            each.title,
            each.column,
            summary,
            each.formed_on,
            each.published_on,
        )


def lacking(organ_id: int, on: date) -> Mapping[str, QuerySet[Item]]:
    """The items of the catalogue that lack an element of article 12: without a `summary`, without a day of formation
    (`formed_on`), newest first."""
    all_of_them = catalogue(organ_id, on)
    told = Q(live__version__meta__contains=_TOLD) & ~Q(live__version__meta__contains=_TOLD_EMPTY)
    return {
        "summary": all_of_them.filter(Q(live__isnull=True) | ~told),
        "formed_on": all_of_them.filter(formed_on__isnull=True),
    }


def changed_on(organ_id: int, on: date) -> date | None:
    """The last day on which something came into the catalogue, was renewed in it or left it; None without any."""
    rows = Item.objects.filter(organ_id=organ_id, annulled=False)
    # One look at the end of an index each; an aggregate over the three would read every row.
    days = (
        rows.filter(**{f"{name}__lte": on}).order_by(f"-{name}").values_list(name, flat=True).first()
        for name in ("published_on", "renewed_on", "withdrawn_on")
    )
    return max((each for each in days if each is not None), default=None)


def _readable(of_organ: Q, on: date) -> QuerySet[Item]:
    told = Item.objects.filter(of_organ, annulled=False, published_on__lte=on)
    return told.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
