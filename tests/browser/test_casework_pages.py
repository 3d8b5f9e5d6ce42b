"""The desk's pages of daily casework at both widths: axe finds nothing, nothing runs out of the window, tables keep their words whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.apps.saved import actions as saved
from gongkai.apps.watch import actions as watch
from tests.faces.desk import situations
from tests.faces.desk.situations import back
from tests.faces.desk.world import PASSWORD, Case, Office, office, record
from tests.rigs import browser as rig

AT_THE_DESK = re.compile(r"^[^?]*/desk/$")
pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
_BROKEN = """() => [...document.querySelectorAll('main th, main td, main dt, main dd')].filter(cell => {
    const text = cell.textContent.trim();
    return text.length > 3 && cell.clientWidth && cell.clientWidth < 2 * parseFloat(getComputedStyle(cell).fontSize)
        && getComputedStyle(cell).clipPath === 'none';
}).map(cell => cell.textContent.trim())"""
"""Cells in which a character stands in each line."""


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return office()


def test_the_pages_of_casework_are_accessible_and_fit(
    here: Office, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    case = situations.extension_approved(here)
    case.do("ask_department", day=back(8), label="财务科", what="近三年的预算。", until="2026-11-17")
    case.do("search", day=back(2), scope="档案室", method="逐卷翻查", result="没有。")
    several = Case(here, back(12), items=3)
    correction = record(here, back(3))
    saved.keep(here.actor("clerk"), "快到期的", "state=open&light=soon", shared=False, now=NOW)
    watch.round_of_the_day(NOW)

    any_page.goto("/desk/")
    any_page.locator("[name=login]").fill("clerk1")
    any_page.locator("[name=password]").fill(PASSWORD)
    any_page.get_by_role("button", name="登录").click()
    any_page.wait_for_url(AT_THE_DESK)
    inside = f"/desk/requests/{case.row.pk}"
    pages = {
        "today": "/desk/",
        "list": "/desk/requests/",
        "figures": "/desk/requests/figures/",
        "owing": "/desk/requests/owing/",
        "case": f"{inside}/",
        "correcting": f"/desk/requests/{several.row.pk}/do/ask_correction/",
        "repeat": f"/desk/requests/{several.row.pk}/",
        "split": f"/desk/requests/{several.row.pk}/split/",
        **{
            name: f"{inside}/{name}/"
            for name in ("clock", "plan", "try", "departments", "searches", "papers", "letters")
        },
        "tried": f"{inside}/try/notify_extension/",
        "alike": "/desk/alike/",
        "alerts": "/desk/watch/",
        "guidance": "/desk/guidance/",
        "records": "/desk/records/",
        "record": f"/desk/records/{correction.pk}/",
        "record-new": "/desk/records/new/",
        "help": "/desk/help/",
    }
    any_page.complaints.clear()  # type: ignore[attr-defined]  # from here on the console must be silent
    for name, path in pages.items():
        any_page.goto(path)
        expect(any_page.locator("h1")).to_be_visible()
        if name == "case":
            for each in any_page.locator("main details").all():
                each.evaluate("node => { node.open = true }")
        picture(any_page, f"casework-{name}")
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name
        for size in rig.sizes(any_page):
            assert any_page.evaluate(_BROKEN) == [], f"{name} {size}"
