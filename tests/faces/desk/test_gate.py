"""Who sits at the desk: the post that was chosen, asked again at every request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from gongkai.apps.people import actions as people
from gongkai.apps.people.actor import program
from tests.faces.desk.situations import fresh
from tests.faces.desk.world import SINCE, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def second_post(here: Office, elsewhere: Office) -> int:
    """The clerk of the office also reviews in the other organ."""
    clerk = here.people["clerk"]
    return people.appoint(program(elsewhere.organ.pk), clerk, elsewhere.organ.pk, "reviewer", SINCE, AT).pk


def test_one_post_needs_no_choice(here: Office, enter: Enter) -> None:
    page = enter(here, "clerk").get("/desk/").content.decode()
    assert "经办人" in page
    assert "换一个岗位" not in page


def test_another_post_is_chosen_and_kept(here: Office, elsewhere: Office, second_post: int, enter: Enter) -> None:
    client, theirs = enter(here, "clerk"), fresh(elsewhere)
    path = f"/desk/requests/{theirs.row.pk}/"
    first = client.get("/desk/").content.decode()
    assert "换一个岗位" in first
    client.post("/desk/post/", {"post": f"{here.organ.pk}:clerk"})
    assert client.get(path).status_code == 404
    changed = client.post("/desk/post/", {"post": f"{elsewhere.organ.pk}:reviewer"}, follow=True)
    assert "现在是昌图县自然资源局的审核人" in changed.content.decode()
    assert client.get(path).status_code == 200


def test_a_post_that_is_not_held_cannot_be_chosen(here: Office, elsewhere: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    answer = client.post("/desk/post/", {"post": f"{elsewhere.organ.pk}:head"}, follow=True)
    assert "您今天没有这个岗位" in answer.content.decode()
    assert client.get(f"/desk/requests/{fresh(elsewhere).row.pk}/").status_code == 404


def test_a_post_that_ended_is_left_at_the_next_click_and_said(
    here: Office, elsewhere: Office, second_post: int, enter: Enter
) -> None:
    client = enter(here, "clerk")
    client.post("/desk/post/", {"post": f"{elsewhere.organ.pk}:reviewer"})
    people.dismiss(program(elsewhere.organ.pk), second_post, date(2026, 11, 19), AT)
    page = client.get("/desk/").content.decode()
    assert "任职已经结束" in page
    assert "昌图县人民政府办公室" in page


def test_without_any_post_nothing_opens(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    for post in here.people["clerk"].posts.all():
        people.dismiss(program(here.organ.pk), post.pk, date(2026, 11, 19), AT)
    answer = client.get("/desk/requests/")
    assert answer.status_code == 403
    assert "今天没有岗位" in answer.content.decode()


def test_the_way_back_after_the_log_in_is_kept(here: Office) -> None:
    case = fresh(here)
    answer = Client().get(f"/desk/requests/{case.row.pk}/do/note/")
    assert answer["Location"] == f"/desk/login/?next=/desk/requests/{case.row.pk}/do/note/"
