"""Which columns does an organ have, in which order, and under which names do items stand in them?

Takes:   an organ and a day; no actor, for what the columns are called is public.
Gives:   the tree of the columns that are open on a day; the column in which an item of any name stands: the one that bears
         the name, else the one that bore it, else the one that took over from it. Columns recorded by mistake are in none of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.apps import registered
from gongkai.apps.columns.models import Column
from gongkai.apps.columns.registers import COLUMNS
from gongkai.apps.people.actor import Actor

MOST_DEEP = 4
"""Levels of the tree: who has to open more finds nothing."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A column in its place. `path` are the names above it, the highest first; `below` tells that it has columns below."""

    column: Column
    depth: int
    path: tuple[str, ...] = ()
    below: bool = False

    @property
    def section(self) -> str:
        """The fixed part of the disclosure column that it stands in, as far as it says so itself."""
        return self.column.section


def tree(organ_id: int, on: date) -> list[Branch]:
    """The columns open on a day, each before those below it, siblings by place and then by age.

    One whose superior is not open stands at the top, so that none is lost from sight.
    """
    return opened(all_of(organ_id), on)


def arranged(columns: Iterable[Column]) -> list[Branch]:
    """Columns as a tree."""
    known = {each.slug: each for each in columns}
    below: dict[str, list[Column]] = {}
    for each in sorted(known.values(), key=lambda each: (each.place, each.pk)):
        below.setdefault(each.parent if each.parent in known else "", []).append(each)
    found: list[Branch] = []
    waiting: list[tuple[Column, tuple[str, ...]]] = [(each, ()) for each in reversed(below.get("", []))]
    while waiting:
        each, path = waiting.pop()
        children = below.get(each.slug, [])
        found.append(Branch(each, len(path), path, bool(children)))
        waiting += [(child, (*path, each.name)) for child in reversed(children)]
    return found


def open_names(organ_id: int, on: date) -> list[str]:
    """The names of the open columns in the order of the tree: what an item can be filed under."""
    return [each.column.name for each in tree(organ_id, on)]


def by_slug(organ_id: int, slug: str) -> Column:
    """One column by its address, open or closed. Not found: `Column.DoesNotExist`."""
    return Column.objects.get(organ_id=organ_id, slug=slug, annulled=False)


def all_of(organ_id: int) -> list[Column]:
    """Every column of an organ, closed ones too."""
    return list(Column.objects.filter(organ_id=organ_id, annulled=False).order_by("place", "pk"))


def everywhere() -> Mapping[int, list[Column]]:
    """Every column of every organ by the organ's id, closed ones too."""
    found: dict[int, list[Column]] = {}
    for each in Column.objects.filter(annulled=False).order_by("organ_id", "place", "pk"):
        found.setdefault(each.organ_id, []).append(each)
    return found


def renamed() -> Mapping[tuple[int, str], str]:
    """What the column is called now in which items stand that name it otherwise, by organ and that other name: of columns that bore another name,
    and of those that another took over from. One query.
    """
    moved = Column.objects.filter(annulled=False).exclude(former="", successor="").values("organ_id")
    of_organ: dict[int, list[Column]] = {}
    for each in Column.objects.filter(annulled=False, organ_id__in=moved).order_by("organ_id", "place", "pk"):
        of_organ.setdefault(each.organ_id, []).append(each)
    found: dict[tuple[int, str], str] = {}
    for organ_id, columns in of_organ.items():
        called = {each.slug: each.name for each in columns}
        owned = owners(columns).items()
        found |= {(organ_id, name): called[slug] for name, slug in owned if called[slug] != name}
    return found


def opened(columns: Iterable[Column], on: date) -> list[Branch]:
    """Those of the columns of one organ that are open on a day, as a tree."""
    return arranged(_open(columns, on))


def owners(columns: Iterable[Column]) -> Mapping[str, str]:
    """The slug of the column in which items of each name stand.

    Who bears a name goes before who bore it, an open column before a closed one, the younger before the older.
    """
    known = {each.slug: each for each in columns}
    found: dict[str, str] = {}
    for each in sorted(known.values(), key=lambda each: (each.closed_on is not None, -each.pk)):
        found.setdefault(each.name, _heir(known, each.slug))
    for each in sorted(known.values(), key=lambda each: (each.closed_on is not None, -each.pk)):
        for name in each.names[1:]:
            found.setdefault(name, _heir(known, each.slug))
    return found


