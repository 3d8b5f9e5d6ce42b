"""Registering a request that has come in: what article 29 asks, and whether the channel needs a confirmation.

Law:     the channel decides whether arrival is receipt (law/clocks/receipt); the officer does not choose it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps import rules
from gongkai.apps.people import rights
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.requests import actions
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Filters, Row
from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.desk.acts.views import CONFLICT, REFUSED
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.look.forms import TextField
from gongkai.law.casework import Refusal
from gongkai.law.clocks.receipt import RULES, Channel, by_confirmation
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from gongkai.law.sources import ogi

_FORM = replace(REQUEST_FORMS["register"], day_label="到达之日")


class RegisterForm(ActForm):
    """The form of an arrival, and the office's own number if it has one."""

    def __init__(self, data: QueryDict | None = None, initial: Mapping[str, object] | None = None) -> None:
        super().__init__(_FORM, data, initial=initial)
        self.fields["day"].help_text = "当面提交、签收、到件、发送到达或者代为填写的那一天。"
        self.fields["number"] = TextField(
            label="登记编号", required=False, max_length=40, help_text="不填则按年份顺次编号。"
        )

    def opening(self) -> str:
        """Which act this is: the channel tells whether receipt waits for a confirmation."""
        forwarded: date | None = self.cleaned_data.get("forwarded_on")
        channel = Channel(self.cleaned_data["channel"])
        return "log_arrival" if by_confirmation(channel, rules.settings(), forwarded) else "register"


@dataclass(frozen=True, slots=True)
class ChannelNote:
    """What a channel means for the day of receipt, for the page."""

    label: str
    text: str


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def register(request: DeskRequest) -> HttpResponse:
    """The form, the form with what is wrong or what looks like the same request, or on to the new case."""
    officer_ = request.officer
    if not any(rights.may(officer_.actor, f"request.{event}") for event in REQUESTS.openings):
        raise Forbidden(f"“登记申请”由经办人办理，{officer_.role_name}不能办理。请换一个岗位，或请其办理。", (ogi.A45,))
    if request.method != "POST":
        return _show(request, RegisterForm(initial={"day": officer_.today, "items": 1}))
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    alike = _alike(officer_, form)
    if alike and request.POST.get("go") != "anyway":
        return _show(request, form, alike=alike, status=CONFLICT)
    try:
        made = actions.open_request(
            officer_.actor,
            form.opening(),
            form.day,
            form.told,
            form.told_privately,
            officer_.now,
            form.cleaned_data["number"],
        )
    except Refusal as refusal:
        return _show(request, form, refusal=refusal, status=REFUSED)
    messages.success(request, f"已登记，编号 {made.number}。")
    return redirect(REQUESTS.url("case", made.pk))


def _alike(officer_: Officer, form: RegisterForm) -> tuple[Row, ...]:
    """Requests of the same name and subject: perhaps the same one, perhaps a repeated one."""
    wanted = Filters(name=form.cleaned_data["applicant_name"], order="number")
    found = requests.cases(officer_.actor, wanted, officer_.today).rows
    subject = form.cleaned_data["subject"].strip()
    return tuple(row for row in found if row.request.subject.strip() == subject)


def _show(
    request: DeskRequest,
    form: RegisterForm,
    *,
    alike: tuple[Row, ...] = (),
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    settings = rules.settings()
    notes = [
        ChannelNote(
            rule.label,
            "先登记到件，与申请人确认之日为收到之日"
            if by_confirmation(channel, settings)
            else f"{rule.arrival}为收到之日",
        )
        for channel, rule in RULES.items()
    ]
    context = {
        "form": form,
        "alike": [(row.request, REQUESTS.url("case", row.request.pk)) for row in alike],
        "refusal": refusal,
        "notes": notes,
        "cites": (ogi.A29_1, ogi.A31_I1, ogi.A31_I2, ogi.A31_I3),
        "crumbs": [("申请", REQUESTS.url("list"))],
        "here": "登记申请",
    }
    return render(request, "desk/cases/register.html", context, status=status)
