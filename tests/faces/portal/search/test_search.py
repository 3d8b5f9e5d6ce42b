"""What a citizen sees of the search: what was found and why, filters that can be taken off, and help when there is nothing."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from gongkai.apps.organs.models import Organ
from gongkai.apps.search import actions
from gongkai.apps.search.findable import Attached, Kind
from gongkai.apps.search.models import Synonym, Wish
from tests.faces.portal.search.conftest import TODAY, Tell

pytestmark = pytest.mark.django_db


def _text(client: Client, **asked: Any) -> str:
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def _titles(text: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<h3><a [^>]+>(.*?)</a></h3>", text)]


def test_words_are_marked_where_they_stand_and_each_result_leads_to_its_page(client: Client, tell: Tell) -> None:
    tell("N1", "春季造林补助办法", "凡造林一亩以上的。", document_number="测政发〔2026〕1号", kind=Kind.POLICY)
    text = _text(client, q="造林")
    assert '<a href="/xxgk/office/items/N1/">春季<mark>造林</mark>补助办法</a>' in text
    assert "凡<mark>造林</mark>一亩以上的。" in text
    assert all(each in text for each in ("找到1条", "政策文件", "测试县办公室", "2026-05-04", "测政发〔2026〕1号"))


def test_what_was_told_is_never_markup(client: Client, tell: Tell) -> None:
    tell("N1", "<b>造林</b>", "<script>造林</script>")
    raw = client.get("/search/", {"q": "造林"}).content.decode()
    assert "&lt;b&gt;<mark>造林</mark>&lt;/b&gt;" in raw
    assert "&lt;script&gt;<mark>造林</mark>&lt;/script&gt;" in raw
    raw = client.get("/search/", {"q": '"><script>x'}).content.decode()
    assert "<script>x" not in raw


def test_the_attachment_that_has_the_words_is_named_and_led_to(client: Client, tell: Tell) -> None:
    tell("N1", "通知", "正文", attachments=(Attached(2, "任务 表/2.xlsx", "金家镇 造林 1200 亩"),))
    text = _text(client, q="造林")
    assert '<a href="/xxgk/office/items/N1/files/2/%E4%BB%BB%E5%8A%A1%20%E8%A1%A8_2.xlsx">任务 表/2.xlsx</a>里' in text
    assert "<mark>造林</mark>" in text


def test_validity_is_told_by_word_and_shape(client: Client, tell: Tell) -> None:
    tell("N1", "现行办法", kind=Kind.POLICY, in_force_from=date(2020, 1, 1))
    tell("N2", "将来办法", kind=Kind.POLICY, in_force_from=date(2027, 1, 1))
    tell("N3", "从前办法", kind=Kind.POLICY, in_force_from=date(2020, 1, 1), ended_on=date(2025, 1, 1))
    tell("N4", "没有效力可言的办法通知")
    text = _text(client, q="办法")
    found = re.findall(r'<span aria-hidden="true">(.) </span>([^<]+)</span>', text)
    assert sorted(found) == [("■", "已废止或失效"), ("◇", "尚未施行"), ("○", "有效")]
    assert _titles(_text(client, q="办法", validity="ended")) == ["从前办法"]


def test_filters_tell_how_many_and_can_be_taken_off_one_by_one(client: Client, tell: Tell) -> None:
    tell("N1", "造林通知", column="通知公告", kind=Kind.INFORMATION)
    tell("N2", "造林办法", column="政策", kind=Kind.POLICY)
    tell("N3", "水利造林通知", column="通知公告", organ="water", ago=500)
    text = _text(client, q="造林")
    options = dict(re.findall(r'<span class="label">([^<]+)</span> <span class="count">(\d+)</span>', text))
    assert options == {
        "政府信息": "2",
        "政策文件": "1",
        "测试县办公室": "2",
        "测试县水利局": "1",
        "2026年": "2",
        "2024年": "1",
        "通知公告": "2",
        "政策": "1",
    }
    text = _text(client, q="造林", organ="office", column="通知公告", year=2026)
    assert _titles(text) == ["造林通知"]
    for off, link in (
        ("机构：测试县办公室", "?q=%E9%80%A0%E6%9E%97&column=%E9%80%9A%E7%9F%A5%E5%85%AC%E5%91%8A&year=2026"),
        ("年份：2026年", "?q=%E9%80%A0%E6%9E%97&organ=office&column=%E9%80%9A%E7%9F%A5%E5%85%AC%E5%91%8A"),
    ):
        assert f'<a href="/search/{link}" aria-label="去掉{off}">' in text
    assert '<a href="/search/?q=%E9%80%A0%E6%9E%97">去掉全部条件</a>' in text


def test_what_a_dissolved_organ_published_is_found_by_it(client: Client, tell: Tell) -> None:
    tell("N1", "造林补助通知", organ="water")
    Organ.objects.filter(code="water").update(until=date(2026, 1, 1))
    text = _text(client, q="造林", organ="water")
    assert _titles(text) == ["造林补助通知"]
    assert "机构：测试县水利局（已撤销）" in text


def test_a_new_question_keeps_the_filters(client: Client, tell: Tell) -> None:
    tell("N1", "造林通知", column="通知公告")
    text = _text(client, q="造林", organ="office", validity="", sort="newest")
    form = text[text.index('class="search-form"') : text.index("</form>", text.index('class="search-form"'))]
    assert '<input type="hidden" name="organ" value="office">' in form
    assert '<input type="hidden" name="sort" value="newest">' in form


def test_sorting_by_day_is_a_plain_link(client: Client, tell: Tell) -> None:
    tell("N1", "造林造林造林办法", ago=900)
    tell("N2", "通知", "其中也说到造林")
    assert '<a href="/search/?q=%E9%80%A0%E6%9E%97&sort=newest">按时间</a>' in _text(client, q="造林")
    assert _titles(_text(client, q="造林", sort="newest")) == ["通知", "造林造林造林办法"]


def test_pages_follow_each_other_without_gap(client: Client, tell: Tell) -> None:
    for n in range(23):
        tell(f"N{n}", f"造林通知第{n}期", ago=n)
    first, second = _text(client, q="造林"), _text(client, q="造林", page=2)
    assert len(_titles(first) + _titles(second)) == len({*_titles(first), *_titles(second)}) == 23
    assert 'href="/search/?q=%E9%80%A0%E6%9E%97&page=2">下一页' in first
    assert '<ol class="results" start="21">' in second
    assert _titles(_text(client, q="造林", page=999)) == _titles(second)


def test_without_words_the_newest_are_browsed(client: Client, tell: Tell) -> None:
    tell("N1", "旧通知", ago=9)
    tell("N2", "新通知")
    text = _text(client)
    assert _titles(text) == ["新通知", "旧通知"]
    assert "最新公开" in text
    assert Wish.objects.count() == 0


def test_what_may_have_been_meant_is_asked(client: Client, tell: Tell) -> None:
    tell("N1", "耕地保护办法")
    text = _text(client, q="耕地保户")
    assert (
        '您是不是要找：<a href="/search/?q=%E8%80%95%E5%9C%B0%E4%BF%9D%E6%8A%A4"><strong>耕地保护</strong></a>' in text
    )


def test_words_that_mean_the_same_are_told_and_can_be_switched_off(client: Client, tell: Tell) -> None:
    tell("N1", "最低生活保障标准")
    organ = Organ.objects.get(code="office")
    Synonym.objects.create(organ=organ, words="低保 最低生活保障", since=date(2026, 1, 1))
    text = _text(client, q="低保")
    assert "“低保”也按意思相同的“最低生活保障”找了。" in text
    assert _titles(text) == ["最低生活保障标准"]
    assert 'href="/search/?q=%E4%BD%8E%E4%BF%9D&exact=1">只找写明的字词' in text
    text = _text(client, q="低保", exact=1)
    assert _titles(text) == []
    assert 'href="/search/?q=%E4%BD%8E%E4%BF%9D">连同意思相同的字词一起找' in text


def test_nothing_found_says_what_to_do_and_is_counted_without_the_asker(client: Client, tell: Tell) -> None:
    tell("N1", "通知")
    text = _text(client, q="没有的词")
    assert all(each in text for each in ("没有找到", "换个说法", 'href="/apply/"', 'href="/ask/"', "/policies/"))
    _text(client, q="没有的词")
    assert [(each.text, each.found, each.times, each.day) for each in Wish.objects.all()] == [
        ("没有的词", False, 2, TODAY)
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "没有的词", "organ": "water"},
        {"q": "没有的词", "page": 3},
        {"q": "张三 13812345678"},
        {"q": "长" * 200},
        {"q": "，。"},
        {},
    ],
)
def test_what_is_narrowed_read_on_private_or_no_word_is_not_counted(
    client: Client, tell: Tell, asked: dict[str, object]
) -> None:
    for n in range(21):
        tell(f"N{n}", "没有的词" if asked.get("page") else "通知")
    _text(client, **asked)
    assert Wish.objects.count() == 0


def test_a_program_that_looks_ahead_is_not_counted(client: Client, tell: Tell) -> None:
    client.head("/search/", {"q": "没有的词"})
    client.get("/search/", {"q": "没有的词"}, headers={"Sec-Purpose": "prefetch;prerender"})
    assert Wish.objects.count() == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"q": "长" * 101}, "要找的字词最多 100 个字，现在有 101 个，请删短。"),
        ({"q": "造林\x00"}, "看不见的控制字符"),
        ({"q": "造林", "year": "二〇二六"}, "年份请写成 2024 的样子。"),
        ({"q": "造林", "year": "9999"}, "年份请填 1949 到 2026 之间的一年。"),
        ({"q": "造林", "organ": "nobody"}, "没有“nobody”这一项"),
        ({"q": "造林", "kind": "law"}, "没有“law”这一项"),
        ({"q": "造林", "validity": "maybe"}, "没有“maybe”这一项"),
        ({"q": "造林", "column": "长" * 61}, "最多 60 个字"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    client: Client, tell: Tell, asked: dict[str, object], said: str
) -> None:
    tell("N1", "造林通知")
    text = _text(client, **asked)
    (faults,) = re.findall(r'aria-labelledby="faults">.*?<ul>(.*?)</ul>', text, re.S)
    assert faults.count("<li>") == 1
    assert said in faults
    assert (_titles(text) == ["造林通知"]) == (asked["q"] == "造林")


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 5000])
def test_odd_pages_are_the_nearest_page(client: Client, tell: Tell, page: str) -> None:
    tell("N1", "造林通知")
    assert _titles(_text(client, q="造林", page=page)) == ["造林通知"]


def test_suggestions_stand_on_the_page_for_those_without_the_script(client: Client, tell: Tell) -> None:
    tell("N1", "造林补助办法", document_number="测政发〔2026〕1号")
    tell("N2", "水利通知", organ="water")
    assert '<a href="/xxgk/office/items/N1/">造林补助办法</a>' in _text(client, q="造林", organ="water")
    assert "造林补助办法</a></li>" not in _text(client, q="造林")


def test_what_ceased_to_be_public_is_not_found(client: Client, tell: Tell) -> None:
    tell("N1", "造林通知")
    actions.drop(["item:office/N1"])
    assert "没有找到" in _text(client, q="造林")


def test_a_page_takes_the_same_queries_whatever_was_found(
    client: Client, tell: Tell, django_assert_max_num_queries: object
) -> None:
    for n in range(20):
        tell(f"N{n}", f"造林通知{n}", ago=n, organ="water" if n % 2 else "office")
    with django_assert_max_num_queries(24):  # type: ignore[operator]  # a fixture of pytest-django
        _text(client, q="造林")
