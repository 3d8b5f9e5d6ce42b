"""What every page shows of the site itself: its name, its main ways, its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the main navigation. `here` when the page shown lies below it."""

    label: str
    url: str
    here: bool


# Label and the name of the address, in the order shown.
WAYS: tuple[tuple[str, str], ...] = (("首页", "portal:home"),)


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site` (name, organ, contact, filing numbers) and `ways` (main navigation)."""
    return {"site": settings.SITE, "ways": [_way(label, name, request.path) for label, name in WAYS]}


def _way(label: str, name: str, path: str) -> Way:
    url = reverse(name)
    return Way(label, url, path == url if url == "/" else path.startswith(url))
