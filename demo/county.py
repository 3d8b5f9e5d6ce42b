"""What stands in the files beside this module: read, in the shapes that the loader takes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from demo.plan import Fillings
from demo.situations import Situation, Words, situations
from demo.titles import Column
from gongkai.law.calendar import Calendar

HERE = Path(__file__).parent
REQUEST_FILES = ("office-2023", "office-2024", "office-2025", "land-2025", "running", "daily")
DAILY = frozenset({"running", "daily"})
"""Files of the year that runs: their applicants have a code, an address and papers."""
REMEDY_FILES = ("office-2024-remedies", "land-2025-remedies", "running-remedies")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_BODIES = {
    "business": "{name}示例商贸有限公司",
    "research": "{name}示例研究所",
    "welfare": "{name}示例公益协会",
    "legal": "{name}示例律师事务所",
    "other": "{name}示例合作社",
}


@cache
def table(name: str) -> Mapping[str, Any]:
    """One TOML file of the county."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def fillings() -> Fillings:
    """What forms are filled with where a line says nothing."""
    told = table("cases/steps.toml")
    way = {channel: (manner, form) for channel, (manner, form) in told["way"].items()}
    return Fillings(told["defaults"], told["reasons"], way, told["evidence"])


def requests() -> tuple[Situation, ...]:
    """Every request, file by file."""
    return tuple(_read(REQUEST_FILES, "request"))


def remedies() -> tuple[Situation, ...]:
    """Every review and suit, file by file."""
    return tuple(_read(REMEDY_FILES, "remedy"))


def _read(files: tuple[str, ...], kind: str) -> Iterator[Situation]:
    told = table("cases/steps.toml")
    words = Words(told["main"], told["several"], tuple(told[f"about_{kind}"]), tuple(told[f"start_{kind}"]))
    for name in files:
        yield from situations((HERE / "cases" / f"{name}.txt").read_text(encoding="utf-8"), name, words)


def columns() -> tuple[tuple[Column, ...], Mapping[str, tuple[str, ...]]]:
    """The columns of the site, and the parts of titles."""
    told = table("items/columns.toml")
    found = (
        Column(each["name"], each["share"], tuple(each["titles"]), each.get("interprets", ""))
        for each in told["column"]
    )
    return tuple(found), {name: tuple(parts) for name, parts in told["parts"].items()}


def working_days_before(calendar: Calendar, day: date, days: int) -> date:
    """The working day so many before a day; the last one not after it for 0. A negative number leads forward."""
    if days < 0:
        return calendar.advance(day, -days)
    while days or not calendar.works(day):
        day -= timedelta(1)
        days -= calendar.works(day)
    return day


def persons(situation: Situation, number: int) -> dict[str, str]:
    """Private fields of a case, invented: the `number`-th applicant, called by the cycle of sixty."""
    sign = f"{_STEMS[number % 10]}{_BRANCHES[number % 12]}"
    name = _BODIES.get(situation.about.get("applicant", ""), "{name}某").format(
        name=sign if number < 60 else f"{sign}{number // 60}"
    )
    told = situation.about.get("content", "")
    return {
        **(
            {"email": f"applicant{number}@example.cn", "phone": f"1390000{number:04}"}
            if situation.file in DAILY
            else {}
        ),
        "applicant_name": name,
        "party_name": name,
        "identity": f"示例证件 0000{number:04}",
        "contact": f"024-0001-{number:04}；昌图县示例村{number}号",
        "content": told or f"申请公开：{situation.subject}。",
        "corrected": f"补正为：{situation.subject}（近两个年度，本县范围）。",
        "given": "为了解历年情况，逐件申请。",
        "comment": "办理经过写得清楚，每一步的日期都看得到。",
        "body_name": f"{sign}示例第三方单位",
    }
