"""To whom a case is given is a person and no name: two of one name are two, a changed name keeps the cases, a name without a login says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.people import actions as people
from gongkai.apps.people.actor import program
from gongkai.apps.people.models import Person
from gongkai.apps.requests.models import Request
from gongkai.apps.watch import queries as watch
from tests.faces.desk.situations import TODAY, back
from tests.faces.desk.world import PASSWORD, SINCE, Case, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC)


@pytest.fixture
def namesake(here: Office) -> Person:
    """A second clerk with the name of the first."""
    by = program(here.organ.pk)
    found = people.join(by, "other-clerk", here.people["clerk"].name, PASSWORD, NOW)
    people.appoint(by, found, here.organ.pk, "clerk", SINCE, NOW)
    return found


def _give(client: Client, row: Request, to: str) -> tuple[int, str]:
    answer = client.post(f"/desk/requests/{row.pk}/do/assign/", {"day": TODAY.isoformat(), "to": to, "go": "do"})
    return answer.status_code, answer.content.decode()


def test_two_of_one_name_have_each_their_own(here: Office, enter: Enter, namesake: Person) -> None:
    mine, theirs = Case(here, back(15), subject="我这一件").row, Case(here, back(15), subject="同名者那件").row
    client, name = enter(here, "clerk"), namesake.name
    status, told = _give(client, mine, name)
    assert status == 422
    assert f"本机关有2位“{name}”" in told
    assert f"{name}（clerk1）、{name}（other-clerk）" in told
    assert f'value="{name}"' in told, "what was typed is kept"
    assert _give(client, mine, "clerk1")[0] == 302
    assert _give(client, theirs, f"{name}（other-clerk）")[0] == 302
    own = client.get("/desk/?who=me").content.decode()
    assert "我这一件" in own
    assert "同名者那件" not in own
    rows = {row.css_first("th").text(): row for row in LexborHTMLParser(own.encode()).css("table.load tbody tr")}  # type: ignore[union-attr]  # each row has a head
    assert {f"{name}（clerk1）", f"{name}（other-clerk）"} <= rows.keys()
    link = rows[f"{name}（other-clerk）"].css_first("td a")
    assert link
    listed = client.get(link.attributes["href"] or "").content.decode()
    assert "同名者那件" in listed
    assert "我这一件" not in listed
    assert [step.subject_id for step in watch.calendar_of(here.actor("clerk"))] == [mine.pk]


def test_who_changes_the_name_keeps_the_cases(here: Office, enter: Enter) -> None:
    row = Case(here, back(15), subject="我这一件").do("assign", to=here.people["clerk"].name).row
    Person.objects.filter(pk=here.people["clerk"].pk).update(name="改了姓名")
    own = enter(here, "clerk").get("/desk/?who=me").content.decode()
    assert "我这一件" in own
    assert "改了姓名" in own
    assert [step.subject_id for step in watch.calendar_of(here.actor("clerk"))] == [row.pk]


def test_a_name_without_a_login_may_be_written_and_is_said_to_have_none(here: Office, enter: Enter) -> None:
    row, client = Case(here, back(15), subject="档案员那件").row, enter(here, "clerk")
    assert _give(client, row, "档案员老赵")[0] == 302
    assert "档案员老赵（没有对应的登录名）" in client.get(f"/desk/requests/{row.pk}/").content.decode()
    load = client.get("/desk/").content.decode()
    assert "档案员老赵（没有对应的登录名）" in load
    assert "档案员那件" in client.get("/desk/requests/?state=open&assignee=0").content.decode()
    assert "档案员那件" not in client.get("/desk/requests/?state=open&who=none").content.decode()
    assert row.pk in [step.subject_id for step in watch.calendar_of(here.actor("clerk"))], "nobody else would see it"


def test_giving_it_twice_is_once(here: Office, enter: Enter) -> None:
    row, client = Case(here, back(15)).row, enter(here, "clerk")
    sent = {"day": TODAY.isoformat(), "to": "clerk1", "go": "do", "based_on": row.acts}
    path = f"/desk/requests/{row.pk}/do/assign/"
    assert client.post(path, sent).status_code == 302
    assert "没有重复登记" in client.post(path, sent, follow=True).content.decode()
