"""What were citizens shown before they applied, did they open it, and did they apply all the same?

Gives:   the answers, those to be improved first; what found nothing; the rate of a period by month, as a plot with its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.guidance import queries
from gongkai.apps.guidance.queries import Board, Line
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look import found, plots

HERE = "靠前指导"
PERIODS: Mapping[str, int] = {"30": 30, "90": 90, "365": 365}
_USUAL = "90"
_MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One answer with where it is and what it is; both empty where it is not public any more."""

    line: Line
    url: str
    kind: str


@require_safe
@officer
def board(request: DeskRequest) -> HttpResponse:
    """The counts of a period, in the organs that the officer may look at."""
    days = request.GET.get("days", _USUAL)
    days = days if days in PERIODS else _USUAL
    told = queries.board(request.officer.actor, request.officer.today - timedelta(PERIODS[days]), limit=_MOST)
    context = {
        "board": told,
        "rows": [_row(each) for each in told.lines],
        "plot": _plot(told),
        "capped": len(told.lines) == _MOST,
        "most": _MOST,
        "least": queries.LEAST_OPENED,
        "periods": [(f"最近 {n} 天", f"?{urlencode({'days': code})}", code == days) for code, n in PERIODS.items()],
        "here": HERE,
    }
    return render(request, "desk/guidance/board.html", context)


def _row(line: Line) -> Row:
    known = line.known
    if known is None:
        return Row(line, "", "")
    return Row(line, found.path(known.kind, known.organ_code, known.number), found.WORDS[known.kind])


def _plot(told: Board) -> plots.Plot | None:
    """How many of a hundred visits ended without an application, by month; None while there is no month."""
    if not told.months:
        return None
    labels = [f"{month:%Y-%m}" for month, _ in told.months]
    return plots.bars("看过之后没有再申请的，占看过的百分之几", labels, [each.rate for _, each in told.months], "%")
