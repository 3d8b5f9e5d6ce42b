"""A running service whose days pass as a journey needs them, and officers who sit down each morning; what they do in cases is `at_cases`.

Nothing of the program is patched: `gongkai run` with its worker, on a computer whose clock is set (tests/rigs/clock.py).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import founding, hands
from tests.rigs import browser as rig
from tests.rigs.clock import Clock, Missing
from tests.rigs.served import serving

_COMMAND = (sys.executable, "-c", "import sys; from gongkai.faces.cli import main; sys.exit(main())")


class Town:
    """The service, its clock, and browsers on it."""

    def __init__(self, chromium: Browser, root: str, clock: Clock, settings: Mapping[str, str]) -> None:
        self.root, self._chromium, self._clock, self._settings = root, chromium, clock, settings

    def on(self, day: date, hour: int = 9) -> None:
        """From now on it is that day."""
        self._clock.set(_moment(day, hour))

    def desk(self, login: str) -> AbstractContextManager[Page]:
        """Somebody's own browser at the desk."""
        return hands.at_the_desk(self._chromium, self.root, login)

    def phone(self, scripts: bool = False) -> AbstractContextManager[Page]:
        """A citizen's telephone, without scripts unless they are asked for."""
        return rig.opened(self._chromium, self.root, "phone", javascript=scripts)

    def command(self, *words: str) -> str:
        """What `gongkai` says to its operator."""
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings", **self._settings}
        done = subprocess.run([*_COMMAND, *words], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def town(chromium: Browser, folder: Path, installation: Mapping[str, str], day: date) -> Iterator[Town]:
    """Everything running on the morning of `day`; without a C compiler nobody can set the clock, and the test is skipped."""
    try:
        clock = Clock(folder, _moment(day, 9))
    except Missing:
        pytest.skip("没有 C 编译器（apt-get install gcc libc6-dev）")
    settings = {**installation, **clock.settings}
    own = {**settings, "GONGKAI_DATA": str(folder / "var")}
    founding.found(own)
    with serving(folder, **settings) as root:
        yield Town(chromium, root, clock, own)


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo("Asia/Shanghai"))


# At the desk


def way(page: Page, area: str, name: str) -> None:
    """A page of an area of the desk, by its navigation."""
    page.get_by_role("navigation", name="主导航").get_by_role("link", name=area, exact=True).click()
    page.get_by_role("navigation", name="本栏导航").get_by_role("link", name=name, exact=True).click()


def watched(page: Page, said: str) -> None:
    """The round that the worker made this morning, on the first page of the desk; it is looked at again until the round is made.

    The worker does the whole morning's work before it, and this page takes from it what the machine has: it has time.
    """
    end = monotonic() + 4 * rig.PATIENCE_MS / 1000
    while said not in page.locator("main").inner_text():
        assert monotonic() < end, page.locator("main").inner_text()
        page.goto("/desk/")


def case_page(page: Page, number: str) -> str:
    """From today's work to a case; its address."""
    page.goto("/desk/")
    page.get_by_role("main").get_by_role("link", name=number, exact=True).first.click()
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
    return page.url


def ledger(page: Page, name: str) -> dict[str, str]:
    """The day-by-day ledger of a period on the page of clocks: what stands beside each day."""
    page.wait_for_load_state()
    table = page.get_by_role("table", name=re.compile(rf"^{re.escape(name)}.*逐日台账"))
    rows = table.first.locator("tbody tr")
    expect(rows.first).to_be_visible()
    told = rows.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))")
    return {day: re.sub(r"\D", "", count) for day, count, *_ in told}


def counted(days: Mapping[str, str]) -> dict[str, int]:
    """The days of a ledger that count, with their place."""
    return {day: int(place) for day, place in days.items() if place}


# On the portal


def fits(citizen: Page) -> None:
    """Nothing wider than the telephone. Where no script runs, axe would wait for ever; tests/browser asks it about these pages."""
    assert rig.sideways(citizen) == 0, citizen.url
