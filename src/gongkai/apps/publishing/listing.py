"""Which items does a list of the desk show?

Takes:   `ItemFilters`, as an address or a form tells them. Gives: one `Page`, newest first, by keyset: the id of the first or last row
         that was seen says where to go on, so that the hundredth page costs what the first does.

A list asks no query per row, and counts nothing but its page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from gongkai.apps import rules
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import duties
from gongkai.apps.publishing.models import Item, Signed, Way
from gongkai.apps.publishing.viewing import light
from gongkai.law.casework import Light
from gongkai.law.casework import due as watching
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.law.procedures.publication_forms import INTERPRETATIONS

PAGE_ROWS = 50
_ASCII_LETTERS = re.compile("[a-zA-Z]")
UNDER_WAY = tuple(sorted(set(PUBLICATION.states) - {"new", "staged", "live", "withdrawn", "archived", "discarded"}))


@dataclass(frozen=True, slots=True)
class ItemFilters:
    """What a list is narrowed to; empty values narrow nothing.

    `year` is that of first publication. `mine`: the reader wrote the working text. `to_sign`: it awaits a signature that the
    reader may give. `late`: a last day has passed; `soon`: one is near. `emergency`: public by that door, `owing` those not approved yet.
    `late_interpretation`: policies whose interpretation is overdue. `evaluate`: withheld, due to be looked at again. `recorded`
    True for what is only counted here, False for what follows the procedure. `after` and `before` are ids of rows.
    """

    state: str = ""
    column: str = ""
    text: str = ""
    genre: str = ""
    attribute: str = ""
    year: int | None = None
    mine: bool = False
    to_sign: bool = False
    late: bool = False
    soon: bool = False
    emergency: bool = False
    owing: bool = False
    late_interpretation: bool = False
    evaluate: bool = False
    scheduled: bool = False
    recorded: bool | None = False
    after: int | None = None
    before: int | None = None
    rows: int = PAGE_ROWS


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the item, its light, who wrote the working text, how its state is called."""

    item: Item
    light: Light
    writer: str
    state_name: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `after` leads to the next one, `before` to the one before; None where there is none."""

    rows: tuple[Row, ...]
    after: int | None
    before: int | None


def items(actor: Actor, wanted: ItemFilters, now: datetime) -> Page:
    """One page of items that the reader may see, newest first."""
    rows = narrowed(readable(actor), actor, wanted, localdate(now))
    back = wanted.before is not None
    if back:
        found = list(rows.filter(pk__gt=wanted.before).order_by("pk")[: wanted.rows + 1])
    else:
        rows = rows.filter(pk__lt=wanted.after) if wanted.after is not None else rows
        found = list(rows.order_by("-pk")[: wanted.rows + 1])
    more = len(found) > wanted.rows
    found = found[: wanted.rows]
    if back:
        found.reverse()
    older = bool(found) and (back or more)
    newer = bool(found) and (more if back else wanted.after is not None)
    return Page(shown(found, localdate(now)), found[-1].pk if older else None, found[0].pk if newer else None)


def shown(found: list[Item], today: date) -> tuple[Row, ...]:
    """Rows as lists show them; one query for the names."""
    names = people.names({each.writer for each in found if each.writer})
    calendar = rules.calendar()
    return tuple(
        Row(each, light(each, today, calendar), names.get(each.writer, ""), PUBLICATION.states[each.state])
        for each in found
    )


def readable(actor: Actor) -> QuerySet[Item]:
    """The items that a reader may see: drafts only within the house."""
    organs = rights.open_organs(actor, "publishing.read")
    rows = Item.objects.filter(annulled=False)
    rows = rows if organs is None else rows.filter(organ_id__in=organs)
    # What should never have been public is kept inside, not shown from above.
    outside = Q(published_on__isnull=False) & ~Q(withdrawn_how="mistaken")
    if not rights.may(actor, "draft.read"):
        return rows.filter(outside)
    if organs == frozenset({actor.organ_id}):
        return rows
    return rows.filter(Q(organ_id=actor.organ_id) | outside)


def narrowed(rows: QuerySet[Item], actor: Actor, wanted: ItemFilters, today: date) -> QuerySet[Item]:
    """The rows that fit, in no order."""
    exact = {"state": wanted.state, "column": wanted.column, "genre": wanted.genre, "attribute": wanted.attribute}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.recorded is not None:
        rows = rows.filter(way=Way.RECORDED) if wanted.recorded else rows.exclude(way=Way.RECORDED)
    if wanted.year is not None:
        rows = rows.filter(published_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.mine:
        rows = rows.filter(writer=actor.person)
    if wanted.to_sign:
        rows = _to_sign(rows, actor, today)
    if wanted.late or wanted.soon:
        # Only what is on its way has a day to keep: said, so that the index of states is taken and not every public row read.
        rows = rows.filter(state__in=UNDER_WAY)
    if wanted.late:
        rows = rows.filter(past(today))
    if wanted.soon:
        rows = rows.filter(near(today))
    if wanted.emergency:
        rows = rows.filter(way=Way.EMERGENCY)
    if wanted.owing:
        rows = rows.filter(state="owing")
    if wanted.late_interpretation:
        rows = late_interpretations(rows, today)
    if wanted.evaluate:
        rows = rows.filter(evaluate_on__lte=today)
    if wanted.scheduled:
        rows = rows.filter(state="scheduled")
    for word in wanted.text.split()[:8]:
        rows = rows.filter(_says(word))
    return rows


def past(today: date) -> Q:
    """Of what is under way: a day to keep has passed."""
    return Q(due__lt=today) | Q(stage_due__lt=today) | Q(evaluate_on__lt=today)


def near(today: date) -> Q:
    """Of what is under way: a day to keep is today or soon."""
    days = (today, watching.soon_until(today, rules.calendar())[0])
    return Q(due__range=days) | Q(stage_due__range=days) | Q(evaluate_on__range=days)


def late_interpretations(rows: QuerySet[Item], today: date) -> QuerySet[Item]:
    """Policies whose last day for an interpretation has passed without one."""
    public = Item.objects.filter(
        organ_id=OuterRef("organ_id"),
        interprets=OuterRef("number"),
        genre__in=INTERPRETATIONS,
        published_on__isnull=False,
        withdrawn_on__isnull=True,
        annulled=False,
    ).exclude(interprets="")  # said, so that the index of those that interpret anything serves
    return rows.filter(explain_by__lt=today, withdrawn_on__isnull=True).exclude(Exists(public))


def _to_sign(rows: QuerySet[Item], actor: Actor, today: date) -> QuerySet[Item]:
    """What awaits a signature that the reader's role and duty give, without what they wrote or signed at another level."""
    waiting = ("owing", "withhold_review") if _signs("ratify", actor.role) else ()
    wanted, open_ones = Q(state__in=waiting), duties.signable(actor.organ_id, actor.person, today)
    states = list(waiting)
    for stage, level in LEVELS.items():
        if _signs(stage, actor.role) and stage in open_ones:
            states.append(stage)
            signed = Signed.objects.filter(version=OuterRef("working"), person=actor.person).exclude(level=level)
            wanted = wanted | (Q(state=stage) & ~Q(Exists(signed)))
    # The states by themselves too: by them the index finds the few rows that wait among all there are.
    return rows.filter(wanted, state__in=states, organ_id=actor.organ_id).exclude(writer=actor.person)


def _signs(event: str, role: str) -> bool:
    return any(row.event == event and role in row.roles for row in PUBLICATION.transitions)


def _says(word: str) -> Q:
    """A word in title, number or document number. Letters in either case: SQLite folds them by itself, PostgreSQL would fold every
    title of the organ for it, three times as slow as trying the usual ways of writing.
    """
    written = {word}
    if connection.vendor == "postgresql" and _ASCII_LETTERS.search(word):
        written |= {word.lower(), word.upper(), word.capitalize()}
    found = Q()
    for each in sorted(written):
        found |= Q(title__contains=each) | Q(number__contains=each) | Q(document_number__contains=each)
    return found
