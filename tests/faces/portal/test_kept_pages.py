"""Every act that changes what everybody sees removes the pages that tell of it, at its commit, and no page that shows its reader is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import clear_script_prefix
from django.utils import timezone

from gongkai.annual.ledger.model import LedgerActivity
from gongkai.apps.columns import actions as columns
from gongkai.apps.documents import actions as documents
from gongkai.apps.documents.models import Document
from gongkai.apps.organs import actions as organs
from gongkai.apps.pages import actions, keeping, scopes, shelf
from gongkai.apps.people.actor import program
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.content import Content
from gongkai.apps.supervision import actions as supervision
from gongkai.faces.look import addresses
from tests.apps.office import at
from tests.apps.publishing.desk import BODY, FIELDS, drafted
from tests.apps.questions import world as questions
from tests.faces.portal import kept_county
from tests.faces.portal.disclosure.published import explained, out, withdrawn
from tests.faces.portal.kept_county import TODAY, Clock, County, keep_all, ticking, untrue_after

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def clock(tmp_path: Path) -> Iterator[Clock]:
    with ticking(tmp_path) as clock:
        yield clock


@pytest.fixture
def county(clock: Clock) -> County:
    return kept_county.county()


def _publish(of: County) -> None:
    house = of.place.house
    row = drafted(house, Content({**FIELDS, "title": "新的通知"}, BODY), at(TODAY))
    out(house, row, at(TODAY))


def _explain(of: County) -> None:
    explained(of.place.house, of.policy.number, at(TODAY), title="又一篇解读")


def _correct(of: County) -> None:
    house, now = of.place.house, at(TODAY)
    publishing.act(house.clerk, of.notice.pk, "correct", {"reason": "写错一个字"}, now)
    row = publishing.edit(house.clerk, of.notice.pk, Content({**FIELDS, "title": "造林通知（更正）"}, BODY), now)
    out(house, row, now)


def _withdraw(how: str, **told: str) -> Callable[[County], None]:
    def act(of: County) -> None:
        more = {"successor": of.policy.number} if how == "merged" else told
        withdrawn(of.place.house, of.notice, how, at(TODAY), **more)

    return act


def _end_document(of: County) -> None:
    row = Document.objects.get(item=of.document.number)
    documents.end_document(of.place.house.clerk, row.pk, TODAY, "lapsed", "", at(TODAY), reason="任务已完成")


def _open_column(of: County) -> None:
    columns.lay_down(of.place.house.clerk, at(TODAY))


def _hold_activity(of: County) -> None:
    told = LedgerActivity("H-1", "open_day", "政务公开日", TODAY, 30)
    supervision.record_activity(of.place.house.clerk, told, at(TODAY))


def _answer(of: County) -> None:
    questions.published(of.place.house.office, TODAY - timedelta(days=7))


def _rename(of: County) -> None:
    organs.rename(program(0), of.place.house.office.organ.pk, "昌图县人民政府办公室（新）", TODAY, at(TODAY))


def _recode(of: County) -> None:
    organs.recode(program(0), of.place.house.organ_id, "second", TODAY, at(TODAY))


def _describe(of: County) -> None:
    organs.describe(
        program(of.place.house.organ_id), of.place.house.organ_id, {"phone": "024-00000000"}, TODAY, at(TODAY)
    )


ACTS: dict[str, Callable[[County], None]] = {
    "publish": _publish,
    "explain": _explain,
    "repeal": _withdraw("repealed"),
    "lapse": _withdraw("lapsed"),
    "mistake": _withdraw("mistaken"),
    "merge": _withdraw("merged"),
    "correct": _correct,
    "end document": _end_document,
    "open columns": _open_column,
    "hold activity": _hold_activity,
    "answer": _answer,
    "describe": _describe,
    "rename": _rename,
    "recode": _recode,
}


ON_BOTH = {"publish", "mistake", "answer", "recode"}
"""That files go with the commit is looked at on both databases; of which pages an act tells is the same on both."""


@pytest.mark.parametrize(
    "name", [name if name in ON_BOTH else pytest.param(name, marks=pytest.mark.same_on_both) for name in ACTS]
)
def test_no_page_outlives_an_act_that_changes_it(name: str, county: County) -> None:
    before = county.first_pages()
    keep_all(before)
    assert county.place.page(county.notice) in before
    changed, left, _ = untrue_after(county, before, partial(ACTS[name], county))
    assert changed, "the act changes nothing that everybody sees"
    assert left == set()


def test_what_was_removed_is_written_again_and_what_is_new_too(county: County) -> None:
    writer = keeping.Writer(timezone.now)
    while writer.turn():
        pass
    paths = set(county.all_pages())
    assert {path for path in paths if not shelf.exists(path)} == set()
    _publish(county)
    while writer.turn():
        pass
    now = set(county.all_pages())
    assert len(now) > len(paths)
    assert {path for path in now if not shelf.exists(path)} == set()


def test_a_writer_with_other_settings_leaves_the_pages_alone(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.begin(timezone.now())
    monkeypatch.setattr("gongkai.apps.pages.generation.current", lambda: "another")
    assert not keeping.Writer(timezone.now).turn()
    assert not shelf.exists("/help/")


@pytest.mark.parametrize("path", ["/desk/login/", "/search/", "/no/such/page/", "/ask/", "/healthz"])
def test_what_is_not_for_everybody_is_not_kept(path: str) -> None:
    Client().get(path)
    if path != "/ask/":
        assert not shelf.exists(path)
    Client().get("/help/", headers={"cookie": "look=large"})
    Client().get("/help/?a=1")
    assert not shelf.exists("/help/")
    Client().get("/help/")
    assert shelf.exists("/help/")


@pytest.mark.parametrize("written", ["/xxgk/changtu/years/02026/", "/xxgk/changtu/years/00000000000002026/"])
def test_another_way_to_write_an_address_fills_no_disk(county: County, written: str) -> None:
    assert Client().get(written).status_code == 200
    assert not shelf.exists(written)
    Client().get("/xxgk/changtu/years/2026/")
    assert shelf.exists("/xxgk/changtu/years/2026/")


def test_no_page_is_kept_under_a_prefix_that_a_header_named() -> None:
    # gunicorn takes SCRIPT_NAME from a proxy of this machine: the page of another address would be kept in the place of this one.
    try:
        assert Client(SCRIPT_NAME="/xxgk").get("/").status_code == 200
    finally:
        clear_script_prefix()
    assert not shelf.exists("/xxgk/")


def test_an_address_that_somebody_asked_by_is_told_to_nobody_else(county: County) -> None:
    with override_settings(SITE={**_site(), "domain": ""}, ALLOWED_HOSTS=["elsewhere.example"]):
        Client(headers={"host": "elsewhere.example"}).get("/feed.xml")
        assert not shelf.exists("/feed.xml")
    Client(headers={"host": "localhost"}).get("/feed.xml")
    assert shelf.exists("/feed.xml")


def test_addresses_are_told_for_what_changed() -> None:
    assert addresses.of_scope(scopes.item("a", "a-2026-00001"), TODAY) == ["/xxgk/a/items/a-2026-00001/"]
    assert "/xxgk/a/items/" in addresses.of_scope(scopes.lists("a"), TODAY)
    assert "/" in addresses.of_scope(scopes.SITE, TODAY)
    assert addresses.of_scope(scopes.EVERYTHING, TODAY) == []


def _site() -> dict[str, str]:
    from django.conf import settings

    found: dict[str, str] = settings.SITE
    return found
