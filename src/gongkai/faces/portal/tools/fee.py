"""信息处理费测算: how much, by which tier, on what ground.

Law:     law.fees, which also names the provisions to read before charging
Takes:   scale, count and day from the address; nothing is kept.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.faces.look.forms import DayField, OneOfField, WholeField
from gongkai.faces.portal import made_from
from gongkai.faces.portal.keeping import kept
from gongkai.law.fees import Fee, fee_by_pages, fee_by_requests
from gongkai.law.fees.notes import NOTES
from gongkai.law.sources import ogi

_SCALES = {"requests": ("按件计收", fee_by_requests), "pages": ("按量计收", fee_by_pages)}


class FeeForm(forms.Form):
    """What the fee depends on. `fee` is set when the form is valid."""

    scale = OneOfField(
        label="计收方式",
        choices=[(key, label) for key, (label, _) in _SCALES.items()],
        widget=forms.RadioSelect,
        help_text="对同一申请只能选一种，由行政机关决定。",
    )
    count = WholeField(
        label="数量",
        help_text="按件：同一申请人一个自然月内的申请件数；按量：一件申请提供信息的 A4 页数。",
    )
    on = DayField(label="按哪一天的标准", required=False, help_text="不填则按现行标准。")
    fee: Fee | None = None

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if "scale" in data and "count" in data and "on" in data:
            try:
                self.fee = _SCALES[data["scale"]][1](data["count"], data["on"])
            except ValueError as refusal:
                self.add_error("count", str(refusal))


@require_safe
@kept(made_from.program)
def fee(request: HttpRequest) -> HttpResponse:
    """The empty form, the form with its mistakes, or the form with the fee beside it."""
    asked = bool(request.GET)
    form = FeeForm(request.GET) if asked else FeeForm(initial={"scale": "requests"})
    result = form.fee if asked and form.is_valid() else None
    context = {
        "form": form,
        "ground": ogi.A42,
        "fee": result,
        "notes": NOTES[result.scale.key] if result else (),
        "crumbs": [("首页", "/")],
        "here": "信息处理费测算",
    }
    return render(request, "portal/tools/fee.html", context)
