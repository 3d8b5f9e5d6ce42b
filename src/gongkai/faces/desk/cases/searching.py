"""What was searched, as a table that can be handed to a court: the evidence of 信息不存在.

Law:     条例 36(四); law/casework/searched says what a record should hold
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.faces.desk.cases import inside
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.casework.searched import EVENT, searches
from gongkai.law.decisions import decision
from gongkai.law.sources import litigation_interpretation, ogi

NOT_FOUND = "not_found"


@require_safe
@officer
def searching(request: DeskRequest, pk: int) -> HttpResponse:
    """Every search of one request, who made it and what came of it."""
    seen, case = inside.fetch(request, pk)
    allowed = {option.event for option in seen.options if option.allowed} if seen.writable else set()
    found = searches(case.acts)
    lines = {line.place: line for line in seen.lines}
    context: dict[str, Any] = {
        "searches": [(each, lines[each.seq]) for each in found],
        "lacking": [each for each in found if each.lacking],
        "claims": NOT_FOUND in (case.decision, case.proposed, *case.withheld, *case.proposed_withheld),
        "decision": decision(NOT_FOUND).name,
        "add_url": REQUESTS.url("act", pk, EVENT) if EVENT in allowed else "",
        "printed": timezone.localtime(request.officer.now),
        "cites": (ogi.A36_I4, litigation_interpretation.EVIDENCE),
    }
    return inside.show(request, seen, "searches", "检索记录", context)
