"""定时任务: what is done by the clock, whether it was done, and what came of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.schedule import queries as schedule
from gongkai.faces.desk.gate import DeskRequest, officer


@require_safe
@officer
def schedule_page(request: DeskRequest) -> HttpResponse:
    """Every job with its last run and its next. Refused: `Forbidden`."""
    board = schedule.board(request.officer.actor, request.officer.now)
    return render(request, "desk/schedule.html", {"board": board, "now": request.officer.now})
