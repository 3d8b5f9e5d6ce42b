"""Registering a request that has come in: what article 29 asks, the proof of its day, whether the channel needs a confirmation.

Law:     the channel decides whether arrival is receipt (law/clocks/receipt); the officer does not choose it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps import intake, rules
from gongkai.apps.alike import queries as alike
from gongkai.apps.papers.examining import Examined, Upload
from gongkai.apps.people import rights
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Filters
from gongkai.faces.desk.acts.views import CONFLICT, REFUSED
from gongkai.faces.desk.cases import register_form, taken_in
from gongkai.faces.desk.cases.register_form import RegisterForm
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.look.kept_files import KeptFiles
from gongkai.faces.look.uploads import InMemory
from gongkai.law.casework import Refusal
from gongkai.law.clocks.receipt import RULES, by_confirmation
from gongkai.law.sources import ogi


@dataclass(frozen=True, slots=True)
class ChannelNote:
    """What a channel means for the day of receipt, for the page."""

    label: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Near:
    """A request that may be the same one or be repeated by this one, and why it looks so."""

    number: str
    url: str
    why: str


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_register`.
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The form, the form with what is wrong or what looks like the same request, or on to what is to be done at once."""
    request.upload_handlers = [InMemory(request)]
    return _register(request)


@csrf_protect
@officer
def _register(request: DeskRequest) -> HttpResponse:
    officer_ = request.officer
    if not any(rights.may(officer_.actor, f"request.{event}") for event in REQUESTS.openings):
        raise Forbidden(f"“登记申请”由经办人办理，{officer_.role_name}不能办理。请换一个岗位，或请其办理。", (ogi.A45,))
    if request.method != "POST":
        named = {name: request.GET[name] for name in ("channel",) if name in request.GET}
        return _show(request, RegisterForm(initial={"day": officer_.today, "items": 1, **named}))
    form = register_form.of_request(request)
    if _kept(request, form).take_away():
        return _show(request, form)
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    if request.POST.get("go") == "look":
        return _show(request, form)
    token = str(form.cleaned_data["token"])
    near = () if intake.sent_before(officer_.actor, token) else _alike(officer_, form)
    if near and request.POST.get("go") != "anyway":
        return _show(request, form, near=near, status=CONFLICT)
    try:
        kept = _kept(request, form)
        files: dict[str, list[Upload | Examined]] = {
            kind: [*kept.files(kind), *sent] for kind, sent in form.uploads().items()
        }
        made = intake.take_in(officer_.actor, form.arrival(), files, officer_.now, token)
    except Refusal as refusal:
        if isinstance(refusal, intake.SentBefore):
            before = _kept(request, form)
            form.begin_anew()
            before.move(form.token)
        return _show(request, form, refusal=refusal, status=REFUSED)
    if made.again:
        messages.info(request, f"这张表已经登记过，编号 {made.request.number}，没有重复登记。")
    else:
        messages.success(request, f"已登记，编号 {made.request.number}。")
    taken_in.keep(request, made, form.lacks())
    return redirect(REQUESTS.url("receipt", made.request.pk))


def _kept(request: DeskRequest, form: RegisterForm) -> KeptFiles:
    """The scans that came with this form before."""
    officer_ = request.officer
    return KeptFiles(request, "register", form.token, officer_.now, f"{officer_.actor.person} {officer_.key}")


def _alike(officer_: Officer, form: RegisterForm) -> tuple[Near, ...]:
    """Requests of the same name and subject, and what the same person asked in nearly the same words: perhaps the same one, perhaps repeated.

    What others asked for is no reason to stop here; the page of the case tells it.
    """
    name, subject = form.cleaned_data["applicant_name"], form.cleaned_data["subject"].strip()
    wanted = Filters(name=name, order="number")
    found = {
        row.request.pk: Near(
            row.request.number,
            REQUESTS.url("case", row.request.pk),
            f"到达 {row.request.arrived_on}，{row.request.get_state_display()}，姓名和事由都相同",
        )
        for row in requests.cases(officer_.actor, wanted, officer_.today).rows
        if row.request.subject.strip() == subject
    }
    for other in alike.resembling(officer_.actor, form.cleaned_data["content"], name, officer_.today):
        if other.same_person and other.sort == REQUESTS.key and other.pk not in found:
            ended = f"，{other.decision}" if other.decision else ""
            told = f"{other.day}，{other.subject}{ended}；姓名相同，{other.word}"
            found[other.pk] = Near(other.number, REQUESTS.url("case", other.pk), told)
    return tuple(found.values())


def _show(
    request: DeskRequest,
    form: RegisterForm,
    *,
    near: tuple[Near, ...] = (),
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    settings = rules.settings()
    kept = _kept(request, form)
    for kind, sent in form.uploads().items():
        kept.keep(sent, kind)
    notes = [
        ChannelNote(
            rule.label,
            "先登记到件，与申请人确认之日为收到之日"
            if by_confirmation(channel, settings)
            else f"{rule.arrival}为收到之日",
            f"?channel={channel.value}",
        )
        for channel, rule in RULES.items()
    ]
    context = {
        "form": form,
        "alike": near,
        "refusal": refusal,
        "counted": taken_in.counted_of(form) if form.is_bound else None,
        "kept": kept,
        "notes": notes,
        "cites": (ogi.A29_1, ogi.A31_I1, ogi.A31_I2, ogi.A31_I3),
        "crumbs": [("申请", REQUESTS.url("list"))],
        "here": "登记申请",
    }
    return render(request, "desk/cases/register.html", context, status=status)
