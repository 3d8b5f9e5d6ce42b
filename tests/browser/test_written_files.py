"""Written html files as a browser opens them from a folder: their own style, nothing else let in, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gongkai.annual.batch import Result, table
from gongkai.annual.findings import Severity
from gongkai.annual.write import write
from tests.annual.reports import sound, with_marks

Clean = Callable[[Page], None]


def findings() -> bytes:
    finding = {
        "code": "table3.column_balance",
        "severity": Severity.ERROR.value,
        "where": "表三“自然人”列",
        "message": "两边不等；请核对。",
        "expected": 9,
        "found": 10,
        "difference": 1,
        "cite": "表三勾稽关系",
        "quote": "",
    }
    return table.write(
        [
            Result("a.html", "清河县财政局", 2024, "2021", previous="b.html", findings=[finding]),
            Result("b.html", "清河县财政局", 2023, "2021"),
            Result("c.pdf", problem="文件打不开；请重新下载。"),
        ],
        "html",
    )


FILES = {
    "2021": lambda: write(with_marks(), "html"),
    "2019": lambda: write(sound("2019", 2020), "html"),
    "findings": findings,
}


@pytest.mark.parametrize("file", list(FILES))
@pytest.mark.parametrize("width", [1280, 390])
def test_a_written_page_is_styled_safe_and_accessible(
    file: str, width: int, tmp_path: Path, chromium: Browser, axe_clean: Clean
) -> None:
    path = tmp_path / f"{file}.html"
    path.write_bytes(FILES[file]())
    said: list[str] = []
    strict = chromium.new_page(viewport={"width": width, "height": 900})
    strict.on("console", lambda message: said.append(message.text))
    strict.goto(path.as_uri())
    assert strict.locator("th").first.evaluate("cell => getComputedStyle(cell).borderTopStyle") == "solid"
    assert strict.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    strict.close()
    # axe is a script, and the page's own policy lets none in.
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    axe_clean(page)
    context.close()
