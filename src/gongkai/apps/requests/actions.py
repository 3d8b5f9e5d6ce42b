"""What can be done with requests: one door for every act of the procedure.

Desk, ledger, command line and API call the same functions; each locks the row, replays the case with the new act
(law/casework), writes the journal entry and the cached columns in one transaction. Only the caller knows today's date.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from types import MappingProxyType

from django.db import transaction

from gongkai.apps import acted, assigning, casebook, entering, rules
from gongkai.apps.alike import actions as alike
from gongkai.apps.cached_rows import set_rows
from gongkai.apps.journal import queries as entries
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor, applicant
from gongkai.apps.prepared import Prepared, add
from gongkai.apps.replies import settling as letters
from gongkai.apps.requests import counted_by, numbers, parting
from gongkai.apps.requests.kind import KIND, OPENING
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.moves import calendar_before, calendar_moved
from gongkai.apps.requests.parting import Part, Whole
from gongkai.apps.requests.projection import columns, project
from gongkai.apps.requests.rebuilding import rebuild
from gongkai.law.casework import Refusal
from gongkai.law.casework import request as casework
from gongkai.law.clocks import Channel
from gongkai.law.clocks.receipt import by_confirmation

__all__ = ["Part", "act", "calendar_before", "calendar_moved", "hand_over", "open_request", "rebuild", "split"]

LOG = logging.getLogger("gongkai.requests")
OWN_DOORS = frozenset({"split", "hand_over"})
"""Acts that make further cases."""
_ROW = Prepared(lambda pk, organ_id: Request.objects.select_for_update().filter(pk=pk, organ_id=organ_id), int, int)
_NOTHING: Mapping[str, object] = MappingProxyType({})


@transaction.atomic
def open_request(
    actor: Actor,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    number: str = "",
    filled: Mapping[str, object] = _NOTHING,
) -> Request:
    """Register a request by `register` or `log_arrival`. `number` is given by the year and the next free one if empty;
    `filled` is what only the program fills (`by_program`), which is taken out of what was told.

    Refused with `law.casework.Refusal`: as `law.casework.request.attempt`; a number that is taken, private fields that are
    missing or told among the public ones. `people.rights.Forbidden`: a role that may not.
    """
    entering.known(KIND, event)
    rights.demand(actor, f"request.{event}")
    if event not in OPENING:
        raise Refusal(f"“{KIND.procedure.events[event]}”须在已登记的申请上办理，请先打开那件申请。")
    told = entering.Told(event, day, {**entering.own(KIND, event, data), **filled}, private)
    entered = entering.enter(KIND, casework.attempt, actor, told, casebook.Story(""), now, opens=True)
    counted_by.remember_first(rules.calendar(), rules.settings(), now)
    # What others wait for comes late: the next number, and last of all the end of the organ's chain.
    chosen = numbers.given(actor.organ_id, number) if number.strip() else numbers.following(actor.organ_id, day)
    entered = entering.numbered(entered, chosen)
    row = project(Request(organ_id=actor.organ_id, number=chosen), entered.case, entered.story)
    add(row)
    alike.heard(KIND.subject, row.pk, row.organ_id, entered.act, private, entered.record)
    acted.tell(KIND, row, event, KIND.procedure.initial, actor, now, entered.case)
    entering.write(KIND, row.pk, entered, actor, now)
    _tell(row, event)
    return row


@transaction.atomic
def act(
    actor: Actor,
    request_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None = None,
) -> Request:
    """Do any other act. `based_on` is `Request.acts` when the form was shown: `Stale` when it has moved on since.

    Refused with `law.casework.Refusal` as `law.casework.request.attempt` and for private fields as `open_request`; an act that
    makes further cases, which has a door of its own (`split`, `hand_over`). `people.rights.Forbidden`: a role that may not. Not
    found (`Request.DoesNotExist`): another organ's request.
    """
    entering.known(KIND, event)
    if event in OWN_DOORS:
        raise Refusal(f"“{KIND.procedure.events[event]}”会另立申请，请在它自己的页面上逐件填写。")
    return _done(actor, request_id, event, day, data, private, now, based_on)


@transaction.atomic
def split(
    actor: Actor,
    request_id: int,
    day: date,
    parts: Sequence[Part],
    reason: str,
    now: datetime,
    based_on: int | None = None,
) -> tuple[Request, tuple[Request, ...]]:
    """Take items out of a request into cases of their own: the request after the act, and the new cases.

    Each has the day of arrival and receipt of the whole, its channel, its applicant sealed anew, its query code; what was told and asked of
    the applicant holds for all, and is entered again under who did it, with a note of who copied it. Each is one item, answered and counted
    by itself; the request keeps the others. Refused (`Refusal`): as `act`; a part without words; personal data that is shredded.
    """
    rights.demand(actor, "request.split")
    row = Request.objects.select_for_update().get(pk=request_id, organ_id=actor.organ_id)
    found = parting.whole(row.organ_id, entries.entries(KIND.subject, row.pk), now)
    parting.checked(parts, found.case)
    made = tuple(_part(actor, row, found, part, day, now) for part in parts)
    told: dict[str, object] = {"parts": len(made), "reason": reason}
    filled = {"into": " ".join(each.number for each in made)}
    return _done(actor, row.pk, "split", day, told, {}, now, based_on, filled), made


@transaction.atomic
def hand_over(
    actor: Actor, request_id: int, to_organ: str, evidence: str, day: date, now: datetime, based_on: int | None = None
) -> tuple[Request, Request]:
    """Hand what is another organ's to that organ, with the applicant's consent: the request here, and what arrived there.

    There it is a case of its own, with a period from its own receipt, and the applicant's code leads on to it. Refused (`Refusal`): as
    `act`; an organ that is not known, dissolved or one's own; personal data that is shredded.
    """
    rights.demand(actor, "request.hand_over")
    row = Request.objects.select_for_update().get(pk=request_id, organ_id=actor.organ_id)
    to = parting.receiver(to_organ, row.organ_id, day)
    # In one order, so that two organs that hand over to each other at once do not wait for one another.
    for organ_id in sorted((row.organ_id, to.pk)):
        numbers.hold(organ_id)
    number = numbers.following(to.pk, day)
    found = parting.whole(row.organ_id, entries.entries(KIND.subject, row.pk), now)
    told: dict[str, object] = {"to_organ": to.code, "evidence": evidence}
    here = _done(actor, row.pk, "hand_over", day, told, {}, now, based_on, {"into": number})
    data = {**found.told, "items": found.case.items}
    data.pop("forwarded_on", None)
    event = "log_arrival" if by_confirmation(Channel(found.case.channel), rules.settings()) else "register"
    private = parting.with_corrections(found)
    there = open_request(applicant(to.pk), event, day, data, private, now, number, _carried(row, found))
    return here, there


def _part(actor: Actor, row: Request, found: Whole, part: Part, day: date, now: datetime) -> Request:
    opening = found.opening
    data = {**found.told, "subject": part.subject, "items": 1}
    private = {**found.private, "content": part.content}
    opener = parting.actor_of(opening, row.organ_id)
    made = open_request(opener, opening.event, opening.day, data, private, now, filled=_carried(row, found))
    for act in found.acts:
        if act.event in parting.HOLDS_FOR_ALL:
            who, sealed = parting.actor_of(act, row.organ_id), found.sealed[act.seq]
            _done(who, made.pk, act.event, act.day, act.data, sealed, now)
    copied = f"由 {row.number} 分出；此前的各项照 {row.number} 的办理经过抄录。"
    return _done(actor, made.pk, "note", day, {"note": copied}, {}, now)


def _carried(row: Request, found: Whole) -> dict[str, object]:
    """What the program fills in a request that comes from another: where from, and the code by which the applicant sees it."""
    return {"origin": row.number, **({"code": found.case.code} if found.case.code else {})}


def _done(
    actor: Actor,
    request_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None = None,
    filled: Mapping[str, object] = _NOTHING,
) -> Request:
    """One act on a registered request, with what only the program fills."""
    rights.demand(actor, f"request.{event}")
    # The lock comes first: whoever waits for it must see what the other has done. SQLite locks the whole transaction.
    row = _locked(request_id, actor.organ_id)
    written = entries.entries(KIND.subject, request_id, records=False)
    if based_on is not None and based_on != len(written):
        raise entering.stale(KIND, written, based_on, row.number)
    so_far = casebook.story(written)
    own = entering.kept(KIND, so_far, event, data)
    keyed = assigning.keyed(row.organ_id, so_far.acts, event, own, casebook.local_day(now))
    told = entering.Told(event, day, {**keyed, **filled}, private)
    entered = entering.enter(KIND, casework.attempt, actor, told, so_far, now)
    source = row.state
    set_rows([(row, columns(entered.case, entered.story))])
    project(row, entered.case, entered.story)
    who = row.person.lookup if private and row.person else ""
    alike.heard(KIND.subject, row.pk, row.organ_id, entered.act, private, entered.record, who)
    acted.tell(KIND, row, event, source, actor, now, entered.case)
    # The end of the chain is what all acts of an organ wait for: it is taken last.
    entering.write(KIND, row.pk, entered, actor, now)
    # Behind it only for a correction: what is opened for that is written in the same chain.
    alike.corrected(KIND.subject, row.pk, entered.act, now)
    if event in letters.SENDING:
        letters.settle(row.pk, entered.case.acts, now)
    _tell(row, event)
    return row


def _locked(request_id: int, organ_id: int) -> Request:
    """The row of an organ's request, which nobody else changes until the transaction ends."""
    if found := _ROW(request_id, organ_id):
        return found[0]
    raise Request.DoesNotExist


def _tell(row: Request, event: str) -> None:
    """One line in the log once it is certain; numbers only, no words that anybody typed."""
    transaction.on_commit(partial(LOG.info, "organ %d request %d: %s", row.organ_id, row.pk, event))
