"""Which filters of the list of requests has an officer kept, and which of them comes first?

Law:     none: the office's own system under article 45 of the Regulation
Gives:   `tabs`, what is shown above the list; `keep`, `forget`, `put_first`. Whoever may read requests keeps filters for himself; for the
         whole organ does whoever has the right to (`saved.share`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.saved.models import FirstFilter, SavedFilter
from gongkai.law.casework import Refusal

SHARE = "saved.share"
MOST = 20
_READ = "request.read"
_LONGEST = 500
_LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class Tab:
    """One filter: `own` whether the reader made it, `first` whether the list opens with it."""

    pk: int
    name: str
    query: str
    shared: bool
    own: bool
    first: bool


def tabs(actor: Actor) -> tuple[Tab, ...]:
    """What an officer sees above the list: the organ's, then the officer's own, each by name."""
    first = FirstFilter.objects.filter(organ_id=actor.organ_id, person_id=_key(actor)).values("chosen")
    chosen = set(first.values_list("chosen", flat=True))
    rows = _seen(actor).order_by("-shared", "name", "pk")
    return tuple(
        Tab(row.pk, row.name, row.query, row.shared, str(row.person_id) == actor.person, row.pk in chosen)
        for row in rows
    )


@transaction.atomic
def keep(actor: Actor, name: str, query: str, shared: bool, now: datetime) -> int:
    """Keep a filter under a name; one of the same name is replaced. Its id.

    Refused (`Refusal`): no name, a name or an address that is too long, more than `MOST`; `Forbidden`: a role that may not.
    """
    rights.demand(actor, SHARE if shared else _READ)
    plain = name.strip()
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise Refusal(f"请给这个筛选起一个1到{_LONGEST_NAME}个字的名称，不能换行。")
    if len(query) > _LONGEST:
        raise Refusal("条件太长，保存不了，请去掉一些。")
    own = SavedFilter.objects.filter(organ_id=actor.organ_id, person_id=_key(actor))
    if not own.filter(name=plain).exists() and own.count() >= MOST:
        raise Refusal(f"最多保存{MOST}个常用筛选，请先删去不用的。")
    told = {"query": query, "shared": shared, "made_at": now}
    row, _ = own.update_or_create(organ_id=actor.organ_id, person_id=_key(actor), name=plain, defaults=told)
    return row.pk


def forget(actor: Actor, pk: int) -> None:
    """Delete an own filter, or one of the organ's by who may share. Not found (`SavedFilter.DoesNotExist`): anything else."""
    row = _seen(actor).get(pk=pk)
    if str(row.person_id) != actor.person:
        rights.demand(actor, SHARE)
    row.delete()


def put_first(actor: Actor, pk: int | None) -> None:
    """Let the list open with a filter, or as it is without any. Not found: a filter that the actor does not see."""
    if pk is None:
        FirstFilter.objects.filter(organ_id=actor.organ_id, person_id=_key(actor)).delete()
        return
    chosen = _seen(actor).get(pk=pk)
    FirstFilter.objects.update_or_create(organ_id=actor.organ_id, person_id=_key(actor), defaults={"chosen": chosen})


def _seen(actor: Actor) -> QuerySet[SavedFilter]:
    rows = SavedFilter.objects.filter(organ_id=actor.organ_id)
    return rows.filter(Q(shared=True) | Q(person_id=_key(actor)))


def _key(actor: Actor) -> int:
    return int(actor.person)
