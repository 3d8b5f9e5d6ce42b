"""The pages of the policy library: official columns, validity by word and shape, filters that say what is wrong with them."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.apps.documents.models import Document
from gongkai.apps.organs import actions as organs
from gongkai.apps.people.actor import program
from tests.apps.office import at
from tests.faces.portal.disclosure.published import Shown, explained, normative, policy, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(date(2026, 5, 4)))


@begun.rows
def here() -> Shown:
    return shown()


def _text(client: Client, query: str = "", status: int = 200) -> str:
    response = client.get(f"/policies/{query}")
    assert response.status_code == status
    return html.unescape(response.content.decode())


def _cells(text: str) -> list[dict[str, str]]:
    rows = re.findall(r"<tr[^>]*>\s*<th scope=\"row\">.*?</tr>", text, re.S)
    return [
        {
            label: re.sub(r"<[^>]+>", " ", cell).split()[0]
            for label, cell in re.findall(r'data-label="([^"]+)">(.*?)</td>', row, re.S)
        }
        for row in rows
    ]


def test_a_policy_stands_there_with_the_official_columns(client: Client, here: Shown) -> None:
    normative(here.house, "昌政发〔2026〕2号", effective_on="2026-04-01")
    assert _cells(_text(client)) == [
        {
            "索引号": "changtu-2026-00001",
            "文号": "昌政发〔2026〕2号",
            "发布机构": "changtu办公室",
            "成文日期": "2026-02-27",
            "公开日期": "2026-03-02",
            "施行日期": "2026-04-01",
            "有效性": "○",
        }
    ]


def test_validity_is_told_by_word_and_shape_and_narrows(client: Client, here: Shown) -> None:
    ended = policy(here.house, title="旧办法")
    withdrawn(here.house, ended, "repealed", by="昌政发〔2026〕3号")
    policy(here.house, title="新办法")
    text = _text(client)
    assert "新办法" in text
    assert "旧办法" not in text
    text = _text(client, "?validity=repealed")
    assert "旧办法" in text
    assert "新办法" not in text
    assert "自 2026-03-09 起废止。" in text
    assert '<span aria-hidden="true">■ </span>废止' in text
    assert re.findall(r'<span class="count">(\d+)</span>', text) == ["1", "0", "0", "1", "0", "2"]
    assert "旧办法" in _text(client, "?day=2026-03-08"), "it was in force on that day"


def test_what_explains_a_policy_is_led_to_and_leads_back(client: Client, here: Shown) -> None:
    item = policy(here.house)
    other = explained(here.house, item.number)
    assert f'<a href="{here.page(other)}">《春季造林补助办法》解读</a>' in _text(client)
    back = html.unescape(client.get("/policies/interpretations/").content.decode())
    assert f'<a href="{here.page(item)}">春季造林补助办法</a>' in back


def test_what_has_no_page_is_shown_without_a_link(client: Client, here: Shown) -> None:
    Document.objects.create(
        organ_id=here.house.organ_id,
        kind="rule",
        number="昌政令〔2020〕1号",
        title="<b>规章</b>",
        issued_on=date(2020, 1, 1),
        in_force_on=date(2020, 1, 1),
    )
    raw = client.get("/policies/").content.decode()
    assert "&lt;b&gt;规章&lt;/b&gt;" in raw
    assert "本网站未登载全文" in raw
    assert "<b>规章" not in raw


def test_policies_of_a_dissolved_organ_are_found_by_it(client: Client, here: Shown) -> None:
    policy(here.house)
    organs.dissolve(program(0), here.house.organ_id, date(2026, 4, 1), at(date(2026, 4, 1)))
    text = _text(client, "?organ=changtu")
    assert "没有“changtu”这一项" not in text
    assert "春季造林补助办法" in text
    assert re.search(r'<option value="changtu" selected>[^<]*（已撤销）</option>', text)


@begun.rows
def a_policy(here: Shown) -> None:
    policy(here.house)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?day=2026-13-01", "没有这一天，或者写法不对"),
        ("?day=2027-01-01", "2027-01-01 还没有到"),
        ("?year=20x6", "年份请写成 2024 的样子"),
        ("?year=3000", "年份请填 1949 到 2026 之间的一年"),
        ("?organ=nobody", "没有“nobody”这一项"),
        ("?kind=law", "没有“law”这一项"),
        (f"?q={'长' * 61}", "最多 60 个字"),
        ("?q=%00a", "看不见的控制字符"),
    ],
)
def test_what_cannot_be_read_is_said_and_narrows_nothing(client: Client, a_policy: None, query: str, said: str) -> None:
    text = _text(client, query)
    assert said in text
    assert "春季造林补助办法" in text
    assert '<details class="narrow" open>' in text


@pytest.mark.parametrize("query", ["?page=x", "?page=-1", "?page=99999999999", "?validity=nothing", "?page=²"])
def test_odd_addresses_show_the_first_page(client: Client, a_policy: None, query: str) -> None:
    assert "春季造林补助办法" in _text(client, query)


def test_nothing_found_says_what_to_do_next(client: Client, a_policy: None) -> None:
    text = _text(client, "?q=没有的词")
    assert "没有这样的政策文件" in text
    assert 'href="?q=%E6%B2%A1%E6%9C%89%E7%9A%84%E8%AF%8D&validity=all"' in text
    assert 'href="/apply/"' in text


def test_an_empty_library_stands(client: Client) -> None:
    assert "没有这样的政策文件" in _text(client)
    assert "还没有公开的解读" in html.unescape(client.get("/policies/interpretations/").content.decode())
