"""Taking a request of several items apart: what each new case is about, which numbers they get, then the act.

Law:     信息处理费管理办法 4 (several items in one request count one by one), 条例 45
Takes:   how many parts, for each its subject and its content; why. Gives: the cases, each answered by itself (apps.requests.split).

What the applicant wrote is opened beside the form for whoever says why, and that is journaled; nothing typed is lost by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.apps.journal.refusals import Stale, VaultRefusal
from gongkai.apps.journal.vault import REASONS
from gongkai.apps.people import rights
from gongkai.apps.requests import actions
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.parting import Part, due_of_part
from gongkai.faces.desk.cases import inside
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look.forms import DayField, TextField
from gongkai.faces.look.whole import whole
from gongkai.law.casework import Refusal, RequestCase
from gongkai.law.casework.filling import LONGEST_LINE, LONGEST_TEXT
from gongkai.law.procedures.request_forms import REQUEST_FORMS

EVENT = "split"
_MOST = 20
"""More parts than this are taken out in several acts: one page has to stay readable."""
_CONTENT = "content"


@dataclass(frozen=True, slots=True)
class PartFields:
    """The fields of one part."""

    place: int
    subject: BoundField
    content: BoundField


class SplitForm(forms.Form):
    """The day, why, and so many parts."""

    def __init__(self, parts: int, sent: QueryDict | None, initial: dict[str, Any]) -> None:
        super().__init__(sent, initial=initial)
        self.parts = parts
        asked = REQUEST_FORMS[EVENT]
        self.fields["day"] = DayField(label=asked.day_label)
        for place in range(1, parts + 1):
            self.fields[f"subject_{place}"] = TextField(
                label=f"第 {place} 件的事由", max_length=LONGEST_LINE, help_text="一句话，不写姓名、住址、证件号。",
                error_messages={"required": f"请填第 {place} 件的事由。"},
            )  # fmt: skip
            self.fields[f"content_{place}"] = TextField(
                label=f"第 {place} 件所需信息的描述", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}),
                help_text="照申请人的原话写，加密保存。",
                error_messages={"required": f"请填第 {place} 件所需信息的描述。"},
            )  # fmt: skip
        self.fields["reason"] = TextField(
            label="为什么分件", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": "请写明为什么分件。"},
        )  # fmt: skip
        self.fields["based_on"] = forms.IntegerField(required=False, widget=forms.HiddenInput, label="页面")

    def of_parts(self) -> list[PartFields]:
        return [
            PartFields(place, self[f"subject_{place}"], self[f"content_{place}"]) for place in range(1, self.parts + 1)
        ]

    def told(self) -> list[Part]:
        """The parts. Of a valid form only."""
        return [
            Part(self.cleaned_data[f"subject_{place}"], self.cleaned_data[f"content_{place}"])
            for place in range(1, self.parts + 1)
        ]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says besides its form."""

    status: int = 200
    refusal: Refusal | None = None
    stale: str = ""
    preview: Sequence[Part] = ()
    words: Sequence[str] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """The form, what it would make, or the act and back to the request."""
    seen, case = inside.fetch(request, pk)
    officer_ = request.officer
    rights.demand(officer_.actor, f"request.{EVENT}", seen.row.organ_id)
    parts = _how_many(request, case)
    if request.method != "POST" or request.POST.get("go") == "parts":
        kept = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
        initial = {"day": officer_.today, "based_on": seen.row.acts, **kept}
        return _show(request, seen, case, SplitForm(parts, None, initial), _Said())
    if request.POST.get("go") == "read":
        return _show(request, seen, case, SplitForm(parts, None, dict(request.POST.items())), _read(request, seen))
    form = SplitForm(parts, request.POST, {})
    if not form.is_valid():
        return _show(request, seen, case, form, _Said(422))
    if request.POST.get("go") != "do":
        return _show(request, seen, case, form, _Said(preview=form.told()))
    told = form.cleaned_data
    try:
        row, made = actions.split(
            officer_.actor, pk, told["day"], form.told(), told["reason"], officer_.now, told["based_on"]
        )
    except Refusal as refusal:
        return _show(request, seen, case, form, _Said(422, refusal))
    except Stale as stale:
        seen, case = inside.fetch(request, pk)
        sent = request.POST.copy()
        sent["based_on"] = str(seen.row.acts)
        return _show(request, seen, case, SplitForm(parts, sent, {}), _Said(409, stale=stale.reason))
    messages.success(request, f"{row.number} 已分出 {len(made)} 件：{'、'.join(each.number for each in made)}。")
    return redirect(inside.url("case", pk))


def _how_many(request: DeskRequest, case: RequestCase) -> int:
    """As many as were asked for; at first all that can be taken out, one item staying where it is."""
    wanted = request.POST.get("parts") or request.GET.get("parts", "")
    most = max(1, min(_MOST, case.items - 1))
    return min(_MOST, max(1, whole(wanted, most)))


def _read(request: DeskRequest, seen: Seen) -> _Said:
    """What the applicant wrote, for whoever may read it and says why."""
    rights.demand(request.officer.actor, REQUESTS.opens, seen.row.organ_id)
    try:
        found = REQUESTS.personal(request.officer.actor, seen.row.pk, request.POST.get("why", ""), request.officer.now)
    except VaultRefusal as refusal:
        return _Said(422, Refusal(refusal.reason))
    return _Said(words=[fields[_CONTENT] for fields in found.values() if fields.get(_CONTENT)])


def _numbers(seen: Seen, case: RequestCase, how_many: int) -> Sequence[str]:
    """The numbers that the parts would get now."""
    return requests.expected_numbers(seen.row.organ_id, case.arrived, how_many) if how_many else ()


def _due_of_part(case: RequestCase) -> date | None:
    """None where the act itself will say why it cannot be done."""
    try:
        return due_of_part(case)
    except Refusal:
        return None


def _show(request: DeskRequest, seen: Seen, case: RequestCase, form: SplitForm, said: _Said) -> HttpResponse:
    option = next((each for each in seen.options if each.event == EVENT), None)
    context: dict[str, Any] = {
        "form": form,
        "said": said,
        "items": case.items + case.parts,
        "taken": case.parts,
        "numbered": list(zip(_numbers(seen, case, len(said.preview)), said.preview, strict=True)),
        "due": case.due,
        "due_of_part": _due_of_part(case) if said.preview else None,
        "stays": case.items - len(said.preview),
        "not_now": option.reason if option and not option.allowed else "",
        "cites": option.cites if option else (),
        "reasons": REASONS,
        "may_read": rights.may(request.officer.actor, REQUESTS.opens, seen.row.organ_id) and seen.sealed,
    }
    return inside.show(request, seen, "split", "分件办理", context, said.status)
