"""How do many reviews and suits come in at once? The door for ledgers, beside the desk's own in `actions`.

Inside the caller's transaction, which holds the organ's lock (`requests.importing.hold`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from gongkai.apps import importing, rules
from gongkai.apps.casebook import Story
from gongkai.apps.remedies.kind import KIND
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.projection import columns
from gongkai.law.casework import remedy as casework


def hold(organ_id: int, known: Iterable[str]) -> None:
    """Let nobody else act on the cases of these numbers until the transaction ends."""
    importing.lock(Remedy, organ_id, known)


def lookups(organ_id: int) -> dict[int, str]:
    """By which digest the party of each case is found; empty where the name is shredded or never was told."""
    found = Remedy.objects.filter(organ_id=organ_id, person__isnull=False)
    return dict(found.values_list("pk", "person__lookup"))


def import_cases(
    organ_id: int,
    additions: Iterable[importing.Addition],
    now: datetime,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write cases, new or continued; how many acts. Refused (`Refusal`): acts that cannot follow one another."""
    calendar, settings = rules.calendar(), rules.settings()

    def cached(story: Story) -> Mapping[str, object]:
        return columns(casework.replay(story.acts, calendar, settings), story)

    return importing.take(organ_id, KIND, Remedy, cached, additions, now, progress)
