"""How often may one address ask in a minute?

A fixed window of one minute, counted for all web processes of the machine together (`counts`). It is there against a script that
keeps the processors busy, not against a determined attacker; that is what the limits of the work itself are for
(`apps.reporting.bounded`, sizes of pages) and, for forms that write, `challenge`.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest
from django.utils import timezone

from gongkai.config.peer import address
from gongkai.faces.look import counts

WINDOW_SECONDS = 60
_OF_ONE_HOUSE = 64
"""Bits of an IPv6 address that its network gives; a machine chooses the rest, a new one for each request if it likes (RFC 8981)."""


@dataclass(frozen=True, slots=True)
class Share:
    """What an address has left of its minute: `limit` times (0 for no limit), `left` of them, anew in `seconds`."""

    limit: int
    left: int
    seconds: int
    allowed: bool = True


def share(request: HttpRequest, what: str, limit: int) -> Share:
    """Count this request for `what`, and say whether its address had it left. 0 means no limit."""
    now = int(timezone.now().timestamp())
    seconds = WINDOW_SECONDS - now % WINDOW_SECONDS
    if not limit:
        return Share(0, 0, seconds)
    asked = counts.added(f"throttle:{what}:{house(request)}:{now // WINDOW_SECONDS}", seconds, now)
    return Share(limit, max(0, limit - asked), seconds, asked <= limit)


def house(request: HttpRequest) -> str:
    """Whom the address of a request stands for: itself, or the network of a house."""
    told = address(request)
    try:
        found = ip_address(told)
    except ValueError:
        return told
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(IPv6Network((int(found), _OF_ONE_HOUSE), strict=False))
    return told
