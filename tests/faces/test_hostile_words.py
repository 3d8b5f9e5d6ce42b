"""Markup and formulas in every word that an officer may write: pages show them as text, and no spreadsheet reckons with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.files import actions as files
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.models import Item
from tests.apps.columns.tree import opened
from tests.apps.files.made import a_picture, a_xlsx
from tests.apps.publishing.desk import BODY, FIELDS, NORMATIVE, NOW, House, drafted, house, ticked
from tests.faces.portal.disclosure.published import out
from tests.faces.private_world import entered
from tests.rigs import begun

pytestmark = pytest.mark.django_db
HOSTILE = "=1\"'><img src=x onerror=alert(1)></title></textarea><script>alert(2)</script>{{ 7|add:7 }}"


@begun.rows
def world() -> tuple[House, list[Item]]:
    where = house()
    opened(where.head, "hostile", HOSTILE[:40], description=HOSTILE, keywords=HOSTILE[:60])
    picture = files.store(where.clerk, a_picture(), "图.png", NOW)
    sheet = files.store(where.clerk, a_xlsx((("甲", 1),)), "表.xlsx", NOW)
    refs = (FileRef(picture.digest, HOSTILE, "picture", HOSTILE), FileRef(sheet.digest, f"{HOSTILE}.xlsx"))
    body = f'{BODY}<script>alert(3)</script><p onclick="alert(4)">甲</p><a href="javascript:alert(5)">乙</a><figure><img src="file:{picture.digest}" alt="{{}}"></figure>'
    words = {
        "title": HOSTILE,
        "column": HOSTILE[:40],
        "source": HOSTILE[:100],
        "keywords": HOSTILE[:100],
        "summary": HOSTILE,
    }
    live = out(where, drafted(where, Content({**FIELDS, **words}, body, refs), NOW))
    rule = drafted(
        where,
        Content({**NORMATIVE, "title": HOSTILE, "column": HOSTILE[:40], "document_number": HOSTILE[:40]}, body, refs),
        NOW,
    )
    actions.act(where.leader, rule.pk, "exempt", {"reason": HOSTILE}, NOW)
    rule = out(where, rule)
    draft = drafted(where, Content({**FIELDS, **words}, body, refs), NOW)
    actions.act(where.clerk, draft.pk, "submit", {}, NOW)
    actions.act(where.proofer, draft.pk, "first_review", {**ticked("first_review"), "opinion": HOSTILE}, NOW)
    return where, [live, rule, draft]


def _pages(items: list[Item]) -> Iterator[tuple[bool, str]]:
    for item in items[:2]:
        yield False, f"/xxgk/changtu/items/{item.number}/"
    for path in (
        "",
        "items/",
        "years/2026/",
        "columns/hostile/",
        "activities/",
        "catalogue/",
        "documents/?all=1",
        "guide/",
    ):
        yield False, f"/xxgk/changtu/{path}"
    for path in ("/statistics/", "/statistics/changtu/"):
        yield False, path
    for item in items:
        for path in ("", "edit/", "review/", "versions/1/", "versions/1/?old=1", "do/withdraw/", "do/return/"):
            yield True, f"/desk/items/{item.pk}/{path}"
    for path in ("", "items/", "items/new/", "columns/", "columns/catalogue/", "documents/", "documents/clean-up/"):
        yield True, f"/desk/{path}"


def _harm(html: bytes) -> list[str]:
    """What a browser would run or fetch, that no page of ours has."""
    tree, found = LexborHTMLParser(html), []
    for node in tree.css("*"):
        told = dict(node.attributes)
        found += [f"{node.tag} {name}" for name in told if name.startswith("on")]
        found += [f"{node.tag} {told[name]}" for name in ("href", "src") if "script:" in (told.get(name) or "").lower()]
        if node.tag == "img" and told.get("src") == "x":
            found.append("img src=x")
        if node.tag == "script" and (told.get("type") or "") != "application/json" and not told.get("src"):
            found.append("script")
    return found


def test_pages_show_markup_as_text_under_the_strict_policy(world: tuple[House, list[Item]]) -> None:
    where, items = world
    officer, stranger, shown = entered(where.reviewer), Client(), 0
    for inside, path in _pages(items):
        response = (officer if inside else stranger).get(path, follow=True)
        assert response.status_code in (200, 403, 404), path
        shown += response.status_code == 200
        assert not _harm(response.content), path
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, path
        assert "object-src 'none'" in policy, path
        assert b"{{ 7" in response.content or HOSTILE[:9].encode() not in response.content, "templates do not reckon"
    assert shown > 20


def test_tables_that_are_given_out_hold_no_formula(world: tuple[House, list[Item]]) -> None:
    where, _ = world
    officer, stranger, seen = entered(where.head), Client(), 0
    for client, path in (
        (stranger, "/xxgk/changtu/catalogue.csv"),
        (stranger, "/data/items.csv"),
        (stranger, "/data/documents.csv"),
        (stranger, "/data/columns.csv"),
        (officer, "/desk/documents/export.csv"),
    ):
        response: Any = client.get(path)
        assert response.status_code == 200, path
        body = b"".join(response.streaming_content) if response.streaming else response.content
        cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")], path
        seen += sum(cell.startswith("'=") for cell in cells)
    assert seen >= 3


def test_names_of_files_break_no_header(world: tuple[House, list[Item]]) -> None:
    where, items = world
    page = LexborHTMLParser(Client().get(f"/xxgk/changtu/items/{items[0].number}/").content)
    links = [str(node.attributes["href"]) for node in page.css("a[href*='/files/']")]
    assert links
    for client, path in (
        (Client(), links[0]),
        (entered(where.reviewer), f"/desk/items/{items[2].pk}/versions/1/files/2/"),
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        way = response.headers["Content-Disposition"]
        assert way.startswith("attachment"), path
        told = Message()
        told["Content-Disposition"] = way
        assert not set(str(told.get_filename())) & set("<>\"'/"), way
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_feeds_maps_and_answers_to_programs_stay_whole(world: tuple[House, list[Item]]) -> None:
    _, items = world
    for path in ("/feed.xml", "/rss.xml", "/xxgk/changtu/columns/hostile/feed.xml", "/sitemap-2026-1-changtu.xml"):
        response = Client().get(path)
        assert response.status_code == 200, path
        # Well formed, and every word of it text: a parser finds no element of theirs.
        assert not [node for node in fromstring(response.content).iter() if node.tag in ("script", "img")], path
    told = Client().get(f"/api/items/changtu/{items[0].number}").json()
    assert told["title"] == HOSTILE
    assert not _harm(told["html"].encode())
    assert "alert(3)" not in told["html"]
