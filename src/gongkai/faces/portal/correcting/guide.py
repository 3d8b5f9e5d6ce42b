"""Before the form: whose records of what may be corrected here, with what evidence, how long it takes, and which doors are others.

Law:     条例 41; law.disclosure.guide, each point with its provision; other registers by law.casework.record_doors
"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps import rules
from gongkai.faces.portal import made_from
from gongkai.faces.portal.applying.guide import HERE as APPLYING
from gongkai.faces.portal.applying.guide import offices
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.keeping import kept
from gongkai.law import settings as law_settings
from gongkai.law.casework import Refusal
from gongkai.law.casework.record_doors import DOORS
from gongkai.law.casework.record_story import answer_term
from gongkai.law.clocks import Deadline
from gongkai.law.disclosure import guide as law
from gongkai.law.sources import ogi

HERE = "更正自身信息记录"


@require_safe
@kept(made_from.whole_site, until=lambda today, **_: today)
def guide(request: HttpRequest) -> HttpResponse:
    """What to know before one asks, then the organs."""
    today = timezone.localdate()
    context = {
        "law": law,
        "doors": list(DOORS.values()),
        "offices": offices(),
        "cites": {"right": ogi.A41, "apply": ogi.A29_1, "help": ogi.A43, "mistake": ogi.A9},
        "today": today,
        "term": term(today),
        "days": rules.settings().record_days,
        "grade": law_settings.RECORD_DAYS.grade.value,
        "caveat": rules.settings().caveat(law_settings.RECORD_DAYS),
        "tags": ColumnTags(
            HERE, "机关对您的记录不准确的，怎样要求更正：凭什么、向谁、网上提交。", "更正,自身信息,记录", "依申请公开"
        ),
        "crumbs": [("首页", "/"), (APPLYING, "/apply/")],
        "here": HERE,
    }
    return render(request, "portal/correcting/guide.html", context)


def term(day: date) -> Deadline | None:
    """The last day to be told, for what is received on a day; None where the calendar does not reach."""
    try:
        return answer_term(day, rules.calendar(), rules.settings())
    except Refusal:
        return None
