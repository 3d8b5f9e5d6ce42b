"""Debian's Chromium under Playwright, offline and strict: a page that complains fails its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect, sync_playwright

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PATIENCE_MS = 30_000
"""How long a browser test waits for what must come: a busy machine is slow, and only a failure waits so long."""
SCREENSHOTS = Path(__file__).resolve().parents[2] / ".screenshots"
PICTURES = os.environ.get("PICTURES") == "1"
"""Whether somebody asked for screenshots: they cost more than looking at the page with axe."""
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_AXE = "options => axe.run(options).then(results => results.violations)"
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def executable() -> str | None:
    """Where Chromium is, None where there is none; without its windows, if there is that: the same engine for half of the processor's time."""
    return next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)


@contextmanager
def launched() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
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


def look_at_every_size(page: Page) -> None:
    """From here on `axe_violations`, `sideways` and `keep_picture` look at the page at every size, without loading it again."""
    # Kept with the page: what a session has set ends with the session.
    page.resizing = page.context.new_cdp_session(page)  # type: ignore[attr-defined]


def axe_violations(page: Page, *rules: str) -> list[str]:
    """What axe finds on the page, best practices included, and `rules` beyond its own choice: size, rule and the first elements."""
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in rules}}
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{size}: {violation['id']}: {violation['help']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
        for size in sizes(page)
        for violation in page.evaluate(_AXE, options)
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window: 0 on a page that fits."""
    wide: list[int] = [page.evaluate(_SIDEWAYS) for _ in sizes(page)]
    return max(wide)


def keep_picture(page: Page, name: str) -> None:
    """A full-page screenshot in the ignored folder .screenshots, to be looked at by a person; only if asked for by PICTURES=1."""
    if not PICTURES:
        return
    SCREENSHOTS.mkdir(exist_ok=True)
    for size in sizes(page):
        page.screenshot(path=SCREENSHOTS / f"{name}-{size}.png", full_page=True)


def sizes(page: Page) -> Iterator[str]:
    """The page at each size at which it is to be looked at; in the end as it was."""
    session = getattr(page, "resizing", None)
    if session is None:
        yield "page"
        return
    for size in reversed(SIZES):
        width, height = SIZES[size]
        told = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == "phone"}
        session.send("Emulation.setDeviceMetricsOverride", told)
        page.evaluate(_NEXT_FRAME)
        yield size
