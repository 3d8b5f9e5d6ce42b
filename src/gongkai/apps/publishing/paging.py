"""Which items stand on a page of a long list, without counting or passing those before it?

Law:     条例 24 (to be found and read)
Takes:   an organ and a day, the names of columns or all, a year or all, the page that was asked for.
Gives:   `Paged`, newest first, with how many there are; `months` and `counts`, of which it is told. The database keeps the numbers
         by month (publishing/counting); a page is read within the months in which it lies, from their nearer end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from gongkai.apps.publishing.models import Item, MonthCount
from gongkai.apps.publishing.public_item import open_rows


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a list: its items, its number, of how many pages and items in all."""

    items: tuple[Item, ...]
    number: int
    pages: int
    total: int

    @property
    def before(self) -> int:
        """The page before, 0 for none."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The page after, 0 for none."""
        return self.number + 1 if self.number < self.pages else 0


@dataclass(frozen=True, slots=True)
class Month:
    """A month in which something became public, and how much of it can be read."""

    month: str
    count: int

    @property
    def year(self) -> int:
        return int(self.month[:4])

    @property
    def first(self) -> date:
        return date.fromisoformat(f"{self.month}-01")


def paged(
    organ_id: int,
    on: date,
    names: Collection[str] | None,
    page: int | str,
    size: int,
    year: int | None = None,
    valid: bool = False,
) -> Paged:
    """A page of what an organ has published; the nearest there is for a page that there is not. `valid`: without what is marked as
    repealed or lapsed.
    """
    inside = [each for each in months(organ_id, on, names, valid) if year is None or each.year == year]
    total = sum(each.count for each in inside)
    last = max(1, -(-total // size))
    number = min(max(1, _number(page)), last)
    found = _read(organ_id, on, names, inside, (number - 1) * size, size, valid) if total else ()
    return Paged(found, number, last, total)


def months(organ_id: int, on: date, names: Collection[str] | None = None, valid: bool = False) -> list[Month]:
    """The months up to a day in which something became public that can be read, the newest first."""
    rows = MonthCount.objects.filter(organ_id=organ_id, month__lte=f"{on:%Y-%m}")
    if names is not None:
        rows = rows.filter(column__in=list(names))
    counted = rows.values_list("month").annotate(n=Sum("valid" if valid else "shown")).order_by("-month")
    return [Month(month, n) for month, n in counted if n]


def counts(organ_id: int, on: date, valid: bool = False) -> Mapping[str, int]:
    """How many items can be read under each name of a column, the fullest first."""
    rows = MonthCount.objects.filter(organ_id=organ_id, month__lte=f"{on:%Y-%m}").values_list("column")
    counted = rows.annotate(n=Sum("valid" if valid else "shown")).order_by("-n", "column")
    return {name: n for name, n in counted if n}


def by_organ(on: date) -> Mapping[int, int]:
    """How many items can be read of each organ."""
    rows = MonthCount.objects.filter(month__lte=f"{on:%Y-%m}").values_list("organ")
    return dict(rows.annotate(n=Sum("shown")).order_by())


def _number(page: int | str) -> int:
    told = str(page)
    # Of more digits than any list has pages nothing is computed.
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 1


def _read(
    organ_id: int, on: date, names: Collection[str] | None, inside: Iterable[Month], start: int, size: int, valid: bool
) -> tuple[Item, ...]:
    """Items from a place on: only the months in which they lie are looked into."""
    passed, skipped, within = 0, 0, list[Month]()
    for each in inside:
        if passed >= start + size:
            break
        if passed + each.count > start:
            within.append(each)
        else:
            skipped = passed + each.count
        passed += each.count
    if not within:
        return ()
    offset, held = start - skipped, sum(each.count for each in within)
    rows = open_rows().filter(organ_id=organ_id, published_on__gte=within[-1].first)
    rows = rows.filter(published_on__lt=min(_following(within[0].first), on + timedelta(1)))
    if names is not None:
        rows = rows.filter(column__in=list(names))
    if valid:
        rows = rows.filter(withdrawn_on__isnull=True)
    if offset <= held // 2:
        return tuple(rows.order_by("-published_on", "-pk")[offset : offset + size])
    # Nearer to the end of its months: read from there, and turned round.
    behind = max(0, held - offset - size)
    wanted = min(size, held - offset)
    return tuple(reversed(rows.order_by("published_on", "pk")[behind : behind + wanted]))


def _following(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
