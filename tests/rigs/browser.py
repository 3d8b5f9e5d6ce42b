"""Debian's Chromium under Playwright, offline and strict: a page that complains fails its test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
SCREENSHOTS = Path(__file__).resolve().parents[2] / ".screenshots"
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Where Chromium is, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, root: str, size: str, javascript: bool = True) -> Iterator[Page]:
    """A page at `root`. Leaving it fails if the console spoke of errors or the page asked another host for anything."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=root,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": height},
        is_mobile=size == "phone",
        has_touch=size == "phone",
        java_script_enabled=javascript,
    )
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(root) else complaints.append(request.url))
    page.complaints = complaints  # type: ignore[attr-defined]  # a test that asks for a 404 may empty the list
    try:
        yield page
        assert not complaints, complaints
    finally:
        context.close()


def axe_violations(page: Page) -> list[str]:
    """What axe finds on the page, best practices included: rule and the first elements."""
    results = Axe().run(page)
    return [
        f"{violation['id']}: {violation['help']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
        for violation in results.response["violations"]
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window: 0 on a page that fits."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def keep_picture(page: Page, name: str) -> Path:
    """A full-page screenshot in the ignored folder .screenshots, to be looked at by a person."""
    SCREENSHOTS.mkdir(exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
