"""Which alerts has nobody been told of, and whom do they concern? Hands them to the outbox, each once.

An alert is for the role that can do something about it: for clerks first of all whoever the case was given to. One that was put off is
told again when its day has come, unless it was settled meanwhile.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.apps.notices import actions as notices
from gongkai.apps.notices.actions import Tidings
from gongkai.apps.notices.linking import link_to
from gongkai.apps.watch.kinds import ABOUT
from gongkai.apps.watch.models import Alert
from gongkai.law.casework import due
from gongkai.law.procedures import QUESTION, RECORD, REMEDY, REQUEST

EVENTS = {
    "request": REQUEST.events,
    "remedy": REMEDY.events,
    "question": QUESTION.events,
    "record": RECORD.events,
}
_AT_ONCE = 500


def tell_alerts(now: datetime) -> int:
    """Put every alert that is not told yet into the outbox of its organ's officers; how many. Goes on where a stop left it."""
    day, told = timezone.localdate(now), 0
    while True:
        with transaction.atomic():
            ripe = Q(put_off_until__isnull=True) | Q(put_off_until__lte=day)
            some = list(
                Alert.objects.select_for_update(no_key=True)
                .filter(ripe, settled_on=None, told_at=None)
                .order_by("pk")[:_AT_ONCE]
            )
            if not some:
                return told
            notices.tell_many([_tidings(each) for each in some], now)
            Alert.objects.filter(pk__in=[each.pk for each in some]).update(told_at=now)
        told += len(some)


def _tidings(alert: Alert) -> Tidings:
    key = f"alert:{alert.pk}:{alert.raised_on}:{alert.put_off_until or ''}"
    link = link_to(alert.subject, alert.subject_id)
    # The sentence itself stays in the house: it may say who was asked.
    what = EVENTS[alert.subject].get(alert.event, "")
    told = (
        ABOUT.get(alert.kind.partition(".")[0], ""),
        f"请“{what}”" if what else "",
        f"最后一天 {alert.due}" if alert.due else "",
    )
    text = f"{alert.number}：{'，'.join(each for each in told if each) or '有提醒'}。"
    return Tidings(
        alert.organ_id,
        tuple(alert.told.split(",")),
        key,
        text,
        link,
        alert.assignee_id,
        at_once=alert.urgency <= due.TODAY.urgency,
    )
