"""The look holds at desktop and phone width: axe finds nothing, nothing runs out of the window, the console is silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    "home": "/",
    "design": "/design/",
    "design-errors": "/design/?wrong=1",
    "due": "/tools/due/",
    "due-result": "/tools/due/?channel=web&received=2026-11-24&kind_0=confirmed&day_0=2026-11-25"
    "&kind_1=third_party_asked&day_1=2026-12-01&label_1=甲公司",
    "due-wrong": "/tools/due/?channel=web&kind_0=confirmed",
    "fee": "/tools/fee/",
    "fee-result": "/tools/fee/?scale=requests&count=45",
    "fee-wrong": "/tools/fee/?scale=pages&count=-3",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible_and_fit(
    name: str, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    any_page.goto(PAGES[name])
    picture(any_page, name)
    axe_clean(any_page)
    assert rig.sideways(any_page) == 0
