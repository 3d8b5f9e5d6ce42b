"""The provincial list against our register: one text differs, is read to the character, mended by the whole procedure, and agrees.

Nothing is patched: real clock, real database; the journey of publication proves the signatures, which are given here by the doors.
"""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gongkai.apps.documents.models import Difference
from gongkai.texts.plain import plain
from tests.faces.desk.world import office
from tests.journeys import hands
from tests.journeys.hands import act
from tests.journeys.published_texts import DEAR, DEARER, NEW_NUMBER, NEW_TITLE, NUMBER, TEXT, TITLE
from tests.journeys.shelf import Shelf

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = ("标题", "文号", "施行日期", "有效性", "正文")


def _compare(page: Page, *rows: tuple[str, ...]) -> None:
    """The list of the province as it is downloaded, sent to be compared."""
    page.goto("/desk/")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="信息发布").click()
    page.get_by_role("navigation", name="本栏导航").get_by_role("link", name="规范性文件").click()
    page.get_by_role("link", name="同源比对").first.click()
    out = io.StringIO()
    csv.writer(out).writerows((HEADINGS, *rows))
    page.get_by_label("省级数据库的清单").set_input_files(
        {"name": "省库清单.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode("utf-8-sig")}
    )
    page.get_by_role("button", name="比对", exact=True).click()


def test_a_difference_from_the_provincial_list_is_read_mended_and_gone(chromium: Browser, live_server: Any) -> None:
    where, today = office(), timezone.localdate()
    yesterday, formed = today - timedelta(1), today - timedelta(3)
    shelf = Shelf(where)
    ours = shelf.normative(TITLE, NUMBER, formed, yesterday, TEXT)
    shelf.normative(NEW_TITLE, NEW_NUMBER, formed, yesterday, "<p>按本办法执行。</p>")
    listed = (
        (
            TITLE,
            NUMBER.replace("〔", "[").replace("〕", "]"),
            str(yesterday),
            "有效",
            plain(TEXT).replace(DEAR, DEARER),
        ),
        (NEW_TITLE, NEW_NUMBER, str(yesterday), "现行有效", "按本办法执行。"),
    )
    with hands.everybody(chromium, live_server.url, where, "clerk") as people:
        clerk = people["clerk"]
        _compare(clerk, *listed)
        expect(clerk.get_by_role("status").first).to_contain_text("比对完毕：1 件一致，1 处不一致。")

        clerk.get_by_role("link", name=TITLE, exact=True).click()
        redline = clerk.get_by_role("region", name="正文：从省级数据库的文本到本机关的文本")
        expect(redline.locator("del")).to_have_text(["五"])
        expect(redline.locator("ins")).to_have_text(["三"])

        # The province is right: the text goes the whole way again.
        clerk.get_by_role("link", name="更正页面的正文").click()
        expect(clerk.get_by_role("heading", level=1)).to_have_text(TITLE)
        page = clerk.url
        assert page.endswith(f"/desk/items/{ours.pk}/")
        act(clerk, page, "启动改稿", 理由="补助标准与印发的原件不符。")
        hands.mend(clerk, page, DEAR, DEARER)
        ours.refresh_from_db()
        shelf.now = timezone.now()
        shelf.signed(ours)
        act(clerk, page, "公开")

        _compare(clerk, *listed)
        expect(clerk.get_by_role("status").first).to_contain_text("比对完毕：2 件一致，0 处不一致。")
        assert list(Difference.objects.values_list("state", flat=True)) == ["gone"]
