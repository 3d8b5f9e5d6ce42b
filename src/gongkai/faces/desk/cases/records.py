"""Requests to correct a record about oneself (条例 41): their list, and registering one. Their pages and acts are those of every case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps import rules
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.records import actions, attaching
from gongkai.apps.records import queries as records
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.records.queries import Filters
from gongkai.apps.requests.queries import Light
from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.desk.acts.views import REFUSED
from gongkai.faces.desk.cases.narrowing import CaseNarrowing, around, opening_form, state_field
from gongkai.faces.desk.cases.rooms import Room, Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.faces.desk.lists import ALL, page_number, year_field
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.law.casework import Refusal, due
from gongkai.law.casework import record as casework
from gongkai.law.procedures import RECORD
from gongkai.law.procedures.record_forms import BY_HAND, CHANNELS, OUTCOMES, RECORD_FORMS, WEB
from gongkai.law.sources import ogi

_RECEIVE = "receive"


def _light(row: RecordCorrection, today: date) -> Light:
    """The same words as those of requests."""
    if row.voided_on is not None:
        return Light.VOID
    lit = due.light(row.next_due_on, today, rules.calendar(), ended=row.closed_on is not None)
    # What still waits for evidence has a day that moves with it.
    return Light.WAITING if row.awaiting and lit == due.RUNNING else Light(lit.words)


def _see(actor: Actor, pk: int, today: date) -> Seen:
    view = records.case(actor, pk, today)
    lit = _light(view.record, today)
    told = (view.lines, view.options, view.sealed, view.shredded, view.writable, view.written, view.reading.options)
    return Seen(view.record, view.case, lit, *told)


def _not_waited_for(seen: Seen, today: date) -> frozenset[str]:
    """Who asked otherwise than by the web was looked at when he asked; evidence is waited for only where it was asked for."""
    told = set() if seen.row.channel == WEB else {"identify"}
    return frozenset(told if seen.row.awaiting else {*told, "add_evidence"})


RECORDS = Room(
    key="record",
    noun="更正申请",
    title="记录更正",
    new="登记更正申请",
    empty="收到要求更正自身信息记录的申请后，用“登记更正申请”登记。",
    before="只有记录所涉的本人可以要求更正，先核对身份。要求提供信息的，请用“登记申请”。",
    procedure=RECORD,
    forms=RECORD_FORMS,
    aside=(),
    forward=("identify", "add_evidence", "verify", "propose", "sign", "mend", "pass_on", "tell", "archive"),
    see=_see,
    act=actions.act,
    personal=records.personal,
    attempt=casework.attempt,
    attach=attaching.act_with_papers,
    idle=_not_waited_for,
)


class RecordFilters(CaseNarrowing):
    """What the list can be narrowed to."""

    procedure, in_hand = RECORD, "未告知"

    q = TextField(label="编号或者记录", required=False, max_length=100)
    state = state_field(RECORD, in_hand)
    outcome = OneOfField(label="结果", required=False, choices=[ALL, *OUTCOMES.items()])
    year = year_field()

    def wanted(self, page: int) -> Filters:
        """What the app narrows by. Fields that are wrong narrow nothing."""
        told = self.cleaned_data
        return Filters(
            state=self.chosen_state,
            outcome=told.get("outcome") or "",
            text=told.get("q") or "",
            year=told.get("year"),
            open=self.only_open,
            page=page,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    row: RecordCorrection
    url: str
    light: Lamp
    outcome: str
    channel: str


class ReceiveForm(ActForm):
    """The form of a request that has come in."""

    def __init__(self, data: QueryDict | None = None, initial: dict[str, object] | None = None) -> None:
        super().__init__(RECORD_FORMS[_RECEIVE], data, initial=initial, choices={"channel": [*BY_HAND.items()]})


@require_safe
@officer
def record_list(request: DeskRequest) -> HttpResponse:
    """One page of the list, the next to be done first."""
    officer_ = request.officer
    rights.demand(officer_.actor, "record.read")
    form = RecordFilters(request.GET if request.GET else QueryDict("state=open"))
    form.is_valid()
    page = records.cases(officer_.actor, form.wanted(page_number(request)))
    lines = [_line(row, officer_.today) for row in page.rows]
    context = {**around(request, RECORDS, form, page, lines, _RECEIVE), "cite": ogi.A41}
    return render(request, "desk/cases/records.html", context)


def _line(row: RecordCorrection, today: date) -> Line:
    return Line(
        row,
        RECORDS.url("case", row.pk),
        lamp(_light(row, today)),
        OUTCOMES.get(row.outcome, ""),
        CHANNELS.get(row.channel, row.channel),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def register(request: DeskRequest) -> HttpResponse:
    """The form, the form with what is wrong, or on to the new case."""
    officer_ = request.officer
    rights.demand(officer_.actor, f"record.{_RECEIVE}")
    if request.method != "POST":
        initial = {"day": officer_.today, "request_number": request.GET.get("request", "")[:40]}
        return _show(request, ReceiveForm(initial=initial))
    form = ReceiveForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    try:
        made = actions.open_record(officer_.actor, form.day, form.told, form.told_privately, officer_.now)
    except Refusal as refusal:
        return _show(request, form, refusal, REFUSED)
    messages.success(request, f"已登记，编号 {made.number}。")
    return redirect(RECORDS.url("case", made.pk))


def _show(request: DeskRequest, form: ReceiveForm, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    return opening_form(request, RECORDS, form, (ogi.A41, ogi.A45), refusal, status)
