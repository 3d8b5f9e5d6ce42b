"""期限测算 in the browser's terms: what is sent, what comes back, what is refused and how."""

from __future__ import annotations

import pytest
from django.test import Client

ADDRESS = "/tools/due/"
# Counter, Monday 2024-03-04: twenty working days over 清明 end on 2024-04-01.
PLAIN = {"channel": "counter", "received": "2024-03-04"}


def _page(client: Client, **sent: str) -> str:
    response = client.get(ADDRESS, sent)
    assert response.status_code == 200
    return response.content.decode()


def test_the_empty_page_asks_and_answers_nothing(client: Client) -> None:
    text = _page(client)
    assert "还没有结果" in text
    assert "error-summary" not in text


def test_the_last_day_comes_with_its_ledger_and_article(client: Client) -> None:
    text = _page(client, **PLAIN)
    assert '<p class="result-figure">2024-04-01</p>' in text
    assert text.count('class="day">2024-03-05<') >= 1
    assert "《中华人民共和国政府信息公开条例》第三十三条第二款" in text
    assert "补正告知" in text


def test_facts_may_be_told_in_any_row(client: Client) -> None:
    extended = _page(client, **PLAIN, kind_2="extended", day_2="2024-03-20")
    assert '<p class="result-figure">2024-04-29</p>' in extended


def test_a_single_fact_needs_no_request(client: Client) -> None:
    text = _page(client, kind_0="report_year", day_0="2025-06-01")
    assert "2026-01-31" in text
    assert "2026-03-31" in text


def test_a_year_without_its_notice_is_called_provisional(client: Client) -> None:
    assert "暂定" in _page(client, channel="counter", received="2098-12-20")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"channel": "counter"}, "渠道和到达之日要一起给"),
        ({"received": "2024-03-04"}, "渠道和到达之日要一起给"),
        ({"rows": "3"}, "还没有可算的内容"),
        ({**PLAIN, "kind_0": "extended"}, "第 1 项缺少日期"),
        ({**PLAIN, "day_1": "2024-03-20"}, "第 2 项只有日期"),
        ({**PLAIN, "kind_0": "moon", "day_0": "2024-03-20"}, "请在列出的里面选"),
        ({"channel": "counter", "received": "2024-02-30"}, "没有这一天"),
        ({"channel": "counter", "received": "0024-03-04"}, "请核对年份"),
        ({**PLAIN, "kind_0": "extended", "day_0": "2024-02-01"}, "早于收到申请之日"),
        ({**PLAIN, "web_receipt": "never"}, "请在列出的里面选"),
        ({**PLAIN, "label_0": "甲\0公司"}, "看不见的控制字符"),
    ],
)
def test_what_cannot_be_counted_is_said_beside_the_field(client: Client, sent: dict[str, str], sentence: str) -> None:
    text = _page(client, **sent)
    assert sentence in text
    assert "error-summary" in text
    assert "result-figure" not in text


def test_a_mistake_keeps_what_was_typed(client: Client) -> None:
    text = _page(client, channel="fax", received="2024-03-04", label_0="甲公司", kind_0="extended")
    assert 'value="甲公司"' in text
    assert 'value="fax" selected' in text
    assert 'value="2024-03-04"' in text


def test_more_rows_keep_what_was_typed_and_complain_of_nothing(client: Client) -> None:
    text = _page(client, channel="fax", more="1", rows="3")
    assert 'name="kind_5"' in text
    assert 'value="fax" selected' in text
    assert "error-summary" not in text


@pytest.mark.parametrize("rows", ["99", "1000000", "-1", "x", "²"])
def test_the_number_of_rows_is_bounded(client: Client, rows: str) -> None:
    text = _page(client, **PLAIN, rows=rows)
    assert 'name="kind_24"' not in text
    assert 'name="kind_2"' in text


def test_another_reading_of_the_law_gives_another_day(client: Client) -> None:
    facts = {**PLAIN, "kind_0": "third_party_asked", "day_0": "2024-03-11"}
    facts |= {"kind_1": "third_party_replied", "day_1": "2024-03-22"}
    assert _page(client, **facts, stop_first_day="counts") != _page(client, **facts, stop_first_day="stops")
