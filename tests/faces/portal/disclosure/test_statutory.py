"""法定主动公开内容: each legal item leads to what was published under it; lists by year and page; organs found by name."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client

from gongkai.apps.columns import actions as columns
from gongkai.apps.organs import actions as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import program
from gongkai.law.website.columns import SERVES, asked_of
from tests.apps.columns.tree import opened
from tests.faces.portal.disclosure.county import NOW, county, publish

pytestmark = pytest.mark.django_db
PATH = "/xxgk/qinghe-office/items/"


@pytest.fixture
def office() -> Organ:
    return county()[0]


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


def _owed(text: str) -> dict[str, str]:
    """By the legal item, what stands below it."""
    found = re.findall(r'<span class="owed-name">([^<]+)</span>(.*?)</li>(?=<li>|\s*<li>|\s*</[ou]l>)', text, re.DOTALL)
    return dict(found)


def test_each_legal_item_leads_to_its_columns_and_says_where_nothing_is(client: Client, office: Organ) -> None:
    actor = program(office.pk)
    opened(actor, "rules", "行政规范性文件", serves="20.1", section="statutory")
    opened(actor, "below", "下级栏目", parent="rules", serves="20.1")
    opened(actor, "empty", "空的栏目", serves="20.2")
    for number, column in enumerate(("行政规范性文件", "行政规范性文件", "下级栏目")):
        publish(office, number, date(2026, 1, 1 + number), column)
    owed = _owed(_text(client, PATH))
    assert list(owed) == [SERVES[code].name for code in asked_of("county")]
    first = owed[SERVES["20.1"].name]
    assert re.findall(r'href="([^"]+)"', first) == ["/xxgk/qinghe-office/columns/rules/"], (
        "what is below is found there"
    )
    assert "3 条" in first
    empty = [name for name, below in owed.items() if "暂无公开内容" in below]
    assert len(empty) == len(owed) - 1
    assert SERVES["20.2"].name in empty, "a column without items serves nobody"


def test_pages_behind_the_first_are_the_list_alone_and_old_addresses_go_on(client: Client, office: Organ) -> None:
    for number in range(45):
        publish(office, number, date(2025, 12, 1 + number % 28))
    first, second = _text(client, PATH), _text(client, PATH + "?page=2")
    assert "应当主动公开的事项" in first
    assert "应当主动公开的事项" not in second
    assert "第 2 页，共 3 页" in second
    assert re.findall(r'rel="(prev|next)" href="([^"]+)"', second) == [("prev", "?page=1"), ("next", "?page=3")]
    assert len(re.findall(r"第\d+条信息", _text(client, PATH + "?page=3"))) == 5
    assert "第 3 页" in _text(client, PATH + "?page=99")
    narrow = _text(client, PATH + "?column=政策文件&page=2")
    assert "?column=%E6%94%BF%E7%AD%96%E6%96%87%E4%BB%B6&page=3" in narrow


def test_years_have_pages_of_their_own(client: Client, office: Organ) -> None:
    actor = program(office.pk)
    opened(actor, "policies", "政策文件")
    publish(office, 1, date(2024, 5, 1))
    publish(office, 2, date(2025, 5, 1))
    publish(office, 3, date(2025, 6, 1), "别的")
    assert re.findall(r"第(\d+)条信息", _text(client, "/xxgk/qinghe-office/years/2025/")) == ["3", "2"]
    column = "/xxgk/qinghe-office/columns/policies/"
    assert re.findall(r"第(\d+)条信息", _text(client, column + "2025/")) == ["2"]
    assert {"/xxgk/qinghe-office/years/2024/", "/xxgk/qinghe-office/years/2025/"} <= set(
        re.findall(r'href="([^"]+)"', _text(client, PATH))
    )
    for gone in (
        "/xxgk/qinghe-office/years/2023/",
        column + "2023/",
        column + "99999/",
        "/xxgk/qinghe-office/years/0/",
    ):
        assert client.get(gone).status_code == 404, gone


def test_a_year_of_a_column_leads_to_its_heir(client: Client, office: Organ) -> None:
    actor = program(office.pk)
    opened(actor, "new", "新栏目")
    row = opened(actor, "old", "旧栏目")
    publish(office, 1, date(2025, 5, 1), "旧栏目")
    columns.close(actor, row.pk, date(2026, 3, 1), "new", NOW)
    answer = client.get("/xxgk/qinghe-office/columns/old/2025/")
    assert (answer.status_code, answer["Location"]) == (301, "/xxgk/qinghe-office/columns/new/2025/")
    assert re.findall(r"第(\d+)条信息", _text(client, answer["Location"])) == ["1"]


def test_organs_are_found_by_name_with_how_much_they_published(client: Client, office: Organ) -> None:
    publish(office, 1, date(2026, 1, 1))
    publish(office, 2, date(2026, 1, 1), withdrawn=date(2026, 1, 2))
    text = _text(client, "/xxgk/")
    assert "公开 1 条" in text
    assert text.count("还没有公开的信息") == 2
    found = _text(client, "/xxgk/?q= 教 育")
    assert re.findall(r'href="/xxgk/([\w-]+)/"', found) == ["qinghe-edu"]
    nobody = _text(client, "/xxgk/?q=<b>没有</b>")
    assert "没有找到这个机关" in nobody
    assert "<b>没有" not in client.get("/xxgk/?q=<b>没有</b>").content.decode()
    assert client.get("/xxgk/?q=" + "长" * 5000).status_code == 200


def test_an_organ_page_shows_what_is_new(client: Client, office: Organ) -> None:
    for number in range(12):
        publish(office, number, date(2026, 1, 1 + number))
    text = _text(client, "/xxgk/qinghe-office/")
    assert re.findall(r"第(\d+)条信息", text) == [str(each) for each in range(11, 3, -1)]
    assert "共 12 条" in text


def test_who_took_over_from_a_dissolved_organ_is_led_to(client: Client, office: Organ) -> None:
    bureau = Organ.objects.get(code="qinghe-edu")
    organs.dissolve(program(0), office.pk, date(2026, 2, 1), NOW, bureau.pk)
    text = _text(client, "/xxgk/qinghe-office/")
    assert "职能由" in text
    assert 'href="/xxgk/qinghe-edu/"' in text
    assert "申请信息请向它提出" in text
