"""May a link stand in a published text, and a picture?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_DIGEST = re.compile(r"file:([0-9a-f]{64})\Z")
_SCHEMES = frozenset({"http", "https", "mailto"})
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
"""What browsers, or a hurried hand, put into an address without its meaning anything."""
_LONGEST = 2000


def address(told: str) -> str:
    """The address of a link as it may be written; empty for one that may not: another scheme, a place on the same page,
    another server without a scheme, a folder of somebody's computer."""
    href = _IGNORED.sub("", told)
    if not href or len(href) > _LONGEST or "\\" in href or href.startswith(("#", "//")):
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme:
        named = parts.netloc if parts.scheme != "mailto" else parts.path
        return href if parts.scheme in _SCHEMES and named else ""
    # Before the first slash a colon would be a scheme to some reader of the address.
    return "" if ":" in re.split(r"[/?#]", href, maxsplit=1)[0] else href


def digest(told: str) -> str:
    """The digest that the source of a picture names, empty for any other source."""
    found = _DIGEST.match(told)
    return found[1] if found else ""
