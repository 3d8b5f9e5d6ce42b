"""The guide to disclosure of the officer's organ: what is still missing in it, and the office's own words for it.

Everybody at the desk sees it; who may describe the office changes it. What is refused keeps everything that was typed.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.organs import actions as organs
from gongkai.apps.organs import queries as known
from gongkai.apps.people import rights
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look.forms import TextField
from gongkai.faces.look.guide import guide
from gongkai.law.casework import Refusal

_DESCRIBE = "organs.describe"
_HELP = {
    "office_hours": "如：工作日 8:30–11:30，13:30–17:00（法定节假日除外）。",
    "fax": "指南写明的渠道就要受理；没有开通的留空。",
    "email": "指南写明的渠道就要受理；没有开通的留空。",
    "review_organ": "写进每一份答复书的救济段。",
    "court": "写进每一份答复书的救济段。",
    "review_online": "通过互联网送达答复的，必须同时提供。",
}


class OfficeForm(forms.Form):
    """What the guide says of the office; every field may be left empty."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        for name, label in organs.OFFICE_FIELDS.items():
            self.fields[name] = TextField(label=label, required=False, help_text=_HELP.get(name, ""))


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def office_guide(request: DeskRequest) -> HttpResponse:
    """The guide with its gaps and, for who may change it, the form beside it."""
    actor, today = request.officer.actor, request.officer.today
    organ = known.by_id(actor.organ_id)
    form, refused, status = OfficeForm(initial={name: getattr(organ, name) for name in organs.OFFICE_FIELDS}), "", 200
    if request.method == "POST":
        rights.demand(actor, _DESCRIBE, organ.pk)
        form = OfficeForm(request.POST)
        status, refused = 422, ""
        if form.is_valid():
            try:
                organs.describe(actor, organ.pk, form.cleaned_data, today, request.officer.now)
            except Refusal as refusal:
                refused = refusal.reason
            else:
                messages.success(request, "已更新公开指南，公众立即可见。")
                return redirect("desk:guide")
    context = {
        "guide": guide(organ, known.name_on(organ.pk, today), today),
        "form": form,
        "refused": refused,
        "may_describe": rights.may(actor, _DESCRIBE, organ.pk),
        "crumbs": [],
        "here": "公开指南",
    }
    return render(request, "desk/guide.html", context, status=status)
