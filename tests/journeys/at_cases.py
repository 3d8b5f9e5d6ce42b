"""What officers do in their own browsers with requests: take in those that come on paper, do what the page of a case offers, on the day on
which it was; and the applicant, who looks up how far it is.

Days are counted back from today by the calendar of the country, so that a journey is the same on every day of the year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from gongkai.law.calendar import official
from tests.apps.files.made import a_picture
from tests.journeys import hands
from tests.rigs import browser as rig

NATURAL = {"申请人类别": "natural", "提供形式": "paper", "获取方式": "mail"}


@dataclass(frozen=True, slots=True)
class Slip:
    """What the receipt says that is printed for the applicant."""

    number: str
    code: str


def working_day(today: date, steps: int) -> date:
    """So many working days before (or, above zero, after) today."""
    calendar, found = official(), today
    for _ in range(abs(steps)):
        found += timedelta(1 if steps > 0 else -1)
        while not calendar.works(found):
            found += timedelta(1 if steps > 0 else -1)
    return found


def scanned(folder: Path, name: str) -> Path:
    """A scan, as it comes from the scanner."""
    found = folder / name
    found.write_bytes(a_picture())
    return found


def filled(page: Page, told: Mapping[str, str], scans: Mapping[str, Path] | None = None) -> None:
    """The form of a request that came in, and not yet sent."""
    page.goto("/desk/")
    page.get_by_role("link", name="登记申请", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("登记申请")
    hands.write(page, {**NATURAL, **told})
    for label, scan in (scans or {}).items():
        page.get_by_label(label).set_input_files(scan)


def send(page: Page, button: str = "登记") -> Slip:
    """Register what stands in the form; the receipt is open then."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("登记好了：")
    return Slip(page.locator("#number").inner_text(), page.locator("#code").inner_text())


def opened(page: Page) -> str:
    """From the receipt to the case; its address."""
    page.get_by_role("link", name="到这件申请").click()
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
    return page.url


def offered(page: Page, label: str) -> Locator:
    """The way to an act that the page of a case offers: as the next step, or among the others."""
    next_step = page.get_by_role("region", name="下一步")
    others = page.get_by_role("complementary", name="可办事项").locator("ul.do")
    return next_step.or_(others).get_by_role("link", name=label, exact=True)


def act(page: Page, case: str, label: str, day: Mapping[str, date] | None = None, /, **told: str) -> None:
    """An act that the page of the case offers; `day` by its label where it was not today."""
    page.goto(case)
    offered(page, label).click()
    entered(page, label, {**{name: f"{when}" for name, when in (day or {}).items()}, **told})


def entered(page: Page, label: str, told: Mapping[str, str]) -> None:
    """The open form of an act, filled in and sent."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(label)
    hands.write(page, told)
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text(f"已登记：{label}")


def inside(page: Page, case: str, name: str) -> None:
    """One of the pages inside a request."""
    page.goto(case)
    page.get_by_role("navigation", name="这件申请的各页").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def signed(people: Mapping[str, Page], case: str, number: str) -> None:
    """What the clerk has proposed, reviewed by one and signed by another, each from the work that waits for them."""
    for role, label, told in (("reviewer", "审核", {}), ("head", "签发", {"文号": number})):
        page = people[role]
        page.goto("/desk/")
        page.get_by_role("table", name=re.compile(f"^等您{label}：1 件")).get_by_role("link").first.click()
        expect(page).to_have_url(case)
        page.get_by_role("region", name="下一步").get_by_role("link", name=label, exact=True).click()
        entered(page, label, told)


def clean(page: Page) -> None:
    """Nothing for axe to say, nothing wider than its window."""
    assert rig.axe_violations(page) == [], page.url
    assert rig.sideways(page) == 0, page.url


def look_up(citizen: Page, number: str, code: str) -> None:
    """The page of progress, by number and code."""
    citizen.goto("/progress/")
    citizen.get_by_label("登记编号", exact=True).fill(number)
    citizen.get_by_label("查询码", exact=True).fill(code)
    citizen.get_by_role("button", name="查询", exact=True).click()
    expect(citizen.get_by_role("heading", level=1, name=number)).to_be_visible()
