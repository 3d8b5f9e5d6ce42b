"""How does a message go out, once, and what when it does not?

Takes:   a moment. Gives: `send_due`, how many went out and how many did not.

A message is claimed first (`SENDING`, committed), then sent, then noted. A process that dies in between leaves a claim: whether it went
out nobody knows, so it is never sent again by itself but shown as such. What surely did not go out is tried again after growing pauses.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from gongkai.apps.journal import vault
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.notices.adapters import Doubtful, Envelope, NotSent, Refused, by_http, by_mail
from gongkai.apps.notices.models import Channel, Message, Preference, State
from gongkai.apps.notices.queries import Channels, channels
from gongkai.apps.people.actor import program

_LOG = logging.getLogger("gongkai.notices")
PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720))
"""After each failure; after the last of them it is given up, visibly."""
_CLAIM_ENDS = timedelta(minutes=10)
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did."""

    sent: int
    failed: int


def send_due(now: datetime) -> Sent:
    """Send what is due, a few hundred at most in one run."""
    lost = Message.objects.filter(state=State.SENDING, tried_at__lt=now - _CLAIM_ENDS)
    lost.update(state=State.UNKNOWN, said="发送中断，不知对方是否收到；核对后可以重发。", next_at=None)
    due = Message.objects.filter(state=State.WAITING, next_at__lte=now).order_by("next_at", "pk")
    sent = failed = 0
    ways = channels()
    for key in list(due.values_list("pk", flat=True)[:_AT_ONCE]):
        state = _send(key, ways, now)
        sent += state in (State.SENT, State.SHOWN)
        failed += state in (State.WAITING, State.FAILED, State.UNKNOWN)
    return Sent(sent, failed)


def _send(message_id: int, ways: Channels, now: datetime) -> str:
    row = _claimed(message_id, now)
    if row is None:
        return ""
    try:
        row.channel, to = _address(row, ways, now)
        if not to:
            return _noted(row, State.CANCELLED, "没有可用的地址，不再发送。", now)
        if ways.dry:
            return _noted(row, State.SHOWN, "", now)
        _go_out(row, to, ways)
    except NotSent as failure:
        if row.tries > len(PAUSES):
            return _noted(row, State.FAILED, f"试了 {row.tries} 次没有发出：{failure}", now)
        return _noted(row, State.WAITING, str(failure), now, now + PAUSES[row.tries - 1])
    except Doubtful as doubt:
        return _noted(row, State.UNKNOWN, str(doubt), now)
    except (Refused, VaultRefusal) as refusal:
        return _noted(row, State.FAILED, str(refusal), now)
    return _noted(row, State.SENT, "", now)


def _claimed(message_id: int, now: datetime) -> Message | None:
    """The message, taken by this process alone; None when another took it."""
    with transaction.atomic():
        row = Message.objects.select_for_update(no_key=True).filter(pk=message_id, state=State.WAITING).first()
        if row is None:
            return None
        row.state, row.tries, row.tried_at = State.SENDING, row.tries + 1, now
        row.save(update_fields=["state", "tries", "tried_at"])
        return row


def _address(row: Message, ways: Channels, now: datetime) -> tuple[str, str]:
    """By which channel and where to. An applicant's address is opened from the vault, which journals it."""
    if row.person is not None:
        chosen = Preference.objects.filter(person_id=row.person.pk).first()
        if row.channel == Channel.MAIL:
            return row.channel, row.person.email if row.person.is_active else ""
        guarded = (chosen.phone if row.channel == Channel.SMS else chosen.account) if chosen else ""
        return row.channel, vault.revealed(guarded) if guarded and row.person.is_active else ""
    record = row.record
    if record is None or record.shredded_at is not None:
        return row.channel, ""
    told = vault.open_(record, program(row.organ_id), "program", now)
    by_channel = {Channel.MAIL.value: told.get("email", ""), Channel.SMS.value: told.get("phone", "")}
    for channel in (row.channel, Channel.MAIL.value, Channel.SMS.value):
        if by_channel.get(channel) and channel in ways.for_officers:
            return channel, by_channel[channel]
    return row.channel, ""


def _go_out(row: Message, to: str, ways: Channels) -> None:
    envelope = Envelope(row.key, to, row.title, row.text)
    if row.channel == Channel.MAIL:
        by_mail(envelope)
    elif row.channel in ways.others:
        by_http(ways.others[row.channel], envelope)
    else:
        raise NotSent(f"没有设置“{row.get_channel_display()}”的发送方式。")


def _noted(row: Message, state: State, said: str, now: datetime, again: datetime | None = None) -> str:
    if state in (State.FAILED, State.UNKNOWN):
        _LOG.warning("message %d by %s: %s", row.pk, row.channel, state.value)
    row.state, row.said, row.next_at = state, said[:200], again
    row.sent_at = now if state in (State.SENT, State.SHOWN) else None
    row.save(update_fields=["state", "said", "next_at", "sent_at", "channel"])
    return state.value
