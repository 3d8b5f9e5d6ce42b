"""The secret address of an officer's calendar: given, revoked, and who stands behind one that is asked for.

The address is 160 random bits, shown once; the store has its keyed digest only. It opens what the officer may see in that post on that
day and nothing else: a post that ended, a login that was switched off, an address that was revoked are all the same, not found.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.apps.journal import vault
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.models import Person
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.watch.models import Feed
from gongkai.law.casework import Refusal

_TOKEN_BYTES = 20


@transaction.atomic
def give(actor: Actor, now: datetime) -> str:
    """A new secret for the calendar of this officer in this post; the one before is revoked. It is told this once.

    Refused: `people.rights.Forbidden` for a role that sees no cases; `Refusal` for the program, which has no calendar.
    """
    rights.demand(actor, "request.read")
    if not actor.person.isdecimal():
        raise Refusal("日历只给工作人员本人，请用自己的登录名。")
    revoke(actor, now)
    token = secrets.token_hex(_TOKEN_BYTES)
    Feed.objects.create(
        person_id=int(actor.person), organ_id=actor.organ_id, role=actor.role, digest=_digest(token), made_at=now
    )
    return token


def revoke(actor: Actor, now: datetime) -> bool:
    """Make the address of this officer in this post lead nowhere; whether there was one."""
    return bool(_in_force(actor).update(revoked_at=now)) if actor.person.isdecimal() else False


def in_force(actor: Actor) -> Feed | None:
    """The feed of this officer in this post, without its address, which nobody has but the officer."""
    return _in_force(actor).first() if actor.person.isdecimal() else None


def reader(token: str, now: datetime) -> Actor | None:
    """Who reads by an address, as of today; None for one that leads nowhere any more. Notes down that it was read."""
    if len(token) != 2 * _TOKEN_BYTES or not set(token) <= set("0123456789abcdef"):
        return None
    feed = Feed.objects.filter(digest=_digest(token), revoked_at=None).first()
    if feed is None:
        return None
    try:
        person = Person.objects.get(pk=feed.person_id)
        actor = people.actor(person, feed.organ_id, feed.role, timezone.localdate(now))
        rights.demand(actor, "request.read")
    except Forbidden:
        return None
    Feed.objects.filter(pk=feed.pk).update(fetched_at=now)
    return actor


def _in_force(actor: Actor) -> QuerySet[Feed]:
    return Feed.objects.filter(person_id=int(actor.person), organ_id=actor.organ_id, role=actor.role, revoked_at=None)


def _digest(token: str) -> str:
    return vault.keyed(f"calendar feed {token}")
