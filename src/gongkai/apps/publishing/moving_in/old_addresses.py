"""Where does a reader of the old site's address go?

Law:     国办发〔2017〕47号 (addresses of a site that moves lead on)
Takes:   an address as the export told it, or as a reader asks for it: whole, or a path with its query.
Gives:   `path_of`, the digest that is kept beside each item that was moved in; `item_at`, the item whose old address it is.

Scheme and host are left out: the old site may have had several, and the new one may have another. Where two old sites had the same
path, nobody is led anywhere but by the whole address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from gongkai.apps.publishing.models import MovedItem

_SCHEMES = ("http", "https")
_MOST = 10


def path_of(address: str) -> str | None:
    """The digest of an address without scheme, host and fragment; None for what names no page."""
    try:
        parts = urlsplit(address.strip().replace("\\", "/"))
    except ValueError:
        return None
    path = unquote(parts.path).lstrip("./")
    if not path and not parts.query:
        return None
    told = f"/{path}?{unquote(parts.query)}" if parts.query else f"/{path}"
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def item_at(address: str, hosts: Iterable[str] = ()) -> tuple[str, str] | None:
    """The code of the organ and the index number of the item whose old address this is; None for none, or several.

    Several share a path: the one whose whole address stood at one of `hosts`. Whether it is public is not asked here.
    """
    digest = path_of(address)
    rows = MovedItem.objects.filter(path=digest).order_by("pk") if digest else MovedItem.objects.none()
    found = list(rows.values_list("key", "organ__code", "item__number")[:_MOST])
    if len(found) > 1:
        whole = {_key(f"{scheme}://{host}{address}") for host in hosts for scheme in _SCHEMES}
        found = [each for each in found if each[0] in whole]
    return (found[0][1], found[0][2]) if len(found) == 1 else None


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
