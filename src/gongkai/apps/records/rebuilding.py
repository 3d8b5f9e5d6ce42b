"""Do the cached columns of requests to correct records say what the journal says? Compared and restored bit for bit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongkai.apps import casebook, rules
from gongkai.apps.cached_rows import Columns, Progress, Restored, Table, restore
from gongkai.apps.journal.models import Entry
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
    calendar, settings = rules.calendar(), rules.settings()

    def made(written: Sequence[Entry]) -> Columns:
        told = casebook.story(written)
        return {"number": told.number, **columns(casework.replay(told.acts, calendar, settings), told)}

    table = Table("记录更正", KIND.subject, RecordCorrection, made, unique="number")
    return restore(table, organ_ids, progress, check, (after or {}).get(table.name, 0))
