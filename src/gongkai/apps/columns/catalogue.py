"""What does the catalogue of an organ list, and what do catalogue and columns still lack?

Law:     条例 12 (index, name, summary, day of formation; kept up to date), 国办发〔2017〕47号 annex 2 (tags of a column)
Takes:   an organ and a day; no actor for what the public reads.
Gives:   the catalogue page by page and whole; when it last changed; the list of what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gongkai.apps.columns.models import Column
from gongkai.apps.columns.queries import Branch, all_of, names_in, owners, tree
from gongkai.apps.columns.updating import lacking
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Subject
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.publishing.queries import CatalogueEntry

PAGE = 50
_AT_ONCE = 1000
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """One page of the catalogue; `total` lines on `pages` pages."""

    entries: tuple[CatalogueEntry, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """Items that lack an element: how many, and the newest of them."""

    total: int
    first: tuple[CatalogueEntry, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing: `without` by element (summary, formed_on), open columns without description or keywords, names
    that no column bears, and when the catalogue last changed."""

    total: int
    without: Mapping[str, Lacking]
    untagged: tuple[Column, ...]
    unfiled: tuple[str, ...]
    changed_on: date | None


def listed(organ_id: int, on: date, slug: str = "", page: int | str = 1) -> CataloguePage:
    """One page of the catalogue, newest first: of one column with all below it, or of all.

    Not found: `Column.DoesNotExist`.
    """
    names = _names(organ_id, on, slug) if slug else None
    shown = publishing.paged(organ_id, on, names, page, PAGE, valid=True)
    found = _filed(organ_id, publishing.entries(shown.items))
    return CataloguePage(tuple(found), shown.number, shown.pages, shown.total)


def everything(organ_id: int, on: date) -> Iterator[CatalogueEntry]:
    """The whole catalogue, newest first, a thousand lines in memory at a time."""
    found = publishing.catalogue(organ_id, on)
    start = 0
    while some := list(found[start : start + _AT_ONCE]):
        yield from _filed(organ_id, publishing.entries(some))
        start += _AT_ONCE


def filled(organ_id: int, on: date, valid: bool = False) -> list[tuple[Branch, int]]:
    """The open columns in which something can be read, in the order of the tree, with how many items stand in and below them.
    `valid`: without what is marked as repealed or lapsed, as the catalogue has it."""
    return held(tree(organ_id, on), owners(all_of(organ_id)), publishing.counts(organ_id, on, valid))


def held(branches: list[Branch], own: Mapping[str, str], counts: Mapping[str, int]) -> list[tuple[Branch, int]]:
    """Those of the open columns in and below which something stands. `own` is the column of each name, `counts` how many items
    stand under it."""
    found = {each.column.slug: 0 for each in branches}
    parents = {each.column.slug: each.column.parent for each in branches}
    for name, count in counts.items():
        slug = own.get(name, "")
        while slug in found:
            found[slug] += count
            slug = parents[slug]
    return [(each, found[each.column.slug]) for each in branches if found[each.column.slug]]


def changed_on(organ_id: int, on: date) -> date | None:
    """The last day on which an item of the catalogue changed, up to `on`, or a column; None while there is neither."""
    days = (publishing.changed_on(organ_id, on), journal.last_entered(Subject.COLUMN.value, organ_id=organ_id))
    return max((each for each in days if each is not None), default=None)


def gaps(actor: Actor, organ_id: int, today: date) -> Gaps:
    """What the catalogue of an organ lacks. Refused (`Forbidden`): who may not look into that organ."""
    rights.demand(actor, "publishing.read", organ_id)
    without = {}
    for element, items in publishing.lacking(organ_id, today).items():
        without[element] = Lacking(items.count(), tuple(publishing.entries(items[:_SHOWN])))
    columns = [each.column for each in tree(organ_id, today)]
    return Gaps(
        publishing.catalogue(organ_id, today).count(),
        without,
        tuple(each for each in columns if not (each.description and each.keywords)),
        tuple(lacking(organ_id, today)),
        changed_on(organ_id, today),
    )


def _filed(organ_id: int, found: Iterator[CatalogueEntry]) -> Iterator[CatalogueEntry]:
    """Entries under the present name of their column."""
    columns = all_of(organ_id)
    names, own = {each.slug: each.name for each in columns}, owners(columns)
    for each in found:
        yield replace(each, column=names[own[each.column]]) if each.column in own else each


def _names(organ_id: int, on: date, slug: str) -> tuple[str, ...]:
    """Every name under which items stand in a column and in those below it."""
    inside = {slug}
    for each in tree(organ_id, on):
        if each.column.parent in inside:
            inside.add(each.column.slug)
    own = owners(all_of(organ_id))
    return (*names_in(organ_id, slug), *(name for name, owner in own.items() if owner in inside - {slug}))
