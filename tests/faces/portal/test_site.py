"""Header, navigation and foot of every page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from gongkai.config import gunicorn
from gongkai.faces.portal.site import TOOLS, WAYS

pytestmark = pytest.mark.django_db


def test_each_way_is_marked_where_one_is(client: Client) -> None:
    for way in WAYS:
        if (answer := client.get(way.url)).status_code == 200:
            assert re.findall(r'<a href="([^"]*)" aria-current="page">', answer.content.decode()) == [way.url]


def test_the_home_page_leads_to_everything(client: Client) -> None:
    text = client.get("/").content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    assert {way.url for way in TOOLS} <= set(re.findall(r'<a href="([^"]+)"', main))


def test_the_deepest_way_is_the_one_where_one_is(client: Client) -> None:
    for path, way in (("/reports/check/rules/", []), ("/reports/", ["/reports/"])):
        text = client.get(path).content.decode()
        assert re.findall(r'<a href="([^"]*)" aria-current="page">', text) == way


def test_the_foot_names_the_organ_when_it_is_set(client: Client, settings: Any) -> None:
    settings.SITE = {
        **settings.SITE,
        "organ": "清河县人民政府办公室",
        "contact": "0000-1234567",
        "domain": "www.example.gov.cn",
        "site_id": "0000000001",
        "icp": "某ICP备00000000号",
        "police": "某公网安备 00000000000000号",
        "mark_url": "https://mark.example.cn/1",
        "find_errors_url": "https://errors.example.cn/2",
    }
    text = client.get("/").content.decode()
    for address in ("https://mark.example.cn/1", "https://errors.example.cn/2", settings.SITE["icp_url"]):
        assert f'<a class="outside" rel="external noopener" href="{address}">' in text
    for shown in ("清河县人民政府办公室", "0000-1234567", "0000000001", "某ICP备00000000号", "某公网安备"):
        assert shown in text
    assert '<meta name="SiteIDCode" content="0000000001">' in text
    assert '<meta name="SiteDomain" content="www.example.gov.cn">' in text
    assert "尚未登记" not in text


def test_without_settings_the_foot_says_so(client: Client) -> None:
    told = client.get("/").content.decode()
    assert "本站为试用，尚未登记：党政机关网站标识、“我为政府网站找错”入口、网站标识码、主办单位" in told


def test_the_addresses_that_the_server_prints_answer(client: Client, capsys: Any) -> None:
    gunicorn.when_ready(None)
    printed = re.findall(r"http://[^/]+(/\S*)", capsys.readouterr().out)
    assert "/" in printed
    assert {path: client.get(path).status_code for path in printed} == dict.fromkeys(printed, 200)


def test_an_address_with_a_nul_is_refused_before_any_database_sees_it(client: Client) -> None:
    assert client.get("/xxgk/a%00b/").status_code == 400
    assert client.get("/xxgk/?anything=%00").status_code == 200
