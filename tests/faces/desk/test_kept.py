"""A form that was typed while the session ended, or before another log-in, is given back and can be sent again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.journal.models import Entry
from tests.faces.desk.situations import TODAY, fresh
from tests.faces.desk.world import Case, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
HERE = {"origin": "http://testserver"}
WORDS = '第一行\r\n<script>第二行</script> "引号"'


def _url(case: Case) -> str:
    return f"/desk/requests/{case.row.pk}/do/note/"


def _told(case: Case) -> dict[str, Any]:
    return {"day": TODAY.isoformat(), "based_on": str(case.row.acts), "note": WORDS}


def _given_back(content: bytes) -> dict[str, str]:
    """What the form on the page would send: browsers read line breaks as one character and send them as two."""
    page = LexborHTMLParser(content)
    inputs = page.css("form[action] input[type=hidden]")
    return {str(each.attributes["name"]): str(each.attributes["value"]).replace("\n", "\r\n") for each in inputs}


def test_what_was_typed_when_the_session_had_ended_comes_back(here: Office, enter: Enter) -> None:
    case = fresh(here)
    page = Client().post(_url(case), _told(case))
    assert page.status_code == 401
    assert "已经退出登录" in page.content.decode()
    assert b"<script>\xe7" not in page.content
    again = _given_back(page.content)
    assert again.items() >= _told(case).items()
    done = enter(here, "clerk").post(_url(case), again)
    assert done.status_code == 302
    assert Entry.objects.filter(subject="request", event="note").count() == 1


def test_nothing_typed_leads_to_the_log_in(here: Office) -> None:
    assert Client().post(_url(fresh(here))).status_code == 302


def test_a_form_from_before_another_log_in_comes_back(here: Office, enter: Enter) -> None:
    case = fresh(here)
    client = enter(here, "clerk")
    client.handler.enforce_csrf_checks = True
    page = client.post(_url(case), {**_told(case), "csrfmiddlewaretoken": "x" * 64}, headers=HERE)
    assert page.status_code == 403
    again = _given_back(page.content)
    assert again.items() >= _told(case).items()
    assert client.post(_url(case), again, headers=HERE).status_code == 302


def test_a_form_from_elsewhere_is_not_given_back(here: Office, enter: Enter) -> None:
    case = fresh(here)
    client = enter(here, "clerk")
    client.handler.enforce_csrf_checks = True
    for origin in ({}, {"origin": "https://evil.example"}, {"origin": "null"}):
        page = client.post(_url(case), _told(case), headers=origin)
        assert page.status_code == 403
        assert "表单已失效" in page.content.decode()
        assert "第一行" not in page.content.decode()


def test_passwords_are_never_given_back() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post("/desk/login/", {"login": "clerk1", "password": "clear-water"}, headers=HERE)
    assert page.status_code == 403
    assert "clear-water" not in page.content.decode()


def test_what_was_typed_when_the_database_was_locked_comes_back(
    here: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*told: object) -> None:
        raise OperationalError("database is locked")

    case, client = fresh(here), enter(here, "clerk")
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("gongkai.apps.entering.enter", locked)
        page = client.post(_url(case), _told(case))
    assert page.status_code == 500
    assert "系统出错了" in page.content.decode()
    assert "locked" not in page.content.decode()
    assert client.post(_url(case), _given_back(page.content)).status_code == 302
