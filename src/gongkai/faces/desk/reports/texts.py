"""One paragraph of the report: its text with tokens, what it will say, and the words it may use.

What is refused keeps everything that was typed; two who write at once are told of each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.annual.compile.prose import Paragraph
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import rights
from gongkai.apps.reporting.actions import report as actions
from gongkai.apps.reporting.models import AnnualReport
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.reports.paragraphs import ShownParagraph, one
from gongkai.faces.desk.reports.seen import Seen, base, own
from gongkai.faces.look.forms import TextField
from gongkai.law.casework import Refusal

_LONGEST = 20_000


class TextForm(forms.Form):
    """The text, and the version that it was written over."""

    text = TextField(
        label="这一段的文字",
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一行一段。数字请用下面的标记，如 {requests.new}，发布时自动填成与表格一致的数。",
        error_messages={"max_length": f"一段最多 {_LONGEST} 字，请删短一些。"},
    )
    based_on = forms.IntegerField(
        widget=forms.HiddenInput,
        label="页面",
        error_messages=dict.fromkeys(("required", "invalid"), "这一页不完整，请刷新后重新填写。"),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of sending the form. `done`: it is written."""

    status: int = 200
    done: bool = False
    refusal: str = ""
    newest: ShownParagraph | None = None
    preview: ShownParagraph | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def text(request: DeskRequest, year: int, key: str) -> HttpResponse:
    """The form of a paragraph, its preview, or the paragraph written and back to the report."""
    rights.demand(request.officer.actor, "report.compile")
    found = own(request, year)
    row = found.draft.row
    paragraph = next((each for each in found.draft.paragraphs if each.block.key == key), None)
    if paragraph is None or row is None:
        raise Http404
    if request.method != "POST":
        form = TextForm(initial={"text": paragraph.text, "based_on": _newest(row, key)})
        return _show(request, found, paragraph, form, Outcome())
    form = TextForm(request.POST)
    outcome = _answer(request, found, row, paragraph, form)
    if outcome.done:
        return redirect(f"{found.asked.url('report')}#text-{key}")
    if outcome.newest:
        # What was typed stands; saving it again is based on the newest text.
        typed = request.POST.copy()
        typed["based_on"] = str(_newest(row, key))
        form = TextForm(typed)
        form.is_valid()
    return _show(request, found, paragraph, form, outcome)


def _answer(request: DeskRequest, found: Seen, row: AnnualReport, paragraph: Paragraph, form: TextForm) -> Outcome:
    if not form.is_valid():
        return Outcome(422)
    # Browsers send line ends of their own.
    typed = form.cleaned_data["text"].replace("\r\n", "\n")
    go, key = request.POST.get("go", "write"), paragraph.block.key
    if go == "preview":
        preview = one(replace(paragraph, text=typed, edited=True), found.draft.tokens, found.asked.figure_url)
        return Outcome(422, refusal=preview.refusal) if preview.refusal else Outcome(preview=preview)
    officer_ = request.officer
    told = None if go == "restore" else typed
    try:
        written = actions.write(officer_.actor, row.pk, key, told, officer_.now, form.cleaned_data["based_on"])
    except Refusal as refusal:
        return Outcome(422, refusal=refusal.reason)
    except Stale as stale:
        return Outcome(409, refusal=stale.reason, newest=one(paragraph, found.draft.tokens, found.asked.figure_url))
    messages.success(request, "已保存这一段。" if written else "文字没有变化，没有另存。")
    return Outcome(done=True)


def _newest(row: AnnualReport, key: str) -> int:
    newest = row.texts.filter(key=key).order_by("pk").last()
    return newest.pk if newest else 0


def _show(request: DeskRequest, found: Seen, paragraph: Paragraph, form: TextForm, outcome: Outcome) -> HttpResponse:
    shown = one(paragraph, found.draft.tokens, found.asked.figure_url)
    tokens = [token for token in found.draft.tokens.values() if token.value is not None]
    context: dict[str, Any] = base(found.asked, shown.heading) | {
        "form": form,
        "shown": shown,
        "outcome": outcome,
        "tokens": [token for token in tokens if not token.name.startswith("table")],
        "cells": [token for token in tokens if token.name.startswith("table")],
        "open_for_writing": found.draft.state in actions.WRITABLE,
        "back": f"{found.asked.url('report')}#text-{paragraph.block.key}",
    }
    return render(request, "desk/reports/text.html", context, status=outcome.status)
