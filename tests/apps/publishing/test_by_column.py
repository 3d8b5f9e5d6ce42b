"""What stands under a name is the same whether the database kept count of it or every row is read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.publishing import actions
from gongkai.apps.publishing.by_column import Held, by_column
from gongkai.apps.publishing.models import Item
from tests.apps.publishing.desk import DAY, NOW, House, content, drafted, house, published, signed

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=7)


@pytest.fixture
def where() -> House:
    return house()


def told(organ_id: int, on: date) -> dict[str, tuple[int, date | None, date | None]]:
    """The same out of the rows, one by one."""
    found: dict[str, list[tuple[date, date]]] = {}
    for row in Item.objects.filter(organ_id=organ_id, published_on__lte=on):
        if row.published_on and (row.withdrawn_on is None or row.withdrawn_on > on):
            days = (row.published_on, row.renewed_on or row.published_on)
            found.setdefault(row.column, []).append(days)
    return {
        name: (len(days), min(first for first, _ in days), max(max(each) for each in days))
        for name, days in found.items()
    }


def held(organ_id: int, on: date) -> dict[str, tuple[int, date | None, date | None]]:
    return {
        name: (each.readable, each.first, each.latest)
        for name, each in by_column(organ_id, on).items()
        if each.readable
    }


def test_counts_and_days_are_those_of_the_rows_today_and_before(where: House) -> None:
    organ = where.clerk.organ_id
    item = published(where)
    gone = published(where, content(column="财政信息"))
    published(where, content(column="财政信息"), LATER)
    actions.act(where.clerk, item.pk, "correct", {"reason": "改数"}, LATER)
    actions.edit(where.clerk, item.pk, content("<p>改正后的正文</p>"), LATER)
    signed(where, Item.objects.get(pk=item.pk), now=LATER)
    actions.act(where.clerk, item.pk, "publish", {}, LATER)
    actions.act(where.head, gone.pk, "withdraw", {"how": "mistaken", "reason": "发错"}, LATER)
    drafted(where, content(column="还没有公开的"))
    assert held(organ, LATER.date())["财政信息"][0] == 1
    for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1), LATER.date(), LATER.date() + timedelta(days=1)):
        assert held(organ, day) == told(organ, day), day
    assert by_column(organ, LATER.date())["还没有公开的"] == Held(
        coming=1, due=Item.objects.get(column="还没有公开的").due
    )
