"""A column that was closed: what stayed in it can still be read there, what went elsewhere is found there."""

from __future__ import annotations

import html
from datetime import date

import pytest
from django.test import Client

from gongkai.apps.columns import actions
from gongkai.apps.columns.models import Column
from tests.apps.office import at
from tests.apps.publishing.desk import published
from tests.faces.portal.disclosure.published import Shown, shown
from tests.rigs import begun

pytestmark = pytest.mark.django_db
CLOSED = date(2026, 3, 16)


@begun.rows
def here() -> Shown:
    return shown()


def _column(where: Shown, slug: str, name: str) -> Column:
    told = {"slug": slug, "name": name, "kind": "other", "description": f"{name}。", "keywords": name}
    return actions.record(where.house.clerk, {**told, "opened_on": date(2020, 1, 1)}, at(date(2026, 3, 2)))


def _close(where: Shown, column: Column, successor: str) -> None:
    actions.close(where.house.clerk, column.pk, CLOSED, successor, at(CLOSED))


def test_what_stays_in_a_closed_column_is_read_there(client: Client, here: Shown) -> None:
    item = published(here.house)
    column = _column(here, "gone", item.column)
    assert "已停止更新" not in client.get("/xxgk/changtu/columns/gone/").content.decode()
    _close(here, column, "gone")
    text = html.unescape(client.get("/xxgk/changtu/columns/gone/").content.decode())
    assert "已停止更新" in text
    assert "自 2026-03-16 起停止更新" in text
    assert f'href="{here.page(item)}"' in text
    assert 'href="/xxgk/changtu/columns/gone/"' in html.unescape(client.get(here.page(item)).content.decode())


def test_a_column_that_went_elsewhere_leads_there_to_the_end_of_the_line(client: Client, here: Shown) -> None:
    item = published(here.house)
    first, second = _column(here, "first", item.column), _column(here, "second", "第二个")
    _column(here, "third", "第三个")
    _close(here, first, "second")
    _close(here, second, "third")
    answer = client.get("/xxgk/changtu/columns/first/")
    assert (answer.status_code, answer["Location"]) == (301, "/xxgk/changtu/columns/third/")
    assert f'href="{here.page(item)}"' in html.unescape(client.get(answer["Location"]).content.decode())


def test_a_column_closed_with_nothing_in_it_is_gone(client: Client, here: Shown) -> None:
    _close(here, _column(here, "empty", "空的"), "")
    assert client.get("/xxgk/changtu/columns/empty/").status_code == 404
