"""Figures of the site and of organs: the numbers of their plots are those of their tables, and only what is public is counted."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import program
from gongkai.apps.publishing import figures
from tests.apps.columns.tree import opened
from tests.apps.publishing.desk import drafted
from tests.apps.reporting.situations import YEAR, brought_to, busy_office
from tests.faces.portal.disclosure.county import county, publish
from tests.faces.portal.disclosure.published import explained, policy, shown, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Organ:
    return county()[0]


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode())


def _rows(client: Client, path: str) -> list[tuple[str, str, str, str]]:
    """Figure, name, measure and number of each line of the csv."""
    answer = client.get(path)
    text = answer.content.decode("utf-8-sig")
    return [(row[0], row[1], row[2], row[3]) for row in csv.reader(io.StringIO(text))][1:]


def test_an_empty_site_says_that_there_is_nothing_to_count(client: Client) -> None:
    text = _text(client, "/statistics/")
    assert text.count("还没有可以统计的数据") == 4
    assert "<svg" not in text


def test_months_organs_and_kinds_count_what_can_be_read(client: Client, office: Organ) -> None:
    today = timezone.localdate()
    opened(program(office.pk), "news", "动态", kind="news")
    publish(office, 1, today, "动态")
    publish(office, 2, today, "没有这个栏目")
    publish(office, 3, today, withdrawn=today)
    publish(office, 4, today.replace(year=today.year - 5))
    rows = _rows(client, "/statistics/figures.csv")
    numbers = {(figure, name): number for figure, name, _, number in rows}
    months = {name: number for figure, name, _, number in rows if figure.startswith("近 24 个月")}
    assert len(months) == 24
    assert months[f"{today:%Y-%m}"] == "2"
    assert sum(int(each) for each in months.values()) == 2
    year = f"{today.year} 年"
    assert numbers[f"{year}各机关公开的信息", "清河县人民政府办公室"] == "2"
    assert numbers[f"{year}各机关公开的信息", "清河县教育局"] == "0"
    assert numbers[f"{year}各类栏目公开的信息", "工作动态"] == "1"
    assert numbers[f"{year}各类栏目公开的信息", "没有归入栏目"] == "1"
    assert _rows(client, "/statistics/qinghe-edu/figures.csv")[0][3] == "0"


def test_plot_and_table_tell_the_same_and_say_what_they_mean(client: Client, office: Organ) -> None:
    for number in range(3):
        publish(office, number, timezone.localdate() - timedelta(40 * number))
    text = _text(client, "/statistics/qinghe-office/")
    svg = text[text.index("<svg") : text.index("</svg>")]
    told = dict(re.findall(r"<title>(\d\d-\d\d)：(\d+)条</title>", svg))
    table = dict(re.findall(r'<th scope="row">20(\d\d-\d\d)</th><td class="number">(\d+)</td>', text))
    assert told == table
    assert sum(int(each) for each in told.values()) == 3
    assert re.search(r'<svg class="plot" role="img" viewBox="[^"]+" aria-labelledby="months-t months-d">', svg)
    assert f"截至 {timezone.localdate():%Y-%m-%d}" in text
    assert text.count("口径：") == 3
    assert "style=" not in text
    assert "<script" not in text[text.index("<main") :]


def test_policies_are_explained_by_what_can_be_read_and_news_does_not_explain(client: Client) -> None:
    here = shown()
    first, second = policy(here.house), policy(here.house, title="第二件")
    paper = explained(here.house, first.number)
    explained(here.house, second.number, genre="news", title="一条新闻")
    drafted(here.house)
    year = 2026
    today = date(2026, 12, 31)
    assert figures.explained(today)[year] == figures.Explained(2, 1)
    assert figures.explained(today, here.house.organ_id)[year] == figures.Explained(2, 1)
    withdrawn(here.house, paper, "mistaken")
    assert figures.explained(today)[year] == figures.Explained(2, 0)


def test_requests_are_those_of_published_reports_alone(client: Client) -> None:
    where = busy_office()
    brought_to(where, "approved")
    assert "政府信息公开申请" not in _text(client, "/statistics/changtu/")


def test_requests_and_outcomes_are_those_that_the_report_tells(client: Client) -> None:
    brought_to(busy_office(), "published")
    for path in ("/statistics/changtu/", "/statistics/"):
        text = _text(client, path)
        assert f'href="/reports/changtu/{YEAR}/"' in text
        rows = _rows(client, f"{path}figures.csv")
        inflow = [
            (measure, number) for figure, _, measure, number in rows if figure == "每年收到和办结的政府信息公开申请"
        ]
        assert inflow == [("新收", "3"), ("上年结转", "1"), ("办结", "3"), ("结转下年", "1")]
        outcomes = {measure: number for figure, _, measure, number in rows if figure == "每年的答复结果"}
        assert sum(int(each) for each in outcomes.values()) == 3
