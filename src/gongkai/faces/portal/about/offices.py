"""Which office does one ask, and how? What every organ has told of its office.

Law:     条例 4 (each organ's office), 12 (what it tells of itself)
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from gongkai.apps.organs import queries as organs


@dataclass(frozen=True, slots=True)
class Office:
    """An organ to which one can apply, and what its office tells of itself; empty where it has told nothing."""

    code: str
    name: str
    depth: int
    office: str
    phone: str
    email: str
    hours: str


def offices() -> list[Office]:
    """Every organ of today in the order of the tree."""
    return [
        Office(
            each.organ.code,
            each.name,
            each.depth,
            each.organ.office_name.strip(),
            each.organ.phone.strip(),
            each.organ.email.strip(),
            each.organ.office_hours.strip(),
        )
        for each in organs.tree(timezone.localdate())
    ]
