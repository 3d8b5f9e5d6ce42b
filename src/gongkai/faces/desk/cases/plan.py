"""By when must each step inside the house be done, so that the reply goes out in time?

Law:     law/casework/plan: backward from the last day (条例 33); the lengths of the steps are the house's own, and named settings
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps import rules
from gongkai.faces.desk.cases import heads, inside
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.casework import plan as law
from gongkai.law.casework.house import PLAN, SPARE
from gongkai.law.decisions.options import value


@require_safe
@officer
def plan(request: DeskRequest, pk: int) -> HttpResponse:
    """The plan of one request, what is late in it, and what it would take to keep the last day."""
    seen, case = inside.fetch(request, pk)
    today, calendar, chosen = request.officer.today, rules.calendar(), rules.chosen()
    stages = law.plan(case, today, calendar, chosen)
    context: dict[str, Any] = {
        "stages": [(each, "" if each.done else heads.left(each.by, today, calendar)) for each in stages],
        "late": [each for each in stages if each.late],
        "due": case.due,
        "provisional": case.provisional,
        "left": heads.left(case.due, today, calendar) if case.due else "",
        "lengths": [(law.NAMES[key], value(setting, chosen), setting) for key, setting in PLAN.items()],
        "spare": value(SPARE, chosen),
        "spare_setting": SPARE,
        "printed": timezone.localtime(request.officer.now),
    }
    return inside.show(request, seen, "plan", "倒排计划", context)
