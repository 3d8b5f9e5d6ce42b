"""Groups of words out of a csv, all or none of them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import rights
from gongkai.apps.search import tending
from gongkai.apps.search.importing import MOST_ROWS, NotRead, read
from gongkai.apps.search.registers import RIGHT
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.search.kinds import SYNONYM_KIND
from gongkai.faces.desk.search.listing import HERE
from gongkai.faces.look.uploads import InMemory


class WordsForm(forms.Form):
    """One csv."""

    file = forms.FileField(
        label="词表",
        help_text=f"csv，第一行是列名：意思相同的词、说明。词之间用空格或者顿号分开；最多 {MOST_ROWS} 组。",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        error_messages={"required": "请选一个 csv 文件。", "empty": "这个文件是空的，请核对。"},
    )


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_take`.
def take(request: HttpRequest) -> HttpResponse:
    """The form; what is sent is taken in at once, or every fault is named at its line."""
    request.upload_handlers = [InMemory(request)]
    answer: HttpResponse = _take(request)
    return answer


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def _take(request: DeskRequest) -> HttpResponse:
    officer_ = request.officer
    rights.demand(officer_.actor, RIGHT)
    if request.method != "POST":
        return _show(request, WordsForm())
    form = WordsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        rows = read(form.cleaned_data["file"].read(), officer_.today)
    except NotRead as refused:
        for said in refused.faults:
            form.add_error("file", said)
        return _show(request, form, 422)
    taken = tending.record_synonyms(officer_.actor, rows, officer_.now)
    there = f"，另有 {taken.unchanged} 组以前登记过" if taken.unchanged else ""
    messages.success(request, f"已登记 {taken.new} 组词{there}。")
    return redirect("desk:search:synonyms:list")


def _show(request: DeskRequest, form: WordsForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "crumbs": [(HERE, reverse("desk:search:list")), (SYNONYM_KIND.title, SYNONYM_KIND.url("list"))],
        "here": "导入词表",
    }
    return render(request, "desk/search/import.html", context, status=status)
