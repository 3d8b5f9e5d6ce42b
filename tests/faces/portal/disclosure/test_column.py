"""The disclosure column: the organs, the five parts, the guide, the items, the documents in force."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client

from gongkai.apps.organs import actions as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import program
from gongkai.law.fees import BY_PAGES, BY_REQUESTS
from tests.faces.portal.disclosure.county import NOW, OFFICE, county, document, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Organ:
    return county()[0]


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return html.unescape(response.content.decode())


def _links(text: str) -> set[str]:
    main = text[text.index("<main") : text.index("</main>")]
    return set(re.findall(r'<a[^>]* href="([^"#]+)"', main))


def test_every_organ_leads_to_its_column_and_the_column_to_its_five_parts(client: Client, office: Organ) -> None:
    assert {"/xxgk/qinghe/", "/xxgk/qinghe-office/", "/xxgk/qinghe-edu/"} <= _links(_text(client, "/xxgk/"))
    text = _text(client, "/xxgk/qinghe-office/")
    below = "/xxgk/qinghe-office"
    assert _links(text) == {
        f"{below}/guide/",
        f"{below}/system/",
        f"{below}/items/",
        "/reports/qinghe-office/",
        f"{below}/apply/",
        f"{below}/activities/",
        "/statistics/qinghe-office/",
        f"{below}/feed.xml",
        f"{below}/rss.xml",
    }
    assert OFFICE["phone"] in text


def test_the_guide_omits_what_is_not_told_and_promises_no_channel_for_it(client: Client, office: Organ) -> None:
    text = _text(client, "/xxgk/qinghe-office/guide/")
    assert OFFICE["office_address"] in text
    assert "尚未填写" not in text
    assert "传真" not in text
    assert OFFICE["review_organ"] in text
    organs.describe(program(office.pk), office.pk, {"fax": "0000-7654321"}, date(2026, 3, 2), NOW)
    assert text.count("0000-7654321") == 0
    assert _text(client, "/xxgk/qinghe-office/guide/").count("0000-7654321") == 2


def test_an_organ_that_told_nothing_has_a_guide_that_says_where_to_ask(client: Client, office: Organ) -> None:
    text = _text(client, "/xxgk/qinghe-edu/guide/")
    assert "联系方式尚未公布" in text
    assert "尚未填写" not in text


def test_the_prices_in_the_guide_are_those_of_the_scales(client: Client, office: Organ) -> None:
    text = _text(client, "/xxgk/qinghe-office/guide/")
    for scale in (BY_REQUESTS, BY_PAGES):
        for tier in scale.written:
            assert f"{tier.first} 至 {tier.last}" in text if tier.last else f"{tier.first} {scale.unit}以上" in text
    assert BY_REQUESTS.growth is not None
    assert f"再加{BY_REQUESTS.growth.increase}元" in text


def test_items_come_newest_first_by_column_and_page(client: Client, office: Organ) -> None:
    for number in range(1, 24):
        publish(office, number, date(2026, 1, number))
    publish(office, 30, date(2026, 2, 1), "财政信息")
    publish(office, 31, date(2026, 2, 2), "财政信息", withdrawn=date(2026, 2, 3))
    publish(office, 32, date(2999, 1, 1))
    text = _text(client, "/xxgk/qinghe-office/items/")
    assert re.findall(r"第(\d+)条信息", text)[:3] == ["30", "23", "22"]
    assert "第31条信息" not in text
    assert "第32条信息" not in text
    column = _text(client, "/xxgk/qinghe-office/items/?column=财政信息")
    assert re.findall(r"第(\d+)条信息", column) == ["30"]
    assert "第1条信息" in _text(client, "/xxgk/qinghe-office/items/?page=2")
    assert client.get("/xxgk/qinghe-office/items/?column=没有").status_code == 404
    assert "第30条信息" not in _text(client, "/xxgk/qinghe-edu/items/")


def test_documents_are_shown_as_they_were_in_force_on_a_day(client: Client, office: Organ) -> None:
    document(office, 1, date(2022, 3, 1), until=date(2025, 6, 30))
    document(office, 2, date(2024, 5, 1))
    path = "/xxgk/qinghe-office/documents/"
    now, then = _text(client, path), _text(client, path + "?day=2025-06-29")
    assert ("第1号办法" in now, "第2号办法" in now) == (False, True)
    assert ("第1号办法" in then, "第2号办法" in then) == (True, True)
    assert "没有现行有效" in _text(client, path + "?day=2021-01-01")
    wrong = _text(client, path + "?day=2025-02-30")
    assert "2025-02-30" in wrong
    assert "不是今天以前的一天" in wrong


def test_the_system_lists_instruments_with_links_inside_only(client: Client, office: Organ) -> None:
    text = _text(client, "/xxgk/qinghe-office/system/")
    assert "国务院令第711号" in text
    assert _links(text) == set()


def test_applying_names_the_channels_of_today(client: Client, office: Organ) -> None:
    text = _text(client, "/xxgk/qinghe-office/apply/")
    assert OFFICE["email"] in text
    assert 'href="/apply/qinghe-office/"' in text


def test_a_dissolved_organ_keeps_its_column_and_leaves_the_tree(client: Client, office: Organ) -> None:
    organs.dissolve(program(office.pk), office.pk, date(2026, 2, 1), NOW)
    assert "/xxgk/qinghe-office/" not in _links(_text(client, "/xxgk/"))
    assert "撤销" in _text(client, "/xxgk/qinghe-office/")


def test_pages_carry_the_tags_of_their_column(client: Client, office: Organ) -> None:
    text = _text(client, "/xxgk/qinghe-office/guide/")
    for tag in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"):
        assert re.search(rf'<meta name="{tag}" content="[^"]+">', text), tag
    assert '<meta name="ColumnType" content="信息公开指南">' in text


def test_the_home_page_leads_to_the_office_of_the_site(client: Client, office: Organ) -> None:
    publish(office, 1, date(2026, 1, 1))
    text = _text(client, "/")
    assert {"/xxgk/qinghe-office/guide/", "/xxgk/qinghe-office/apply/", "/xxgk/"} <= _links(text)
    assert "第1条信息" in text
    assert OFFICE["phone"] in text


def test_a_site_without_organs_says_so(client: Client) -> None:
    assert "还没有登记机关" in _text(client, "/xxgk/")
    assert "还没有公布的年报" in _text(client, "/reports/")
