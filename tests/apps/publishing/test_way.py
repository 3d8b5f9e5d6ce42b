"""An item on its whole way: drafted, signed by four persons, public, amended, withdrawn."""

from __future__ import annotations

import pytest

from gongkai.apps.publishing import actions, queries
from tests.apps.publishing.desk import DAY, NOW, content, house, published

pytestmark = pytest.mark.django_db


def test_the_whole_way() -> None:
    where = house()
    row = published(where)
    assert (row.state, row.way, row.published_on, row.number) == ("live", "reviewed", DAY, "changtu-2026-00001")
    seen = queries.item(where.head, row.pk, NOW)
    assert [each.signature is not None for each in seen.stages] == [False] * 7 or all(
        each.signature for each in seen.stages
    )
    row = actions.act(where.clerk, row.pk, "correct", {"reason": "日期有误"}, NOW)
    row = actions.edit(where.clerk, row.pk, content("<p>改过</p>"), NOW)
    row = actions.act(where.head, row.pk, "withdraw", {"how": "mistaken", "reason": "误发"}, NOW)
    assert row.state == "withdrawn"
    assert queries.items(where.clerk, queries.ItemFilters(), NOW).rows[0].item == row
    assert queries.board(where.clerk, DAY).published == 1
    assert actions.rebuild(check=True).differences == ()
