"""Which batches were moved in, how far are they, and what is in them?"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.models import Batch, BatchState, Item
from gongkai.apps.publishing.moving_in.account import Account, read
from gongkai.apps.publishing.moving_in.fault import Fault

__all__ = ["BatchView", "Fault", "batch", "batches"]

_LATEST = 100
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with who began it, what is told of it, its first items, and what the reader may do with it.

    `why_not` says why it may not be accepted, where that is not the state itself.
    """

    batch: Batch
    person: str
    account: Account
    items: tuple[Item, ...] = ()
    may_accept: bool = False
    may_reject: bool = False
    why_not: str = ""

    @property
    def faults_left(self) -> int:
        """How many faults are not listed."""
        return self.account.total - len(self.account.faults)


def batches(actor: Actor) -> list[BatchView]:
    """The latest batches of the actor's organ, newest first. Refused: `Forbidden`."""
    rights.demand(actor, "draft.read")
    rows = list(Batch.objects.filter(organ_id=actor.organ_id).order_by("-begun_at", "-pk")[:_LATEST])
    names = people.names({each.person for each in rows})
    return [_view(actor, each, names.get(each.person, "系统")) for each in rows]


def batch(actor: Actor, pk: int) -> BatchView:
    """One batch with its first items. Not found (`Batch.DoesNotExist`): another organ's."""
    rights.demand(actor, "draft.read")
    row = Batch.objects.get(pk=pk, organ_id=actor.organ_id)
    items = tuple(Item.objects.filter(moved__batch=row).order_by("pk")[:_SHOWN])
    return _view(actor, row, people.names((row.person,)).get(row.person, "系统"), items)


def _view(actor: Actor, row: Batch, person: str, items: tuple[Item, ...] = ()) -> BatchView:
    staged = row.state == BatchState.STAGED
    may_accept = staged and rights.may(actor, "publication.accept")
    own = row.person == actor.person
    why_not = "这一批是您迁入的，须由另一人核准。" if may_accept and own else ""
    may_reject = staged and rights.may(actor, "publication.reject")
    return BatchView(row, person, read(row.account), items, may_accept and not own, may_reject, why_not)
