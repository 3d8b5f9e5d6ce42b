"""What every page of the desk shows of itself: the officer and the main ways. A context processor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gongkai.apps.people import rights
from gongkai.faces.desk.gate import Officer


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the desk's navigation, for those who may do `act`."""

    label: str
    address: str
    act: str = ""

    @property
    def url(self) -> str:
        return reverse(self.address)

    def leads_to(self, path: str) -> bool:
        """Whether the page at `path` is this one or, save for the first page, lies below it."""
        return path == self.url if self.address == "desk:today" else path.startswith(self.url)


# In the order shown.
WAYS: tuple[Way, ...] = (
    Way("今日工作", "desk:today"),
    Way("提醒", "desk:watch:alerts", "request.read"),
    Way("申请", "desk:request:list", "request.read"),
    Way("重复与频次", "desk:alike", "request.read"),
    Way("复议诉讼", "desk:remedy:list", "remedy.read"),
    Way("记录更正", "desk:record:list", "record.read"),
    Way("咨询留言", "desk:question:list", "question.read"),
    Way("信息发布", "desk:item:list", "publishing.read"),
    Way("栏目", "desk:columns:list", "publishing.read"),
    Way("规范性文件", "desk:documents:list", "publishing.read"),
    Way("活动", "desk:activities:list", "publishing.read"),
    Way("搜索", "desk:search:list", "publishing.read"),
    Way("靠前指导", "desk:guidance", "request.read"),
    Way("年报", "desk:reports:list", "report.read"),
    Way("登记簿", "desk:registers:home", "publishing.read"),
    Way("台账", "desk:ledger:home", "ledger.import"),
    Way("公开指南", "desk:guide"),
    Way("发件箱", "desk:watch:outbox", "outbox.tend"),
    Way("定时任务", "desk:schedule", "schedule.read"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """`officer` and `desk_ways` on pages of the desk; nothing elsewhere, and no query."""
    officer: Officer | None = getattr(request, "officer", None)
    if officer is None:
        return {}
    open_ways = [way for way in WAYS if not way.act or rights.may(officer.actor, way.act)]
    return {"officer": officer, "desk_ways": [(way, way.leads_to(request.path)) for way in open_ways]}
