"""What is the newest change, and does anything newer concern a page? How do the kept pages of this machine stand?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from gongkai.apps.pages import shelf
from gongkai.apps.pages.models import Stale
from gongkai.apps.pages.scopes import EVERYTHING
from gongkai.config import kept_pages


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
    """The kept pages of this machine: how many there are, how many addresses are to have one again, the day on which they are
    true, and whether all addresses were gone through since they were last thrown away.
    """

    pages: int
    waiting: int
    day: date | None
    filled: bool


def standing(patience: float = 2.0) -> Standing:
    """How they stand now. `shelf.Busy` where they are being changed for so long."""
    with shelf.held(patience) as kept:
        return Standing(kept.count(), kept.waiting(), kept_pages.told_day(), bool(kept.told("filled")))


def said() -> str:
    """The same in a sentence, empty where nothing is kept."""
    if not kept_pages.site().is_dir():
        return ""
    try:
        now = standing()
    except (shelf.Busy, OSError):
        return "正在写。"
    rest = f"，{now.waiting} 页待写" if now.waiting else "" if now.filled else "，其余的正在补"
    return f"已有 {now.pages} 页{rest}。"


def late() -> float:
    """For how many seconds too long nobody has looked for pages that are true no more; 0 while somebody does, or nothing is kept."""
    return kept_pages.quiet() or 0.0 if kept_pages.state() == "late" else 0.0


def fault() -> str:
    """What keeps pages from being written, empty while nothing does."""
    try:
        return kept_pages.fault_file().read_text(encoding="utf-8").strip()
    except OSError:
        return ""
