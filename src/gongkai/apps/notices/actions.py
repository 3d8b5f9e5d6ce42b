"""What may be put into the outbox, and what its jobs do: gather digests, send, try again.

Rows are written in the transaction of the act that they tell of; sending is a job's, afterwards. A key is told once, whoever calls
again. No text may say more than number, organ, act and where to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.apps.acted import Acted
from gongkai.apps.journal.models import Subject
from gongkai.apps.notices import choosing
from gongkai.apps.notices.gathering import gather
from gongkai.apps.notices.linking import link_to, whole
from gongkai.apps.notices.models import Channel, Message, Notice, Preference, State
from gongkai.apps.notices.preferring import prefer
from gongkai.apps.notices.queries import channels
from gongkai.apps.notices.sending import send_due
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import APPLICANT, Actor
from gongkai.apps.records import watched as records
from gongkai.apps.requests import watched as requests
from gongkai.apps.requests.watched import ToldBy
from gongkai.law.casework import Refusal

__all__ = [
    "Tidings",
    "gather",
    "prefer",
    "send_again",
    "send_due",
    "tell",
    "tell_applicant",
    "tell_many",
    "tell_of_act",
]

NEWS = "有新进展"
_NEWS_FOR_APPLICANTS = frozenset(
    {
        "confirm",
        "ask_correction",
        "ask_reasons",
        "delay",
        "charge_fee",
        "take_back_fee",
        "notify_extension",
        "serve",
        "record_reply",
        "hand_over",
        "reopen",
    }
)
"""Acts of a request after which its applicant finds something new by number and code; how the house works is not among them."""
_OF_RECORDS = frozenset({"ask_evidence", "tell"})
"""The same of a request to correct a record: evidence is wanted, or what came of it may be read."""
"""What an applicant is told, and no more: a telephone may be read by others."""
_NEWS: Mapping[str, frozenset[str]] = {Subject.REQUEST: _NEWS_FOR_APPLICANTS, Subject.RECORD: _OF_RECORDS}
_ASKED: Mapping[Subject, tuple[Callable[[int, int], ToldBy | None], str, str]] = {
    Subject.REQUEST: (requests.told_by, "政府信息公开申请", ""),
    Subject.RECORD: (records.told_by, "更正申请", "record:"),
}
"""How whoever asked is found, what he asked, and what keeps the keys of one sort from those of another."""


@dataclass(frozen=True, slots=True)
class Tidings:
    """One thing to tell the holders of some roles in an organ. `person` is the key of whom the case was given to: of clerks that one alone.

    `not_to` is the key of somebody who needs no telling.
    """

    organ_id: int
    roles: tuple[str, ...]
    key: str
    text: str
    link: str = ""
    person: int | None = None
    at_once: bool = False
    not_to: str = ""


def tell(
    organ_id: int,
    roles: Iterable[str],
    key: str,
    text: str,
    link: str,
    now: datetime,
    *,
    person: int | None = None,
    at_once: bool = False,
) -> int:
    """Tell whoever holds these roles in an organ today; of clerks the one named `person` alone, if there is one. How many are told anew.

    `key` names what is told, and stays the same when it is told again; `link` is a path of the desk.
    """
    return tell_many([Tidings(organ_id, tuple(roles), key, text, link, person, at_once)], now)


@transaction.atomic
def tell_many(tidings: Sequence[Tidings], now: datetime) -> int:
    """As `tell` for many: two queries for each organ, one for the rows. How many notices are new."""
    rows = _notices(tidings, now)
    known = set(Notice.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
    fresh = {row.key: row for row in rows if row.key not in known}
    # Another process may tell the same at this moment: the key is what counts.
    Notice.objects.bulk_create(fresh.values(), ignore_conflicts=True, batch_size=500)
    return len(fresh)


def _notices(tidings: Sequence[Tidings], now: datetime) -> list[Notice]:
    """The rows that say this to everybody whom it is for; not written yet."""
    day = timezone.localdate(now)
    held = {organ_id: people.holders(organ_id, day) for organ_id in {each.organ_id for each in tidings}}
    return [
        Notice(
            organ_id=each.organ_id,
            person_id=person,
            key=f"{each.key}:{person}",
            text=each.text[:300],
            link=each.link,
            at_once=each.at_once,
            raised_at=now,
        )
        for each in tidings
        for person in choosing.told(held[each.organ_id], each.roles, each.person, each.not_to)
    ]


def tell_of_act(told: Acted) -> None:
    """Tell those of an act whom its procedure names, and the applicant of what is news for him; within the act's own transaction, and
    never whoever did it."""
    if told.event in _NEWS.get(told.subject, ()) and told.actor.role != APPLICANT:
        key = f"{told.acts}:{told.event}"
        tell_applicant(told.organ_id, told.subject_id, key, NEWS, told.now, Subject(told.subject))
    if not told.roles:
        return
    tidings = Tidings(
        told.organ_id,
        told.roles,
        f"act:{told.subject}:{told.subject_id}:{told.acts}:{told.event}",
        f"{told.number}：已“{told.what}”，请接着办理。",
        link_to(told.subject, told.subject_id),
        told.assignee,
        at_once=True,
        not_to=told.actor.person,
    )
    # Within the act's own transaction, and by a key that holds the number of the act: nobody can have been told it.
    if rows := _notices([tidings], told.now):
        Notice.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic(savepoint=False)
def tell_applicant(
    organ_id: int, case_id: int, key: str, text: str, now: datetime, subject: Subject = Subject.REQUEST
) -> bool:
    """Tell whoever asked, by the e-mail or telephone given for it, that there is news; whether that is in the outbox now.

    `text` says what sort of news, by our own words and without persons (`NEWS` will do). The address is opened from the vault only
    when it is sent, and journaled then. False where no channel is set up, the address is destroyed, nobody has a query code for it, or the key was told before.
    """
    if not channels().for_applicants:
        return False
    asked, what, mark = _ASKED[subject]
    told = asked(organ_id, case_id)
    if told is None or not told.coded:
        return False
    name = organs.names((organ_id,), timezone.localdate(now)).get(organ_id, "")
    where = whole("/progress/")
    sentence = f"您向{name}提出的{what}（编号{told.number}）{text or NEWS}，请到 {where} 凭编号和查询码查看。"
    _, new = Message.objects.get_or_create(
        key=f"applicant:{mark}{case_id}:{key}"[:200],
        defaults={
            "organ_id": organ_id,
            "record_id": told.record_id,
            "channel": Channel.MAIL if channels().mail else Channel.SMS,
            "title": f"{what}{told.number}{NEWS}",
            "text": sentence,
            "made_at": now,
            "next_at": now,
        },
    )
    return new


@transaction.atomic
def send_again(actor: Actor, message_id: int, now: datetime) -> Message:
    """Send once more what did not go out, or of which nobody knows. Refused (`Refusal`): what went out, or still waits.

    `people.rights.Forbidden`. Not found (`Message.DoesNotExist`): another organ's.
    """
    rights.demand(actor, "outbox.tend")
    row = Message.objects.select_for_update().get(pk=message_id, organ_id=actor.organ_id)
    if row.state not in (State.FAILED, State.UNKNOWN):
        raise Refusal(f"这一条{row.get_state_display()}，不用重发。")
    row.state, row.tries, row.next_at, row.said = State.WAITING, 0, now, ""
    row.save(update_fields=["state", "tries", "next_at", "said"])
    return row


def preference(person_id: int) -> Preference:
    """How an officer wants to be told; what the program supposes where nothing was chosen."""
    return Preference.objects.filter(person_id=person_id).first() or Preference(person_id=person_id)