def names_in(organ_id: int, slug: str) -> tuple[str, ...]:
    """Every name under which items stand in a column, its present one first. Not found: `Column.DoesNotExist`."""
    column = by_slug(organ_id, slug)
    found = (name for name, owner in owners(all_of(organ_id)).items() if owner == slug)
    return tuple(dict.fromkeys((column.name, *found)))


def readable(organ_id: int, slug: str, on: date) -> tuple[Column, tuple[str, ...]]:
    """A column that everybody may read on a day, open or closed with what stayed in it, and every name under which items stand in
    it or below. Not found: `Column.DoesNotExist`.
    """
    branches, columns = tree(organ_id, on), all_of(organ_id)
    known = {each.column.slug: each.column for each in branches} | {each.slug: each for each in kept(organ_id, on)}
    if slug not in known:
        raise Column.DoesNotExist
    inside = {slug}
    for each in branches:
        if each.column.parent in inside:
            inside.add(each.column.slug)
    return known[slug], tuple(name for name, owner in owners(columns).items() if owner in inside)


def column_of(organ_id: int, name: str) -> Column | None:
    """The column in which an item of that name stands; None for a name that the tree does not know."""
    columns = all_of(organ_id)
    slug = owners(columns).get(name)
    return next((each for each in columns if each.slug == slug), None)


def standing(organ_id: int, name: str) -> tuple[Column | None, tuple[str, ...]]:
    """The column in which an item of that name stands, with every name under which items stand in it, its present one first; of a
    name that the tree does not know that name alone. Read once for both.
    """
    columns = all_of(organ_id)
    owned = owners(columns)
    column = next((each for each in columns if each.slug == owned.get(name)), None)
    if column is None:
        return None, (name,)
    return column, tuple(dict.fromkeys((column.name, *(each for each, owner in owned.items() if owner == column.slug))))


def kept(organ_id: int, on: date) -> list[Column]:
    """The columns closed by a day whose content stays where it is: they are their own successor."""
    return [each for each in all_of(organ_id) if _closed(each, on) and each.successor == each.slug]


def heir(organ_id: int, slug: str, on: date) -> str:
    """The slug of the column that took over from one closed by a day, at the end of the line, whether that is open or kept;
    empty where none did, or the column is open."""
    known = {each.slug: each for each in all_of(organ_id)}
    column = known.get(slug)
    return _heir(known, slug) if column is not None and _closed(column, on) and column.successor else ""


def kinds(organ_id: int | None = None) -> Mapping[tuple[int, str], str]:
    """The kind of the column in which items of each name stand, by organ and name, of one organ or of all, in one query."""
    rows = Column.objects.filter(annulled=False).order_by("place", "pk")
    if organ_id is not None:
        rows = rows.filter(organ_id=organ_id)
    of_organ: dict[int, list[Column]] = {}
    for each in rows:
        of_organ.setdefault(each.organ_id, []).append(each)
    found: dict[tuple[int, str], str] = {}
    for organ, columns in of_organ.items():
        kind = {each.slug: each.kind for each in columns}
        found |= {(organ, name): kind[slug] for name, slug in owners(columns).items()}
    return found


def visible(actor: Actor, pk: int) -> Column:
    """A column that the reader may see, annulled ones too. Not found: `Column.DoesNotExist`."""
    return registered.visible(COLUMNS, actor).get(pk=pk)


def _heir(known: Mapping[str, Column], slug: str) -> str:
    """The column that took over, at the end of the line."""
    seen = {slug}
    while (successor := known[slug].successor) in known and successor not in seen:
        slug = successor
        seen.add(slug)
    return slug


def _closed(column: Column, on: date) -> bool:
    return column.closed_on is not None and column.closed_on <= on


def _open(columns: Iterable[Column], on: date) -> list[Column]:
    return [each for each in columns if each.opened_on <= on and (each.closed_on is None or each.closed_on > on)]
