"""The codes that lead a phone to a page: of what everybody can read, and of nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.faces.portal import codes
from tests.apps.publishing.desk import published
from tests.faces.portal.disclosure.published import Shown, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db


@begun.rows
def here() -> Shown:
    return shown()


def test_a_page_shows_the_code_of_its_whole_address(client: Client, here: Shown, settings: Any) -> None:
    settings.SITE = {**settings.SITE, "domain": "www.example.gov.cn"}
    item = published(here.house)
    page = LexborHTMLParser(client.get(here.page(item)).content)
    (image,) = page.css(".page-code img")
    answer = client.get(str(image.attributes["src"]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content == codes.svg(f"https://www.example.gov.cn{here.page(item)}")
    assert client.get("/xxgk/changtu/qr.svg").content == codes.svg("https://www.example.gov.cn/xxgk/changtu/")
    assert f"https://www.example.gov.cn{here.page(item)}" in page.text()


def test_without_a_domain_the_code_leads_to_where_it_was_asked(client: Client, here: Shown) -> None:
    item = published(here.house)
    assert client.get(f"{here.page(item)}qr.svg").content == codes.svg(f"http://testserver{here.page(item)}")


def test_a_code_scales_and_has_no_style(here: Shown) -> None:
    drawn = codes.svg("https://www.example.gov.cn/").decode()
    assert "viewBox" in drawn
    assert "style" not in drawn


def test_there_is_no_code_of_what_cannot_be_read(client: Client, here: Shown) -> None:
    gone = published(here.house)
    withdrawn(here.house, gone, "mistaken")
    for path in (
        f"{here.page(gone)}qr.svg",
        "/xxgk/changtu/items/changtu-2026-99999/qr.svg",
        "/reports/changtu/2024/qr.svg",
    ):
        assert client.get(path).status_code == 404


def test_a_second_asking_costs_no_picture(client: Client, here: Shown) -> None:
    path = f"{here.page(published(here.house))}qr.svg"
    mark = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": mark}).status_code == 304
