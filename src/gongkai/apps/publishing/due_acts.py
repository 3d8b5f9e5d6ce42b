"""What does the clock do by itself: publish what was scheduled, take off what has expired?

Gives:   `publish_due`, for the worker, which may run as often as it likes: each item in a transaction of its own, what cannot be
         done is named and does not stop the rest. `note_stranger`, for doors at which nobody has business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.utils.timezone import localdate

from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing.doing import act
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.refusals import LOG, STRANGER, note
from gongkai.law.casework import Refusal


@dataclass(frozen=True, slots=True)
class Happened:
    """What became of one item whose time had come: `refused` is why nothing did, empty when it was done."""

    item_id: int
    number: str
    title: str
    event: str
    refused: str = ""


def publish_due(now: datetime) -> list[Happened]:
    """Everything whose moment has come goes live, everything that has expired goes off; what was done and what was not.

    Policies come before what accompanies them and take it along.
    """
    done: list[Happened] = []
    scheduled = Item.objects.filter(state="scheduled", publish_at__lte=now).order_by("publish_at", "pk")
    for each in sorted(scheduled, key=lambda row: (bool(row.interprets), row.publish_at, row.pk)):
        # A bundle takes its mates along: those are done when their turn comes.
        if Item.objects.filter(pk=each.pk, state="scheduled").exists():
            done.append(_by_itself(each, "go_live", now))
    # Also what is being amended, owes its approval or is archived: the text that the public sees has its own last day.
    over = Item.objects.filter(expires_on__lte=localdate(now), live__isnull=False, withdrawn_on__isnull=True)
    for each in over.exclude(way="recorded").order_by("pk"):
        done.append(_by_itself(each, "expire", now))
    return done


def _by_itself(row: Item, event: str, now: datetime) -> Happened:
    try:
        act(program(row.organ_id), row.pk, event, {}, now)
    except (Refusal, Forbidden, Stale) as refusal:
        LOG.warning("organ %d item %d: %s not done", row.organ_id, row.pk, event)
        return Happened(row.pk, row.number, row.title, event, refusal.reason)
    except DatabaseError:
        # What the database itself refuses (publishing/triggers) must not keep the rest from their moment.
        LOG.exception("organ %d item %d: %s refused by the database", row.organ_id, row.pk, event)
        return Happened(row.pk, row.number, row.title, event, "数据库拒绝了这一步，请系统管理员查看日志。")
    return Happened(row.pk, row.number, row.title, event)


def note_stranger(item_id: int, what: str, now: datetime, who: Actor | None = None) -> None:
    """Somebody who has no business there asked for what is not public (`what` says for what; `who` is an officer who is logged in):
    one entry an item, day, thing and officer.
    """
    organ_id = Item.objects.filter(pk=item_id).values_list("organ_id", flat=True).first()
    if organ_id is not None:
        note(who or program(organ_id), item_id, STRANGER, {"event": what}, now)
