"""Which columns need something new, and by when?

Law:     law/website/updating (terms, what fails a site); how early to foresee is ours: `FORESEEN_DAYS`
Takes:   an organ and a day.
Gives:   a `Standing` for each open column; what is due on which day of a stretch; names of columns that the tree lacks; the
         sums that an inspection would find today.

A column's last day counts from the last item that was published or renewed in it or below it, else from its opening. What
others fill (guide, system, reports, the way in to requests) is not empty without items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from gongkai.apps import rules
from gongkai.apps.columns.queries import Branch, all_of, everywhere, opened, owners, tree
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.publishing.queries import Held
from gongkai.law.calendar import Calendar
from gongkai.law.casework.due import RUNNING, Light, light
from gongkai.law.website.columns import GENERATED
from gongkai.law.website.updating import FORMATION, TERMS, VETOES, Term, Veto, in_words, next_due, shortfall

FORESEEN_DAYS = 30
"""A column whose last day comes within so many days is foreseen to be stale."""


class State(Enum):
    """How a column stands, the worst first."""

    STALE = "未按时更新"
    EMPTY = "空白"
    FORESEEN = "快到期"
    FINE = "正常"
    FREE = "没有期限"


@dataclass(frozen=True, slots=True)
class Standing:
    """A column on a day. `held` is what stands in it and below; `due` the last day by which something new is in time, `left`
    how many working days that is after today, less than 0 when it has passed. `short` is the term of an instrument that the
    column's own duty falls short of.
    """

    branch: Branch
    held: Held
    duty: str
    state: State
    light: Light
    due: date | None = None
    left: int | None = None
    short: Term | None = None


@dataclass(frozen=True, slots=True)
class DueDay:
    """That a column is due on a day. `projected`: only if it is renewed on the last day every time before."""

    day: date
    standing: Standing
    projected: bool


@dataclass(frozen=True, slots=True)
class Vetoed:
    """How many columns an inspection would count today towards failing the site."""

    veto: Veto
    columns: tuple[str, ...]

    @property
    def fails(self) -> bool:
        return len(self.columns) >= self.veto.at_least


@dataclass(frozen=True, slots=True)
class Summary:
    """For the first page of the desk. `lacking` are names under which items stand and that the tree does not have, with how many
    items; `columns` is how many columns are open."""

    columns: int
    stale: tuple[Standing, ...]
    empty: tuple[Standing, ...]
    foreseen: tuple[Standing, ...]
    lacking: Mapping[str, Held]
    vetoes: tuple[Vetoed, ...]


def due(organ_id: int, today: date) -> tuple[Standing, ...]:
    """Every open column in the order of the tree."""
    branches = tree(organ_id, today)
    return _standings(branches, held_in(organ_id, today, branches), today)


def held_in(organ_id: int, today: date, branches: Sequence[Branch]) -> Mapping[str, Held]:
    """What stands in each column and below it, by its address."""
    return _held(publishing.by_column(organ_id, today), owners(all_of(organ_id)), branches)


def held_everywhere(today: date) -> Mapping[int, tuple[list[Branch], Mapping[str, Held]]]:
    """Of every organ by its id: its open columns in the order of the tree, and what stands in each and below it."""
    named = publishing.by_column_everywhere(today)
    found = {}
    for organ_id, columns in everywhere().items():
        branches = opened(columns, today)
        found[organ_id] = (branches, _held(named.get(organ_id, {}), owners(columns), branches))
    return found


def _standings(branches: Sequence[Branch], held: Mapping[str, Held], today: date) -> tuple[Standing, ...]:
    calendar = rules.calendar()
    return tuple(_standing(each, held[each.column.slug], today, calendar) for each in branches)


def _held(named: Mapping[str, Held], own: Mapping[str, str], branches: Sequence[Branch]) -> Mapping[str, Held]:
    found: dict[str, Held] = {each.column.slug: Held() for each in branches}
    parents = {each.column.slug: each.column.parent for each in branches}
    for name, what in named.items():
        slug = own.get(name, "")
        while slug in found:
            found[slug] = _together(found[slug], what)
            slug = parents[slug]
    return found


def lacking(organ_id: int, today: date) -> Mapping[str, Held]:
    """Names under which items stand and that no column bears or bore, the fullest first."""
    return _lacking(publishing.by_column(organ_id, today), owners(all_of(organ_id)))


def _lacking(named: Mapping[str, Held], own: Mapping[str, str]) -> Mapping[str, Held]:
    found = {name: what for name, what in named.items() if name not in own}
    return dict(sorted(found.items(), key=lambda one: (-one[1].readable - one[1].coming, one[0])))


def due_days(standings: Iterable[Standing], first: date, last: date) -> list[DueDay]:
    """What is due on the days of a stretch, by day."""
    calendar = rules.calendar()
    found = [each for standing in standings for each in _days_of(standing, first, last, calendar)]
    return sorted(found, key=lambda each: (each.day, each.projected))


def vetoes(standings: Sequence[Standing], today: date) -> tuple[Vetoed, ...]:
    """What an inspection would count today, sort by sort."""
    calendar = rules.calendar()
    counted = {
        "unrenewed": [each for each in standings if _unrenewed(each, today, calendar)],
        "stale": [each for each in standings if each.state is State.STALE],
        "empty": [each for each in standings if each.state is State.EMPTY],
    }
    return tuple(Vetoed(veto, tuple(each.branch.column.name for each in counted[veto.code])) for veto in VETOES)


def summary(actor: Actor, today: date) -> Summary | None:
    """How the columns of the reader's organ stand, in six queries at most; None for who may not see them."""
    if not rights.may(actor, "publishing.read"):
        return None
    columns = all_of(actor.organ_id)
    branches, own = opened(columns, today), owners(columns)
    named = publishing.by_column(actor.organ_id, today)
    standings = _standings(branches, _held(named, own, branches), today)
    by_state = {state: tuple(each for each in standings if each.state is state) for state in State}
    return Summary(
        len(standings),
        by_state[State.STALE],
        by_state[State.EMPTY],
        by_state[State.FORESEEN],
        _lacking(named, own),
        vetoes(standings, today),
    )


