"""Recording, withdrawing, ending, correcting, annulling: one page for all.

What is refused keeps everything that was typed and says why, beside the field where there is one; the same form sent twice
is done once; who was overtaken sees what was entered meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps import registered
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import rights
from gongkai.apps.register_history import Line, history
from gongkai.apps.registered import ANNUL, CORRECT, RECORD, Misfit
from gongkai.faces.desk.acts.views import CONFLICT, REFUSED
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.registers.entry import seen
from gongkai.faces.desk.registers.forms import COLUMNS_ID, RegisterForm
from gongkai.faces.desk.registers.kinds import Act, Choices, Filled, Kind
from gongkai.faces.desk.registers.listing import around, name_of
from gongkai.law.casework import Refusal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page says besides its form."""

    status: int = 200
    done: bool = False
    refusal: Refusal | None = None
    stale: Stale | None = None
    since: Sequence[Line] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def new(request: DeskRequest, kind: Kind) -> HttpResponse:
    """The form of a new entry; on to its page, or to the next form."""
    officer_, register = request.officer, kind.register
    rights.demand(officer_.actor, register.right)
    if request.method != "POST":
        known = {"day": officer_.today, **_alike(kind, request.GET)}
        form = RegisterForm(kind, kind.form, register.day, None, known, _picks(request, kind))
        return _show(request, kind, RECORD, form, Outcome())
    form = RegisterForm(kind, kind.form, register.day, request.POST, None, _picks(request, kind))
    outcome = _moved_seat(request) or _record(request, kind, form)
    if not outcome.done:
        return _show(request, kind, RECORD, form, outcome)
    if request.POST.get("go") == "more":
        return redirect(f"{kind.url('new')}?{urlencode(_alike(kind, request.POST))}")
    recorded = _just_recorded(request, kind, form)
    return redirect(kind.url("list") if recorded is None else kind.url("entry", recorded))


def _alike(kind: Kind, told: QueryDict) -> dict[str, str]:
    """What the next entry shares with this one, as it was typed."""
    return {name: str(told[name]) for name in kind.alike if told.get(name)}


def _record(request: DeskRequest, kind: Kind, form: RegisterForm) -> Outcome:
    if not form.is_valid():
        return Outcome(REFUSED)
    told = form.filled(request.officer.today).columns
    try:
        taken = kind.record(request.officer.actor, told, request.officer.now)
    except Refusal as refusal:
        return _refused(form, refusal)
    if taken.new:
        messages.success(request, f"已登记{kind.title}。")
    else:
        messages.info(request, f"这条{kind.title}已经登记过，没有重复登记。")
    return Outcome(done=True)


def _just_recorded(request: DeskRequest, kind: Kind, form: RegisterForm) -> int | None:
    """The entry that the form made, or that was there; None where that is another's, told in other words."""
    told = form.filled(request.officer.today).columns
    same = kind.as_kept({name: told[name] for name in kind.names})
    rows = registered.visible(kind.register, request.officer.actor)
    found = rows.filter(organ_id=request.officer.actor.organ_id, annulled=False, **same)
    pk: int | None = found.order_by("-pk").values_list("pk", flat=True).first()
    return pk


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def act(request: DeskRequest, pk: int, event: str, kind: Kind) -> HttpResponse:
    """The form of an act on an entry, or the act itself and back to the entry."""
    if event not in kind.acts:
        raise Http404
    row = seen(request, kind, pk)
    # Who may look on from above may not act.
    rights.demand(request.officer.actor, kind.register.right, row.organ_id)
    if request.method != "POST":
        return _show(request, kind, event, _form(request, kind, event, row), Outcome(), row)
    form = _form(request, kind, event, row, request.POST)
    outcome = _moved_seat(request) or _do(request, kind, event, row, form)
    if outcome.done:
        return redirect(kind.url("entry", pk))
    if outcome.stale:
        row = seen(request, kind, pk)
        form = _based_anew(request, kind, event, row)
    return _show(request, kind, event, form, outcome, row)


