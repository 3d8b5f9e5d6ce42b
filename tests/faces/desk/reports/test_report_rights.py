"""Every address of report, ledger and guide for every kind of visitor; the table is that of tests/faces/desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.faces.desk.conftest import friday
from tests.faces.desk.reports.year import TO_FROZEN, filled, last_year, led
from tests.faces.desk.reports.year import begun as report
from tests.faces.desk.rights_table import LOGIN, Answers, Row
from tests.faces.desk.test_rights import routes
from tests.faces.desk.world import Office
from tests.faces.logged_in import logged_in
from tests.rigs import begun

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]

_PAGE, _PAGE_LOGIN, _POST_LOGIN = Answers(200, 405), Answers(LOGIN, 405), Answers(405, LOGIN)
_DENIED, _DENIED_BY_GET, _DENIED_BY_POST = Answers(403, 403), Answers(403, 405), Answers(405, 403)
_GONE, _GONE_BY_GET = Answers(404, 404), Answers(404, 405)


def _page(sample: str, right_role: str = "compiler") -> Row:
    """A page that is only read. Another organ reads its own, where there is nothing yet."""
    return Row(sample, _PAGE, _DENIED_BY_GET, None, _PAGE_LOGIN, right_role, "admin")


ROOMS = ("desk/reports/", "desk/guide/", "desk/ledger/")
ROWS = {
    "desk/reports/": _page("desk/reports/"),
    "desk/reports/<int:year>/": _page("desk/reports/{year}/"),
    "desk/reports/<int:year>/cell/<int:table>/<str:row>/<int:column>/": _page("desk/reports/{year}/cell/3/1/6/"),
    "desk/reports/<int:year>/figure/<str:name>/": _page("desk/reports/{year}/figure/items.published/"),
    "desk/reports/<int:year>/since/": _page("desk/reports/{year}/since/"),
    "desk/reports/<int:year>/report.<str:kind>": _page("desk/reports/{year}/report.json"),
    "desk/reports/<int:year>/begin/": Row(
        "desk/reports/{year}/begin/", Answers(405, 302), _DENIED_BY_POST, None, _POST_LOGIN, "compiler", "clerk"
    ),
    "desk/reports/<int:year>/text/<slug:key>/": Row(
        "desk/reports/{year}/text/others/", Answers(200, 422), _DENIED, _GONE, right_role="compiler", wrong_role="clerk"
    ),
    "desk/reports/<int:year>/do/<slug:event>/": Row(
        "desk/reports/{year}/do/publish/", Answers(200, 422), _DENIED, _GONE, right_role="head", wrong_role="compiler"
    ),
    "desk/ledger/": Row("desk/ledger/", _PAGE, _DENIED_BY_GET, None, _PAGE_LOGIN, "clerk", "compiler"),
    "desk/ledger/template.xlsx": Row(
        "desk/ledger/template.xlsx", _PAGE, _DENIED_BY_GET, None, _PAGE_LOGIN, "clerk", "compiler"
    ),
    "desk/ledger/check/": Row(
        "desk/ledger/check/", Answers(302, 422), _DENIED, None, right_role="clerk", wrong_role="compiler"
    ),
    "desk/ledger/import/": Row(
        "desk/ledger/import/", Answers(405, 422), _DENIED_BY_POST, None, _POST_LOGIN, "clerk", "compiler"
    ),
    "desk/ledger/export/": Row(
        "desk/ledger/export/", Answers(405, 200), _DENIED_BY_POST, None, _POST_LOGIN, "clerk", "compiler"
    ),
    "desk/guide/": Row("desk/guide/", Answers(200, 302), Answers(200, 403), right_role="head", wrong_role="clerk"),
}


@begun.rows
def frozen(_here: Office) -> int:
    with friday():
        filled(_here)
        led(_here, report(_here), *TO_FROZEN)
        return last_year()


def _answers(client: Client, row: Row, year: int) -> Answers:
    path = "/" + row.sample.format(year=year)
    return Answers(client.get(path).status_code, client.post(path).status_code)


def test_every_address_is_listed_and_no_other() -> None:
    found = {route for route in routes(get_resolver().url_patterns) if route.startswith(ROOMS)}
    assert found == set(ROWS)


@pytest.mark.same_on_both
def test_a_stranger_is_sent_to_the_log_in(frozen: int) -> None:
    assert {route: _answers(Client(), row, frozen) for route, row in ROWS.items()} == {
        route: row.stranger for route, row in ROWS.items()
    }


@pytest.mark.same_on_both
def test_a_wrong_role_is_refused_with_the_reason(frozen: int, here: Office, enter: Enter) -> None:
    for route, row in ROWS.items():
        client = enter(here, row.wrong_role)
        assert _answers(client, row, frozen) == row.wrong, route
        refused = client.post("/" + row.sample.format(year=frozen))
        if refused.status_code == 403:
            assert "不能办理" in refused.content.decode(), route


@pytest.mark.parametrize("route", ROWS)
def test_a_right_role_is_let_in(route: str, frozen: int, here: Office, enter: Enter) -> None:
    row = ROWS[route]
    assert _answers(enter(here, row.right_role), row, frozen) == row.right


def test_another_organ_finds_nothing_of_this_one(frozen: int, here: Office, elsewhere: Office, enter: Enter) -> None:
    for route, row in ROWS.items():
        if row.other is not None:
            assert _answers(enter(elsewhere, row.right_role), row, frozen) == row.other, route
    compiler = enter(elsewhere, "compiler")
    for path in ("", "cell/3/1/6/", "since/", "report.json"):
        address = f"/desk/reports/{frozen}/{path}"
        assert compiler.get(f"{address}?organ={here.organ.code}").status_code == 404, path
        assert compiler.get(f"{address}?organ=nobody").status_code == 404, path
    assert "昌图县人民政府办公室" not in compiler.get("/desk/reports/").content.decode()


def test_who_watches_from_above_reads_and_does_not_act(
    frozen: int, here: Office, elsewhere: Office, enter: Enter
) -> None:
    elsewhere.organ.parent = here.organ
    elsewhere.organ.save()
    filled(elsewhere)
    report(elsewhere)
    watcher = enter(here, "supervisor")
    address = f"/desk/reports/{frozen}/?organ={elsewhere.organ.code}"
    assert address in watcher.get("/desk/reports/").content.decode()
    page = watcher.get(address).content.decode()
    assert "/do/" not in page
    assert "/text/" not in page
    assert f"cell/3/1/6/?organ={elsewhere.organ.code}" in page
    assert watcher.get(f"/desk/reports/{frozen}/cell/3/1/6/?organ={elsewhere.organ.code}").status_code == 200
    assert watcher.post(f"/desk/reports/{frozen}/do/check/?organ={elsewhere.organ.code}").status_code == 403


@pytest.mark.same_on_both
@pytest.mark.parametrize("route", [route for route, row in ROWS.items() if row.right.post != 405])
def test_a_form_from_another_site_is_refused(route: str, frozen: int, here: Office) -> None:
    client = logged_in(here.people[ROWS[route].right_role], enforce_csrf_checks=True)
    response = client.post("/" + ROWS[route].sample.format(year=frozen))
    assert response.status_code == 403
    assert "表单已失效" in response.content.decode()
