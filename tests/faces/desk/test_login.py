"""Logging in: no way around, locked after five wrong passwords, a second factor for those who sign."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from gongkai.apps.journal import queries as journal
from gongkai.apps.organs import actions as organs
from gongkai.apps.people import actions as people
from gongkai.apps.people.actor import program
from gongkai.apps.people.models import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
SINCE = date(2020, 1, 1)
PASSWORD = "heavy-rain-4711"


@pytest.fixture(autouse=True)
def _on_a_friday() -> None:
    """Here the clock runs: locks and codes live by it, and the libraries read it themselves."""


@pytest.fixture
def clerk() -> Person:
    return _person("clerk")


@pytest.fixture
def head() -> Person:
    return _person("head")


def _person(role: str) -> Person:
    organ = organs.found(program(0), "office", "测试县人民政府办公室", "office", "county", SINCE, NOW)
    person = people.join(program(organ.pk), f"the-{role}", "王一", PASSWORD, NOW)
    people.appoint(program(organ.pk), person, organ.pk, role, SINCE, NOW)
    return person


def test_the_desk_opens_with_login_and_password_only(client: Client, clerk: Person) -> None:
    assert client.get("/desk/").status_code == 302
    wrong = client.post("/desk/login/", {"login": "the-clerk", "password": "no"})
    assert wrong.status_code == 200
    assert "不正确" in wrong.content.decode()
    assert client.post("/desk/login/", {"login": "the-clerk", "password": PASSWORD})["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_logging_out_takes_a_form(client: Client, clerk: Person) -> None:
    client.force_login(clerk)
    assert client.get("/desk/logout/").status_code == 200
    assert client.get("/desk/").status_code == 200
    assert client.post("/desk/logout/")["Location"] == "/desk/login/"
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("path", ["signup/", "account/signup/", "password/reset/", "account/email/", "login/code/"])
def test_nobody_signs_up_and_nothing_goes_by_email(client: Client, path: str) -> None:
    assert client.get(f"/desk/{path}").status_code == 404


def test_five_wrong_passwords_lock_the_login_for_a_while(client: Client, clerk: Person) -> None:
    variants = ["the-clerk", "The-Clerk", " the-clerk ", "ｔｈｅ－ｃｌｅｒｋ", "THE-CLERK"]
    answers = [client.post("/desk/login/", {"login": login, "password": "wrong"}) for login in variants]
    assert [each.status_code for each in answers[:4]] == [200] * 4
    assert answers[-1].status_code == 429
    right = client.post("/desk/login/", {"login": "the-clerk", "password": PASSWORD})
    assert right.status_code == 429
    assert "暂时不能登录" in right.content.decode()
    assert right.headers["Retry-After"] == "900"
    assert "default-src 'none'" in right.headers["Content-Security-Policy"]


def test_the_lock_holds_for_one_address_and_one_login(client: Client, clerk: Person) -> None:
    for _ in range(5):
        client.post("/desk/login/", {"login": "the-clerk", "password": "wrong"}, REMOTE_ADDR="10.0.0.1")
    locked = client.post("/desk/login/", {"login": "the-clerk", "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")
    assert locked.status_code == 429
    elsewhere = client.post("/desk/login/", {"login": "the-clerk", "password": PASSWORD}, REMOTE_ADDR="10.0.0.2")
    assert elsewhere.status_code == 302


def test_a_switched_off_login_does_not_open(client: Client, clerk: Person) -> None:
    client.force_login(clerk)
    clerk.is_active = False
    clerk.save()
    assert client.get("/desk/").status_code == 302
    answer = client.post("/desk/login/", {"login": "the-clerk", "password": PASSWORD})
    assert client.get("/desk/").status_code == 302
    assert answer.status_code in (200, 302)


def test_a_changed_password_is_entered_in_the_journal(client: Client, clerk: Person) -> None:
    client.post("/desk/login/", {"login": "the-clerk", "password": PASSWORD})
    new = "other-weather-15"
    weak = client.post("/desk/account/password/", {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"})
    assert weak.status_code == 200
    assert "密码" in weak.content.decode()
    done = client.post("/desk/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert done.status_code == 302
    assert [entry.event for entry in journal.entries("person", clerk.pk)] == ["join", "appoint", "password"]
    assert client.get("/desk/").status_code == 200, "who changed it stays logged in"


def test_who_signs_sets_up_a_second_factor_first(client: Client, head: Person, settings: Settings) -> None:
    settings.REQUIRE_MFA = True
    client.post("/desk/login/", {"login": "the-head", "password": PASSWORD})
    assert client.get("/desk/")["Location"] == "/desk/account/2fa/totp/activate/"
    assert client.get("/desk/account/2fa/recovery-codes/download/").status_code == 302
    secret = _set_up(client)
    assert client.get("/desk/").status_code == 200
    stored = Authenticator.objects.get(user=head, type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored, "a stolen database gives no codes"

    again = Client()
    first = again.post("/desk/login/", {"login": "the-head", "password": PASSWORD})
    assert first["Location"] == "/desk/account/2fa/authenticate/"
    assert again.get("/desk/").status_code == 302
    assert again.post(first["Location"], {"code": "000000"}).status_code == 200
    assert again.get("/desk/").status_code == 302
    assert again.post(first["Location"], {"code": _code(secret, +1)})["Location"] == "/desk/"
    assert again.get("/desk/").status_code == 200


def test_a_recovery_code_opens_once(client: Client, head: Person) -> None:
    client.post("/desk/login/", {"login": "the-head", "password": PASSWORD})
    _set_up(client)
    codes = re.findall(
        rb"^[0-9a-z]{4,}[- ]?[0-9a-z]*$", _confirmed(client, "/desk/account/2fa/recovery-codes/download/").content, re.M
    )
    assert codes
    for expected in (302, 200):
        other = Client()
        other.post("/desk/login/", {"login": "the-head", "password": PASSWORD})
        answer = other.post("/desk/account/2fa/authenticate/", {"code": codes[0].decode()})
        assert answer.status_code == expected


def test_a_clerk_needs_no_second_factor(client: Client, clerk: Person, settings: Settings) -> None:
    settings.REQUIRE_MFA = True
    client.post("/desk/login/", {"login": "the-clerk", "password": PASSWORD})
    assert client.get("/desk/").status_code == 200


def test_the_picture_of_the_secret_is_its_own_answer(client: Client, head: Person) -> None:
    assert client.get("/desk/account/2fa/totp/qr.svg").status_code == 404
    client.post("/desk/login/", {"login": "the-head", "password": PASSWORD})
    assert client.get("/desk/account/2fa/totp/qr.svg").status_code == 404, "nothing is being set up"
    _confirmed(client, "/desk/account/2fa/totp/activate/")
    picture = client.get("/desk/account/2fa/totp/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]
    assert b"<svg" in picture.content
    assert b"style=" not in picture.content, "the strict policy would not apply it"


def _set_up(client: Client) -> str:
    """Activate the second factor as a person does: the page shows the secret, the app makes the code."""
    page = _confirmed(client, "/desk/account/2fa/totp/activate/")
    (secret,) = parse_qs(urlsplit(page.context["totp_url"]).query)["secret"]
    assert secret in page.content.decode()
    assert client.post("/desk/account/2fa/totp/activate/", {"code": _code(secret)}).status_code == 302
    return str(secret)


def _confirmed(client: Client, path: str) -> HttpResponse:
    """A page of the account, which asks for the password once more, as somebody may have left the desk unlocked."""
    page = client.get(path)
    if page.status_code == 302:
        page = client.post(page["Location"], {"password": PASSWORD}, follow=True)
    assert page.status_code == 200
    return page


def _code(secret: str, later: int = 0) -> str:
    now = sorted(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, now[len(now) // 2] + later))
