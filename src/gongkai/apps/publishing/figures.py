"""How much was published, by month, by organ, by column; and how many policies were explained?

Law:     国办发〔2016〕80号, 国办发〔2017〕47号 (a policy and its interpretation go together)
Takes:   a day; an organ, or None for all of them. No actor: what is counted is public.
Gives:   counts of what can be read today, by the month in which it first became public. What was taken off, merged or recorded by
         mistake counts nowhere; what was repealed or has lapsed stays and counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from gongkai.apps.publishing.models import MonthCount
from gongkai.apps.publishing.public_item import open_rows
from gongkai.law.procedures.publication_forms import INTERPRETATIONS, POLICIES


@dataclass(frozen=True, slots=True)
class Explained:
    """The policies that became public in a year, and how many of them have an interpretation that can be read."""

    policies: int
    explained: int


def by_month(on: date, organ_id: int | None = None) -> Mapping[str, int]:
    """By month (`YYYY-MM`), the oldest first; months without anything are left out."""
    rows = _counts(on, organ_id).values_list("month").annotate(n=Sum("shown")).order_by("month")
    return {month: n for month, n in rows if n}


def by_column(on: date, since: str, organ_id: int | None = None) -> Mapping[tuple[int, str], int]:
    """By organ and name of the column, from a month on."""
    rows = _counts(on, organ_id).filter(month__gte=since).values_list("organ", "column")
    return {(organ, name): n for organ, name, n in rows.annotate(n=Sum("shown")).order_by() if n}


def by_organ(on: date, since: str) -> Mapping[int, int]:
    """By organ, from a month on."""
    rows = _counts(on, None).filter(month__gte=since).values_list("organ").annotate(n=Sum("shown")).order_by()
    return {organ: n for organ, n in rows if n}


def explained(on: date, organ_id: int | None = None) -> Mapping[int, Explained]:
    """By the year in which the policy became public, the oldest first."""
    policies: dict[int, int] = {}
    for month, n in _counts(on, organ_id).filter(policies__gt=0).values_list("month").annotate(n=Sum("policies")):
        policies[int(month[:4])] = policies.get(int(month[:4]), 0) + n
    interpretations = open_rows().filter(organ_id=OuterRef("organ_id"), interprets=OuterRef("number"))
    # Said once more, so that the small index of what interprets something is used.
    interpretations = interpretations.exclude(interprets="").filter(genre__in=INTERPRETATIONS)
    rows = open_rows().filter(genre__in=POLICIES, published_on__lte=on)
    if organ_id is not None:
        rows = rows.filter(organ_id=organ_id)
    with_one = rows.filter(Exists(interpretations)).values_list("published_on__year")
    found = dict(with_one.annotate(n=Count("pk")).order_by())
    return {year: Explained(n, found.get(year, 0)) for year, n in sorted(policies.items())}


def _counts(on: date, organ_id: int | None) -> QuerySet[MonthCount]:
    rows = MonthCount.objects.filter(month__lte=f"{on:%Y-%m}")
    return rows if organ_id is None else rows.filter(organ_id=organ_id)
