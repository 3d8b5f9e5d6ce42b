"""Words are found anywhere in number and subject, in both databases alike, and the index keeps up by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from gongkai.apps.requests import actions, queries, words
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.queries import Filters
from tests.apps.office import MONDAY, closed, office, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("采购", True),
        ("校车采购结果", True),
        ("果", True),
        ("结果 校车", True),
        ("采校", False),
        ("购结 车采", True),
        ("abc-Ⅲ", True),
        ("ABC", True),
        ("2024-0001", True),
        ("0001", True),
        ('"o1', False),
        ("100%", False),
        ("OR", False),
        ("果 无", False),
    ],
)
def test_a_word_is_found_anywhere(text: str, found: bool) -> None:
    where = office()
    opened(where, subject="Abc-Ⅲ路校车采购结果")
    assert queries.cases(where.clerk, Filters(text=text), MONDAY).total == found


def test_the_index_follows_every_row_that_is_written() -> None:
    where = office()
    other = office("kangping")
    row, foreign = opened(where, subject="供热补贴"), opened(other, subject="供热补贴")
    assert words.found(["供热"], None, None, None, 9) == [foreign.pk, row.pk]
    assert words.found(["供热"], {where.organ.pk}, 2024, True, 9) == [row.pk]
    assert words.found(["供热"], {where.organ.pk}, 2023, None, 9) == []
    assert words.found(["供热"], set(), None, None, 9) == []
    closed(where, row, MONDAY + timedelta(1))
    assert words.found(["供热"], {where.organ.pk}, None, True, 9) == []
    assert words.found(["供热"], {where.organ.pk}, None, False, 9) == [row.pk]
    assert words.wrong(connection) == 0
    Request.objects.filter(pk=row.pk).update(subject="道路规划")  # past the doors
    assert words.wrong(connection) == 0
    assert actions.rebuild().differences
    assert words.found(["供热"], None, None, None, 9) == [foreign.pk, row.pk]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM requests_words")
    assert words.wrong(connection) == 2
    actions.rebuild()
    assert words.wrong(connection) == 0


def test_who_finds_too_many_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    where = office()
    for _ in range(4):
        opened(where, subject="供热补贴")
    found, cut = queries.selected(where.clerk, Filters(text="供热", order="number"), MONDAY, 3)
    assert ([row.number for row in found], cut) == (["2024-0002", "2024-0003", "2024-0004"], True)
    monkeypatch.setattr("gongkai.apps.requests.listing.COUNTED", 3)
    monkeypatch.setattr("gongkai.apps.requests.listing.PAGE_ROWS", 2)
    page = queries.cases(where.clerk, Filters(order="number"), MONDAY)
    assert (page.total, page.more, page.pages) == (3, True, 2)
    last = queries.cases(where.clerk, Filters(order="number", page=2), MONDAY)
    assert (len(last.rows), last.pages, last.more) == (2, 3, True)
    beyond = queries.cases(where.clerk, Filters(order="number", page=9), MONDAY)
    assert (beyond.number, beyond.total, beyond.more) == (2, 4, False)
    monkeypatch.setattr("gongkai.apps.requests.listing._DEEP", 3)
    for page, number in ((2, 2), (9, 2)):
        deep = queries.cases(where.clerk, Filters(order="number", page=page), MONDAY)
        assert (deep.number, deep.pages, deep.total, deep.more) == (number, 2, 4, False)
        assert deep.rows == last.rows
    assert queries.cases(where.clerk, Filters(open=True), MONDAY).more is False


def test_a_list_that_several_things_narrow_is_paged_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    where = office()
    for at in range(5):
        opened(where, MONDAY + timedelta(at // 2), subject="供热补贴", channel="email" if at == 3 else "counter")
    monkeypatch.setattr("gongkai.apps.requests.listing.PAGE_ROWS", 3)
    for most in (99, 2):
        monkeypatch.setattr("gongkai.apps.requests.listing.COUNTED", most)
        for order in queries.ORDERS:
            wanted = Filters(open=True, channel="counter", order=order)
            pages = [queries.cases(where.clerk, replace(wanted, page=at), MONDAY) for at in (1, 2, 9)]
            assert [(page.number, page.pages, page.total, page.more) for page in pages[:2]] == [
                (1, 2, 4, False),
                (2, 2, 4, False),
            ]
            shown = [row.request.pk for page in pages[:2] for row in page.rows]
            assert shown == [row.pk for row in queries.selected(where.clerk, wanted, MONDAY)[0]]
            assert pages[2].rows == pages[1].rows, "a page beyond the last is the last"
