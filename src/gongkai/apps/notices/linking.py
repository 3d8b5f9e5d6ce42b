"""Where on the desk does a case stand, for texts that leave the house? A test holds these against the desk's own addresses."""

from __future__ import annotations

from django.conf import settings

_CASES = {
    "request": "/desk/requests/{}/",
    "remedy": "/desk/remedies/{}/",
    "question": "/desk/questions/{}/",
    "record": "/desk/records/{}/",
}


def link_to(subject: str, subject_id: int) -> str:
    """The path of a case on the desk; empty for what has no page."""
    return _CASES[subject].format(subject_id) if subject in _CASES else ""


def whole(path: str) -> str:
    """An address that works from outside; the path alone while no domain is set (GONGKAI_SITE_DOMAIN)."""
    domain = settings.SITE["domain"]
    return f"https://{domain}{path}" if domain and path else path
