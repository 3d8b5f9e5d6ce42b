"""On paper nothing is cut off and nothing is there that only a screen can use."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

LEDGER = "/tools/due/?channel=counter&received=2024-03-04"


def test_a_ledger_is_printed_to_its_last_line(page: Page) -> None:
    page.goto(LEDGER)
    region = page.locator(".table-region").first
    hidden = "region => region.scrollHeight - region.clientHeight"
    assert region.evaluate(hidden) > 0, "on the screen it scrolls"
    page.emulate_media(media="print")
    assert region.evaluate(hidden) == 0


def test_what_only_a_screen_can_use_is_left_out(page: Page) -> None:
    page.goto(LEDGER)
    page.emulate_media(media="print")
    for gone in ("form", ".crumbs", ".site-header nav", ".site-footer nav"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".result-figure").is_visible()
