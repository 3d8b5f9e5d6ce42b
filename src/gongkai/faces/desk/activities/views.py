"""The year of activities, one of them with its sessions, one session with its materials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.files import queries as files
from gongkai.apps.files.refusal import Damaged
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.register_history import history, in_words
from gongkai.apps.registered import Register
from gongkai.apps.supervision import actions, queries
from gongkai.apps.supervision.models import Activity, ActivityKind, ActivityState, Session, SessionState
from gongkai.apps.supervision.registers import PLANS, SESSIONS
from gongkai.faces.desk.activities.kinds import PLAN_KIND, SESSION_KIND
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.registers.kinds import Kind
from gongkai.faces.look.files import sent
from gongkai.law.casework import Refusal

HERE = PLAN_KIND.title
READ = "publishing.read"


@dataclass(frozen=True, slots=True)
class Month:
    """The activities of one month."""

    month: int
    rows: Sequence[Activity]


@require_safe
@officer
def year(request: DeskRequest) -> HttpResponse:
    """The activities of a year by month, narrowed to a kind or a state; the open day and what nobody told the end of."""
    officer_ = request.officer
    rights.demand(officer_.actor, READ)
    asked = _year(request.GET.get("year", ""), officer_.today)
    kind, state = _one_of(request, "kind", ActivityKind.values), _one_of(request, "state", ActivityState.values)
    rows = list(queries.programme(officer_.actor, asked, kind, state))
    months: dict[int, list[Activity]] = {}
    for row in rows:
        day = row.held_on or row.planned_for
        months.setdefault(day.month if day else 1, []).append(row)
    late, late_sessions = queries.overdue(officer_.actor.organ_id, officer_.today)
    context = {
        "months": [Month(month, months[month]) for month in sorted(months)],
        "total": len(rows),
        "filtered": bool(kind or state),
        "year": asked,
        "kind": kind,
        "state": state,
        "kinds": ActivityKind.choices,
        "states": ActivityState.choices,
        "open_day": queries.open_day(officer_.actor.organ_id, officer_.today),
        "late": late,
        "late_sessions": late_sessions,
        "may": rights.may(officer_.actor, PLANS.right),
        "own": officer_.actor.organ_id,
        "here": HERE,
    }
    return render(request, "desk/activities/year.html", context)


@require_safe
@officer
def activity(request: DeskRequest, pk: int) -> HttpResponse:
    """One activity with its sessions. 404 for those of other organs."""
    row = _seen_activity(request.officer.actor, pk)
    sessions = list(queries.sessions_of(row))
    standing = [each for each in sessions if not each.annulled]
    held = [each for each in standing if each.state == SessionState.HELD]
    addable = row.state not in (ActivityState.CANCELLED, ActivityState.EVALUATED) and not row.annulled
    context = {
        **_page(request, PLAN_KIND, PLANS, row),
        "sessions": sessions,
        "held": len(held),
        "standing_sessions": len(standing),
        "attendance": sum(each.attendance for each in held),
        "asked": sum(each.asked for each in held),
        "answered": sum(each.answered for each in held),
        "feedback": sum(each.feedback for each in held),
        "recorded": "" if row.planned_on else reverse("desk:registers:activities-entry", args=[row.pk]),
        "add_url": f"{SESSION_KIND.url('new')}?activity={row.number}&planned_for={row.planned_for or ''}"
        if addable
        else "",
        "crumbs": [(HERE, reverse("desk:activities:list"))],
        "here": row.title,
    }
    return render(request, "desk/activities/activity.html", context)


@require_safe
@officer
def session(request: DeskRequest, pk: int) -> HttpResponse:
    """One session with its materials. 404 for those of other organs."""
    row = _seen_session(request.officer.actor, pk)
    whole = Activity.objects.filter(organ_id=row.organ_id, number=row.activity).first()
    crumbs = [(HERE, reverse("desk:activities:list"))]
    crumbs += [(whole.title, PLAN_KIND.url("entry", whole.pk))] if whole else []
    context = {**_page(request, SESSION_KIND, SESSIONS, row), "crumbs": crumbs, "here": row.title}
    return render(request, "desk/activities/session.html", context)


@require_safe
@officer
def sessions(request: DeskRequest) -> HttpResponse:
    """Sessions have no list of their own: they stand in their activity."""
    rights.demand(request.officer.actor, READ)
    return redirect("desk:activities:list")


@require_POST
@officer
def attach(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand in a file for a session, or take one away (`digest`)."""
    actor = request.officer.actor
    row = _seen_session(actor, pk)
    rights.demand(actor, SESSIONS.right, row.organ_id)
    sent, digest = request.FILES.get("file"), request.POST.get("digest", "")
    try:
        if digest:
            actions.detach(actor, pk, digest, request.officer.now)
            messages.success(request, "已撤下这份材料。")
        elif sent is None:
            messages.error(request, "没有选文件，请选一个再添加。")
        else:
            actions.attach(actor, pk, sent.read(), sent.name or "", request.officer.now)
            messages.success(request, f"已添加材料：{sent.name}。")
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    return redirect(SESSION_KIND.url("entry", pk))


@require_safe
@officer
def material(request: DeskRequest, pk: int, digest: str) -> HttpResponse:
    """A file of a session, to whoever may see the session. 404 for every other."""
    row = _seen_session(request.officer.actor, pk)
    name = dict(row.materials).get(digest)
    if name is None:
        raise Http404
    try:
        return sent(request, files.blob(row.organ_id, digest), name)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except Damaged:
        messages.error(request, f"“{name}”在存放处损坏或者丢失，没有给出；请从备份恢复，或者撤下后重新添加。")
        return redirect(SESSION_KIND.url("entry", pk))


def _page(request: DeskRequest, kind: Kind, register: Register[Any], row: Any) -> dict[str, Any]:
    """What the pages of an activity and of a session have in common."""
    officer_ = request.officer
    writable = rights.may(officer_.actor, register.right, row.organ_id)
    facts = [(label, in_words(register, name, getattr(row, name))) for name, label in register.labels.items()]
    unheld = {
        register.labels[name] for name in ("attendance", "asked", "answered", "feedback") if name in register.labels
    }
    return {
        "row": row,
        "kind": kind,
        "standing": kind.standing(row, officer_.today),
        "struck": kind.struck(row),
        "late": row.state == "planned" and row.planned_for and row.planned_for < officer_.today and not row.annulled,
        "facts": [(label, text) for label, text in facts if text and (row.held_on or label not in unheld)],
        "acts": [
            (register.events[event], kind.url("act", row.pk, event), kind.acts[event].about)
            for event in (kind.offered(row) if writable else ())
        ],
        "writable": writable and not row.annulled,
        "lines": history(register, row.pk),
        "audited": rights.may(officer_.actor, "journal.read", row.organ_id),
    }


def _seen_activity(actor: Actor, pk: int) -> Activity:
    try:
        return queries.activity(actor, pk)
    except Activity.DoesNotExist as missing:
        raise Http404 from missing


def _seen_session(actor: Actor, pk: int) -> Session:
    try:
        return queries.session(actor, pk)
    except Session.DoesNotExist as missing:
        raise Http404 from missing


def _year(typed: str, today: date) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and 1949 <= int(typed[:5]) <= 2099 else today.year


def _one_of(request: DeskRequest, name: str, known: Sequence[str]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else ""
