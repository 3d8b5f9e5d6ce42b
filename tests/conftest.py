"""What all tests share: the browser, the marks, and that on the integration machine nothing is skipped.

A test that touches the database is written once (`@pytest.mark.django_db`, or a fixture that brings it along) and
runs on SQLite and on PostgreSQL: it gets the mark `database` here. With `@pytest.mark.same_on_both` it runs on SQLite alone:
for what cannot come out differently on the other (docs/decisions/what-runs-twice.md says what that is).

Browser tests take `page` (desktop), `phone`, or `any_page`: used as on a desk, looked at in both sizes. `each_page` is the test
twice over, for what is used in another way on a telephone. `axe_clean(page)` asserts that axe finds nothing;
`picture(page, "name")` keeps a screenshot in .screenshots if PICTURES=1.

A test that needs a county takes `demo_county`, in a browser `demo_site` (rigs/demo_county.py).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, settings

from gongkai.faces.look import counts
from tests.rigs import browser as rig
from tests.rigs import passes
from tests.rigs.databases import django_db_setup, run_folder
from tests.rigs.demo_county import demo_county, demo_database, demo_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# How quick examples are drawn says how busy the machine is, not whether what is checked holds.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

__all__ = ["demo_county", "demo_database", "demo_site", "django_db_setup", "run_folder"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        passes.mark(item)


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_order_items(items: list[pytest.Item]) -> None:
    # Last of all: pytest-django would leave tests with a server of their own to the end, for the sake of rows that are put back here anyway.
    items.sort(key=passes.place)


def pytest_runtest_setup(item: pytest.Item) -> None:
    passes.refuse(item)


def pytest_collection() -> None:
    # What is loaded now stays: looking through it for garbage again and again is a tenth of the run.
    gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    # Of what a test makes hardly anything lies in a cycle: looking as often as usual takes a tenth of its time.
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, which CI=true does not allow: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _nothing_counted(_own_counts: None) -> None:
    """Each test begins with nothing counted."""
    counts.forget_all()


@pytest.fixture(scope="session", autouse=True)
def _own_counts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each process of the tests counts for itself."""
    with override_settings(COUNTS_FILE=tmp_path_factory.getbasetemp() / "counts"):
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if rig.executable() is None:
        pytest.skip("没有 Chromium（apt-get install chromium）")
    with rig.launched() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser, live_server: Any) -> Iterator[Page]:
    with rig.opened(chromium, live_server.url, "desktop") as page:
        yield page


@pytest.fixture
def phone(chromium: Browser, live_server: Any) -> Iterator[Page]:
    with rig.opened(chromium, live_server.url, "phone") as page:
        yield page


@pytest.fixture
def any_page(page: Page) -> Page:
    rig.look_at_every_size(page)
    return page


@pytest.fixture(params=list(rig.SIZES))
def each_page(request: pytest.FixtureRequest, chromium: Browser, live_server: Any) -> Iterator[Page]:
    with rig.opened(chromium, live_server.url, request.param) as page:
        yield page


@pytest.fixture
def axe_clean() -> Callable[[Page], None]:
    def check(page: Page) -> None:
        assert rig.axe_violations(page) == []

    return check


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    return rig.keep_picture
