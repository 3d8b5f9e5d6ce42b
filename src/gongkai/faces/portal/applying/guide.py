"""Before the form: what may be asked, of whom, how long it takes, what it costs, what to prepare, how else one may apply.

Law:     条例 27–45; law.disclosure.guide, each point with its provision; the example by this installation's calendar
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.organs import queries as organs
from gongkai.faces.look.guide import shown_scales
from gongkai.faces.portal import made_from
from gongkai.faces.portal.applying.times import times
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.keeping import kept
from gongkai.law.disclosure import guide as law
from gongkai.law.questions.wrong_doors import WRONG_DOORS
from gongkai.law.sources import ogi

HERE = "依申请公开"
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Office:
    """An organ to which one can apply, with its depth in the tree and its telephone; empty where it has told none."""

    code: str
    name: str
    depth: int
    phone: str


@require_safe
@kept(made_from.whole_site, until=lambda today, **_: today)
def guide(request: HttpRequest) -> HttpResponse:
    """What to know before one applies, then the organs, all or those whose name has the words asked for."""
    today = timezone.localdate()
    asked = request.GET.get("organ", "")[:_LONGEST].replace("\0", "")
    every = offices()
    found = [each for each in every if _called(each, asked)] if asked.strip() else every
    context = {
        "law": law,
        "offices": found,
        "total": len(every),
        "asked": asked,
        "times": times(today),
        "scales": shown_scales(),
        "doors": list(WRONG_DOORS.values()),
        "cites": {"who": ogi.A27, "oral": ogi.A29_1, "help": ogi.A43, "long": ogi.A33_2, "free": ogi.A42},
        "tags": ColumnTags(
            HERE,
            "怎样申请政府信息：申请什么、向谁申请、多久答复、收不收费，网上提交。",
            "依申请公开,申请,机关",
            "依申请公开",
        ),
        "crumbs": [("首页", "/")],
        "here": HERE,
    }
    return render(request, "portal/applying/guide.html", context)


def offices() -> list[Office]:
    """Every organ of today in the order of the tree."""
    found = organs.tree(timezone.localdate())
    return [Office(each.organ.code, each.name, each.depth, each.organ.phone.strip()) for each in found]


def _called(each: Office, asked: str) -> bool:
    """Whether all characters asked for stand in the name in their order: 县教局 finds 昌图县教育局, and so does the code."""
    rest = iter(each.name)
    return organs.plain(asked) == each.code or all(character in rest for character in organs.plain(asked))
