"""What is being typed and not saved yet: kept every few seconds, so that nothing typed is lost; seen by others only as presence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.models import Item, Scratch
from gongkai.law.casework import Refusal

PRESENT_SECONDS = 120
"""Who typed within so many seconds, or opened the page, counts as sitting at the item."""
_SITS = "sits-"
"""Begins the key of a row that holds nothing typed: its person has the page open."""
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_LONGEST, _MOST, _KEY = 4_000_000, 100, 40


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else at the same item: name, when they typed last, the version that they started from."""

    name: str
    at: datetime
    based_on: int


def autosave(
    actor: Actor, key: str, item_id: int | None, typed: Mapping[str, object], based_on: int, now: datetime
) -> Scratch:
    """Keep what a person is typing under a key of the page's own. `item_id` None for an item that is not begun.

    Refused (`Refusal`): too much, or too many at once. Not found (`Item.DoesNotExist`): another organ's item.
    """
    rights.demand(actor, "publication.draft" if item_id is None else "publication.edit")
    if item_id is not None:
        Item.objects.only("pk").get(pk=item_id, organ_id=actor.organ_id)
    if not key or len(key) > _KEY or not key.isprintable():
        raise Refusal("暂存的标识不对，请重新打开编辑页面；已写的内容还在页面上。")
    told = json.dumps(dict(typed), ensure_ascii=False)
    if len(told) > _LONGEST:
        raise Refusal("内容太长，不能自动暂存；请把大的图片、附件单独上传，再保存。")
    mine = Scratch.objects.filter(person=actor.person).exclude(typed="")
    if not mine.filter(key=key).exists() and mine.count() >= _MOST:
        # The oldest makes room: whoever left a hundred pages open still keeps what is typed last.
        mine.filter(pk__in=list(mine.order_by("saved_at").values_list("pk", flat=True)[:1])).delete()
    return Scratch.objects.update_or_create(
        person=actor.person,
        key=key,
        defaults={
            "organ_id": actor.organ_id,
            "item_id": item_id,
            "typed": told,
            "based_on": based_on,
            "saved_at": now,
        },
    )[0]


def sit(actor: Actor, item_id: int, now: datetime) -> None:
    """Note that a person has the page open, though nothing is typed yet; what was noted before a day ago is forgotten.

    Not found (`Item.DoesNotExist`): another organ's item.
    """
    rights.demand(actor, "publication.edit")
    Item.objects.only("pk").get(pk=item_id, organ_id=actor.organ_id)
    mine = Scratch.objects.filter(person=actor.person, key__startswith=_SITS)
    mine.filter(saved_at__lt=now - timedelta(days=1)).delete()
    told = {"organ_id": actor.organ_id, "item_id": item_id, "typed": "", "saved_at": now}
    Scratch.objects.update_or_create(person=actor.person, key=f"{_SITS}{item_id}", defaults=told)


def drop_scratch(actor: Actor, key: str, item_id: int | None = None) -> None:
    """Forget what was typed, once it is saved or given up, and that its writer sat at the item. Nothing there is nothing to drop."""
    Scratch.objects.filter(person=actor.person, key__in=(key, f"{_SITS}{item_id}")).delete()


def typed_files() -> set[str]:
    """The digests of files that are handed in and not yet saved with a text: all that anybody is typing."""
    return {
        found
        for typed in Scratch.objects.exclude(typed="").values_list("typed", flat=True).iterator()
        for found in _DIGEST.findall(typed)
    }


def scratch(actor: Actor, key: str) -> Scratch | None:
    """What this person typed under a key in this organ; None for nothing."""
    return Scratch.objects.filter(person=actor.person, key=key, organ_id=actor.organ_id).first()


def scratches(actor: Actor) -> list[Scratch]:
    """Everything that this person has typed in this organ and not saved, newest first, each with its item."""
    found = Scratch.objects.filter(person=actor.person, organ_id=actor.organ_id).exclude(typed="")
    return list(found.select_related("item").order_by("-saved_at"))


def present(actor: Actor, item_id: int, now: datetime) -> list[Present]:
    """Who else is at an item now, each once, whoever was last at it first."""
    since = now - timedelta(seconds=PRESENT_SECONDS)
    found = Scratch.objects.filter(item_id=item_id, organ_id=actor.organ_id, saved_at__gte=since)
    last: dict[str, Scratch] = {}
    for each in found.exclude(person=actor.person).order_by("-saved_at", "-pk"):
        last.setdefault(each.person, each)
    names, rows = people.names(set(last)), last.values()
    return [Present(names.get(each.person, "他人"), each.saved_at, each.based_on) for each in rows]
