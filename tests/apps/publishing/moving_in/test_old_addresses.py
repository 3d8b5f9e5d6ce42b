"""Whoever has an address of the old site is led to the page that its text has now."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from gongkai.apps.publishing.models import Item, MovedItem
from gongkai.apps.publishing.moving_in import actions
from gongkai.apps.publishing.moving_in.old_addresses import item_at, path_of
from tests.apps.publishing.desk import NOW, House, content, house, published
from tests.apps.publishing.moving_in import exports
from tests.faces.portal.disclosure.published import withdrawn

pytestmark = pytest.mark.django_db
FIRST, SECOND = "/a/1.html", "/a/2.html"


@pytest.fixture
def where() -> House:
    return house()


def _moved(where: House, folder: Path, accepted: bool = True, **changed: str) -> list[Item]:
    rows = [{**each, **changed} for each in exports.ROWS]
    outcome = actions.stage(where.clerk, exports.csv_file(folder, rows), "", NOW)
    if accepted:
        actions.accept(where.head, outcome.batch.pk, NOW)
    return list(Item.objects.filter(moved__batch=outcome.batch).order_by("pk"))


@pytest.mark.parametrize(
    "written",
    [
        "http://old.example/a/表%20一.html?id=3",
        "https://www.old.example:8080/a/%E8%A1%A8 一.html?id=3#top",
        "/a/表 一.html?id=3",
        "a/表 一.html?id=3",
        "./a/表%20一.html?id=3",
    ],
)
def test_the_same_page_however_it_was_written(written: str) -> None:
    assert path_of(written) == path_of("/a/%E8%A1%A8%20%E4%B8%80.html?id=3")
    assert path_of(written) != path_of("/a/表 一.html?id=4")


@pytest.mark.parametrize("nothing", ["", "  ", "/", "http://old.example", "http://[", "#top"])
def test_what_names_no_page_leads_nowhere(nothing: str) -> None:
    assert path_of(nothing) is None
    assert item_at(nothing) is None


def test_old_addresses_lead_on_and_tell_nothing_before_the_batch_is_accepted(
    client: Client, where: House, tmp_path: Path
) -> None:
    _moved(where, tmp_path, accepted=False)
    assert client.get(FIRST).status_code == 404
    actions.accept(where.head, MovedItem.objects.values_list("batch", flat=True)[0], NOW)
    rows = Item.objects.order_by("pk")
    for path, row in zip((FIRST, SECOND), rows, strict=True):
        for asked in (path, f"{path}?from=wechat", f"{path}#top"):
            answer = client.get(asked)
            assert (answer.status_code, answer["Location"]) == (301, f"/xxgk/changtu/items/{row.number}/"), asked
        assert client.post(path).status_code in (403, 404)
    assert client.get("/a/3.html").status_code == 404


def test_an_old_address_of_what_was_merged_leads_to_the_end_of_the_line(
    client: Client, where: House, tmp_path: Path
) -> None:
    row, other = _moved(where, tmp_path)
    last = published(where, content(title="合并以后"))
    withdrawn(where, row, "merged", successor=other.number)
    withdrawn(where, other, "merged", successor=last.number)
    assert client.get(FIRST)["Location"] == f"/xxgk/changtu/items/{last.number}/"
    withdrawn(where, last, "mistaken")
    answer = client.get(FIRST, follow=True)
    assert answer.status_code == 410


def test_two_old_sites_with_one_path_are_told_apart_by_the_host_alone(
    client: Client, where: House, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    first, _ = _moved(where, tmp_path)
    rows = [{**exports.ROWS[0], "标题": "另一个旧站的", "原网址": f"http://other.example{FIRST}"}]
    outcome = actions.stage(where.clerk, exports.csv_file(tmp_path / "other", rows), "", NOW)
    actions.accept(where.head, outcome.batch.pk, NOW)
    assert client.get(FIRST).status_code == 404, "nobody knows which is meant"
    assert item_at(FIRST, ("old.example",)) == ("changtu", first.number)
    assert item_at(FIRST, ("third.example",)) is None


def test_an_hour_that_nobody_knows_is_not_shown(client: Client, where: House, tmp_path: Path) -> None:
    known, unknown = _moved(where, tmp_path)
    text = client.get(f"/xxgk/changtu/items/{known.number}/").content.decode()
    assert '<meta name="PubDate" content="2021-05-06 09:30">' in text
    text = client.get(f"/xxgk/changtu/items/{unknown.number}/").content.decode()
    assert '<meta name="PubDate" content="2020-01-02">' in text
    assert '<time datetime="2020-01-02">2020-01-02</time>' in text
    assert "00:00" not in text
