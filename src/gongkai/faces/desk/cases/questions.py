"""Messages: their list, registering one that came by telephone or letter, and a table to keep. Pages and acts are those of every case."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.questions import actions, codes
from gongkai.apps.questions import queries as questions
from gongkai.apps.questions.models import Question
from gongkai.apps.questions.queries import Filters
from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.desk.acts.views import REFUSED
from gongkai.faces.desk.cases.narrowing import CaseNarrowing, around, opening_form, state_field
from gongkai.faces.desk.cases.rooms import QUESTIONS, question_light
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.desk.items.board import Counted
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.faces.desk.lists import ALL, page_number, year_field
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.law.casework import Refusal
from gongkai.law.procedures import QUESTION
from gongkai.law.procedures.question_forms import CHANNELS, KINDS, QUESTION_FORMS
from gongkai.texts.cells import harmless

_RECEIVE = "receive"
_HEADINGS = (
    *(
        "编号",
        "类别",
        "来源",
        "事由",
        "收到",
        "最初收到",
        "状态",
        "答复期限",
        "三个月红线",
        "答复",
        "工作日",
        "超期工作日",
    ),
    *("同意公开", "已公开", "承办"),
)


class QuestionFilters(CaseNarrowing):
    """What the list can be narrowed to."""

    procedure, in_hand = QUESTION, "未办结"

    q = TextField(label="编号、事由、网页", required=False, max_length=100)
    state = state_field(QUESTION, in_hand)
    kind = OneOfField(label="类别", required=False, choices=[ALL, *KINDS.items()])
    year = year_field()

    def wanted(self, page: int) -> Filters:
        """What the app narrows by. Fields that are wrong narrow nothing."""
        told = self.cleaned_data
        return Filters(
            kind=told.get("kind") or "",
            states=(self.chosen_state,) if self.chosen_state else (),
            text=told.get("q") or "",
            year=told.get("year"),
            open=self.only_open,
            page=page,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    row: Question
    url: str
    light: Lamp
    kind: str


class ReceiveForm(ActForm):
    """The form of a message that came otherwise than through the site."""

    def __init__(
        self,
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
        choices: list[tuple[str, str]] | None = None,
    ) -> None:
        told = QUESTION_FORMS[_RECEIVE]
        by_hand = [(code, name) for code, name in CHANNELS.items() if code not in ("web", "forwarded")]
        super().__init__(
            told,
            data,
            initial=initial,
            choices={"channel": by_hand, "about_organ": choices or []},
        )
        self.fields["token"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=codes.token())


@require_safe
@officer
def question_list(request: DeskRequest) -> HttpResponse:
    """One page of the list, the next to be done first."""
    officer_ = request.officer
    rights.demand(officer_.actor, questions.READ)
    form = QuestionFilters(request.GET if request.GET else QueryDict("state=open"))
    form.is_valid()
    page = questions.questions(officer_.actor, form.wanted(page_number(request)))
    lines = [line(row, officer_.today) for row in page.rows]
    context = {**around(request, QUESTIONS, form, page, lines, _RECEIVE), "board": board(officer_)}
    return render(request, "desk/cases/questions.html", context)


def line(row: Question, today: date) -> Line:
    """A message as a line of a list."""
    return Line(row, QUESTIONS.url("case", row.pk), lamp(question_light(row, today)), KINDS.get(row.kind, row.kind))


def board(officer_: Officer) -> list[Counted]:
    """What waits, each a count that leads to its list; what fails the whole site first."""
    found, address = questions.counts(officer_.actor, officer_.today), reverse("desk:question:list")
    piles = (
        ("late", "■", "超过三个月没有回应", found.over_line, "open"),
        ("late", "■", "超过期限", found.late, "open"),
        ("soon", "▲", "今天、明天到期", found.soon, "open"),
        ("mine", "●", "待受理", found.new, "received"),
        ("mine", "●", "待签发", found.to_sign, "drafted"),
        ("mine", "●", "待审签公开", found.to_publish, "prepared"),
        ("owing", "■", "等待整改", found.rectifying, ""),
    )
    return [
        Counted(key, shape, label, n, False, f"{address}?state={state}")
        for key, shape, label, n, state in piles
        if n or key != "late"
    ]


@require_safe
@officer
def export(request: DeskRequest) -> HttpResponse:
    """The list as a table to keep: no names, no words of anybody; a cell that a spreadsheet would compute is plain text."""
    officer_ = request.officer
    rights.demand(officer_.actor, questions.READ)
    form = QuestionFilters(request.GET)
    form.is_valid()
    out = StringIO()
    table = csv.writer(out)
    table.writerow(_HEADINGS)
    for row in questions.rows(officer_.actor, form.wanted(1)):
        table.writerow([harmless(str(cell if cell is not None else "")) for cell in _cells(row)])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="questions.csv"'
    return answer


def _cells(row: Question) -> tuple[object, ...]:
    return (
        row.number,
        KINDS.get(row.kind, row.kind),
        CHANNELS.get(row.channel, row.channel),
        row.topic,
        row.received_on,
        row.since,
        QUESTION.states[row.state],
        row.due_on,
        row.line_on,
        row.answered_on,
        row.working_days,
        row.late_days or "",
        "是" if row.allowed else "否",
        row.published_on,
        row.assigned,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def register(request: DeskRequest) -> HttpResponse:
    """The form, the form with what is wrong, or on to the new message with the code for its asker."""
    officer_ = request.officer
    rights.demand(officer_.actor, f"question.{_RECEIVE}")
    choices = [(branch.organ.code, branch.name) for branch in organs.tree(officer_.today)]
    if request.method != "POST":
        return _show(request, ReceiveForm(initial={"day": officer_.today, "channel": "phone"}, choices=choices))
    form = ReceiveForm(request.POST, choices=choices)
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    actor = officer_.actor
    try:
        made = actions.receive(
            actor, actor.organ_id, form.day, form.told, form.told_privately, officer_.now, form.cleaned_data["token"]
        )
    except Refusal as refusal:
        return _show(request, form, refusal, REFUSED)
    messages.success(
        request, f"已登记，编号 {made.question.number}。查询码 {made.code}，请告知提问人：只显示这一次，系统里不存。"
    )
    return redirect(QUESTIONS.url("case", made.question.pk))


def _show(request: DeskRequest, form: ReceiveForm, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    rows = [row for row in QUESTION.transitions if row.event == _RECEIVE]
    cites = dict.fromkeys(cite for row in rows for cite in row.cites)
    return opening_form(request, QUESTIONS, form, cites, refusal, status)
