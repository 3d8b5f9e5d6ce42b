"""今日工作: what must be done next, and until when?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.faces.desk.gate import DeskRequest, officer


@require_safe
@officer
def today(request: DeskRequest) -> HttpResponse:
    """The first page of the desk."""
    return render(request, "desk/today.html", {})
