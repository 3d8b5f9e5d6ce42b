"""One page for every act of the report's procedure: its form, the article it rests on, and doing it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import rights
from gongkai.apps.reporting.actions import report as actions
from gongkai.apps.reporting.guards import options
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.reporting.queries.drafts import Answered
from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.reports.seen import Seen, base, own
from gongkai.law.casework import Refusal
from gongkai.law.procedures import REPORT
from gongkai.law.procedures.report_forms import REPORT_FORMS

REFUSED, CONFLICT = 422, 409
EXPLAIN, FINDING = "explain", "finding"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page says besides its form. `done`: the act is entered."""

    status: int = 200
    done: bool = False
    refusal: Refusal | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def act(request: DeskRequest, year: int, event: str) -> HttpResponse:
    """The form of an act, or the act and back to the report. 404: no such act, nothing begun, a finding that is gone."""
    if event not in REPORT_FORMS:
        raise Http404
    rights.demand(request.officer.actor, f"report.{event}")
    found = own(request, year)
    row = found.draft.row
    if row is None:
        raise Http404
    answered = _finding(request, found) if event == EXPLAIN else None
    # The finding is told by the address: nobody types its key.
    without = (FINDING,) if event == EXPLAIN else ()
    initial = {"day": request.officer.today, "based_on": row.acts}
    form = ActForm(REPORT_FORMS[event], request.POST or None, initial=initial, without=without)
    outcome = Outcome()
    if request.method == "POST":
        outcome = _answer(request, row, event, form, answered)
        if outcome.done:
            return redirect(found.asked.url("report"))
        if outcome.status == CONFLICT:
            anew = request.POST.copy()
            anew["based_on"] = str(row.acts)
            form = ActForm(REPORT_FORMS[event], anew, without=without)
            form.is_valid()
    return _show(request, found, event, form, outcome, answered)


def _answer(request: DeskRequest, row: AnnualReport, event: str, form: ActForm, answered: Answered | None) -> Outcome:
    if not form.is_valid():
        return Outcome(REFUSED)
    seat = request.officer
    if request.POST.get("seat", seat.key) != seat.key:
        reason = f"打开这个页面之后，您换成了{seat.role_name}。填的内容都在；确认以这个岗位办理的，请再提交。"
        return Outcome(CONFLICT, refusal=Refusal(reason))
    told = form.told | ({FINDING: answered.key} if answered else {})
    try:
        actions.act(seat.actor, row.pk, event, form.day, told, seat.now, form.based_on)
    except Refusal as refusal:
        return Outcome(REFUSED, refusal=refusal)
    except Stale as stale:
        return Outcome(CONFLICT, refusal=Refusal(stale.reason))
    messages.success(request, f"已登记：{REPORT.events[event]}（{form.day}）。")
    return Outcome(done=True)


def _finding(request: DeskRequest, found: Seen) -> Answered:
    key = request.GET.get(FINDING, "")
    for each in found.draft.findings:
        if each.key == key:
            return each
    raise Http404


def _show(
    request: DeskRequest, found: Seen, event: str, form: ActForm, outcome: Outcome, answered: Answered | None
) -> HttpResponse:
    option = next(
        each for each in options(found.draft, request.officer.actor, request.officer.today) if each.event == event
    )
    context = base(found.asked, option.label) | {
        "form": form,
        "option": option,
        "outcome": outcome,
        "answered": answered,
        "draft": found.draft,
        "state": REPORT.states[found.draft.state],
        "open_errors": sum(each.open_error for each in found.draft.findings),
        "back": found.asked.url("report"),
    }
    return render(request, "desk/reports/act.html", context, status=outcome.status)
