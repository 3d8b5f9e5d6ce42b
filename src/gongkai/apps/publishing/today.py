"""What is to be done today about what is published or to be?

Gives:   `Board`: for each kind of thing how many there are. What is under way is counted by its states at once, the rest by an index each; counts
         stop at a hundred: more is more than anybody does today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery

from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.listing import UNDER_WAY, ItemFilters, narrowed, near, past, readable
from gongkai.apps.publishing.models import Item, Way
from gongkai.law.casework.due import SOON_WORKING_DAYS
from gongkai.law.procedures.publication import LEVELS
from gongkai.law.procedures.publication_forms import POLICIES

MOST = 100
KINDS: Mapping[str, tuple[str, ItemFilters]] = {
    "to_sign": ("待我审签", ItemFilters(to_sign=True)),
    "late": ("逾期", ItemFilters(late=True)),
    "soon": (f"{SOON_WORKING_DAYS[0]} 个工作日内到期", ItemFilters(soon=True)),
    "owing": ("应急公开待补审", ItemFilters(owing=True)),
    "late_interpretation": ("解读逾期", ItemFilters(late_interpretation=True, recorded=None)),
    "evaluate": ("待评估的不公开信息", ItemFilters(evaluate=True)),
    "cleared": ("已审签，待公开", ItemFilters(state="cleared")),
    "scheduled": ("已定时", ItemFilters(scheduled=True)),
}
"""Each kind with its name and the filters that lead to all of it, in the order of urgency."""
_BY_STATE = ("owing", "cleared", "scheduled")
"""Kinds that are one state of what is under way."""
_SIGNED_IN = frozenset({*LEVELS, "owing", "withhold_review"})
"""The states in which something may wait for a signature (`listing.narrowed`)."""


@dataclass(frozen=True, slots=True)
class Pile:
    """One kind: `count` at most `MOST`, then there are more."""

    kind: str
    name: str
    filters: ItemFilters
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """What waits today, by kind. `emergencies` of the year and all that this house `published` in it: their share is watched."""

    piles: tuple[Pile, ...]
    emergencies: int
    published: int

    def pile(self, kind: str) -> Pile:
        """One kind by its key. KeyError for one that there is not."""
        return {each.kind: each for each in self.piles}[kind]


class _HowMany(Subquery):
    """How many rows there are, counted by the database within the one query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def board(actor: Actor, today: date) -> Board:
    """The reader's own organ, as far as the reader may see it: five queries at most."""
    rows = readable(actor).filter(organ_id=actor.organ_id)
    own_hand = rows.filter(state__in=UNDER_WAY).exclude(way=Way.RECORDED).order_by().values_list("state")
    told = {"n": Count("pk"), "past": Count("pk", filter=past(today)), "near": Count("pk", filter=near(today))}
    by_state = {state: counts for state, *counts in own_hand.annotate(**told)}
    found = {state: by_state.get(state, (0,))[0] for state in _BY_STATE}
    found["late"], found["soon"] = (sum(counts[at] for counts in by_state.values()) for at in (1, 2))
    # What waits for nobody's signature need not be asked for whose.
    asked = [kind for kind in KINDS if kind not in found and (kind != "to_sign" or _SIGNED_IN & by_state.keys())]
    piles = [_HowMany(narrowed(rows, actor, KINDS[kind][1], today).order_by().values("pk")[:MOST]) for kind in asked]
    counts = Organ.objects.filter(pk=actor.organ_id).values_list(*piles).get()
    found |= {kind: count or 0 for kind, count in zip(asked, counts, strict=True)}
    # What was moved in had been published elsewhere, and what is only counted too: the share is that of this house's own hand.
    own = Item.objects.filter(organ_id=actor.organ_id, way__in=(Way.REVIEWED, Way.EMERGENCY))
    share = own.filter(published_on__year=today.year).aggregate(
        emergencies=Count("pk", filter=Q(way=Way.EMERGENCY)), published=Count("pk")
    )
    return Board(
        tuple(Pile(kind, *named, min(found.get(kind, 0), MOST)) for kind, named in KINDS.items()),
        share["emergencies"],
        share["published"],
    )


def policies(actor: Actor, most: int) -> list[Item]:
    """Policies of the reader's organ that an interpretation may name, those without one first, then the newest."""
    explained = Item.objects.filter(organ_id=actor.organ_id, interprets=OuterRef("number"), annulled=False).exclude(
        interprets=""
    )
    rows = readable(actor).filter(Q(genre__in=POLICIES), organ_id=actor.organ_id).exclude(number="")
    rows = rows.exclude(state__in=("discarded", "withheld"))
    return list(rows.annotate(explained=Exists(explained)).order_by("explained", "-pk")[:most])
