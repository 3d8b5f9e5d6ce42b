"""What the watch does: its round over all that is open, a look at one case right after an act, putting an alert off, calendars' addresses.

Nothing here changes a case. Who was told of what is the outbox's (apps/notices).
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.apps import rules
from gongkai.apps.acted import Acted
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.watch.feeds import give, revoke
from gongkai.apps.watch.keeping import end, keep
from gongkai.apps.watch.looking import sort
from gongkai.apps.watch.models import WHY, Alert, Round
from gongkai.apps.watch.queries import alert as readable
from gongkai.apps.watch.rounds import walk
from gongkai.apps.watch.telling import tell_alerts
from gongkai.law.casework import Refusal

__all__ = ["give", "look_again", "put_off", "revoke", "round_of_the_day"]

LONGEST_PUT_OFF = 20
"""Working days: what is put off longer is forgotten."""


def round_of_the_day(now: datetime, again: bool = False, anew: bool = False) -> Round | None:
    """Look at all that is open, once a day, and tell what is new; None when the day's round is finished, unless `again`.

    May be killed at any moment and called again: it goes on where it stopped, and tells what was not told.
    """
    done = walk(now, again, anew)
    tell_alerts(now)
    return done


def look_again(told: Acted) -> None:
    """Look at one case within the transaction of an act on it, so that what the act settled is gone at once."""
    its = sort(told.subject)
    if its is None:
        return
    day = timezone.localdate(told.now)
    if its.after is not None and told.case is not None:
        one = its.after(told.row, told.case, day)
        looked = [one] if one is not None else []
    else:
        looked = list(its.look(its.among([told.subject_id]), day, False))
    if looked:
        keep(told.subject, looked, day, told.now, first=told.acts == 1)
    else:
        end(told.subject, [told.subject_id], day, told.now)


@transaction.atomic
def put_off(actor: Actor, alert_id: int, until: date, why: str, now: datetime) -> Alert:
    """An officer knows of an alert and wants to hear of it again on a day; `why` is a code of `WHY`. It stays on the page.

    Refused (`Refusal`): a day that has come, more than `LONGEST_PUT_OFF` working days, an unknown reason, an alert that is settled.
    `people.rights.Forbidden`. Not found (`Alert.DoesNotExist`): another organ's.
    """
    rights.demand(actor, "alert.put_off")
    row = readable(actor, alert_id)
    today = timezone.localdate(now)
    if row.organ_id != actor.organ_id:
        raise Alert.DoesNotExist
    if row.settled_on is not None:
        raise Refusal("这条提醒的情况已经消除，不用暂缓。")
    if why not in WHY:
        raise Refusal(f"请选明暂缓的原因：{'、'.join(WHY.values())}。")
    last = rules.calendar().advance(today, LONGEST_PUT_OFF)
    if not today < until <= last:
        raise Refusal(f"暂缓到哪一天，须在今天以后、{last}（{LONGEST_PUT_OFF} 个工作日）以前，请改日期。")
    row.put_off_until, row.put_off_why, row.put_off_by, row.put_off_at = until, why, actor.person, now
    # Told anew when the day has come.
    row.told_at = None
    row.save(update_fields=["put_off_until", "put_off_why", "put_off_by", "put_off_at", "told_at"])
    return row
