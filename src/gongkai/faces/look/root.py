"""Where does this site stand in the network? Feeds, site maps and codes for phones need the whole address.

Gives:   `root()`, of the settings; empty where no domain is registered yet. Then nothing that needs it is kept as a file, since the
         address would be that of whoever asked first.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def root() -> str:
    """`https://` and the registered domain, without a slash at the end; empty where there is none."""
    domain: str = settings.SITE["domain"]
    return f"https://{domain}" if domain else ""


def absolute(request: HttpRequest, path: str) -> str:
    """The whole address of a page: at the registered domain, else where the asker found us."""
    return f"{root()}{path}" if root() else request.build_absolute_uri(path)
