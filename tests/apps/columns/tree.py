"""Columns of an office for tests, through the public doors."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.columns import actions
from gongkai.apps.columns.models import Column
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import actions as publishing
from tests.apps.office import at

DAY = date(2024, 3, 4)
NOW = at(DAY)


def opened(actor: Actor, slug: str, name: str, parent: str = "", now: datetime = NOW, **more: object) -> Column:
    """A column with its tags."""
    told: dict[str, object] = {
        "slug": slug,
        "name": name,
        "parent": parent,
        "kind": "other",
        "description": f"{name}。",
        "keywords": name,
        "opened_on": DAY,
    }
    return actions.record(actor, {**told, **more}, now)


def filed(actor: Actor, name: str, *days: date, first: int = 1) -> None:
    """An item for each day under the name of a column."""
    items = [LedgerItem(f"{name}-{n}", f"{name}第{n}条", name, day) for n, day in enumerate(days, first)]
    publishing.record_items(actor, items, at(date(2025, 6, 30)))
