"""The home page: what citizens come for, what is new on the whole site, and the tools."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.organs import queries as organs
from gongkai.apps.pages import scopes
from gongkai.apps.publishing import everywhere, public
from gongkai.apps.reporting.queries.frozen import newest
from gongkai.apps.supervision import public as supervision
from gongkai.faces.look.guide import ShownElement, office
from gongkai.faces.portal.disclosure.places import ColumnTags, main_place, part_links
from gongkai.faces.portal.disclosure.reports import with_titles
from gongkai.faces.portal.keeping import also, kept
from gongkai.faces.portal.site import Way, there

_NEWS, _POLICIES, _REPORTS, _ACTIVITIES = 8, 5, 3, 4
_ERRANDS = (
    Way("找政策", "/policies/", "各机关的规范性文件和政策文件，写明有效、失效还是废止，连到解读。"),
    Way("看公开的信息", "/xxgk/", "按机关看公开指南、主动公开的内容和年报。"),
    Way("申请信息公开", "/apply/", "没有公开的，可以向制作或者保存它的机关申请。"),
    Way("咨询和纠错", "/ask/", "对公开工作有疑问，发现内容有误，写给相应的机关。"),
    Way("问办理进度", "/progress/", "申请办到哪一步，向谁询问，什么时候会有答复。"),
    Way("第一次来", "/help/", "怎样查找，多久答复，收不收费，哪些不能公开。"),
)


@dataclass(frozen=True, slots=True)
class Coming:
    """An activity that is announced: `url` where its organ tells more."""

    title: str
    kind: str
    day: str
    organ: str
    place: str
    url: str


@require_safe
@kept(lambda: (scopes.SITE,))
def home(request: HttpRequest) -> HttpResponse:
    """What citizens look for, what is new, and how to reach the organ whose site this is."""
    where = main_place()
    told: tuple[ShownElement, ...] = ()
    if where is not None:
        also(request, scopes.organ(where.organ.code))
        told = tuple(element for element in office(where.organ) if element.value)
    today = timezone.localdate()
    context = {
        "place": where,
        "parts": part_links(where.organ.code) if where else [],
        "office": told,
        "errands": [way for way in _ERRANDS if there(way.url)],
        "reports": with_titles(newest(_REPORTS)),
        "news": public.latest(today, _NEWS),
        "policies": everywhere.policies(today, _POLICIES),
        "activities": _coming(),
        "tags": ColumnTags(
            "首页",
            "查政府信息，找政策和解读，看年度报告，申请信息公开，咨询和纠错。",
            "政府信息公开,政策,解读,年报,依申请公开",
            "首页",
        ),
    }
    return render(request, "portal/home.html", context)


def _coming() -> list[Coming]:
    today = timezone.localdate()
    rows = supervision.coming(today, _ACTIVITIES)
    names = organs.names({row.organ_id for row in rows}, today) if rows else {}
    found = []
    for row in rows:
        url = f"/xxgk/{row.organ.code}/activities/"
        day = f"{row.planned_for:%Y-%m-%d}" if row.planned_for else ""
        name = names.get(row.organ_id, "")
        found.append(Coming(row.title, row.get_kind_display(), day, name, row.place, url if there(url) else ""))
    return found
