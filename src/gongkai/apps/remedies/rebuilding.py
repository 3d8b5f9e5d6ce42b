"""Do the cached columns of reviews and suits say what the journal says? Compared and restored bit for bit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.apps.cached_rows import Progress, Restored, of_cases, restore
from gongkai.apps.remedies.kind import KIND
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.projection import columns
from gongkai.law.casework import remedy as casework


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make every cached column again from the journal and name what differed. `check` compares only."""
    table = of_cases("复议诉讼", KIND, Remedy, casework.replay, columns)
    return restore(table, organ_ids, progress, check, (after or {}).get(table.name, 0))
