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

from django.db.models import QuerySet, Sum

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


def explained(on: date, organ_id: int | None = None, years: int = 5) -> Mapping[int, Explained]:
    """By the year in which the policy became public, the oldest first, of the last so many years. What explains a policy is never
    older than it.
    """
    period = (date(on.year - years + 1, 1, 1), on)
    # Two plain readings, put together here: a question within a question is asked once for every policy, and an organ named beside
    # the genre leads a database to read all of the organ.
    interpretations = open_rows().exclude(interprets="").filter(genre__in=INTERPRETATIONS, published_on__range=period)
    known = set(interpretations.values_list("organ_id", "interprets"))
    policies = open_rows().filter(genre__in=POLICIES, published_on__range=period)
    found: dict[int, tuple[int, int]] = {}
    for organ, number, day in policies.values_list("organ_id", "number", "published_on"):
        if day is not None and organ_id in (None, organ):
            counted, with_one = found.get(day.year, (0, 0))
            found[day.year] = (counted + 1, with_one + ((organ, number) in known))
    return {year: Explained(*of_year) for year, of_year in sorted(found.items())}


def _counts(on: date, organ_id: int | None) -> QuerySet[MonthCount]:
    rows = MonthCount.objects.filter(month__lte=f"{on:%Y-%m}")
    return rows if organ_id is None else rows.filter(organ_id=organ_id)
