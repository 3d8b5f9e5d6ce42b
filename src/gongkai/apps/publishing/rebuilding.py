"""Do the rows of items and duties say what the journal says? Compared and restored bit for bit.

Takes:   the entries of one row, recorded or of the procedure; versions and publications, which nobody can change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import connection, transaction

from gongkai.apps import rules
from gongkai.apps.cached_rows import Columns, Progress, Restored, Table, restore
from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing import counting, showing
from gongkai.apps.publishing.duties import DUTIES
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.registers import ITEMS
from gongkai.apps.publishing.story import SUBJECT, columns_with, publication_ids, told, version_ids
from gongkai.apps.registered import RECORD


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make items and duties again from the journal and name what differed. `check` compares only."""
    organs = None if organ_ids is None else tuple(organ_ids)
    start = after or {}
    tables = (_items(), DUTIES.table)
    done = Restored.all(restore(each, organs, progress, check, start.get(each.name, 0)) for each in tables)
    if not check and counting.wrong(connection):
        with transaction.atomic():
            counting.recount(connection)
    return done


def _items() -> Table:
    calendar, settings = rules.calendar(), rules.settings()

    def made(written: Sequence[Entry]) -> Columns:
        return among([written[0].subject_id])(written)

    def among(ids: Sequence[int]) -> Callable[[Sequence[Entry]], Columns]:
        versions, publications = version_ids(ids), publication_ids(ids)

        def one(written: Sequence[Entry]) -> Columns:
            if written[0].event == RECORD:
                return ITEMS.columns(written)
            found, pk = told(written), written[0].subject_id
            live = publications.get(pk) if found.case.live else None
            return columns_with(found, calendar, settings, versions.get((pk, found.case.version)), live)

        return one

    return Table(ITEMS.word, SUBJECT, Item, made, unique="number", among=among, shown=showing.changed)
