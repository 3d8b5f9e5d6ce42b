"""What is the newest change, and does anything newer concern a page? How do the kept pages of this machine stand?"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from gongkai.apps.pages import shelf
from gongkai.apps.pages.models import Stale
from gongkai.apps.pages.scopes import EVERYTHING
from gongkai.config import kept_pages

LATE_SECONDS = 10.0
"""After how long without a look at the pages that are true no more the sweeper counts as standing still."""


def newest() -> int:
    """The number of the newest change that everybody sees, 0 for none. Asked before anything is read for a page."""
    return int(Stale.objects.aggregate(newest=Max("seq"))["newest"] or 0)


def newer(since: int) -> list[tuple[int, str]]:
    """Number and scope of every change after one, in their order."""
    rows = Stale.objects.filter(seq__gt=since).order_by("seq").values_list("seq", "scope")
    return [(seq or 0, scope) for seq, scope in rows]


def concerned(changes: Collection[tuple[int, str]], scopes: Collection[str], since: int) -> bool:
    """Whether one of the changes after `since` makes a page with these scopes untrue."""
    return any(seq > since and (scope == EVERYTHING or scope in scopes) for seq, scope in changes)


@dataclass(frozen=True, slots=True)
class Standing:
    """The kept pages of this machine. `quiet` tells for how many seconds nobody looked for pages that are true no more, None where
    nobody ever did; `fault` is the sentence of what keeps pages from being written, empty while nothing does.
    """

    pages: int
    waiting: int
    day: date | None
    filled: bool
    quiet: float | None
    fault: str

    @property
    def late(self) -> bool:
        return self.quiet is None or self.quiet > LATE_SECONDS


def standing(patience: float = 2.0) -> Standing:
    """How they stand now. `shelf.Busy` where they are being changed for so long."""
    with shelf.held(patience) as kept:
        pages, waiting, filled = kept.count(), kept.waiting(), bool(kept.told("filled"))
    return Standing(pages, waiting, kept_pages.told_day(), filled, quiet(), fault())


def quiet() -> float | None:
    """For how many seconds nobody looked for pages that are true no more; None where nobody ever did."""
    try:
        return max(0.0, time.time() - kept_pages.beat_file().stat().st_mtime)
    except OSError:
        return None


def fault() -> str:
    """What keeps pages from being written, empty while nothing does."""
    try:
        return kept_pages.fault_file().read_text(encoding="utf-8").strip()
    except OSError:
        return ""
