"""What every page shows of the site itself: its name, its main ways, its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the main navigation, and a card on the home page where it has a description."""

    label: str
    address: str
    description: str = ""

    @property
    def url(self) -> str:
        return reverse(self.address)

    def leads_to(self, path: str) -> bool:
        """Whether the page at `path` is this one or lies below it."""
        return path == self.url if self.url == "/" else path.startswith(self.url)


# In the order shown.
WAYS: tuple[Way, ...] = (
    Way("首页", "portal:home"),
    Way("政府信息公开专栏", "portal:disclosure:column"),
    Way("年报", "portal:disclosure:reports"),
    Way(
        "年报体检",
        "portal:annual_check:check",
        "核对一份年度报告：表格的勾稽关系、正文与表格、与上年的衔接，指出错在哪一格、怎样改。",
    ),
    Way(
        "期限测算",
        "portal:due",
        "按收到日期、渠道和办理经过逐日计算，答复、补正、征求意见、延期、复议、年报各有最后一天。",
    ),
    Way("信息处理费测算", "portal:fee", "按件或者按量算出应收的信息处理费，写明每一档的算式和依据。"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `this_site` (name, organ, contact, filing numbers), `ways` (each with whether one is there now).

    Not `site`: the pages of the log-in get another thing by that name from their library, which would hide ours.
    """
    # 年报体检 lies below 年报: the way that leads deepest is the one.
    here = max((way for way in WAYS if way.leads_to(request.path)), key=lambda way: len(way.url), default=None)
    return {"this_site": settings.SITE, "ways": [(way, way is here) for way in WAYS]}
