"""Who put an alert off until when and why, and who took that back?

Takes:   an officer, an alert, a moment. Gives: the alert's row changed and the act in the journal of its organ.

The row says how it stands and forgets with every new round of the same fact; the journal keeps who wanted not to hear of what.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.apps import rules
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.models import Subject
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.watch.models import WHY, Alert
from gongkai.apps.watch.put_off_history import PUT_OFF, TAKE_BACK
from gongkai.apps.watch.queries import alert as readable
from gongkai.law.casework import Refusal

RIGHT = "alert.put_off"
LONGEST_PUT_OFF = 20
"""Working days: what is put off longer is forgotten."""
_COLUMNS = ("put_off_until", "put_off_why", "put_off_by", "put_off_at", "told_at")


@transaction.atomic
def put_off(actor: Actor, alert_id: int, until: date, why: str, now: datetime) -> Alert:
    """An officer knows of an alert and wants to hear of it again on a day; `why` is a code of `WHY`. It stays on the page.

    Refused (`Refusal`): a day that has come, more than `LONGEST_PUT_OFF` working days, an unknown reason, an alert that is settled.
    `people.rights.Forbidden`. Not found (`Alert.DoesNotExist`): another organ's.
    """
    row, today = _own(actor, alert_id), timezone.localdate(now)
    if row.settled_on is not None:
        raise Refusal("这条提醒的情况已经消除，不用暂缓。")
    if why not in WHY:
        raise Refusal(f"请选明暂缓的原因：{'、'.join(WHY.values())}。")
    last = rules.calendar().advance(today, LONGEST_PUT_OFF)
    if not today < until <= last:
        raise Refusal(f"暂缓到哪一天，须在今天以后、{last}（{LONGEST_PUT_OFF} 个工作日）以前，请改日期。")
    row.put_off_until, row.put_off_why, row.put_off_by, row.put_off_at = until, why, actor.person, now
    return _entered(row, PUT_OFF, actor, now, {"until": until.isoformat(), "why": why})


@transaction.atomic
def take_back_put_off(actor: Actor, alert_id: int, now: datetime) -> Alert:
    """The alert is told again from now on. Refused (`Refusal`): one that is not put off. Otherwise as `put_off`."""
    row, today = _own(actor, alert_id), timezone.localdate(now)
    if row.put_off_until is None or row.put_off_until <= today:
        raise Refusal("这条提醒没有暂缓，或者暂缓的日子已经到了，不用撤回。")
    row.put_off_until, row.put_off_why, row.put_off_by, row.put_off_at = None, "", "", None
    return _entered(row, TAKE_BACK, actor, now, {})


def _own(actor: Actor, alert_id: int) -> Alert:
    rights.demand(actor, RIGHT)
    readable(actor, alert_id)
    return Alert.objects.select_for_update().get(pk=alert_id, organ_id=actor.organ_id)


def _entered(row: Alert, event: str, actor: Actor, now: datetime, told: dict[str, object]) -> Alert:
    # Told anew: when the day has come, or at once where it was taken back.
    row.told_at = None
    row.save(update_fields=list(_COLUMNS))
    about = {"subject": row.subject, "subject_id": row.subject_id, "kind": row.kind}
    journal.append(Subject.ALERT, row.pk, event, timezone.localdate(now), actor, now, {**about, **told})
    return row
