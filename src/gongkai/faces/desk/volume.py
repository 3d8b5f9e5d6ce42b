"""«重复与频次»: what several people asked for, to be published for everybody (条例 44); who asked how often in a month (条例 35, fees)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.alike import queries as alike
from gongkai.apps.alike.queries import Busy, Group, Other
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.fees import scale_on
from gongkai.law.sources import fee_rules, ogi

HERE = "重复与频次"
PERIODS: Mapping[str, str] = {"90": "最近 90 天", "365": "最近一年", "730": "最近两年"}
_MONTHS = 13
_SHOWN = 5
"""Cases of a group that are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What several people asked for. `draft_url` begins a text for everybody, for those who may."""

    group: Group
    cases: list[tuple[Other, str]]
    more: int
    draft_url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One word to narrow by."""

    label: str
    url: str
    chosen: bool


@require_safe
@officer
def volume(request: DeskRequest) -> HttpResponse:
    """Groups of the period and applicants of the month. A query that says nonsense is taken for none."""
    actor, today = request.officer.actor, request.officer.today
    rights.demand(actor, "request.read")
    days = request.GET.get("days", "")
    days = days if days in PERIODS else "365"
    months = _months(today)
    month = next((each for each in months if f"{each:%Y-%m}" == request.GET.get("month")), months[0])
    leasts = _leasts()
    least = next((each for each in leasts if str(each) == request.GET.get("least")), next(iter(leasts)))
    groups, cut = alike.groups(actor, today - timedelta(int(days)))
    context = {
        "matters": [_matter(actor, each) for each in groups],
        "cut": cut,
        "most": alike.MOST_IN_GROUPS,
        "periods": [Choice(label, _url(code, month, least), code == days) for code, label in PERIODS.items()],
        "applicants": [(each, _case(each)) for each in alike.busy(actor, month, least)],
        "below": alike.busy_below(actor, month, least, today),
        "month": month,
        "months": [Choice(f"{each.year}年{each.month}月", _url(days, each, least), each == month) for each in months],
        "leasts": [Choice(label, _url(days, month, each), each == least) for each, label in leasts.items()],
        "least": least,
        "capped": alike.MOST_APPLICANTS,
        "making": alike.making(),
        "a44": (ogi.A44,),
        "a35": (ogi.A35, ogi.A42, fee_rules.A4),
        "here": HERE,
    }
    return render(request, "desk/volume.html", context)


def _matter(actor: Actor, group: Group) -> Matter:
    newest = group.others[0]
    may = rights.may(actor, "publication.draft")
    draft = f"{reverse('desk:item:new')}?{urlencode({'asked': newest.number})}" if may else ""
    cases = [(each, reverse(f"desk:{each.sort}:case", args=[each.pk])) for each in group.others[:_SHOWN]]
    return Matter(group, cases, max(0, len(group.others) - _SHOWN), draft)


def _case(busy: Busy) -> str:
    return reverse("desk:request:case", args=[busy.applicant.first])


def _months(today: date) -> list[date]:
    """This month and those before it, the newest first."""
    found = [today.replace(day=1)]
    while len(found) < _MONTHS:
        found.append((found[-1] - timedelta(1)).replace(day=1))
    return found


def _leasts() -> dict[int, str]:
    """From how many requests on an applicant is listed; the last is where the free tier ends."""
    free = scale_on("requests").written[0].last or 0
    return {3: "3 件以上", 5: "5 件以上", free + 1: f"{free + 1} 件以上（已超出不收费的件数）"}


def _url(days: str, month: date, least: int) -> str:
    return f"?{urlencode({'days': days, 'month': f'{month:%Y-%m}', 'least': least})}"
