"""What is entered about columns: opened, changed, corrected, closed, opened again. Each is an act in the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.apps import registered
from gongkai.apps.cached_rows import Progress, Restored, restore
from gongkai.apps.casebook import local_day
from gongkai.apps.columns.models import Column
from gongkai.apps.columns.placing import check_closing, check_placed, former_after, next_place
from gongkai.apps.columns.queries import all_of, arranged, owners
from gongkai.apps.columns.registers import CHANGE, CLOSE, COLUMNS, REOPEN
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.registered import Misfit
from gongkai.law.casework import Refusal
from gongkai.law.website.default_tree import DEFAULTS, Default, default_tree

_STEP = 10
_REQUIRED = ("description", "keywords")
"""What the tags of a column's page have to tell (国办发〔2017〕47号, annex 2)."""


@dataclass(frozen=True, slots=True)
class LaidDown:
    """Columns that were opened, and the names of those that were there already."""

    made: tuple[Column, ...]
    known: tuple[str, ...]


@transaction.atomic
def record(actor: Actor, columns: Mapping[str, Any], now: datetime) -> Column:
    """Open a column. Without a `place` it stands behind its siblings, without a `slug` it gets the next free one.

    Refused (`Misfit`): a name that an open column bears or bore, an address once used, a superior that is not open, a tree
    too deep, no description or keywords, days to come.
    """
    _require_tags(columns)
    return _record(actor, columns, now)


def change(
    actor: Actor,
    column_id: int,
    columns: Mapping[str, object],
    day: date,
    now: datetime,
    reason: str = "",
    based_on: int | None = None,
) -> Column:
    """From a day on a column is called, placed or renewed otherwise. What is filed under its former name stays in it."""
    return _changed(actor, column_id, CHANGE, columns, day, now, reason, based_on)


