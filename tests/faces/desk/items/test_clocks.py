"""Days that no text of the law gives say so beside them, on the page of an item and in the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from gongkai.apps.publishing.models import Item
from gongkai.faces.desk.items import clocks
from gongkai.law.calendar import official
from gongkai.law.settings import DEFAULT
from tests.faces.desk.items.world import POLICY, Desk
from tests.faces.desk.world import Office

LAST_OF_A_NOTICE, WITHOUT_NOTICE = date(2026, 3, 2), date(2099, 3, 2)
WITHHELD = {"attribute": "withheld", "ground": "internal", "ground_reason": "内部会议安排"}


def test_each_day_says_whether_it_is_provisional_of_itself_and_not_of_its_neighbour() -> None:
    calendar, today = official(), LAST_OF_A_NOTICE
    row = Item(state="first_review", due=today, provisional=True, stage_due=today)
    publication, stage = clocks.of_publication(row, today, calendar), clocks.of_stage(row, today, calendar)
    assert publication is not None
    assert stage is not None
    assert (publication.provisional, publication.doubt) == (True, "")
    assert (stage.provisional, stage.doubt) == (False, "本机关自定")
    later = clocks.of_stage(Item(state="first_review", stage_due=WITHOUT_NOTICE), today, calendar)
    assert later is not None
    assert later.provisional


def test_the_nearest_day_decides_and_an_interpretation_only_where_it_is_owed() -> None:
    calendar, today = official(), LAST_OF_A_NOTICE
    row = Item(state="live", evaluate_on=date(2026, 5, 1), explain_by=date(2026, 4, 1))
    first = clocks.nearest(row, today, calendar, DEFAULT)
    owed = clocks.nearest(row, today, calendar, DEFAULT, unexplained=True)
    assert first is not None
    assert owed is not None
    assert (first.due, owed.due) == (row.evaluate_on, row.explain_by)
    assert {first.doubt, owed.doubt} == {"未核实"}
    assert "interpretation_days" in owed.caveat
    assert clocks.nearest(Item(state="live"), today, calendar, DEFAULT) is None


@pytest.mark.django_db
def test_page_and_list_mark_what_rests_on_a_setting_and_the_page_names_it(
    here: Office, enter: Callable[[Office, str], Client]
) -> None:
    desk, client = Desk(here), enter(here, "head")
    waiting = desk.act(desk.draft(), "submit")
    page = client.get(f"/desk/items/{waiting.pk}/").content.decode()
    assert "本机关自定" in page
    assert "没有统一的国家条文" in page
    kept = desk.act(desk.act(desk.draft(**WITHHELD), "propose_withhold"), "approve_withhold", "head")
    page = client.get(f"/desk/items/{kept.pk}/").content.decode()
    assert "未核实" in page
    assert "reevaluation_months" in page
    listed = client.get("/desk/items/").content.decode()
    assert "未核实" in listed
    assert "本机关自定" in listed


@pytest.mark.django_db
def test_a_policy_says_by_when_its_interpretation_is_due_before_it_is_late(
    here: Office, enter: Callable[[Office, str], Client]
) -> None:
    desk, client = Desk(here), enter(here, "head")
    row = desk.act(desk.draft(**POLICY), "emergency", "leader", reason="汛情")
    assert row.explain_by is not None
    page = client.get(f"/desk/items/{row.pk}/").content.decode()
    assert f'解读应在</span> <strong class="day">{row.explain_by}' in page
    assert "interpretation_days" in page
    assert "最迟应在" not in page
