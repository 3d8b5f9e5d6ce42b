"""By which calendar and which readings of the law does this installation count?

Gives:   `calendar()`, the official notices with the office's own, read again when a notice is added or changed;
         `settings()` and `chosen()`, what the office chose where the law leaves a gap (GONGKAI_LAW_SETTINGS).

The one door for apps and faces: actions and queries pass what it gives on to `law`, which asks nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings as django_settings

from gongkai.config import notices
from gongkai.config.environment import current
from gongkai.law.calendar import Calendar
from gongkai.law.settings import Settings, Value


def calendar() -> Calendar:
    """The calendar in force. Raises `law.calendar.BadNotice` for a notice that cannot be read."""
    return _calendar(notices.state(current()))


def settings() -> Settings:
    """The readings that clocks take."""
    chosen_settings: Settings = django_settings.LAW_CHOICES.settings
    return chosen_settings


def chosen() -> Mapping[str, Value]:
    """The readings that decisions, letters and the return take, by name; what is not named keeps its default."""
    values: Mapping[str, Value] = django_settings.LAW_CHOICES.chosen
    return values


@lru_cache(maxsize=1)
def _calendar(state: tuple[tuple[Path, int, int], ...]) -> Calendar:
    """One calendar for each state of the folder: `state` is the key, the files are read anew."""
    return notices.calendar(current())
