"""Every address of the desk for every kind of visitor: logged out, of another organ, of a wrong role, of a right one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Upload
from tests.apps.files.made import a_pdf
from tests.faces.desk.activities.season import scheduled
from tests.faces.desk.columns.garden import planted
from tests.faces.desk.conftest import TODAY, friday
from tests.faces.desk.documents.shelf import filed
from tests.faces.desk.registers.shelf import shelved
from tests.faces.desk.rights_table import ROWS, Answers
from tests.faces.desk.search.wishes import tended
from tests.faces.desk.watch.told import watched
from tests.faces.desk.world import Case, Office, question, record, remedy
from tests.rigs import begun

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]

# allauth's own: logged out is what they are for. tests/faces/desk/test_account.py has them.
ACCOUNT = ("desk/account/", "desk/login/", "desk/logout/")
REPORTS = ("desk/reports/", "desk/guide/", "desk/ledger/", "desk/items/", "desk/duties/", "desk/moving-in/")
"""Listed by the folders of these rooms beside this one."""


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield route


def test_every_address_of_the_desk_is_listed_and_no_other() -> None:
    found = {route for route in routes(get_resolver().url_patterns) if route.startswith("desk/")}
    assert {route for route in found if not route.startswith((*ACCOUNT, *REPORTS))} == set(ROWS)


@begun.rows
def samples(_here: Office) -> dict[str, int]:
    with friday():
        return _one_of_each(_here)


def _one_of_each(here: Office) -> dict[str, int]:
    case = Case(here, TODAY).row.pk
    scan = papers.add(here.actor("clerk"), "request", case, "evidence", [Upload("x.pdf", a_pdf())], timezone.now())[0]
    about = record(here, TODAY).pk
    proof = papers.add(here.actor("clerk"), "record", about, "evidence", [Upload("y.pdf", a_pdf())], timezone.now())[0]
    return {
        "case": case,
        "paper": scan.pk,
        "remedy": remedy(here, TODAY).pk,
        "record": about,
        "evidence": proof.pk,
        "question": question(here, TODAY).question.pk,
        **shelved(here),
        **planted(here),
        **scheduled(here),
        **filed(here),
        **tended(here),
        **watched(here),
    }


def _asked(client: Client, path: str) -> tuple[Any, Any]:
    """What it answers to GET, and then to POST with nothing in it."""
    return client.get(path), client.post(path)


def _answers(asked: tuple[Any, Any]) -> Answers:
    return Answers(asked[0].status_code, asked[1].status_code)


@pytest.mark.same_on_both
@pytest.mark.parametrize("route", ROWS)
def test_a_stranger_is_sent_to_the_log_in(route: str, samples: dict[str, int], on_a_friday: None) -> None:
    row = ROWS[route]
    asked = _asked(Client(), "/" + row.sample.format(**samples))
    assert _answers(asked) == row.stranger
    for answer in asked:
        if answer.status_code == 302:
            assert answer["Location"].startswith("/desk/login/?next=/desk/")


@pytest.mark.same_on_both
@pytest.mark.parametrize("route", [route for route, row in ROWS.items() if row.other])
def test_another_organ_finds_nothing(route: str, samples: dict[str, int], elsewhere: Office, enter: Enter) -> None:
    row = ROWS[route]
    asked = _asked(enter(elsewhere, row.right_role), "/" + row.sample.format(**samples))
    assert _answers(asked) == row.other


@pytest.mark.same_on_both
@pytest.mark.parametrize("route", [route for route, row in ROWS.items() if row.wrong])
def test_a_wrong_role_is_refused_with_the_reason(
    route: str, samples: dict[str, int], here: Office, enter: Enter
) -> None:
    row = ROWS[route]
    asked = _asked(enter(here, row.wrong_role), "/" + row.sample.format(**samples))
    assert _answers(asked) == row.wrong
    for answer in asked:
        if answer.status_code == 403:
            assert "不能办理" in answer.content.decode()


@pytest.mark.parametrize("route", ROWS)
def test_a_right_role_is_let_in(route: str, samples: dict[str, int], here: Office, enter: Enter) -> None:
    row = ROWS[route]
    asked = _asked(enter(here, row.right_role), "/" + row.sample.format(**samples))
    assert _answers(asked) == row.right
    assert asked[0]["Cache-Control"] == "no-store" or row.right.get == 405


@pytest.mark.same_on_both
@pytest.mark.parametrize("route", [route for route, row in ROWS.items() if row.right.post != 405])
def test_a_form_from_another_site_is_refused(route: str, samples: dict[str, int]) -> None:
    response = Client(enforce_csrf_checks=True).post("/" + ROWS[route].sample.format(**samples))
    assert response.status_code == 403
    assert "表单已失效" in response.content.decode()
