"""Addresses that lead on: former codes of organs, lines of mergers; never in a ring, never to what is not public."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError
from django.test import Client

from gongkai.apps.everything_public import everything_public
from gongkai.apps.organs import actions as organs
from gongkai.apps.people.actor import program
from gongkai.apps.publishing.models import Item
from gongkai.apps.search import keeping
from gongkai.apps.search.queries import Query, search
from gongkai.faces.portal import moved
from tests.apps.office import at
from tests.apps.publishing.desk import content, drafted, published
from tests.faces.portal.disclosure.published import Shown, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 20)


@begun.rows
def here() -> Shown:
    return shown()


def _recoded(where: Shown, code: str) -> None:
    organs.recode(program(0), where.house.organ_id, code, DAY, at(DAY))


def test_pages_of_an_organ_are_found_under_its_present_code(client: Client, here: Shown) -> None:
    item = published(here.house)
    draft = drafted(here.house)
    _recoded(here, "second")
    _recoded(here, "third")
    for path in ("", "guide/", "items/?page=1", f"items/{item.number}/", "columns/nothing/"):
        answer = client.get(f"/xxgk/changtu/{path}")
        assert (answer.status_code, answer["Location"]) == (301, f"/xxgk/third/{path}"), path
        assert client.get(f"/xxgk/second/{path}")["Location"] == f"/xxgk/third/{path}"
    assert client.get(f"/xxgk/third/items/{item.number}/").status_code == 200, "the index number is what it was"
    assert client.get("/reports/changtu/")["Location"] == "/reports/third/"
    secret = client.get(f"/xxgk/changtu/items/{draft.number}/", follow=True)
    nothing = client.get("/xxgk/changtu/items/changtu-2026-99999/", follow=True)
    assert (secret.status_code, nothing.status_code) == (404, 404)
    assert client.post("/xxgk/changtu/guide/").status_code in (403, 404, 405)
    # Back to the first: no ring.
    _recoded(here, "changtu")
    assert client.get("/xxgk/changtu/").status_code == 200
    assert client.get("/xxgk/third/")["Location"] == "/xxgk/changtu/"


def test_an_unknown_address_stays_unknown(client: Client, here: Shown) -> None:
    for path in ("/xxgk/nobody/", "/no/such.html", "/zwgk/?id=1", "/xxgk/%E4%B8%AD/", "/reports/", "//evil.example/"):
        assert client.get(path).status_code in (200, 404), path
        assert "Location" not in client.get(path)


def test_what_was_merged_twice_leads_to_the_end_at_once(client: Client, here: Shown) -> None:
    first, second, third = (published(here.house, content(title=f"第{n}件")) for n in range(3))
    withdrawn(here.house, first, "merged", successor=second.number)
    withdrawn(here.house, second, "merged", successor=third.number)
    answer = client.get(here.page(first))
    assert (answer.status_code, answer["Location"]) == (301, here.page(third))
    Item.objects.filter(pk=third.pk).update(
        withdrawn_on=DAY, withdrawn_how="merged", successor=first.number, state="withdrawn"
    )
    assert client.get(here.page(first)).status_code == 410, "a ring leads nowhere"


def test_where_the_database_is_away_the_page_for_what_was_not_found_is_shown(
    client: Client, here: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(moved.old_addresses, "item_at", away)
    assert client.get("/old/page.html").status_code == 404


def test_search_and_kept_pages_follow_the_code_in_the_same_act(client: Client, here: Shown) -> None:
    item, gone = (published(here.house, content(title=title)) for title in ("春季造林补助", "秋季造林补助"))
    _recoded(here, "second")
    compared = keeping.compare(everything_public(DAY))
    assert compared.told >= 2
    assert compared.differences == ()
    assert f"/xxgk/second/items/{item.number}/" in client.get("/search/?q=造林").content.decode()
    # What is taken off afterwards is found no more: its key is known by the new code.
    withdrawn(here.house, gone, "mistaken")
    assert [each.number for each in search(Query("造林"), DAY).entries] == [item.number]
    _recoded(here, "changtu")
    assert keeping.compare(everything_public(DAY)).differences == ()
