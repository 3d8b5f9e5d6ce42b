"""The pages that explain what machines are given: read by people, on a phone too, without JavaScript and by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("path", ["/data/", "/api/"])
def test_the_pages_for_developers_are_clean_and_fit(
    path: str, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    any_page.goto(path)
    for each in any_page.locator("details").all():
        each.locator("summary").press("Enter")
    expect(any_page.locator("details[open] table").first).to_be_visible()
    axe_clean(any_page)
    assert any_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(any_page, f"machines-{path.strip('/')}")
