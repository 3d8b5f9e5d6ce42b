"""Which batches came from an old site, how far they are, what was wrong; a whole batch is made public here or sent back.

Reading a source in is done on the server (`gongkai items import`), for an old site is no file that a browser sends.
"""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.people import rights
from gongkai.apps.publishing.models import Batch, BatchState
from gongkai.apps.publishing.moving_in import actions, queries
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items.seen import around
from gongkai.law.casework import Refusal

TITLE = "信息迁入"
AT_THE_DESK = 5000
"""So many items are made public within the time that a page may take; more are accepted on the server."""


class ReasonForm(forms.Form):
    """Why a batch goes back."""

    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明退回的理由。"},
    )


@require_safe
@officer
def batches(request: DeskRequest) -> HttpResponse:
    """All batches of the officer's organ, newest first."""
    context = {
        "rows": queries.batches(request.officer.actor),
        "may_stage": rights.may(request.officer.actor, "publication.stage"),
        "crumbs": around(),
        "here": TITLE,
    }
    return render(request, "desk/moving_in/list.html", context)


@require_safe
@officer
def batch(request: DeskRequest, pk: int) -> HttpResponse:
    """One batch: how far, what was wrong, its first items, and the two acts."""
    return _page(request, pk, ReasonForm())


@require_POST
@officer
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """Make the whole batch public."""
    seen = _seen(request, pk)
    if seen.may_accept and seen.batch.rows > AT_THE_DESK:
        messages.error(request, _too_many(pk))
        return redirect("desk:moving_in:batch", pk)
    return _done(request, pk, lambda: f"已公开{actions.accept(request.officer.actor, pk, request.officer.now)}条。")


@require_POST
@officer
def reject(request: DeskRequest, pk: int) -> HttpResponse:
    """Send the whole batch back."""
    rights.demand(request.officer.actor, "publication.reject")
    _seen(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form, 422)
    reason = form.cleaned_data["reason"]
    return _done(
        request, pk, lambda: f"已退回{actions.reject(request.officer.actor, pk, reason, request.officer.now)}条。"
    )


def _done(request: DeskRequest, pk: int, do: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, do())
    except Batch.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    return redirect("desk:moving_in:batch", pk)


def _seen(request: DeskRequest, pk: int) -> queries.BatchView:
    try:
        return queries.batch(request.officer.actor, pk)
    except Batch.DoesNotExist:
        raise Http404 from None


def _page(request: DeskRequest, pk: int, form: ReasonForm, status: int = 200) -> HttpResponse:
    seen = _seen(request, pk)
    row = seen.batch
    context = {
        "seen": seen,
        "row": row,
        "running": row.state == BatchState.STAGING,
        "too_many": _too_many(pk) if seen.may_accept and row.rows > AT_THE_DESK else "",
        "form": form,
        "crumbs": [*around(), (TITLE, reverse("desk:moving_in:list"))],
        "here": f"第{row.pk}批",
    }
    return render(request, "desk/moving_in/batch.html", context, status=status)


def _too_many(pk: int) -> str:
    return (
        f"这一批超过{AT_THE_DESK}条，网页上来不及办完，请系统管理员在服务器上由您核准："
        f"gongkai items accept {pk} --organ 机关 --as 您的登录名"
    )