def _based_anew(request: DeskRequest, kind: Kind, event: str, row: Any) -> RegisterForm:
    """What was typed stands, upon the newest state; what this form did not ask before says what is recorded now."""
    now = _form(request, kind, event, row).initial
    sent = request.POST.copy()
    for name, value in now.items():
        if name not in sent:
            sent[name] = "" if value is None else str(value)
    sent["based_on"] = str(now["based_on"])
    form = _form(request, kind, event, row, sent)
    form.is_valid()
    return form


def _picks(request: DeskRequest, kind: Kind) -> Mapping[str, Choices] | None:
    return kind.picks(request.officer.actor, request.officer.today) if kind.picks else None


def _form(request: DeskRequest, kind: Kind, event: str, row: Any, sent: Any = None) -> RegisterForm:
    todo = kind.acts[event]
    known: dict[str, object] = {"based_on": journal.count(kind.register.subject, row.pk)}
    if event == CORRECT or todo.prefilled:
        known |= {name: getattr(row, name) for name in kind.register.labels}
        known |= {"day": getattr(row, todo.day)} if todo.day else {}
    asked = kind.correction(row) if event == CORRECT else todo.form
    return RegisterForm(kind, asked, todo.day, sent, known, _picks(request, kind))


def _do(request: DeskRequest, kind: Kind, event: str, row: Any, form: RegisterForm) -> Outcome:
    if not form.is_valid():
        return Outcome(REFUSED)
    told, label = form.filled(request.officer.today), kind.register.events[event]
    try:
        kind.acts[event].do(request.officer.actor, row.pk, told, request.officer.now)
    except Stale as stale:
        since = history(kind.register, row.pk)[told.based_on or 0 :]
        if not any(_same(event, told, line) for line in since):
            return Outcome(CONFLICT, stale=stale, since=since)
        messages.info(request, f"“{label}”已经登记过，没有重复登记。")
        return Outcome(done=True)
    except Refusal as refusal:
        return _refused(form, refusal)
    messages.success(request, f"已登记：{label}。")
    return Outcome(done=True)


def _same(event: str, told: Filled, line: Line) -> bool:
    """Whether this very act was entered meanwhile: the form was sent twice."""
    columns = {name: value.isoformat() if isinstance(value, date) else value for name, value in told.columns.items()}
    if event == ANNUL:
        columns = {"annulled": True}
    return (line.event, dict(line.columns), line.reason) == (event, columns, told.reason.strip())


def _refused(form: RegisterForm, refusal: Refusal) -> Outcome:
    if isinstance(refusal, Misfit) and form.refuse(refusal):
        return Outcome(REFUSED)
    return Outcome(REFUSED, refusal=refusal)


def _moved_seat(request: DeskRequest) -> Outcome | None:
    """The page was opened in another post: the entry would go into the register of another organ."""
    officer_ = request.officer
    if request.POST.get("seat", officer_.key) == officer_.key:
        return None
    said = f"打开这个页面之后，您换成了{officer_.organ_name}的{officer_.role_name}。填的内容都在；确认以这个岗位登记的，请再提交。"
    return Outcome(CONFLICT, refusal=Refusal(said))


def _show(
    request: DeskRequest, kind: Kind, event: str, form: RegisterForm, outcome: Outcome, row: Any = None
) -> HttpResponse:
    todo: Act | None = kind.acts.get(event)
    label = kind.register.events[event]
    back = kind.url("entry", row.pk) if row else kind.url("list")
    context = {
        "kind": kind,
        "label": label if row else f"登记{kind.title}",
        "form": form,
        "outcome": outcome,
        "about": todo.about if todo else "",
        "not_now": kind.standing(row, request.officer.today) if row and event not in kind.offered(row) else "",
        "name": name_of(kind, row) if row else "",
        "title": getattr(row, "title", "") if row else "",
        "back": back,
        "columns_id": COLUMNS_ID,
        "columns": kind.columns(request.officer.actor) if kind.columns and "column" in form.fields else (),
        "crumbs": around(kind, row),
        "here": label if row else f"登记{kind.title}",
    }
    return render(request, "desk/registers/form.html", context, status=outcome.status)
