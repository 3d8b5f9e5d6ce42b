"""What goes wrong at the desk looks like the desk and leads back to it; nothing of it is kept in a cache."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.test import Client, RequestFactory
from pytest_django import Settings

from gongkai.apps.people import queries as people
from gongkai.faces.desk import today
from gongkai.faces.desk.login import locked_out
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
BACK = 'href="/desk/">回到今日工作</a>'


@pytest.mark.parametrize("path", ["/desk/no/such/page", "/desk/requests/999/", "/desk/requests/999/do/note/"])
def test_what_is_not_there_leads_back_to_the_desk(here: Office, enter: Enter, path: str) -> None:
    page = enter(here, "clerk").get(path)
    assert page.status_code == 404
    assert BACK in page.content.decode()
    assert "站点地图" not in page.content.decode(), "the portal's foot"


def test_a_form_address_that_is_opened_leads_back(here: Office, enter: Enter) -> None:
    page = enter(here, "clerk").get("/desk/post/")
    assert page.status_code == 405
    assert BACK in page.content.decode()


@pytest.mark.parametrize(
    ("error", "status"),
    [(SuspiciousOperation("x"), 400), (RequestDataTooBig("x"), 413), (ZeroDivisionError("secret detail"), 500)],
)
def test_each_failure_leads_back(
    here: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def broken(*args: object, **named: object) -> None:
        raise error

    client = enter(here, "clerk")
    client.raise_request_exception = False
    monkeypatch.setattr(today, "render", broken)
    page = client.get("/desk/")
    assert page.status_code == status
    assert BACK in page.content.decode()
    assert "secret detail" not in page.content.decode()


def test_a_database_that_does_not_answer_has_its_page_without_asking_it_again(
    here: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **named: object) -> None:
        raise OperationalError("database is locked")

    client = enter(here, "clerk")
    client.raise_request_exception = False
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", broken)
    monkeypatch.setattr(people, "posts", broken)
    page = client.get("/desk/")
    assert page.status_code == 500
    assert "系统出错了" in page.content.decode()
    assert "locked" not in page.content.decode()


ACCOUNT = ["login/", "logout/", "account/inactive/", "account/password/", "account/reauthenticate/", "account/2fa/"]


@pytest.mark.parametrize("path", ACCOUNT)
def test_pages_of_the_account_stay_in_no_cache(here: Office, enter: Enter, path: str) -> None:
    for client in (Client(), enter(here, "clerk")):
        assert client.get(f"/desk/{path}")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ACCOUNT)
def test_pages_of_the_account_bear_the_name_of_the_site(
    here: Office, enter: Enter, settings: Settings, path: str
) -> None:
    settings.SITE = {**settings.SITE, "name": "昌图县政务公开"}
    for client in (Client(), enter(here, "clerk")):
        page = client.get(f"/desk/{path}", follow=True).content.decode()
        assert "- 昌图县政务公开</title>" in page
        assert "testserver" not in page


def test_the_page_of_a_locked_login_bears_the_name_of_the_site(settings: Settings) -> None:
    settings.SITE = {**settings.SITE, "name": "昌图县政务公开"}
    wrong = {"login": "clerk1", "password": "wrong"}
    # The lock counts by the clock of its own time: here it is the page itself that is looked at.
    page = locked_out(RequestFactory().post("/desk/login/", wrong), None, wrong)
    assert page.status_code == 429
    assert "- 昌图县政务公开</title>" in page.content.decode()
