"""Normative documents in a browser: every page at both widths with axe; a list compared, one difference settled by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.apps.documents import actions
from gongkai.apps.documents.models import ComparedText, Difference
from gongkai.apps.journal.canonical import sm3
from tests.browser.entering import enter
from tests.faces.desk.documents.shelf import LIST, filed
from tests.faces.desk.registers.shelf import NOW
from tests.faces.desk.world import Office, office
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "/desk/documents/"


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))
    return office()


def shelf(here: Office) -> dict[str, int]:
    """A document with everything, some others in every state, and a difference in the text."""
    rows, clerk = filed(here), here.actor("clerk")
    for number, begins, more in (
        ("昌政发〔2019〕3号", date(2019, 3, 1), {"valid_until": date(2024, 2, 29)}),
        ("昌政发〔2020〕8号", date(2020, 8, 1), {}),
        ("昌政发〔2026〕2号", date(2026, 10, 8), {"published_on": date(2026, 10, 9), "in_force_on": date(2027, 1, 1)}),
    ):
        told = {"kind": "normative", "number": number, "title": "关于进一步加强农村集体资产管理工作的若干规定"}
        actions.record_row(clerk, {**told, "issued_on": begins, "in_force_on": begins, **more}, NOW)
    ours, theirs = (
        "第一条 为了加强供水管理，制定本办法。\n第二条 供水单位应当保证水质。",
        "第一条 为加强洪水管理，制定本办法。\n第二条 供水单位应当保证水质。",
    )
    for text in (ours, theirs):
        ComparedText.objects.create(digest=sm3(text.encode()), text=text)
    digests = {"text_here": sm3(ours.encode()), "text_there": sm3(theirs.encode())}
    Difference.objects.filter(pk=rows["difference"]).update(**digests)
    return rows


def test_every_page_of_documents_is_accessible_and_fits(
    here: Office, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    rows = shelf(here)
    enter(any_page, here, "clerk")
    one, task = f"{BASE}{rows['document']}/", f"{BASE}same-source/{rows['difference']}/"
    pages = {
        "list": BASE,
        "none": f"{BASE}?q=没有",
        "new": f"{BASE}new/",
        "page": one,
        "amend": f"{one}amend/",
        "conclude": f"{one}conclude/",
        "end": f"{one}do/end/",
        "extend": f"{one}do/extend/",
        "correct": f"{one}do/correct/",
        "clean-up": f"{BASE}clean-up/",
        "lists": f"{BASE}clean-up/lists/?name=2025年清理",
        "same-source": f"{BASE}same-source/",
        "difference": task,
        "settle": f"{task}do/settle/",
    }
    for name, path in pages.items():
        any_page.goto(path)
        picture(any_page, f"desk-documents-{name}")
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name


def test_a_list_is_compared_and_a_difference_is_mended_by_hand(here: Office, page: Page) -> None:
    filed(here)
    enter(page, here, "clerk")
    page.goto(BASE)
    page.get_by_role("link", name="与省级数据库不一致、待处理").click()
    page.get_by_role("link", name="供水管理办法", exact=True).click()
    expect(page.get_by_role("row", name="标题")).to_contain_text("供水管理办法（试行）")
    page.get_by_role("link", name="更正登记簿").click()
    page.get_by_label("标题").fill("供水管理办法（试行）")
    page.get_by_label("理由", exact=True).fill("漏写“试行”")
    page.get_by_role("button", name="更正").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("供水管理办法（试行）")
    page.goto(f"{BASE}same-source/")
    data = json.dumps(LIST[:1], ensure_ascii=False).encode()
    page.get_by_label("省级数据库的清单").set_input_files({"name": "清单.json", "mimeType": "", "buffer": data})
    page.get_by_role("button", name="比对", exact=True).click()
    expect(page.get_by_text("比对完毕：1 件一致，0 处不一致。")).to_be_visible()
    assert set(Difference.objects.values_list("state", flat=True)) == {"gone"}
