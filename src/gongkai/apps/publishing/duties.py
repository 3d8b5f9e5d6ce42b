"""Who signs a stage in an organ, who stands in, and within how many working days?

Takes:   `Duty` rows, recorded like a register (apps/registered). Gives: whether a person may sign a stage, and for whom.

Without a row whoever has the role may sign. A stand-in signs at any time, in a name of his own: his signature says for whom,
and what counts against signing two stages is the hand, not the person stood in for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from gongkai.apps import registered
from gongkai.apps.journal.models import Subject
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.models import Duty
from gongkai.apps.registered import Misfit, Register
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.law.publication.due import STAGE_WORKING_DAYS


@dataclass(frozen=True, slots=True)
class NewDuty:
    """What is told of a duty; `person` and `stand_in` are logins, `stand_in` empty for none."""

    stage: str
    person: str
    since: date
    stand_in: str = ""
    working_days: int = STAGE_WORKING_DAYS
    until: date | None = None


def _duty(row: Mapping[str, Any]) -> None:
    if row.get("until") and row["until"] < row["since"]:
        raise Misfit(f"止日 {row['until']} 早于起日 {row['since']}，请核对。", "until")
    if row["person"] == row.get("stand_in"):
        raise Misfit("替班人就是审签人本人，请填另一人或者留空。", "stand_in")
    for name in ("person", "stand_in"):
        if row.get(name) and people.key_of(row[name]) is None:
            raise Misfit(f"没有“{row[name]}”这个登录名，请核对。", name)


DUTIES = Register(
    "审签分工",
    Subject.DUTY.value,
    "duty.record",
    Duty,
    "since",
    {
        "stage": "环节",
        "person": "审签人",
        "stand_in": "替班人",
        "working_days": "工作日数",
        "since": "起日",
        "until": "止日",
    },
    _duty,
)


@transaction.atomic
def record_duty(actor: Actor, duty: NewDuty, now: datetime) -> Duty:
    """Who signs a stage from a day on. Refused (`Refusal`): unknown stages and logins, days that cannot be; `Forbidden`."""
    rights.demand(actor, DUTIES.right)
    registered.hold(actor)
    row: dict[str, object] = {name: getattr(duty, name) for name in NewDuty.__dataclass_fields__}
    return registered.record(DUTIES, actor, [row], now)[0]


def correct_duty(
    actor: Actor,
    duty_id: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Duty:
    """Say what a duty's columns should be; also its end. Refused: as `registered.change`."""
    return registered.change(DUTIES, actor, duty_id, registered.CORRECT, day, columns, now, reason, based_on=based_on)


def annul_duty(actor: Actor, duty_id: int, reason: str, day: date, now: datetime, based_on: int | None = None) -> Duty:
    """Take back a duty that was recorded by mistake."""
    return registered.annul(DUTIES, actor, duty_id, day, reason, now, based_on)


def duties(organ_id: int, on: date) -> list[Duty]:
    """The duties in force in an organ on a day, by stage."""
    found = Duty.objects.filter(organ_id=organ_id, annulled=False, since__lte=on)
    rows = list(found.filter(Q(until__isnull=True) | Q(until__gte=on)).order_by("pk"))
    order = list(LEVELS)
    return sorted(rows, key=lambda each: order.index(each.stage))


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Whether somebody may sign a stage; `instead_of` the key of whom he stands in for, `whose` who may instead."""

    may: bool
    instead_of: str = ""
    whose: tuple[str, ...] = ()


def on_duty(organ_id: int, stage: str, person: str, on: date) -> OnDuty:
    """Whether a person (by the journal's key) may sign a stage on a day."""
    rows = [each for each in duties(organ_id, on) if each.stage == stage]
    if not rows:
        return OnDuty(True)
    logins = {each.person for each in rows} | {each.stand_in for each in rows if each.stand_in}
    keys = people.keys_of(logins)
    if any(keys.get(each.person) == person for each in rows):
        return OnDuty(True)
    for each in rows:
        if each.stand_in and keys.get(each.stand_in) == person:
            return OnDuty(True, keys.get(each.person, ""))
    return OnDuty(False, whose=tuple(keys[login] for login in sorted(logins) if login in keys))


def signable(organ_id: int, person: str, on: date) -> frozenset[str]:
    """The stages that are not another's duty on a day: two queries for all of them."""
    rows = duties(organ_id, on)
    keys = people.keys_of({login for each in rows for login in (each.person, each.stand_in) if login}) if rows else {}
    mine = {each.stage for each in rows if person in (keys.get(each.person), keys.get(each.stand_in))}
    return frozenset(LEVELS) - ({each.stage for each in rows} - mine)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stage that nobody could sign, or that only one who writes could, so that what that person writes stays lying."""

    stage: str
    only: str = ""


def gaps(organ_id: int, on: date) -> tuple[Gap, ...]:
    """The stages of today's organ that lack a signer, in their order; three queries.

    A signer holds a role that the procedure lets sign the stage and is, where duties name somebody, named or stands in.
    """
    held = [post for post in people.colleagues(organ_id, on) if post.person.is_active]
    writers = {post.person.username for post in held if post.role in _writing()}
    named = duties(organ_id, on)
    found = []
    for stage in LEVELS:
        roles = {role for row in PUBLICATION.transitions if row.event == stage for role in row.roles}
        able = {post.person.username: post.person.name for post in held if post.role in roles}
        mine = [each for each in named if each.stage == stage]
        if mine:
            duty = {login for each in mine for login in (each.person, each.stand_in)}
            able = {login: name for login, name in able.items() if login in duty}
        if not able:
            found.append(Gap(stage))
        elif len(able) == 1 and set(able) <= writers:
            found.append(Gap(stage, next(iter(able.values()))))
    return tuple(found)


def _writing() -> set[str]:
    return {role for row in PUBLICATION.transitions if row.event in ("draft", "edit") for role in row.roles}


def working_days(organ_id: int, stage: str, on: date) -> int:
    """How many working days a stage has that begins on a day; the fewest where several share it."""
    found = [each.working_days for each in duties(organ_id, on) if each.stage == stage]
    return min(found, default=STAGE_WORKING_DAYS)
