"""Figures of requests: arrivals, age, outcomes, how long, lateness, satisfaction. Each number leads to the list of its very cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.requests import figures as counting
from gongkai.apps.requests.figures import Counted, Figures, Table
from gongkai.faces.desk.cases.filtering import address
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.look import plots
from gongkai.faces.look.forms import DayField, OneOfField
from gongkai.faces.look.plots import Plot
from gongkai.law.casework import Refusal

TITLE = "申请图表"
_UNIT = "件"
_LINKED, _NOTHING = '<td class="number"><a href="{}">{}</a></td>', '<td class="number">0</td>'
_SHOWN: tuple[tuple[str, str, str, Callable[..., Plot]], ...] = (
    ("arrivals", "各月收到的申请", "按收到之日；还没有确认收到的按到达之日。撤销误登的不计。", plots.bars),
    ("channels", "从哪些渠道来", "同上一张图。", plots.rows),
    ("ages", "未办结的申请有多久", "截至今天，自收到（未确认的自到达）次日起的工作日，停止计算的日子也在内。", plots.rows),
    ("outcomes", "怎样办结", "期间内首次办结的，按年报计数的结论；行号是年报第三张表的行。", plots.rows),
    ("taken", "从收到到答复用了多少工作日", "期间内首次办结的，停止计算的日子也在内；按期还是逾期看期限，不看这个数。", plots.rows),
    (
        "lateness",
        "逾期答复的，期限届满时在哪一步",
        "先看哪一步自己超过了期限（告知补正、征求意见、科室协查），再看期限届满那天在谁手里。确认迟缓不在内：答复期限从确认之日才起算。",
        plots.rows,
    ),
    ("scores", "申请人的评价", "期间内首次办结、申请人评了分的。", plots.rows),
)  # fmt: skip


class PeriodForm(forms.Form):
    """From when to when, and where."""

    since = DayField(label="自")
    until = DayField(label="至")
    organ = OneOfField(label="机关", required=False, choices=[("", "全部")])

    def __init__(self, data: QueryDict, names: Mapping[int, str]) -> None:
        """`names` are those of the organs among which the reader may choose, none where there is but one."""
        super().__init__(data, auto_id="period-%s")
        if names:
            choices = sorted(names.items(), key=lambda each: each[1])
            self.fields["organ"].choices = [("", "全部"), *((str(pk), name) for pk, name in choices)]  # type: ignore[attr-defined]  # a field of choices
        else:
            del self.fields["organ"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as the page shows it."""

    key: str
    title: str
    definition: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, SafeString], ...]
    """The name of each row, and its cells."""
    plot: Plot | None


@require_safe
@officer
def figures(request: DeskRequest) -> HttpResponse:
    """All figures of a period, this year unless another is asked for."""
    officer_ = request.officer
    rights.demand(officer_.actor, "request.read")
    told = QueryDict(mutable=True)
    told.update({"since": date(officer_.today.year, 1, 1).isoformat(), "until": officer_.today.isoformat()})
    for name in ("since", "until", "organ"):
        if name in request.GET:
            told[name] = request.GET[name]
    names = _names(officer_)
    form = PeriodForm(told, names)
    context: dict[str, object] = {
        "form": form,
        "crumbs": [(REQUESTS.title, REQUESTS.url("list"))],
        "here": TITLE,
    }
    status = 200
    if form.is_valid():
        organ = int(form.cleaned_data["organ"]) if form.cleaned_data.get("organ") else None
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
        try:
            found = counting.figures(officer_.actor, since, until, officer_.today, organ)
        except Refusal as refusal:
            context["refusal"], status = refusal, 422
        else:
            context |= {"figures": _shown(found), "organs": _organs(found, names), "since": since, "until": until}
    else:
        status = 422
    return render(request, "desk/cases/figures.html", context, status=status)


def _names(officer_: Officer) -> Mapping[int, str]:
    """The organs that an officer sees, if there are several."""
    seen = rights.open_organs(officer_.actor, "request.read")
    return organs.short_names(seen, officer_.today) if seen is None or len(seen) > 1 else {}


def _shown(found: Figures) -> list[Shown]:
    shown, listed = [], REQUESTS.url("list")
    for key, title, definition, draw in _SHOWN:
        table: Table = getattr(found, key)
        first = [line.cells[0] for line in table.lines]
        ways = [_way(each, listed) for each in first]
        lines = tuple(
            (line.label, _cells(line.cells, listed, way)) for line, way in zip(table.lines, ways, strict=True)
        )
        plot = None
        if any(each.how_many for each in first):
            plot = draw(title, [line.label for line in table.lines], [each.how_many for each in first], _UNIT, ways)
        shown.append(Shown(key, title, definition, table.heads, lines, plot))
    return shown


def _way(counted: Counted, listed: str) -> str:
    """Where the cases of a number are listed; empty for 0, to which there is no list."""
    return f"{listed}?{address(counted.wanted)}" if counted.how_many else ""


def _cells(cells: Sequence[Counted], listed: str, way: str) -> SafeString:
    """The cells of a row; `way` is that of the first. Written here, for a template takes as long for hundreds of them as the database for their
    numbers.
    """
    ways = (way, *(_way(each, listed) for each in cells[1:]))
    told = zip(ways, (each.how_many for each in cells), strict=True)
    return mark_safe("".join(format_html(_LINKED, way, n) if way else _NOTHING for way, n in told))  # noqa: S308 -- each is escaped


def _organs(found: Figures, names: Mapping[int, str]) -> list[tuple[str, SafeString]]:
    """One row an organ for whoever sees several."""
    listed = REQUESTS.url("list")
    rows = [
        (names.get(pk, str(pk)), _cells(cells, listed, _way(cells[0], listed))) for pk, cells in found.organs.items()
    ]
    return sorted(rows, key=lambda each: each[0])
