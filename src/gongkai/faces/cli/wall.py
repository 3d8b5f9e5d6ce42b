"""Which day is it on the office's wall? The same for every command and every page, wherever the machine stands.

At night the machine's own clock may still show the day before: what the desk has just taken would lie in the future.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from gongkai.config.environment import OFFICE_ZONE


def today() -> date:
    """Today in the office. Only edges ask."""
    return datetime.now(ZoneInfo(OFFICE_ZONE)).date()
