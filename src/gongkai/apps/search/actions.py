"""What is told to the index: what became public or ceased to be, and what was searched."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from gongkai.apps.search import entering, wishes
from gongkai.apps.search.findable import Findable


def put(findables: Iterable[Findable]) -> int:
    """Make things findable, or what they are now; how many were new or changed. In the transaction of the act that made them public."""
    return entering.put(findables)


def drop(keys: Collection[str]) -> int:
    """Make things not findable any more, in the transaction of the act by which they ceased to be public; how many there were."""
    return entering.drop(keys)


def set_validity(key: str, in_force_from: date | None, ended_on: date | None) -> bool:
    """When a thing is in force, where another app tells it than the one that told the thing; whether there is such a thing."""
    return entering.set_validity(key, in_force_from, ended_on)


def recode(organ_id: int, before: str, after: str) -> int:
    """Name the things of an organ by its new code, in the transaction in which it gets it; how many there are."""
    return entering.recode(organ_id, before, after)


def record(text: str, found: bool, day: date) -> bool:
    """Count that something was searched, so that the office learns what was not found and readers are suggested what was; whether it was kept.
    What may give away a person is not, nor is anything of who asked.
    """
    return wishes.record(text, found, day)


def forget(before: date) -> int:
    """Delete what was counted of searches before a day; how many rows."""
    return wishes.forget(before)
