"""What every page shows of the site itself: its name, its main ways, its foot, and the look that its reader chose.

Law:     国办发〔2017〕47号: what stands at the foot of every page, and the tags of the site
Takes:   the settings; of a request only its address and the cookie of the look. No database: pages of errors wear the frame too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.looks import Look, look_of
from gongkai.law.website.columns import KINDS

_SERVICES = KINDS["services"].name


@dataclass(frozen=True, slots=True)
class Way:
    """A page that every page leads to; a card on the home page where it has a description."""

    label: str
    url: str
    description: str = ""

    def leads_to(self, path: str) -> bool:
        """Whether the page at `path` is this one or lies below it."""
        return path == self.url if self.url == "/" else path.startswith(self.url)


WAYS: tuple[Way, ...] = (
    Way("首页", "/"),
    Way("政府信息公开专栏", "/xxgk/"),
    Way("政策文件库", "/policies/"),
    Way("年报", "/reports/"),
    Way("搜索", "/search/"),
    Way("依申请公开", "/apply/"),
    Way("互动", "/ask/"),
)
"""The main ways in the order shown: what citizens look for."""

TOOLS: tuple[Way, ...] = (
    Way(
        "年报体检",
        "/reports/check/",
        "核对一份年度报告：表格的勾稽关系、正文与表格、与上年的衔接，指出错在哪一格、怎样改。",
    ),
    Way(
        "期限测算",
        "/tools/due/",
        "按收到日期、渠道和办理经过逐日计算，答复、补正、征求意见、延期、复议、年报各有最后一天。",
    ),
    Way("信息处理费测算", "/tools/fee/", "按件或者按量算出应收的信息处理费，写明每一档的算式和依据。"),
)
"""For those who reckon; on the home page and at the foot."""

HELP: tuple[Way, ...] = (
    Way("使用帮助", "/help/"),
    Way("办理进度查询", "/progress/"),
    Way("更正自身信息记录", "/correct/"),
    Way("咨询答复选登", "/answers/"),
    Way("公开统计", "/statistics/"),
    Way("数据开放", "/data/"),
    Way("无障碍声明", "/accessibility/"),
    Way("网站地图", "/sitemap/"),
)
MACHINES: tuple[Way, ...] = (
    Way("订阅（Atom）", "/feed.xml"),
    Way("订阅（RSS）", "/rss.xml"),
    Way("供程序使用的接口", "/api/"),
)
"""For programs; in the site map."""


@dataclass(frozen=True, slots=True)
class FootLine:
    """One line of the foot: `url` where it leads out of the site."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """What the site tells of itself, and by name what its office has not told."""

    told: tuple[FootLine, ...]
    missing: tuple[str, ...]

    @property
    def leads_outside(self) -> bool:
        return any(mark.url for mark in self.told)


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `this_site`, `ways` (each with whether one is there now), `more_ways`, `foot`, `look`.

    Not `site`: the pages of the log-in get another thing by that name from their library, which would hide ours.
    """
    # 年报体检 lies below 年报: the way that leads deepest is the one.
    here = max(
        (way for way in (*WAYS, *TOOLS, *HELP) if way.leads_to(request.path)),
        key=lambda way: len(way.url),
        default=None,
    )
    look: Look = look_of(request)
    return {
        "this_site": settings.SITE,
        "ways": [(way, way is here) for way in WAYS if there(way.url)],
        "tools": TOOLS,
        "more_ways": [way for way in (*TOOLS, *HELP) if there(way.url)],
        "foot": foot(settings.SITE),
        "look": look,
        # A page that is a column says so itself, which goes before this.
        "tags": ColumnTags(here.label, here.description, here.label, _SERVICES) if here and here in TOOLS else None,
    }


def foot(told: dict[str, str]) -> Foot:
    """The foot's lines in the order of 国办发〔2017〕47号."""
    lines = (
        ("党政机关网站标识", FootLine("", "党政机关网站标识", told["mark_url"]), told["mark_url"]),
        ("“我为政府网站找错”入口", FootLine("", "我为政府网站找错", told["find_errors_url"]), told["find_errors_url"]),
        ("网站标识码", FootLine("网站标识码", told["site_id"]), told["site_id"]),
        ("主办单位", FootLine("主办单位", told["organ"]), told["organ"]),
        ("联系方式", FootLine("联系方式", told["contact"]), told["contact"]),
        ("ICP 备案编号", FootLine("", told["icp"], told["icp_url"]), told["icp"]),
        ("公安机关备案号", FootLine("", told["police"], told["police_url"]), told["police"]),
    )
    return Foot(
        tuple(mark for _, mark, value in lines if value),
        tuple(name for name, _, value in lines if not value),
    )


@cache
def there(path: str) -> bool:
    """Whether a page answers at this address."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
