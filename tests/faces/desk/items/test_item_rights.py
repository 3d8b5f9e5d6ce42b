"""Every address of items and duties for every kind of visitor; the table is that of tests/faces/desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver

from gongkai.apps.files import actions as files
from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.content import FileRef
from tests.faces.desk.conftest import friday
from tests.faces.desk.items.world import NOW, Desk
from tests.faces.desk.rights_table import LOGIN, Answers, Row
from tests.faces.desk.test_rights import routes
from tests.faces.desk.world import Office
from tests.rigs import begun

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]

ROOMS = ("desk/items/", "desk/duties/")
EDITOR = {
    f"desk/items/{each}"
    for each in (
        "new/",
        "<int:pk>/edit/",
        "autosave/",
        "presence/",
        "upload/",
        "import/",
        "structure/",
        "files/<str:digest>/",
    )
}
"""Listed by test_editing."""
_PAGE, _PAGE_LOGIN = Answers(200, 405), Answers(LOGIN, 405)
_DENIED, _DENIED_BY_GET = Answers(403, 403), Answers(403, 405)
_GONE, _GONE_BY_GET = Answers(404, 404), Answers(404, 405)


def _page(sample: str, right: Answers = _PAGE) -> Row:
    """A page of an item that is only read."""
    return Row(sample, right, _GONE_BY_GET, _GONE_BY_GET, _PAGE_LOGIN)


ROWS = {
    "desk/items/": Row("desk/items/", _PAGE, _DENIED_BY_GET, None, _PAGE_LOGIN),
    "desk/items/<int:pk>/": _page("desk/items/{item}/"),
    "desk/items/<int:pk>/review/": Row("desk/items/{item}/review/", Answers(200, 200), _GONE, _GONE),
    "desk/items/<int:pk>/do/<slug:event>/": Row(
        "desk/items/{item}/do/exempt/", Answers(200, 422), _DENIED, _GONE, right_role="head", wrong_role="clerk"
    ),
    "desk/items/<int:pk>/compare/": _page("desk/items/{item}/compare/", Answers(302, 405)),
    "desk/items/<int:pk>/versions/<int:number>/": _page("desk/items/{item}/versions/1/"),
    "desk/items/<int:pk>/versions/<int:number>/files/<int:place>/": _page("desk/items/{item}/versions/1/files/1/"),
    "desk/duties/": Row("desk/duties/", _PAGE, _DENIED_BY_GET, None, _PAGE_LOGIN),
    "desk/duties/new/": Row(
        "desk/duties/new/", Answers(200, 422), _DENIED, None, right_role="head", wrong_role="clerk"
    ),
    "desk/duties/<int:pk>/": _page("desk/duties/{duty}/"),
    "desk/duties/<int:pk>/do/<slug:event>/": Row(
        "desk/duties/{duty}/do/annul/", Answers(200, 422), _DENIED, _GONE, right_role="head", wrong_role="clerk"
    ),
}


@begun.rows
def samples(_here: Office) -> dict[str, int]:
    with friday():
        return _one_of_each(_here)


def _one_of_each(here: Office) -> dict[str, int]:
    desk = Desk(here)
    blob = files.store(here.actor("clerk"), "名称,数量\n树苗,3\n".encode(), "清单.csv", NOW)
    item = desk.draft(files=(FileRef(blob.digest, "清单.csv"),))
    duty = publishing.record_duty(
        here.actor("head"), publishing.NewDuty("first_review", "reviewer1", date(2026, 1, 1)), NOW
    )
    return {"item": item.pk, "duty": duty.pk}


def _answers(client: Client, row: Row, samples: dict[str, int]) -> Answers:
    path = "/" + row.sample.format(**samples)
    return Answers(client.get(path).status_code, client.post(path).status_code)


def test_every_address_is_listed_and_no_other() -> None:
    found = {route for route in routes(get_resolver().url_patterns) if route.startswith(ROOMS)}
    assert found - EDITOR == set(ROWS)


@pytest.mark.same_on_both
def test_a_stranger_is_sent_to_the_log_in(samples: dict[str, int]) -> None:
    assert {route: _answers(Client(), row, samples) for route, row in ROWS.items()} == {
        route: row.stranger for route, row in ROWS.items()
    }


@pytest.mark.same_on_both
def test_a_wrong_role_is_refused(samples: dict[str, int], here: Office, enter: Enter) -> None:
    for route, row in ROWS.items():
        client = enter(here, row.wrong_role)
        assert _answers(client, row, samples) == row.wrong, route
        refused = client.post("/" + row.sample.format(**samples))
        if refused.status_code == 403:
            assert "不能办理" in refused.content.decode(), route


@pytest.mark.same_on_both
def test_another_organ_finds_nothing(samples: dict[str, int], elsewhere: Office, enter: Enter) -> None:
    for route, row in ROWS.items():
        if row.other is not None:
            assert _answers(enter(elsewhere, row.right_role), row, samples) == row.other, route


@pytest.mark.parametrize("route", ROWS)
def test_a_right_role_is_let_in(route: str, samples: dict[str, int], here: Office, enter: Enter) -> None:
    row = ROWS[route]
    assert _answers(enter(here, row.right_role), row, samples) == row.right


@pytest.mark.parametrize("role", ["clerk", "reviewer", "secrecy", "head", "leader", "compiler", "supervisor", "admin"])
def test_who_reads_drafts_and_who_does_not(role: str, samples: dict[str, int], here: Office, enter: Enter) -> None:
    inside = role in ("clerk", "reviewer", "secrecy", "head", "leader")
    client = enter(here, role)
    for path in ("", "review/", "versions/1/", "versions/1/files/1/"):
        assert client.get(f"/desk/items/{samples['item']}/{path}").status_code == (200 if inside else 404), path
    listed = client.get("/desk/items/")
    assert ("春季造林" in listed.content.decode()) is inside


def test_what_was_published_is_seen_from_above_without_its_drafts(
    here: Office, elsewhere: Office, enter: Enter
) -> None:
    desk = Desk(here)
    live = desk.live()
    desk.act(live, "correct", reason="补助标准有变。")
    desk.edit(live, "<p>还没有公开的话。</p>")
    type(here.organ).objects.filter(pk=here.organ.pk).update(parent=elsewhere.organ)
    above = enter(elsewhere, "supervisor")
    page = above.get(f"/desk/items/{live.pk}/").content.decode()
    assert "关于春季造林的通知" in page
    assert "还没有公开的话" not in page
    assert "/do/" not in page
    assert "/versions/" not in page
    for path in ("review/", "versions/2/", "versions/2/?old=1"):
        assert above.get(f"/desk/items/{live.pk}/{path}").status_code in (403, 404), path


def test_an_attempt_by_a_wrong_role_is_kept(samples: dict[str, int], here: Office, enter: Enter) -> None:
    for event in ("publish", "third_review", "emergency"):
        assert enter(here, "reviewer").post(f"/desk/items/{samples['item']}/do/{event}/").status_code == 403
    kept = [each.data["data"]["event"] for each in Entry.objects.filter(subject="item", event="refused")]
    assert kept == ["publish", "third_review", "emergency"]
    page = enter(here, "clerk").get(f"/desk/items/{samples['item']}/").content.decode()
    assert "办理被拒绝：公开" in page


def test_what_does_not_exist_is_not_found(here: Office, enter: Enter, samples: dict[str, int]) -> None:
    client, pk = enter(here, "clerk"), samples["item"]
    for path in (
        "999999/",
        f"{'9' * 40}/",
        f"{pk}/do/nothing/",
        f"{pk}/do/edit/",
        f"{pk}/do/go_live/",
        f"{pk}/versions/7/",
        f"{pk}/versions/{'9' * 30}/",
        f"{pk}/versions/1/?old=9",
        f"{pk}/versions/1/files/2/",
        f"{pk}/review/?base=9",
    ):
        assert client.get(f"/desk/items/{path}").status_code == 404, path
    assert client.get(f"/desk/items/?after={'9' * 40}&before=x").status_code == 200
