"""What is to be done today about what is published or to be?

Gives:   `Board`: for each kind of thing how many there are, all in one query. Counts stop at a hundred: more is more than
         anybody does today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery

from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.listing import ItemFilters, narrowed, readable
from gongkai.apps.publishing.models import Item, Way
from gongkai.law.casework.due import SOON_WORKING_DAYS
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
    """The reader's own organ, as far as the reader may see it."""
    rows = readable(actor).filter(organ_id=actor.organ_id)
    piles = [
        _HowMany(narrowed(rows, actor, wanted, today).order_by().values("pk")[:MOST]) for _, wanted in KINDS.values()
    ]
    counts = Organ.objects.filter(pk=actor.organ_id).values_list(*piles).get()
    # What was moved in had been published elsewhere, and what is only counted too: the share is that of this house's own hand.
    own = Item.objects.filter(organ_id=actor.organ_id, way__in=(Way.REVIEWED, Way.EMERGENCY))
    told = own.filter(published_on__year=today.year).aggregate(
        emergencies=Count("pk", filter=Q(way=Way.EMERGENCY)), published=Count("pk")
    )
    found = zip(KINDS.items(), counts, strict=True)
    return Board(
        tuple(Pile(kind, *named, count or 0) for (kind, named), count in found), told["emergencies"], told["published"]
    )


def policies(actor: Actor, most: int) -> list[Item]:
    """Policies of the reader's organ that an interpretation may name, those without one first, then the newest."""
    explained = Item.objects.filter(organ_id=actor.organ_id, interprets=OuterRef("number"), annulled=False).exclude(
        interprets=""
    )
    rows = readable(actor).filter(Q(genre__in=POLICIES), organ_id=actor.organ_id).exclude(number="")
    rows = rows.exclude(state__in=("discarded", "withheld"))
    return list(rows.annotate(explained=Exists(explained)).order_by("explained", "-pk")[:most])
