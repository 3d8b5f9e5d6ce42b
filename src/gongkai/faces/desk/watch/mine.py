"""我的日历 and 我的提醒方式: each officer's own."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.notices import actions as notices
from gongkai.apps.notices import queries as told_before
from gongkai.apps.notices.preferring import Wanted
from gongkai.apps.people import rights
from gongkai.apps.watch import actions
from gongkai.apps.watch import queries as watch
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look.forms import TextField, WholeField
from gongkai.law.casework import Refusal

REFUSED = 422


class ToldForm(forms.Form):
    """How one wants to be told."""

    mail = forms.BooleanField(label="电子邮件（发到登录名所登记的邮箱）", required=False)
    sms = forms.BooleanField(label="短信", required=False)
    phone = TextField(label="手机号码", required=False, max_length=24)
    wecom = forms.BooleanField(label="企业微信", required=False)
    account = TextField(label="企业微信账号", required=False, max_length=64)
    digest = forms.BooleanField(label="不急的汇总成每个工作日早上一份", required=False)
    quiet_from = WholeField(label="免打扰，从几点", help_text="0 到 23；两处相同为不设免打扰。")
    quiet_until = WholeField(label="免打扰，到几点")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def calendar(request: DeskRequest) -> HttpResponse:
    """One's calendar's secret address: given, shown this once, or revoked."""
    officer_ = request.officer
    rights.demand(officer_.actor, "request.read")
    address = ""
    if request.method == "POST":
        wanted = request.POST.get("do", "")
        if wanted == "revoke":
            gone = actions.revoke(officer_.actor, officer_.now)
            messages.success(request, "原来的地址已经作废。" if gone else "没有在用的地址。")
            return redirect("desk:watch:calendar")
        if wanted != "give":
            messages.error(request, "请按页面上的按钮办理。")
            return _calendar(request, "", REFUSED)
        try:
            token = actions.give(officer_.actor, officer_.now)
        except Refusal as refusal:
            messages.error(request, refusal.reason)
            return _calendar(request, "", REFUSED)
        address = request.build_absolute_uri(reverse("desk:feed", args=[token]))
    return _calendar(request, address)


def _calendar(request: DeskRequest, address: str, status: int = 200) -> HttpResponse:
    feed = watch.in_force(request.officer.actor)
    return render(request, "desk/watch/calendar.html", {"address": address, "feed": feed}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def told(request: DeskRequest) -> HttpResponse:
    """How one is told, and what one was told lately."""
    actor = request.officer.actor
    own = told_before.own(actor)
    if request.method != "POST":
        chosen = own.preference
        known = {
            name: getattr(chosen, name) for name in ("mail", "sms", "wecom", "digest", "quiet_from", "quiet_until")
        }
        return _told(request, ToldForm(initial={**known, "phone": own.phone, "account": own.account}))
    form = ToldForm(request.POST)
    if not form.is_valid():
        return _told(request, form, REFUSED)
    try:
        notices.prefer(actor, Wanted(**form.cleaned_data))
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return _told(request, form, REFUSED)
    messages.success(request, "已保存。")
    return redirect("desk:watch:told")


def _told(request: DeskRequest, form: ToldForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "channels": told_before.channels().sentence,
        "email": getattr(request.user, "email", ""),
        "notices": told_before.notices(request.officer.actor),
    }
    return render(request, "desk/watch/told.html", context, status=status)
