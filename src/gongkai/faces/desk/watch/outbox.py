"""发件箱: what went out by mail, SMS and WeCom, what did not, and sending it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.notices import actions
from gongkai.apps.notices import queries as notices
from gongkai.apps.notices.models import Message
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lists import page_number
from gongkai.law.casework import Refusal


@require_safe
@officer
def outbox(request: DeskRequest) -> HttpResponse:
    """One page of the organ's messages. Texts to applicants are shown as they go out: number, organ and where to look. Refused: `Forbidden`."""
    state = request.GET.get("state", "")
    page = notices.outbox(request.officer.actor, state if state in notices.State.values else "", page_number(request))
    context = {
        "page": page,
        "state": state,
        "states": notices.State.choices,
        "channels": notices.channels().sentence,
        "query": f"state={state}&" if state else "",
        "sendable": (notices.State.FAILED, notices.State.UNKNOWN),
    }
    return render(request, "desk/watch/outbox.html", context)


@require_POST
@officer
def again(request: DeskRequest, pk: int) -> HttpResponse:
    """Send one message again. Another organ's: 404."""
    try:
        actions.send_again(request.officer.actor, pk, request.officer.now)
    except Message.DoesNotExist as missing:
        raise Http404 from missing
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "已放回发件箱，一分钟内再发一次。")
    return redirect("desk:watch:outbox")
