"""Who is told, and by which channels, and when? Pure: from posts, preferences and the office's clock.

A clerk to whom the case was given is told alone, as long as that person is still a clerk there; else every clerk is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from gongkai.apps.notices.models import Channel, Preference
from gongkai.apps.people.rights import CLERK


def told(held: Sequence[tuple[str, int]], roles: Iterable[str], person: int | None, not_to: str = "") -> list[int]:
    """The persons to tell, of those who hold posts (role, person); nobody is told what he did himself."""
    chosen: list[int] = []
    for role in roles:
        holders = [one for its, one in held if its == role]
        chosen += [person] if person is not None and role == CLERK and person in holders else holders
    return [one for one in dict.fromkeys(chosen) if str(one) != not_to]


def wanted(preference: Preference, configured: frozenset[str], email: str) -> list[str]:
    """The channels by which an officer is told: chosen, set up, and with an address."""
    ways = (
        (Channel.MAIL, preference.mail and bool(email)),
        (Channel.SMS, preference.sms and bool(preference.phone)),
        (Channel.WECOM, preference.wecom and bool(preference.account)),
    )
    return [channel.value for channel, chosen in ways if chosen and channel.value in configured]


def not_before(preference: Preference, now: datetime) -> datetime:
    """When a message may go out: at once, or when the quiet hours end."""
    first, last = preference.quiet_from, preference.quiet_until
    here = timezone.localtime(now)
    quiet = first <= here.hour or here.hour < last if first > last else first <= here.hour < last
    if not quiet:
        return now
    end = here.replace(hour=last, minute=0, second=0, microsecond=0)
    return end if end > here else end + timedelta(days=1)
