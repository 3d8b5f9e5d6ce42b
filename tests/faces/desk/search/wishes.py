"""Words that were searched in vain, one of them dealt with, and a group of words that mean the same, recorded by an office."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gongkai.apps.search import actions, tending
from gongkai.apps.search.models import Settled, Synonym
from tests.faces.desk.world import Office

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
DAY = date(2026, 11, 18)


def searched(text: str, times: int = 1, day: date = DAY) -> None:
    for _ in range(times):
        assert actions.record(text, False, day)


def tended(where: Office) -> dict[str, int]:
    """A group of words and something dealt with; their ids."""
    head = where.actor("head")
    searched("棚户改造")
    tending.record_synonyms(head, [{"words": "低保 最低生活保障", "note": "", "since": NOW.date()}], NOW)
    tending.settle(head, {"text": "棚户改造", "how": "guidance", "note": "", "settled_on": NOW.date()}, NOW)
    return {"synonym": Synonym.objects.latest("pk").pk, "settled": Settled.objects.latest("pk").pk}
