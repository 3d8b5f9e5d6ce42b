"""Which calendar does this installation count by?

The notices that the program carries, and those that the office has put into its own folder since: the yearly notice comes
out in November, and nobody should wait for a release to count by it.

Raises `BadNotice` (law/calendar) for a file that is none: a deadline must not be counted by half a calendar.
"""

from __future__ import annotations

import os
from pathlib import Path

from gongkai.config.environment import Environment
from gongkai.law.calendar import Calendar, load_notices, official


def calendar(environment: Environment, folder: Path | None = None) -> Calendar:
    """The official calendar with the notices of `folder`, or else of GONGKAI_NOTICES_DIR, or of `notices` among the data."""
    named = folder or environment.optional_folder("GONGKAI_NOTICES_DIR")
    if named:
        return official().with_notices(load_notices(named))
    usual = _usual(environment)
    return official().with_notices(load_notices(usual)) if any(usual.glob("*.json")) else official()


def state(environment: Environment) -> tuple[tuple[Path, int, int], ...]:
    """The notices of the office's folder with size and time of change: differs as soon as one is added or edited."""
    folder = environment.optional_folder("GONGKAI_NOTICES_DIR") or _usual(environment)
    try:
        # Asked at every act, and mostly there is no such folder: a glob takes ten times as long to find that.
        names = sorted(os.listdir(folder))
    except OSError:
        names = []
    found = [(path, path.stat()) for path in (folder / name for name in names if name.endswith(".json"))]
    return ((folder, 0, 0), *((path, stat.st_size, stat.st_mtime_ns) for path, stat in found))


def _usual(environment: Environment) -> Path:
    return environment.folder("GONGKAI_DATA") / "notices"
