"""The disclosure column and the report pages in a browser: axe finds nothing, nothing runs out of the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.annual.ledger.write import write
from gongkai.apps.organs.models import OrganName
from tests.annual.ledger.samples import ORGAN_NAME, rich_ledger
from tests.browser.entering import enter
from tests.faces.desk.reports.year import TO_FROZEN, TO_PUBLISHED, begun, filled, last_year, led
from tests.faces.desk.world import Case, office
from tests.faces.portal.disclosure.county import county, document, publish
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)

Clean = Callable[[Page], None]
Picture = Callable[[Page, str], None]

PORTAL = {
    "column": "/xxgk/",
    "organ": "/xxgk/qinghe-office/",
    "guide": "/xxgk/qinghe-office/guide/",
    "system": "/xxgk/qinghe-office/system/",
    "items": "/xxgk/qinghe-office/items/",
    "documents": "/xxgk/qinghe-office/documents/?day=2999-01-01",
    "apply": "/xxgk/qinghe-office/apply/",
    "reports": "/reports/",
}


def _assert_fits(page: Page, clean: Clean, picture: Picture, name: str) -> None:
    picture(page, name)
    clean(page)
    assert rig.sideways(page) == 0, name


def test_the_column_is_accessible_and_fits(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    where, _ = county()
    for number in range(1, 24):
        publish(where, number, date(2026, 1, number), "政策文件" if number % 3 else "财政信息")
    document(where, 1, date(2024, 3, 1))
    for name, address in PORTAL.items():
        any_page.goto(address)
        _assert_fits(any_page, axe_clean, picture, f"portal-{name}")


def test_a_published_report_is_accessible_and_fits(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    where = office()
    filled(where)
    led(where, begun(where), *TO_PUBLISHED)
    for name, address in {
        "home-with-reports": "/",
        "reports-of-organ": f"/reports/{where.organ.code}/",
        "report": f"/reports/{where.organ.code}/{last_year()}/",
    }.items():
        any_page.goto(address)
        _assert_fits(any_page, axe_clean, picture, f"portal-{name}")


def test_the_desk_pages_of_a_report_are_accessible_and_fit(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    where = office()
    year = filled(where)
    row = begun(where)
    enter(any_page, where, "compiler")
    pages = {
        "years": "/desk/reports/",
        "draft": f"/desk/reports/{year}/",
        "as-of": f"/desk/reports/{year}/?as_of={year}-02-30",
        "cell": f"/desk/reports/{year}/cell/3/1/6/",
        "text": f"/desk/reports/{year}/text/requests/",
        "act": f"/desk/reports/{year}/do/check/",
        "guide": "/desk/guide/",
    }
    for name, address in pages.items():
        any_page.goto(address)
        _assert_fits(any_page, axe_clean, picture, f"desk-report-{name}")
    led(where, row, *TO_FROZEN)
    Case(where, date(year, 12, 21))
    enter(any_page, where, "head")
    for name, address in {"frozen": f"/desk/reports/{year}/", "since": f"/desk/reports/{year}/since/"}.items():
        any_page.goto(address)
        _assert_fits(any_page, axe_clean, picture, f"desk-report-{name}")
    any_page.goto("/desk/guide/")
    _assert_fits(any_page, axe_clean, picture, "desk-guide-form")


def test_a_ledger_is_checked_mended_and_taken_in(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    page = any_page
    where = office()
    OrganName.objects.filter(organ=where.organ).update(name=ORGAN_NAME)
    enter(page, where, "head")
    page.goto("/desk/ledger/")
    _assert_fits(page, axe_clean, picture, "desk-ledger")
    with page.expect_download() as template:
        page.get_by_role("link", name="下载空白模板").click()
    assert template.value.suggested_filename.endswith(".xlsx")
    wrong = rich_ledger()
    wrong = type(wrong)(wrong.organ, wrong.organ_kind, (*wrong.requests, wrong.requests[0]))
    _choose(page, write(wrong))
    expect(page.get_by_role("heading", level=1)).to_contain_text("处问题")
    page.complaints.clear()  # type: ignore[attr-defined]  # a refused workbook is a 422, which the console repeats
    _assert_fits(page, axe_clean, picture, "desk-ledger-faults")
    _choose(page, write(rich_ledger()))
    expect(page.get_by_role("heading", level=1)).to_have_text("可以导入")
    _assert_fits(page, axe_clean, picture, "desk-ledger-checked")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("status").first).to_contain_text("已导入")
    expect(page.get_by_role("cell", name="已导入")).to_be_visible()
    _assert_fits(page, axe_clean, picture, "desk-ledger-done")


def _choose(page: Page, body: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("台账文件").set_input_files({"name": "台账.xlsx", "mimeType": kind, "buffer": body})
    page.get_by_role("button", name="检查").click()


def test_the_column_works_without_javascript(chromium: Browser, live_server: Any) -> None:
    county()
    with rig.opened(chromium, live_server.url, "phone", javascript=False) as page:
        page.goto("/")
        page.get_by_role("main").get_by_role("link", name="政府信息公开指南").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("政府信息公开指南")
        page.get_by_role("navigation", name="本页内容").get_by_role("link", name="收不收费").click()
        expect(page.get_by_role("heading", name="收不收费")).to_be_in_viewport()
        page.get_by_role("link", name="逐日看是怎么算的").click()
        expect(page.get_by_role("table")).to_be_visible()