def _standing(branch: Branch, held: Held, today: date, calendar: Calendar) -> Standing:
    column = branch.column
    ends = held.due if column.every == FORMATION else None
    ends = ends or next_due(held.latest or column.opened_on, column.every, column.times, calendar)
    short = shortfall(column.kind, column.every, column.times, calendar, today) if not branch.depth else None
    duty = in_words(column.every, column.times)
    filled_by_others = column.section in GENERATED or column.kind == "home"
    if not held.readable and not branch.below and not filled_by_others:
        return Standing(
            branch, held, duty, State.EMPTY, _light(ends, today, calendar), ends, _left(ends, today, calendar), short
        )
    state = State.FREE
    if ends is not None:
        soon = ends <= today + timedelta(FORESEEN_DAYS)
        state = State.STALE if ends < today else State.FORESEEN if soon else State.FINE
    return Standing(branch, held, duty, state, _light(ends, today, calendar), ends, _left(ends, today, calendar), short)


def _light(ends: date | None, today: date, calendar: Calendar) -> Light:
    return RUNNING if ends is None else light(ends, today, calendar)


def _left(ends: date | None, today: date, calendar: Calendar) -> int | None:
    if ends is None:
        return None
    if ends < today:
        return -calendar.working_days_between(ends, today)
    return calendar.working_days_between(today, ends)


def _together(one: Held, other: Held) -> Held:
    return Held(
        one.readable + other.readable,
        min((each for each in (one.first, other.first) if each), default=None),
        max((each for each in (one.latest, other.latest) if each), default=None),
        one.coming + other.coming,
        min((each for each in (one.due, other.due) if each), default=None),
    )


def _unrenewed(standing: Standing, today: date, calendar: Calendar) -> bool:
    """Whether a column of the first level is past the term of the inspection itself, whatever term the office set."""
    term, latest = TERMS.get(standing.branch.column.kind), standing.held.latest
    if standing.branch.depth or term is None or latest is None:
        return False
    ends = next_due(latest, term.every, term.times, calendar)
    return ends is not None and ends < today


def _days_of(standing: Standing, first: date, last: date, calendar: Calendar) -> Iterator[DueDay]:
    column, day, projected = standing.branch.column, standing.due, False
    while day is not None and day <= last:
        if day >= first:
            yield DueDay(day, standing, projected)
        day, projected = next_due(day, column.every, column.times, calendar), True
