"""Where does a kept page lie, and which addresses may have one at all?

Takes:   `DATA` of the settings; the path of an address in the form in which it stands in links, without a query (`asked` makes it of
         a path that a server has decoded).
Gives:   its file below `DATA/pages/site`, None for an address that is never kept. nginx, the embedded server, the writer and the
         sweeper all ask here, so that none of them takes one file for another's.

Only plain letters, digits, `-`, `_` and dots within a name, and what is not ASCII, percent-encoded as browsers send it: so it is called
on the disk, too. No encoded slash, dot, percent sign or NUL, no `..`, no name that begins with a dot and none that a file system could
read otherwise: of an address that can be written in two ways one alone is kept. A path that ends with `/` is the `index.html` of its folder; no address ends so itself.
"""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

INDEX, PACKED = "index.html", ".gz"
HTML = "text/html; charset=utf-8"
SEGMENT = r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,118}[A-Za-z0-9_-])?"
FOLDERS = r"(?!.*(?://|/\.|\./|%(?![89A-F][0-9A-F])))/(?:[A-Za-z0-9._%/-]*/)?"
"""Of a path that ends with `/`, or of what stands before a last name: whatever may not be in it is said first."""
LONGEST, LONGEST_NAME = 900, 240
"""Of a whole path, and of one name in it. File systems take 4096 and 255."""
TYPES: tuple[tuple[str, str], ...] = (
    (r"(?:[A-Za-z0-9._-]*-)?feed\.xml", "application/atom+xml; charset=utf-8"),
    (r"(?:[A-Za-z0-9._-]*-)?rss\.xml", "application/rss+xml; charset=utf-8"),
    (r"[A-Za-z0-9._-]+\.xml", "application/xml; charset=utf-8"),
    (r"[A-Za-z0-9._-]+\.csv", "text/csv; charset=utf-8"),
    (r"[A-Za-z0-9._-]+\.json", "application/json"),
)
"""The type of a page that is no folder, by its last name; the first that fits."""

_FOLDER = re.compile(FOLDERS)
_FILE = re.compile(rf"{FOLDERS}{SEGMENT}\.(?:xml|csv|json)")
_TYPES = tuple((re.compile(pattern), kind) for pattern, kind in TYPES)


def home() -> Path:
    """The folder of all that belongs to kept pages."""
    return Path(settings.DATA) / "pages"


def site() -> Path:
    """What nginx serves."""
    return home() / "site"


def asked(path: str) -> str:
    """The path of a request as it stands in links. What was encoded though it need not be is encoded again, and so never kept."""
    return quote(path)


def relative(path: str) -> str:
    """Where the page of an address lies below `site`; empty for an address that is never kept."""
    if len(path) > LONGEST or max(map(len, path.split("/"))) > LONGEST_NAME:
        return ""
    if path.endswith("/"):
        return f"{path[1:]}{INDEX}" if _FOLDER.fullmatch(path) else ""
    return path[1:] if _FILE.fullmatch(path) else ""


def media_type(path: str) -> str:
    """Of a page at an address that may be kept."""
    if path.endswith("/"):
        return HTML
    name = path.rpartition("/")[2]
    return next(kind for pattern, kind in _TYPES if pattern.fullmatch(name))


def day_file() -> Path:
    """Tells on which day the kept pages are true; whoever reads another day than today serves none of them."""
    return home() / "day"


def told_day() -> date | None:
    """The day that the kept pages are true on, None where none is told."""
    try:
        return date.fromisoformat(day_file().read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def beat_file() -> Path:
    """Touched whenever this machine has looked for pages that are true no more."""
    return home() / "beat"


LATE_SECONDS = 10.0
"""After how long without a look at the pages that are true no more the sweeper counts as standing still."""


def quiet() -> float | None:
    """For how many seconds nobody looked for pages that are true no more; None where nobody ever did."""
    try:
        return max(0.0, time.time() - beat_file().stat().st_mtime)
    except OSError:
        return None


def state() -> str:
    """For monitors: `ok`, `late` while nobody looks for pages that are true no more, `none` where nothing is kept."""
    seconds = quiet()
    if not site().is_dir():
        return "none"
    return "late" if seconds is not None and seconds > LATE_SECONDS else "ok"


def fault_file() -> Path:
    """Holds the sentence of what keeps pages from being written, while something does."""
    return home() / "fault"
