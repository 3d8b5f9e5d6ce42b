"""Columns and activities at both widths: axe finds nothing, nothing runs out of the window; a column opened, an activity held."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from gongkai.apps.columns.models import Column
from gongkai.apps.supervision.models import Activity
from tests.faces.desk.activities.season import late, scheduled
from tests.faces.desk.columns.garden import grown
from tests.faces.desk.world import PASSWORD, Office, office
from tests.rigs import browser as rig

AT_THE_DESK = re.compile(r"^[^?]*/desk/$")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))
    return office()


def log_in(page: Page, login: str) -> None:
    page.goto("/desk/")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(AT_THE_DESK)


def test_every_page_is_accessible_and_fits(
    here: Office, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    columns, season = grown(here), scheduled(here)
    late(here)
    log_in(any_page, "head1")
    pages = {
        "columns": "/desk/columns/",
        "columns-stale": "/desk/columns/?state=stale",
        "columns-month": "/desk/columns/month/?month=2026-12",
        "columns-usual": "/desk/columns/usual/",
        "columns-new": "/desk/columns/new/",
        "columns-column": f"/desk/columns/{columns['policies']}/",
        "columns-close": f"/desk/columns/{columns['notices']}/do/close/",
        "columns-catalogue": "/desk/columns/catalogue/",
        "activities": "/desk/activities/",
        "activities-new": "/desk/activities/new/?kind=open_day",
        "activities-activity": f"/desk/activities/{season['activity']}/",
        "activities-session": f"/desk/sessions/{season['session']}/",
        "activities-hold": f"/desk/sessions/{season['session']}/do/hold/",
        "guide": "/desk/guide/",
        "portal-catalogue": f"/xxgk/{here.organ.code}/catalogue/",
        "portal-guide": f"/xxgk/{here.organ.code}/guide/",
    }
    for name, path in pages.items():
        any_page.goto(path)
        for each in any_page.locator("main details").all():
            each.evaluate("node => { node.open = true }")
        picture(any_page, name)
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name


def test_a_column_is_opened_and_an_activity_held(here: Office, page: Page) -> None:
    log_in(page, "clerk1")
    page.goto("/desk/columns/")
    page.get_by_role("link", name="开设栏目", exact=True).click()
    page.get_by_label("名称").fill("政务要闻")
    page.get_by_label("栏目类别").select_option("news")
    page.get_by_label("栏目描述").fill("本机关的要闻。")
    page.get_by_label("关键词").fill("要闻")
    page.get_by_label("更新要求").select_option("weeks")
    page.get_by_label("更新周期").fill("2")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("heading", name="政务要闻").wait_for()
    assert Column.objects.get().every == "weeks"
    page.goto("/desk/activities/")
    page.get_by_role("link", name="编制计划", exact=True).click()
    page.get_by_label("名称").fill("第二十届政务公开日")
    page.get_by_label("计划举办之日").fill("2026-11-20")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("link", name="加一场").click()
    page.get_by_label("名称").fill("补贴政策解读")
    page.get_by_label("种类").select_option("interpretation")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("link", name="登记举办").click()
    page.get_by_label("举办之日").fill("2026-11-20")
    page.get_by_label("参加人数").fill("35")
    page.get_by_role("button", name="登记举办").click()
    page.get_by_role("link", name="第二十届政务公开日").first.click()
    page.get_by_text("共 1 场，办了 1 场").wait_for()
    assert Activity.objects.get().kind == "open_day"
