"""Do the cached columns of requests to correct records say what the journal says? Compared and restored bit for bit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.apps.cached_rows import Progress, Restored, of_cases, restore
from gongkai.apps.records.kind import KIND
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.records.projection import columns
from gongkai.law.casework import record as casework


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make every cached column again from the journal and name what differed. `check` compares only."""
    table = of_cases("记录更正", KIND, RecordCorrection, casework.replay, columns)
    return restore(table, organ_ids, progress, check, (after or {}).get(table.name, 0))
