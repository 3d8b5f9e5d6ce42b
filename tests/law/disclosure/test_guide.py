"""The guide tells what article 12 asks for, and every number in it is the law's own."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gongkai.law.clocks import Channel
from gongkai.law.clocks.receipt import RULES, receipt_day
from gongkai.law.disclosure import catalogue, guide
from gongkai.law.disclosure.system import SYSTEM
from gongkai.law.settings import Settings

FULL = {
    "office_name": "政务公开办",
    "office_address": "某路1号",
    "office_hours": "工作日",
    "phone": "0000-1",
    "fax": "0000-2",
    "email": "a@example.invalid",
}


def test_what_is_not_told_is_missing_and_blanks_tell_nothing() -> None:
    assert guide.missing(FULL) == ()
    assert [element.name for element in guide.missing({**FULL, "fax": " ", "phone": ""})] == ["phone", "fax"]
    assert guide.missing({}) == guide.ELEMENTS


def test_only_channels_that_were_told_of_are_named() -> None:
    basic = {Channel.COUNTER, Channel.REGISTERED_MAIL, Channel.ORDINARY_MAIL, Channel.ORAL}
    assert {way.channel for way in guide.ways({})} == basic
    assert {way.channel for way in guide.ways(FULL)} == {*basic, Channel.EMAIL, Channel.FAX}


def test_the_day_of_receipt_is_told_as_the_clock_counts_it() -> None:
    told = {way.channel: way.received for way in guide.ways(FULL)}
    assert told[Channel.COUNTER] == RULES[Channel.COUNTER].arrival
    assert "确认" in told[Channel.EMAIL]
    by_arrival = {way.channel: way for way in guide.ways(FULL, Settings(email_receipt="arrival"))}
    assert by_arrival[Channel.EMAIL].received == RULES[Channel.EMAIL].arrival
    assert by_arrival[Channel.EMAIL].cite != receipt_day(Channel.EMAIL)[1]


@pytest.mark.parametrize("point", [*guide.HOW_LONG, *guide.ON_PAYING], ids=lambda point: point.cite.key)
def test_every_number_of_days_stands_in_the_provision_that_is_cited(point: guide.Point) -> None:
    for number in re.findall(r"(\d+)个工作日", point.text):
        assert f"{number}个工作日" in point.cite.gist


def test_refusals_go_to_review_first_since_2024_only() -> None:
    refused = guide.contests(date(2026, 3, 2), "某市人民政府", "某县人民法院")[0]
    assert "应当" in refused.text
    assert "某市人民政府" in refused.text
    assert "先向" in refused.text
    assert "先向" not in guide.contests(date(2023, 3, 2))[0].text


def test_who_hears_disputes_is_never_left_blank() -> None:
    for contest in guide.contests(date(2026, 3, 2), " ", ""):
        assert "向行政复议机关申请行政复议" in contest.text
        assert "向有管辖权的人民法院" in contest.text


def test_the_catalogue_follows_the_articles() -> None:
    assert [duty.cite.item for duty in catalogue.EVERYBODY] == list(range(1, 16))
    assert "治安管理" in {duty.name for duty in catalogue.duties("county")}
    assert "宅基地使用情况审核" in {duty.name for duty in catalogue.duties("township")}
    assert catalogue.duties("province") == ()
    assert not any(duty.name.endswith("公开。") for duty in catalogue.EVERYBODY)


def test_each_instrument_stands_once_and_inferences_are_not_told_as_its_own() -> None:
    told = [each for _, group in SYSTEM for each in group]
    assert len({each.instrument.key for each in told}) == len(told)
    assert all(each.title and each.what for each in told)
    assert not any("推定" in cite.caveat or "未核实" in cite.caveat for each in told for cite in each.provisions)
