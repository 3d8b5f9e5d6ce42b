"""How often may one address ask for a check?

A fixed window of one minute, counted in Django's cache: one count per web process with the default cache, one for all
with a shared one. It is there against a script that keeps both processors busy, not against a determined attacker; that
is what the limits in `apps.reporting.bounded` are for.
"""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from gongkai.config.peer import address

WINDOW_SECONDS = 60


def allowed(request: HttpRequest) -> bool:
    """Count this request; False when its address has had its share of this minute. 0 in the setting means no limit."""
    limit: int = settings.CHECKS_A_MINUTE
    if not limit:
        return True
    window = int(timezone.now().timestamp()) // WINDOW_SECONDS
    key = f"annual_check:{address(request)}:{window}"
    cache.add(key, 0, 2 * WINDOW_SECONDS)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # Crowded out of the cache between the two calls.
        return True
