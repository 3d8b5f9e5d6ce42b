"""By which notices and settings were the cached columns computed, and are they still in force?

Takes:   calendar and settings in force.
Gives:   `remember`, `outdated`, `before`. The yearly notice arrives as a file in a folder: nobody announces it to the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.apps.requests.models import CountedBy
from gongkai.law.calendar import Calendar, Notice
from gongkai.law.settings import Settings

_ONLY = 1


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the calendar and settings of the last computation. Titles of notices; names of settings."""

    added: tuple[Notice, ...]
    gone: tuple[str, ...]
    settings: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.settings)

    @property
    def sentence(self) -> str:
        """What has changed, as part of a Chinese sentence; empty when nothing has."""
        parts = [f"新收录《{each.title}》" for each in self.added]
        parts += [f"撤下了放假通知“{each}”" for each in self.gone]
        parts += ["口径设置有变动"] if self.settings else []
        return "，".join(parts)


def fingerprint(calendar: Calendar) -> dict[str, str]:
    """The notices of a calendar by id, each with its hash."""
    return {notice.id: notice.sha256 for notice in calendar.notices}


def remember_first(calendar: Calendar, settings: Settings, now: datetime) -> None:
    """Keep what the first request of an installation is computed by."""
    if not CountedBy.objects.filter(pk=_ONLY).exists():
        remember(calendar, settings, now)


def remember(calendar: Calendar, settings: Settings, now: datetime) -> None:
    """Keep what all cached columns are computed by from now on."""
    CountedBy.objects.update_or_create(
        pk=_ONLY, defaults={"notices": fingerprint(calendar), "settings": settings.changed(), "since": now}
    )


def change(calendar: Calendar, settings: Settings) -> Change:
    """What has changed since the last computation. Nothing before the first request."""
    row = CountedBy.objects.filter(pk=_ONLY).first()
    if row is None:
        return Change((), (), False)
    now = fingerprint(calendar)
    added = tuple(notice for notice in calendar.notices if row.notices.get(notice.id) != now[notice.id])
    gone = tuple(sorted(each for each in row.notices if each not in now))
    return Change(added, gone, row.settings != settings.changed())


def calendar_before(calendar: Calendar) -> Calendar:
    """The calendar of the last computation, as far as its notices are still there: without those that came since."""
    row = CountedBy.objects.filter(pk=_ONLY).first()
    if row is None:
        return calendar
    kept = [notice for notice in calendar.notices if row.notices.get(notice.id) == notice.sha256]
    return Calendar(kept)
