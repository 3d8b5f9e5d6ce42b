"""What is kept of an attempt that was refused?

Gives:   `watched`: does an act whole or not at all, and writes an attempt against the rules into the item's journal, in a
         transaction of its own, before the refusal goes on to whoever tried.

Slips of a form are none (`law.publication.item.SLIPS`). One entry a person, item, event and day is enough: who presses a
button in vain a hundred times fills no journal.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.story import REFUSED, STRANGER, SUBJECT
from gongkai.law.publication.case import Barred

LOG = logging.getLogger("gongkai.publishing")
ResultT = TypeVar("ResultT")


class AnotherText(Stale):
    """An act on the text of a digest that is not the item's text now; `told` is whether a digest was told at all."""

    def __init__(self, reason: str, told: bool) -> None:
        super().__init__(reason)
        self.told = told


def watched(actor: Actor, item_id: int, event: str, now: datetime, act: Callable[[], ResultT]) -> ResultT:
    """What `act` gives, in one transaction. What it raises goes on; an attempt against the rules is written down first."""
    try:
        with transaction.atomic():
            return act()
    except (Barred, Forbidden) as refusal:
        note(actor, item_id, REFUSED, {"event": event, "reason": refusal.reason}, now)
        raise
    except AnotherText as refusal:
        # A form without a digest is a slip of the form; one with another text's is an attempt to sign what was not seen.
        if refusal.told:
            note(actor, item_id, REFUSED, {"event": event, "reason": refusal.reason}, now)
        raise


@transaction.atomic
def note(actor: Actor, item_id: int, what: str, data: dict[str, object], now: datetime) -> None:
    """Write down an attempt, once a day for the same person and event, in the journal of the item's organ."""
    item = Item.objects.select_for_update().filter(pk=item_id).only("organ_id").first()
    if item is None:
        return
    today = localdate(now)
    # What stands in the journal is asked, not a row of it: the reason may be worded otherwise the second time.
    same = Entry.objects.filter(
        subject=SUBJECT, subject_id=item_id, event=what, person=actor.person, day=today, role=actor.role
    )
    if any(each.data["data"].get("event") == data.get("event") for each in same):
        return
    journal.append(SUBJECT, item_id, what, today, replace(actor, organ_id=item.organ_id), now, {"data": data})
    LOG.warning("organ %d item %d: %s %s", item.organ_id, item_id, what, data.get("event", ""))


__all__ = ["REFUSED", "STRANGER", "AnotherText", "note", "watched"]
