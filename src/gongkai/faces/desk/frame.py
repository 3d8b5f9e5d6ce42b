"""What every page of the desk shows of itself: the officer, the areas of the work, the ways within the area. A context processor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

from gongkai.apps.people import rights
from gongkai.faces.desk.gate import Officer

_FIRST = "desk:today"


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the desk's navigation, for those who may do `act`."""

    label: str
    address: str
    act: str = ""

    @property
    def url(self) -> str:
        return _reversed(self.address, get_script_prefix())

    def leads_to(self, path: str) -> bool:
        """Whether the page at `path` is this one or, save for the first page, lies below it."""
        return path == self.url if self.address == _FIRST else path.startswith(self.url)


@lru_cache
def _reversed(address: str, prefix: str) -> str:
    """Every page asks for some thirty of these; `prefix`, below which the program is served, is part of them."""
    return reverse(address)


@dataclass(frozen=True, slots=True)
class Area:
    """Ways that belong together, under the name that the head shows; it leads to the first that is open to the officer."""

    label: str
    ways: tuple[Way, ...]


# In the order shown.
AREAS: tuple[Area, ...] = (
    Area("今日工作", (Way("今日工作", _FIRST), Way("提醒", "desk:watch:alerts", "request.read"))),
    Area(
        "申请",
        (
            Way("申请", "desk:request:list", "request.read"),
            Way("图表", "desk:request:figures", "request.read"),
            Way("重复与频次", "desk:alike", "request.read"),
            Way("记录更正", "desk:record:list", "record.read"),
            Way("靠前指导", "desk:guidance", "request.read"),
        ),
    ),
    Area("复议诉讼", (Way("复议诉讼", "desk:remedy:list", "remedy.read"),)),
    Area("咨询留言", (Way("咨询留言", "desk:question:list", "question.read"),)),
    Area(
        "信息发布",
        (
            Way("信息发布", "desk:item:list", "publishing.read"),
            Way("栏目", "desk:columns:list", "publishing.read"),
            Way("规范性文件", "desk:documents:list", "publishing.read"),
            Way("活动", "desk:activities:list", "publishing.read"),
            Way("登记簿", "desk:registers:home", "publishing.read"),
            Way("搜索", "desk:search:list", "publishing.read"),
        ),
    ),
    Area("年报", (Way("年报", "desk:reports:list", "report.read"), Way("台账", "desk:ledger:home", "ledger.import"))),
    Area(
        "机关事务",
        (
            Way("公开指南", "desk:guide"),
            Way("发件箱", "desk:watch:outbox", "outbox.tend"),
            Way("定时任务", "desk:schedule", "schedule.read"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An area or a way as a page shows it; `here` tells that the page lies within."""

    label: str
    url: str
    here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """`officer`, `desk_areas` and `desk_ways` (of the area of this page) on pages of the desk; nothing elsewhere, and no query."""
    officer: Officer | None = getattr(request, "officer", None)
    if officer is None:
        return {}
    open_areas = [(area, _open(area, officer)) for area in AREAS]
    here = _here([way for _, ways in open_areas for way in ways], request.path)
    areas = [Shown(area.label, ways[0].url, here in ways) for area, ways in open_areas if ways]
    ways = next((ways for _, ways in open_areas if here in ways), ())
    within = [Shown(way.label, way.url, way is here) for way in ways] if len(ways) > 1 else []
    return {"officer": officer, "desk_areas": areas, "desk_ways": within}


def open_to(officer: Officer) -> list[Area]:
    """Every area in which something is open to an officer, with the ways that are."""
    found = (Area(area.label, _open(area, officer)) for area in AREAS)
    return [area for area in found if area.ways]


def _open(area: Area, officer: Officer) -> tuple[Way, ...]:
    return tuple(way for way in area.ways if not way.act or rights.may(officer.actor, way.act))


def _here(ways: Sequence[Way], path: str) -> Way | None:
    """The way within which a page lies: of several the nearest, for figures of requests lie below their list."""
    return max((way for way in ways if way.leads_to(path)), key=lambda way: len(way.url), default=None)
