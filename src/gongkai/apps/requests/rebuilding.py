"""Do the cached columns of requests say what the journal says? Compared and restored bit for bit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction

from gongkai.apps import rules
from gongkai.apps.cached_rows import Progress, Restored, of_cases, restore
from gongkai.apps.requests import counted_by, month_counts, words
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.projection import columns
from gongkai.law.casework import request as casework


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
    now: datetime | None = None,
) -> Restored:
    """Make every cached column again from the journal, by the calendar and settings in force, and name what differed.

    `check` compares only. `after` has what `progress` told last before a run was stopped: the id by the table's name. `now` is kept as the
    moment since which the calendar in force counts, when all organs were done. The index of words and the counts of months are mended with all organs.
    """
    table = of_cases("申请", KIND, Request, casework.replay, columns)
    done = restore(table, organ_ids, progress, check, (after or {}).get(table.name, 0))
    if not check and organ_ids is None:
        words.restore(connection)
        if words.wrong(connection):
            words.refill(connection)
        if not month_counts.restore(connection) and month_counts.wrong(connection):
            with transaction.atomic():
                month_counts.recount(connection)
    if now is not None and organ_ids is None and not check:
        counted_by.remember(rules.calendar(), rules.settings(), now)
    return done
