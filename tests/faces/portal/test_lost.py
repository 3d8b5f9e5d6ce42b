"""The page for an address that leads nowhere: it helps, and tells nothing that is not public."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.publishing.content import Content
from gongkai.faces.portal import lost
from tests.apps.publishing.desk import BODY, FIELDS, NOW, drafted, published
from tests.faces.portal.disclosure.published import Shown, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db


@begun.rows
def here() -> Shown:
    return shown()


def _near(client: Client, path: str) -> dict[str, str]:
    answer = client.get(path)
    assert answer.status_code == 404
    tree = LexborHTMLParser(answer.content)
    return {str(link.attributes["href"]): link.text() for link in tree.css("[aria-labelledby=near] li a")}


def _asked(client: Client, path: str) -> str:
    box = LexborHTMLParser(client.get(path).content).css_first("#again-q")
    assert box is not None
    return box.attributes["value"] or ""


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/polices/", "/policies/"),
        ("/xgk/", "/xxgk/"),
        ("/reports/chek/", "/reports/check/"),
        ("/serch/?q=1", "/search/"),
    ],
)
def test_a_slip_in_a_main_way_is_seen(client: Client, path: str, meant: str) -> None:
    assert meant in _near(client, path)


def test_a_slip_in_the_code_of_an_organ_is_seen(client: Client, here: Shown) -> None:
    assert "/xxgk/changtu/" in _near(client, "/xxgk/changto/")
    assert "/xxgk/changtu/" in _near(client, "/reports/chang-tu/2024/")
    assert not any("changtu" in url for url in _near(client, "/xxgk/zzz/"))


def test_an_organ_whose_page_is_not_there_leads_to_its_parts(client: Client, here: Shown) -> None:
    near = _near(client, "/xxgk/changtu/items/changtu-2026-99999/")
    assert {"/xxgk/changtu/", "/xxgk/changtu/items/", "/xxgk/changtu/apply/"} <= set(near)


def test_a_number_under_another_organ_leads_to_its_own(client: Client, here: Shown) -> None:
    item = published(here.house)
    near = _near(client, f"/xxgk/nobody/items/{item.number}/")
    assert near[here.page(item)] == item.title


def test_what_is_not_public_is_answered_as_what_is_not_there(client: Client, here: Shown) -> None:
    draft = drafted(here.house, Content(FIELDS, BODY), NOW)
    gone = published(here.house)
    withdrawn(here.house, gone, "mistaken")
    for number in (draft.number, gone.number):
        told = client.get(f"/xxgk/nobody/items/{number}/").content.decode()
        nothing = client.get("/xxgk/nobody/items/changtu-2026-99999/").content.decode()
        assert told.replace(number, "N") == nothing.replace("changtu-2026-99999", "N")


def test_the_search_box_holds_what_the_address_says(client: Client) -> None:
    assert _asked(client, "/xxgk/nobody/items/changtu-2026-00012/") == "changtu-2026-00012"
    assert _asked(client, "/art/2024/关于印发防汛方案的通知.html") == "关于印发防汛方案的通知"
    assert _asked(client, "/a%22%3E%3Cscript%3Ealert(1)%3C/script%3E/") == ""


@pytest.mark.parametrize(
    "path", ["/" + "a" * 5000, "/%ff%fe/", "/xxgk/%22%3E%3Cb%3E/", "/xxgk//items/", "/\u202e/", "/" + "x/" * 400]
)
def test_odd_addresses_have_the_same_page(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<b>" not in answer.content.decode()


def test_it_helps_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(lost.organs, "tree", away)
    answer = client.get("/xxgk/zzz/nothing/")
    assert answer.status_code == 404
    assert "换个办法找" in answer.content.decode()


def test_the_desk_and_programs_are_told_in_their_own_way(client: Client) -> None:
    assert "换个办法找" not in client.get("/desk/nothing/").content.decode()
    assert client.get("/api/nothing")["Content-Type"] == "application/problem+json"
