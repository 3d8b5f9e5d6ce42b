"""What is a thing called that is known by its key alone?

Takes:   keys as the index has them. Gives: what its address is made of and its title, of those that are public now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gongkai.apps.search.models import Entry


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that everybody may find."""

    key: str
    kind: str
    organ_code: str
    number: str
    title: str


def named(keys: Collection[str]) -> Mapping[str, Named]:
    """By key, in one query; what is public no more is left out."""
    rows = Entry.objects.filter(key__in=keys).select_related("organ")
    return {row.key: Named(row.key, row.kind, row.organ.code, row.number, row.title) for row in rows}
