"""What the watch does: its round over all that is open, a look at one case right after an act, putting an alert off (`putting_off`),
calendars' addresses.

Nothing here changes a case. Who was told of what is the outbox's (apps/notices).
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.apps.acted import Acted
from gongkai.apps.watch.feeds import give, revoke
from gongkai.apps.watch.keeping import end, keep
from gongkai.apps.watch.looking import sort
from gongkai.apps.watch.models import Round
from gongkai.apps.watch.putting_off import LONGEST_PUT_OFF, put_off, take_back_put_off
from gongkai.apps.watch.rounds import walk
from gongkai.apps.watch.telling import tell_alerts

__all__ = ["LONGEST_PUT_OFF", "give", "look_again", "put_off", "revoke", "round_of_the_day", "take_back_put_off"]


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
