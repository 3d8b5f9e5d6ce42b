"""Activities of disclosure for machines: held or announced, each with its sessions."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from gongkai.apps.organs import queries as organs
from gongkai.apps.search.findable import Kind
from gongkai.apps.supervision import open_data
from gongkai.apps.supervision.models import Activity, Session
from gongkai.faces.api import cursor
from gongkai.faces.api.asking import FIRST_YEAR, LAST_YEAR, OfOrgan, Paged, organ_of
from gongkai.faces.api.shapes import Listed, said
from gongkai.faces.look import found
from gongkai.faces.look.root import absolute

router = Router(tags=["活动"])


class ActivitiesAsked(OfOrgan, Paged):
    """How the list of activities is narrowed."""

    year: int | None = Field(
        None, ge=FIRST_YEAR, le=LAST_YEAR, description="举办（或者计划举办）的年份。", examples=[2026]
    )


class SessionRow(Schema):
    """活动的一个场次。"""

    title: str = said("场次名称。")
    kind_name: str = said("种类。", "政策解读")
    planned_for: date = said("计划日期。")
    starts: str = said("开始时间；没有的为空。", "09:00")
    place: str = said("地点。")
    held_on: date | None = said("举办日期；还没有举办的为 null。")


class ActivityRow(Schema):
    """一次活动。"""

    number: str = said("活动编号。")
    title: str = said("名称。", "政务公开日")
    organ: str = said("机关现在的名称。")
    organ_code: str = said("机关代码。", "changtu")
    kind: str = said("种类代码。", "open_day")
    kind_name: str = said("种类。", "政务公开日")
    theme: str = said("主题。")
    place: str = said("地点。")
    audience: str = said("面向谁。")
    planned_for: date | None = said("计划日期。")
    held_on: date | None = said("举办日期；还没有举办的为 null。")
    attendance: int = said("参加人数；还没有举办的为 0。")
    url: str = said("页面的完整网址。")
    sessions: list[SessionRow] = said("场次。")


class ActivitiesPage(Listed):
    """公开活动，最近的在前。"""

    results: list[ActivityRow] = said("这一页的活动。")


@router.get("/activities", response=ActivitiesPage, operation_id="listActivities", summary="公开活动")
def list_activities(request: HttpRequest, response: HttpResponse, asked: Query[ActivitiesAsked]) -> ActivitiesPage:
    """举办过的和已经预告的公开活动及其场次；取消的不列。"""
    organ, today = organ_of(asked.organ), timezone.localdate()
    place = cursor.opened(request, asked.cursor or "")
    rows = open_data.activities(today, organ.pk if organ else None, asked.year, place, asked.limit + 1)
    shown = rows[: asked.limit]
    onward = None
    if len(rows) > asked.limit:
        last = shown[-1]
        day = last.held_on or last.planned_for or today
        onward = cursor.address(request, cursor=cursor.sealed(request, day, last.pk))
    response.headers["Link"] = cursor.links(first=cursor.address(request, cursor=None), next=onward)
    names, codes = organs.names(None, today), organs.codes()
    sessions = open_data.sessions_of(shown)
    base = absolute(request, "/").removesuffix("/")
    results = [
        _row(each, names.get(each.organ_id, ""), codes[each.organ_id], sessions.get(each.pk, []), base)
        for each in shown
    ]
    return ActivitiesPage(results=results, next=onward)


def _row(each: Activity, name: str, code: str, sessions: list[Session], base: str) -> ActivityRow:
    return ActivityRow(
        number=each.number,
        title=each.title,
        organ=name,
        organ_code=code,
        kind=each.kind,
        kind_name=each.get_kind_display(),
        theme=each.theme,
        place=each.place,
        audience=each.audience,
        planned_for=each.planned_for,
        held_on=each.held_on,
        attendance=each.attendance if each.held_on else 0,
        url=base + found.path(Kind.ACTIVITY, code, each.number),
        sessions=[
            SessionRow(
                title=held.title,
                kind_name=held.get_kind_display(),
                planned_for=held.planned_for,
                starts=held.starts,
                place=held.place,
                held_on=held.held_on,
            )
            for held in sessions
        ],
    )
