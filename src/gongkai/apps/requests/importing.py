"""How do many requests come in at once? The door for ledgers, beside the desk's own in `actions`.

Inside the caller's transaction. Rights and the law were asked by the caller (apps/ledgers); what cannot follow one another
is refused here all the same, for every row is replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from gongkai.apps import importing, rules
from gongkai.apps.alike import actions as alike
from gongkai.apps.casebook import Story
from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.requests import counted_by, numbers
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.projection import columns
from gongkai.law.casework import request as casework


def hold(organ_id: int, known: Iterable[str]) -> None:
    """Let nobody else register in this organ, or act on the requests of these numbers, until the transaction ends."""
    numbers.hold(organ_id)
    importing.lock(Request, organ_id, known)


def lookups(organ_id: int) -> dict[int, str]:
    """By which digest the applicant of each request is found; empty where the name is shredded or never was told."""
    found = Request.objects.filter(organ_id=organ_id, person__isnull=False)
    return dict(found.values_list("pk", "person__lookup"))


def import_cases(
    organ_id: int,
    additions: Iterable[importing.Addition],
    now: datetime,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write requests, new or continued; how many acts. Refused (`Refusal`): acts that cannot follow one another."""
    calendar, settings = rules.calendar(), rules.settings()
    counted_by.remember_first(calendar, settings, now)
    numbers.forget(organ_id)

    def cached(story: Story) -> Mapping[str, object]:
        return columns(casework.replay(story.acts, calendar, settings), story)

    def heard(case_id: int, addition: importing.Addition, records: Mapping[int, PersonalRecord]) -> None:
        who = next((each.lookup for each in records.values() if each.lookup), "")
        for act in addition.acts:
            private = addition.private.get(act.seq, {})
            alike.heard(KIND.subject, case_id, organ_id, act, private, records.get(act.seq), who)
            alike.corrected(KIND.subject, case_id, act, now)

    return importing.take(organ_id, KIND, Request, cached, additions, now, progress, heard)
