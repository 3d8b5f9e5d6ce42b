"""Which columns are stale, empty or foreseen to be stale; what a month asks for; what an inspection would count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.columns import actions, updating
from gongkai.apps.columns.updating import State
from tests.apps.columns.tree import DAY, NOW, filed, opened
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Office:
    return office()


def states(where: Office, today: date) -> dict[str, State]:
    return {each.branch.column.name: each.state for each in updating.due(where.organ.pk, today)}


def test_a_column_is_due_a_term_after_what_was_last_published_in_it(where: Office) -> None:
    opened(where.clerk, "zwyw", "政务要闻", kind="news", every="weeks", times=2)
    filed(where.clerk, "政务要闻", DAY, DAY - timedelta(3))
    (one,) = updating.due(where.organ.pk, DAY)
    assert (one.due, one.left, one.state, one.duty) == (date(2024, 3, 18), 10, State.FORESEEN, "每2周至少更新一次")
    assert one.light.words == "正常"
    (one,) = updating.due(where.organ.pk, date(2024, 3, 18))
    assert (one.left, one.state, one.light.words) == (0, State.FORESEEN, "今天到期")
    (one,) = updating.due(where.organ.pk, date(2024, 3, 19))
    assert (one.left, one.state, one.light.words) == (-1, State.STALE, "逾期")
    filed(where.clerk, "政务要闻", date(2024, 3, 19), first=3)
    assert states(where, date(2024, 3, 19)) == {"政务要闻": State.FORESEEN}


def test_what_was_filed_under_a_former_name_counts(where: Office) -> None:
    column = opened(where.clerk, "zwyw", "新闻", every="months", times=6)
    filed(where.clerk, "新闻", DAY)
    actions.change(where.clerk, column.pk, {"name": "政务要闻"}, DAY, NOW)
    (one,) = updating.due(where.organ.pk, DAY)
    assert (one.held.readable, one.due, one.state) == (1, date(2024, 9, 4), State.FINE)
    assert not updating.lacking(where.organ.pk, DAY)


def test_an_empty_column_is_told_and_one_with_columns_below_holds_what_they_hold(where: Office) -> None:
    opened(where.clerk, "fd", "法定主动公开内容", section="statutory", every="weeks", times=1)
    opened(where.clerk, "cz", "财政信息", "fd", every="formation")
    opened(where.clerk, "jz", "社会救助", "fd")
    opened(where.clerk, "zn", "公开指南", section="guide")
    filed(where.clerk, "财政信息", DAY)
    assert states(where, DAY) == {
        "法定主动公开内容": State.FORESEEN,
        "财政信息": State.FREE,
        "社会救助": State.EMPTY,
        "公开指南": State.FREE,
    }


def test_columns_that_nobody_opened_are_told_with_what_stands_in_them(where: Office) -> None:
    opened(where.clerk, "a", "通知公告")
    filed(where.clerk, "通知公告", DAY)
    filed(where.clerk, "乡镇动态", DAY)
    filed(where.clerk, "热点回应", DAY, DAY)
    assert {name: held.readable for name, held in updating.lacking(where.organ.pk, DAY).items()} == {
        "热点回应": 2,
        "乡镇动态": 1,
    }
    assert list(updating.lacking(where.organ.pk, DAY)) == ["热点回应", "乡镇动态"]


def test_a_month_shows_the_next_day_and_those_that_would_follow(where: Office) -> None:
    opened(where.clerk, "a", "要闻", every="weeks", times=2)
    opened(where.clerk, "b", "公告", every="months", times=6)
    filed(where.clerk, "要闻", DAY)
    filed(where.clerk, "公告", date(2023, 9, 20))
    found = updating.due_days(updating.due(where.organ.pk, DAY), date(2024, 3, 1), date(2024, 4, 30))
    assert [(each.day, each.standing.branch.column.name, each.projected) for each in found] == [
        (date(2024, 3, 18), "要闻", False),
        (date(2024, 3, 20), "公告", False),
        (date(2024, 4, 1), "要闻", True),
        (date(2024, 4, 15), "要闻", True),
        (date(2024, 4, 29), "要闻", True),
    ]


def test_an_inspection_of_today_is_told_before_it_comes(where: Office) -> None:
    for n in range(5):
        opened(where.clerk, f"n{n}", f"动态{n}", kind="news", every="months", times=3)
        filed(where.clerk, f"动态{n}", DAY)
    opened(where.clerk, "below", "下级动态", "n0", kind="news")
    today = date(2024, 3, 19)
    standings = updating.due(where.organ.pk, today)
    assert all(each.short for each in standings if not each.branch.depth)
    found = {each.veto.code: each for each in updating.vetoes(standings, today)}
    # Fresh by the office's own term, stale by that of the inspection.
    assert found["unrenewed"].fails
    assert found["stale"].columns == ()
    assert found["empty"].columns == ("下级动态",)
    assert not found["empty"].fails
    assert not any(each.fails for each in updating.vetoes(standings, DAY))


def test_the_first_page_is_told_as_far_as_the_reader_may_see(where: Office) -> None:
    opened(where.clerk, "a", "要闻", every="weeks", times=2)
    filed(where.clerk, "要闻", DAY)
    filed(where.clerk, "别的", DAY)
    told = updating.summary(where.leader, at(date(2024, 4, 1)).date())
    assert told is not None
    assert ([each.branch.column.name for each in told.stale], told.columns) == (["要闻"], 1)
    assert list(told.lacking) == ["别的"]
    elsewhere = updating.summary(office("kangping").leader, DAY)
    assert elsewhere is not None
    assert (elsewhere.columns, dict(elsewhere.lacking)) == (0, {})
