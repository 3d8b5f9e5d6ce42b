"""The look that a reader chose: a cookie with two words, set by a link that leads back and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.faces.look.keeping import LOOK

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_both]


def _classes(client: Client, path: str = "/help/") -> str:
    root = LexborHTMLParser(client.get(path).content).css_first("html")
    assert root is not None
    return root.attributes.get("class") or ""


def _switches(client: Client, path: str = "/help/") -> dict[str, str]:
    tree = LexborHTMLParser(client.get(path).content)
    return {link.text(): str(link.attributes["href"]) for link in tree.css(".look-switch a")}


def test_a_switch_turns_one_word_on_and_leads_back(client: Client) -> None:
    assert _classes(client) == ""
    answer = client.get(_switches(client)["大字"])
    assert (answer.status_code, answer["Location"]) == (303, "/help/")
    assert _classes(client) == "large"
    client.get(_switches(client)["高对比"])
    assert _classes(client) == "large contrast"
    client.get(_switches(client)["大字"])
    assert _classes(client) == "contrast"
    client.get(_switches(client)["高对比"])
    assert _classes(client) == ""


def test_the_way_back_keeps_what_was_asked(client: Client) -> None:
    url = _switches(client, "/tools/fee/?scale=requests&count=45")["大字"]
    assert parse_qs(urlsplit(url).query)["next"] == ["/tools/fee/?scale=requests&count=45"]


def test_the_form_of_the_statement_sets_both_and_none(client: Client) -> None:
    tree = LexborHTMLParser(client.get("/accessibility/").content)
    (form,) = (each for each in tree.css("form") if each.attributes["action"] == "/look/")
    words = [str(box.attributes["value"]) for box in form.css("input[type=checkbox]")]
    client.get("/look/", {"look": words, "next": "/accessibility/"})
    assert _classes(client) == " ".join(words)
    boxes = LexborHTMLParser(client.get("/accessibility/").content).css("input[type=checkbox]")
    assert all("checked" in box.attributes for box in boxes)
    client.get("/look/", {"next": "/accessibility/"})
    assert _classes(client) == ""


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "///example.org/",
        "/\\example.org/",
        "\\\\example.org",
        "javascript:alert(1)",
        "/\t/example.org",
        "/a\r\nSet-Cookie: x=1",
        "help/",
        "",
        "/look/?look=large&next=/look/",
    ],
)
def test_it_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    answer = client.get("/look/", {"look": "large", "next": elsewhere})
    assert (answer.status_code, answer["Location"]) == (303, "/accessibility/")


def test_the_cookie_holds_nothing_but_the_words(client: Client) -> None:
    answer = client.get("/look/", {"look": ["contrast", "large", "<b>", "large"]})
    cookie = answer.cookies[LOOK]
    assert cookie.value == "large.contrast"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert "no-store" in answer["Cache-Control"]


def test_a_made_up_cookie_is_no_class(client: Client) -> None:
    client.cookies[LOOK] = 'large"><script>.nothing'
    assert _classes(client) == ""


def test_the_answer_to_a_form_has_no_switches(client: Client) -> None:
    client.cookies[LOOK] = "contrast"
    told = client.post("/reports/check/").content.decode()
    assert 'class="contrast"' in told
    assert "look-switch" not in told


def test_no_page_but_the_switch_sets_the_cookie(client: Client) -> None:
    for path in ("/", "/help/", "/accessibility/", "/sitemap/"):
        assert LOOK not in client.get(path).cookies


def test_a_very_long_address_is_led_back_to_its_path(client: Client) -> None:
    url = _switches(client, f"/help/?a={'b' * 3000}")["大字"]
    assert re.fullmatch(r"/look/\?look=large&next=%2Fhelp%2F", url)
