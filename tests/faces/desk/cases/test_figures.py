"""Figures of requests: each number on the page leads to a list with just so many cases."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

from django.test import Client

from tests.faces.desk.world import Case, Office

Enter = Callable[[Office, str], Client]
_LINK = re.compile(r'<td class="number"><a href="([^"]+)">(\d+)</a>')
_BAR = re.compile(r'<a href="([^"]+)" aria-label="[^"]*：(\d+)件">')
_TOTAL = re.compile(r"共 (\d+) 件")


def _cases(where: Office) -> None:
    day = date(2026, 9, 1)
    reply = {"reason": "按实际情况答复。", "number": "昌政公开〔2026〕1号", "manner": "mail", "evidence": "邮件号"}
    on_time = Case(where, day)
    on_time.do("record_reply", "head", date(2026, 9, 10), decision="provided", **reply)
    late = Case(where, day, channel="registered_mail")
    late.do("propose", day=date(2026, 9, 4), decision="provided", reason="可以公开。")
    late.do("review", "reviewer", day=date(2026, 11, 3)).do("sign", "head", day=date(2026, 11, 4), number="2号")
    late.do("serve", day=date(2026, 11, 5), manner="mail", evidence="邮件号")
    Case(where, date(2026, 10, 9))
    Case(where, date(2026, 11, 18), event="log_arrival", channel="email")


def test_every_number_leads_to_its_cases(here: Office, enter: Enter) -> None:
    _cases(here)
    client = enter(here, "clerk")
    page = client.get("/desk/requests/figures/").content.decode()
    for links in (_LINK.findall(page), _BAR.findall(page)):
        assert len(links) > 8
        for url, n in links:
            listed = _TOTAL.search(client.get(unescape(url)).content.decode())
            assert listed, url
            assert listed[1] == n, url
    assert "审核" in page[page.index("逾期答复的，期限届满时在哪一步") :]
    assert "各机关" not in page, "a clerk sees one"


def test_who_sees_several_organs_gets_a_row_for_each(here: Office, elsewhere: Office, enter: Enter) -> None:
    elsewhere.organ.parent = here.organ
    elsewhere.organ.save()
    _cases(elsewhere)
    client = enter(here, "supervisor")
    page = client.get("/desk/requests/figures/").content.decode()
    below = page[page.index('id="h-organs"') :]
    assert "昌图县自然资源局" in below
    for url, n in _LINK.findall(below):
        listed = _TOTAL.search(client.get(unescape(url)).content.decode())
        assert listed, url
        assert listed[1] == n, url
    only = client.get(f"/desk/requests/figures/?organ={here.organ.pk}").content.decode()
    assert not _LINK.findall(only)
    assert enter(here, "clerk").get(f"/desk/requests/?state=&organ={elsewhere.organ.pk}").status_code == 200


def test_a_period_that_cannot_be_is_said(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    for query, said in (
        ("since=2026-11-01&until=2026-10-01", "颠倒"),
        ("since=2016-11-01&until=2026-10-01", "缩短"),
        ("since=2026-13-01", "没有这一天"),
        ("organ=999", "没有"),
    ):
        answer = client.get(f"/desk/requests/figures/?{query}")
        expected = 200 if query.startswith("organ") else 422
        assert answer.status_code == expected, query
        assert expected == 200 or said in answer.content.decode()
