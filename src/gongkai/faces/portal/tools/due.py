"""期限测算: the last day, and every day that led to it.

Law:     law.clocks, by this installation's calendar (config.notices)
Takes:   facts from the address, so that a result can be sent to a colleague; nothing is kept.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.config import notices
from gongkai.config.environment import current
from gongkai.faces.portal import made_from
from gongkai.faces.portal.keeping import kept
from gongkai.faces.portal.tools.due_form import DueForm
from gongkai.law.calendar import BadNotice, OutsideCalendar
from gongkai.law.clocks import MEANINGS, Deadline, Impossible, request_clocks, standalone
from gongkai.law.clocks.receipt import Receipt

# Years that a slip of the hand leads to would make a ledger of thousands of lines.
_EARLIEST, _LATEST = date(2008, 5, 1), date(2099, 12, 31)


@require_safe
@kept(made_from.program)
def due(request: HttpRequest) -> HttpResponse:
    """The empty form, the form with its mistakes, or the form with deadlines beside it."""
    asked = bool(request.GET)
    form = DueForm(request.GET if asked else None)
    receipt, found = _answer(form) if asked and "more" not in request.GET and form.is_valid() else (None, ())
    if "more" in request.GET:
        form.errors.clear()
    context = {
        "form": form,
        "receipt": receipt,
        "first": found[0] if found else None,
        "others": found[1:],
        "meanings": MEANINGS.values(),
        "crumbs": [("首页", "/")],
        "here": "期限测算",
    }
    return render(request, "portal/tools/due.html", context)


def _answer(form: DueForm) -> tuple[Receipt | None, tuple[Deadline, ...]]:
    """Receipt and deadlines, the one chiefly asked for first; a refusal becomes the form's error."""
    try:
        calendar = notices.calendar(current())
        received, channel = form.cleaned_data["received"], form.channel_chosen
        _refuse_far([received, *(act.day for act in form.acts)])
        about = [act for act in form.acts if MEANINGS[act.kind].about_request]
        if received is None or channel is None:
            return None, standalone(form.acts, calendar, form.settings)
        clocks = request_clocks(channel, received, about, calendar, form.settings)
        rest = standalone([act for act in form.acts if act not in about], calendar, form.settings)
        return clocks.receipt, (clocks.reply, *clocks.others, *rest)
    except (Impossible, OutsideCalendar, BadNotice) as refusal:
        form.add_error(None, str(refusal))
        return None, ()


def _refuse_far(days: list[date | None]) -> None:
    for day in days:
        if day and not _EARLIEST <= day <= _LATEST:
            raise Impossible(f"日期 {day} 不在 {_EARLIEST} 至 {_LATEST} 之间，请核对年份。")
