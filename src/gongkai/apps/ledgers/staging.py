"""How far has a run come that was stopped? A small file in the data folder, one for each file and reading of the law.

It holds nothing but numbers: how many cases, in their order, the law has found sound. What it says is asked again of the
law when the cases are written; it only saves the time of trying act by act.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings as django_settings

from gongkai import __version__
from gongkai.annual.ledger.sheets import VERSION
from gongkai.law.calendar import Calendar
from gongkai.law.settings import Settings

KEPT_DAYS = 7


class Staging:
    """The progress of one file under one calendar and one choice of settings, on one day."""

    def __init__(self, file_hash: str, organ_id: int, today: date, calendar: Calendar, settings: Settings) -> None:
        rules = [file_hash, organ_id, today.isoformat(), __version__, VERSION, settings.changed()]
        rules.append(sorted(f"{notice.id} {notice.sha256}" for notice in calendar.notices))
        self._folder = Path(django_settings.DATA) / "ledgers"
        self._path = self._folder / f"{hashlib.sha256(json.dumps(rules).encode()).hexdigest()}.sound"

    def sound(self) -> int:
        """How many cases were found sound. A last line that was not finished does not count."""
        try:
            lines = self._path.read_text("ascii", "replace").split("\n")[:-1]
        except OSError:
            return 0
        return max((int(line) for line in lines if line.isdecimal()), default=0)

    def remember(self, count: int) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="ascii") as file:
            file.write(f"{count}\n")

    def clear(self) -> None:
        """The run has come to its end."""
        self._path.unlink(missing_ok=True)

    def purge(self, now: datetime) -> None:
        """Clear away what runs left that nobody went on with."""
        oldest = (now - timedelta(days=KEPT_DAYS)).timestamp()
        for path in self._folder.glob("*.sound"):
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except FileNotFoundError:
                continue  # Another run was quicker.