def correct(
    actor: Actor,
    column_id: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Column:
    """Say what a column's entries should have been. The address stays: others, and links from outside, name it."""
    return _changed(actor, column_id, registered.CORRECT, columns, day, now, reason, based_on)


@transaction.atomic
def close(
    actor: Actor,
    column_id: int,
    day: date,
    successor: str,
    now: datetime,
    reason: str = "",
    based_on: int | None = None,
) -> Column:
    """From a day on a column is open no more. What it holds goes to `successor`; its own address leaves it where it is, under a
    note that nothing follows.

    Refused (`Misfit`): open columns below it; items in it and no successor; items on their way and none but itself; a
    successor that is not open.
    """
    rights.demand(actor, COLUMNS.right)
    registered.hold(actor)
    column = _own(actor, column_id)
    check_closing(column, all_of(actor.organ_id), successor, _held(actor, column, local_day(now)))
    columns = {"closed_on": day, "successor": successor}
    return registered.change(COLUMNS, actor, column_id, CLOSE, day, columns, now, reason, "closed_on", based_on)


@transaction.atomic
def reopen(
    actor: Actor, column_id: int, day: date, now: datetime, reason: str = "", based_on: int | None = None
) -> Column:
    """Open a closed column again. Refused: one that is open; a name that another bears by now; a superior not open."""
    rights.demand(actor, COLUMNS.right)
    registered.hold(actor)
    column = _own(actor, column_id)
    if column.closed_on is None:
        raise Refusal(f"栏目“{column.name}”开着，不用重新开设。")
    if day < column.closed_on:
        raise Misfit(f"栏目“{column.name}”{column.closed_on} 才关闭，重新开设不能早于这一天。", "day")
    wanted = {"name": column.name, "parent": column.parent}
    check_placed(column.slug, wanted, all_of(actor.organ_id))
    columns: dict[str, object] = {"closed_on": None, "successor": ""}
    return registered.change(COLUMNS, actor, column_id, REOPEN, day, columns, now, reason, based_on=based_on)


@transaction.atomic
def annul(actor: Actor, column_id: int, reason: str, day: date, now: datetime, based_on: int | None = None) -> Column:
    """Take back a column that was recorded by mistake. Refused: columns below it."""
    rights.demand(actor, COLUMNS.right)
    registered.hold(actor)
    column = _own(actor, column_id)
    below = [each.name for each in all_of(actor.organ_id) if each.parent == column.slug]
    if below:
        raise Refusal(f"栏目“{column.name}”下面登记了{'、'.join(below)}，请先把它们移到别处，再撤销。")
    return registered.annul(COLUMNS, actor, column_id, day, reason, now, based_on)


@transaction.atomic
def move(actor: Actor, column_id: int, later: bool, now: datetime) -> Column:
    """Put an open column one place earlier or later among its siblings. Refused: it is the first or the last already."""
    rights.demand(actor, COLUMNS.right)
    registered.hold(actor)
    column = _own(actor, column_id)
    open_ones = [each for each in all_of(actor.organ_id) if each.closed_on is None]
    tops = {each.column.pk for each in arranged(open_ones) if not each.depth}
    siblings = [
        each
        for each in open_ones
        if (each.pk in tops if column.pk in tops else each.parent == column.parent and each.pk not in tops)
    ]
    here = next((place for place, each in enumerate(siblings) if each.pk == column.pk), None)
    if here is None:
        raise Refusal(f"栏目“{column.name}”已经关闭，没有次序可排。")
    there = here + (1 if later else -1)
    if not 0 <= there < len(siblings):
        raise Refusal(f"栏目“{column.name}”已经在最{'后' if later else '前'}。")
    siblings[here], siblings[there] = siblings[there], siblings[here]
    for place, each in enumerate(siblings, 1):
        if each.place != place * _STEP:
            registered.change(COLUMNS, actor, each.pk, CHANGE, local_day(now), {"place": place * _STEP}, now)
    return Column.objects.get(pk=column_id)


@transaction.atomic
def lay_down(actor: Actor, now: datetime, wanted: Collection[str] | None = None) -> LaidDown:
    """Open the columns that an office of this level usually has, or those of them `wanted` (by address), as far as no
    open column bears their name or address. One whose superior is not wanted stands at the top.
    """
    rights.demand(actor, COLUMNS.right)
    registered.hold(actor)
    made: list[Column] = []
    known: list[str] = []
    places: dict[str, str] = {}
    for told in default_tree(organs.by_id(actor.organ_id).level):
        if wanted is not None and told.slug not in wanted:
            continue
        columns = all_of(actor.organ_id)
        there = next(
            (each for each in columns if each.slug == told.slug or (each.name == told.name and each.closed_on is None)),
            None,
        )
        if there is not None:
            places[told.slug] = there.slug if there.closed_on is None else ""
            known.append(there.name)
            continue
        slug = told.slug if not Column.objects.filter(organ_id=actor.organ_id, slug=told.slug).exists() else ""
        made.append(_record(actor, _as_columns(told, slug or free_slug(actor), places.get(told.parent, ""), now), now))
        places[told.slug] = made[-1].slug
    return LaidDown(tuple(made), tuple(known))


@transaction.atomic
def adopt(actor: Actor, name: str, now: datetime) -> Column:
    """Open a column for items that are filed under a name which the tree does not know, since the first of them.

    What the default tree says of a column of that name is taken; else its tags stay open, and the desk says so.
    Refused: a name that the tree knows, or under which nothing is filed.
    """
    rights.demand(actor, COLUMNS.right)
    registered.hold(actor)
    today = local_day(now)
    held = publishing.by_column(actor.organ_id, today).get(name)
    if held is None or name in owners(all_of(actor.organ_id)):
        raise Refusal(f"没有归在“{name}”名下、而栏目树里还没有的信息。")
    told = next((each for each in DEFAULTS if each.name == name), None)
    known = {each.slug for each in all_of(actor.organ_id) if each.closed_on is None}
    if told is not None:
        free = not Column.objects.filter(organ_id=actor.organ_id, slug=told.slug).exists()
        columns = _as_columns(
            told, told.slug if free else free_slug(actor), told.parent if told.parent in known else "", now
        )
    else:
        columns = {"slug": free_slug(actor), "name": name, "kind": "other", "section": "", "parent": ""}
    return _record(actor, {**columns, "opened_on": held.first or today}, now)


def free_slug(actor: Actor) -> str:
    """An address that no column of the organ has or had: c1, c2 …"""
    taken = set(Column.objects.filter(organ_id=actor.organ_id).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := f"c{n}") not in taken)


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make columns again from the journal and name what differed. `check` compares only."""
    return restore(COLUMNS.table, organ_ids, progress, check, (after or {}).get(COLUMNS.word, 0))


def _record(actor: Actor, columns: Mapping[str, Any], now: datetime) -> Column:
    rights.demand(actor, COLUMNS.right)
    registered.hold(actor)
    known = all_of(actor.organ_id)
    columns = {**columns, "slug": columns.get("slug") or free_slug(actor)}
    row = {**columns, "place": columns.get("place") or next_place(known, columns.get("parent", ""), _STEP)}
    if Column.objects.filter(organ_id=actor.organ_id, slug=row["slug"]).exists():
        raise Misfit(f"网址名“{row['slug']}”已有别的栏目用过，请换一个。", "slug")
    check_placed(row["slug"], row, known)
    _check_person(actor, row, local_day(now))
    return registered.record(COLUMNS, actor, [row], now)[0]


@transaction.atomic
def _changed(
    actor: Actor,
    column_id: int,
    event: str,
    columns: Mapping[str, object],
    day: date,
    now: datetime,
    reason: str,
    based_on: int | None,
) -> Column:
    rights.demand(actor, COLUMNS.right)
    registered.hold(actor)
    column = _own(actor, column_id)
    if columns.get("slug", column.slug) != column.slug:
        raise Misfit(f"网址名是固定的，别处按它找这个栏目；现在是“{column.slug}”，不能改。", "slug")
    _require_tags(columns)
    wanted = {name: columns.get(name, getattr(column, name)) for name in ("name", "parent")}
    if column.closed_on is None and not column.annulled:
        check_placed(column.slug, wanted, all_of(actor.organ_id))
    _check_person(actor, columns, local_day(now))
    told = dict(columns)
    if wanted["name"] != column.name:
        told["former"] = former_after(column, str(wanted["name"]))
    return registered.change(COLUMNS, actor, column_id, event, day, told, now, reason, based_on=based_on)


def _own(actor: Actor, column_id: int) -> Column:
    return Column.objects.select_for_update().get(pk=column_id, organ_id=actor.organ_id)


def _held(actor: Actor, column: Column, today: date) -> tuple[int, int]:
    """How many items can be read in a column, and how many are on their way into it."""
    held = publishing.by_column(actor.organ_id, today)
    mine = [held[name] for name, slug in owners(all_of(actor.organ_id)).items() if slug == column.slug and name in held]
    return sum(each.readable for each in mine), sum(each.coming for each in mine)


def _require_tags(columns: Mapping[str, Any]) -> None:
    for name in _REQUIRED:
        if name in columns and not str(columns[name]).strip():
            raise Misfit(f"没有填写“{COLUMNS.labels[name]}”：栏目页的网页标签必须有，请补上。", name)


def _check_person(actor: Actor, columns: Mapping[str, Any], today: date) -> None:
    person = str(columns.get("person", ""))
    if person and person not in {str(post.person_id) for post in people.colleagues(actor.organ_id, today)}:
        raise Misfit("责任人应是今天在本机关有职务的人，请在列出的里面选。", "person")


def _as_columns(told: Default, slug: str, parent: str, now: datetime) -> dict[str, object]:
    return {
        "slug": slug,
        "name": told.name,
        "parent": parent,
        "kind": told.kind,
        "section": told.section,
        "serves": told.serves,
        "description": told.description,
        "keywords": told.keywords,
        "every": told.every,
        "times": told.times,
        "basis": told.rests_on,
        "opened_on": local_day(now),
    }
