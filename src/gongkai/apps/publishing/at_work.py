"""What does who writes a text need of its item? The text at work alone: its page would compute far more (viewing)."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.models import Item, Version, Way
from gongkai.apps.publishing.versions import Stored, stored


@dataclass(frozen=True, slots=True)
class AtWork:
    """An item with the text at work, and what its writer is called."""

    item: Item
    text: Stored
    writer: str


def at_work(actor: Actor, item_id: int) -> AtWork:
    """The text at work of an item of the actor's organ. Not found (`Item.DoesNotExist`): another organ's, one that was only
    recorded; refused (`Forbidden`): who may not read drafts.
    """
    row = Item.objects.exclude(way=Way.RECORDED).select_related("working").get(pk=item_id, organ_id=actor.organ_id)
    rights.demand(actor, "draft.read", row.organ_id)
    if row.working is None:
        raise Item.DoesNotExist
    version: Version = row.working
    return AtWork(row, stored(version), people.names((version.person,)).get(version.person, "他人"))
