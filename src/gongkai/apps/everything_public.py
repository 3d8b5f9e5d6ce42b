"""What may everybody find, of all apps together?

Takes:   the day. Gives: every `Findable`, as the app tells it that keeps it. What goes over the whole index (`gongkai search`, the jobs of the schedule) reads it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.apps.documents import showing as documents
from gongkai.apps.publishing import findable as items
from gongkai.apps.questions import showing as questions
from gongkai.apps.reporting import showing as reports
from gongkai.apps.search.findable import Findable
from gongkai.apps.supervision import showing as activities


def everything_public(on: date) -> Iterator[Findable]:
    """All that is public on a day, app by app."""
    yield from items.findables()
    yield from documents.findables()
    yield from reports.findables()
    yield from activities.findables(on)
    yield from questions.findables()
