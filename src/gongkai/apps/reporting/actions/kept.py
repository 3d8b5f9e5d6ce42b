"""What can be done with the result of a check: keep it for a while, delete it, clear away what has expired.

Only here are rows of `KeptCheck` made and removed.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from gongkai.apps.reporting.examination import Examination, pack
from gongkai.apps.reporting.models import KeptCheck
from gongkai.apps.reporting.queries.kept import digest

_log = logging.getLogger(__name__)


def keep(examination: Examination, now: datetime, days: int) -> str:
    """Keep a result for `days` days from `now`. Gives the token of its address, which is stored nowhere.

    Clears away what has expired on the way, so that an installation without a schedule does not gather results.
    """
    if days < 1:
        raise ValueError(f"保留天数应不少于 1，收到 {days}。")
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        purge(now)
        KeptCheck.objects.create(
            address=digest(token), packed=pack(examination), kept_at=now, until=now + timedelta(days=days)
        )
    return token


def delete(token: str) -> bool:
    """Delete a kept result. False when there was none (any more)."""
    removed, _ = KeptCheck.objects.filter(address=digest(token)).delete()
    return removed > 0


def purge(now: datetime) -> int:
    """Delete every result whose time is over; how many there were."""
    removed, _ = KeptCheck.objects.filter(until__lte=now).delete()
    if removed:
        _log.info("purged %d kept checks", removed)
    return removed
