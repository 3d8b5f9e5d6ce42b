"""Which organ is asked, what is known already, and is another door the right one? Then the message itself, and its receipt.

Law:     检查指标 (there must be a channel for questions and advice); 条例 39 (another channel may be told, nobody is barred), 44, 47;
         个人信息保护法 17 (what is kept, why and how long is said before)

Nothing that was typed stands in an address or a log; the receipt shows number and code once, and a form sent twice is one message.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps import rules
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Kind
from gongkai.apps.people.actor import program
from gongkai.apps.questions import actions, public
from gongkai.apps.search import queries as search
from gongkai.faces.look import challenge, found, throttle
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.places import ColumnTags, Place, place
from gongkai.faces.portal.keeping import kept
from gongkai.faces.portal.questions.forms import AskForm
from gongkai.law.calendar import OutsideCalendar
from gongkai.law.casework import Refusal
from gongkai.law.clocks import Deadline
from gongkai.law.clocks import question as clocks
from gongkai.law.procedures.question_forms import KINDS
from gongkai.law.questions.doors import DOORS, hints
from gongkai.law.sources import inspection_19, ogi, personal_information

ASKED_A_MINUTE = 6
"""Messages that one address may send in a minute."""
REFUSED, TOO_OFTEN = 422, 429
HERE = "互动"
_NEAR = 5
_IN_CHARGE = (Kind.OFFICE, Kind.GOVERNMENT)


@dataclass(frozen=True, slots=True)
class Known:
    """Something that is public already and near to what is asked."""

    title: str
    url: str
    kind: str


@require_safe
@kept(made_from.whole_site, until=lambda today, **_: today)
def ways_in(request: HttpRequest) -> HttpResponse:
    """Whom one can ask what, what belongs elsewhere, and how fast answers come."""
    today = timezone.localdate()
    context = {
        "tree": organs.tree(today),
        "kinds": [(name, clocks.working_days_of(code, rules.settings())) for code, name in KINDS.items()],
        "doors": DOORS.values(),
        "latest": public.answers().rows[:_NEAR],
        "line": inspection_19.UNANSWERED,
        "terms": inspection_19.ANSWER_DAYS,
        "cites": (ogi.A9, ogi.A44, ogi.A47),
        "tags": ColumnTags(HERE, "咨询、纠错、意见建议和答复。", "咨询,纠错,意见建议,互动交流", "咨询投诉"),
        "crumbs": [("首页", "/")],
        "here": HERE,
    }
    return render(request, "portal/questions/ways_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The form; the form with what is wrong or what is known already; or the receipt."""
    where = place(code)
    if where.organ.until is not None and where.organ.until < where.today:
        return _closed(request, where)
    choices, complaints = _organs(where), where.organ.kind in _IN_CHARGE
    if request.method != "POST":
        wanted = {name: request.GET.get(name, "")[:200] for name in ("kind", "about")}
        return _form(
            request,
            where,
            AskForm(
                initial={**wanted, "kind": wanted["kind"] or ("correction" if wanted["about"] else "consult")},
                organs=choices,
                complaints=complaints,
            ),
        )
    form = AskForm(request.POST, organs=choices, complaints=complaints)
    if not form.is_valid():
        return _form(request, where, form, REFUSED)
    if not throttle.share(request, "ask", ASKED_A_MINUTE).allowed:
        form.add_error(None, "这个网络地址一分钟内提交得太多，请过一分钟再提交；您填的内容还在下面。")
        return _form(request, where, form, TOO_OFTEN)
    beside = _beside(form)
    if (beside["hints"] or beside["known"]) and request.POST.get("go") != "anyway":
        return _form(request, where, form, beside=beside)
    if challenge.demanded(request, "ask") and not challenge.passed(request, "ask"):
        form.add_error(None, challenge.SENTENCE)
        return _form(request, where, form, TOO_OFTEN)
    return _receive(request, where, form)


def _receive(request: HttpRequest, where: Place, form: AskForm) -> HttpResponse:
    try:
        made = actions.receive(
            program(where.organ.pk),
            where.organ.pk,
            where.today,
            form.told,
            form.told_privately,
            timezone.now(),
            form.cleaned_data["token"],
        )
    except Refusal as refusal:
        if isinstance(refusal, actions.SentBefore):
            form.begin_anew()
        form.add_error(None, refusal.reason)
        return _form(request, where, form, REFUSED)
    context = {
        "place": where,
        "question": made.question,
        "kind": KINDS[made.question.kind],
        "code": made.code,
        "due": _due(made.question.kind, where),
        "allowed": made.question.allowed,
        "crumbs": _crumbs(where),
        "here": "回执",
    }
    return render(request, "portal/questions/receipt.html", context)


def _form(
    request: HttpRequest, where: Place, form: AskForm, status: int = 200, beside: dict[str, object] | None = None
) -> HttpResponse:
    context = {
        "place": where,
        "form": form,
        "challenge": challenge.part(request, "ask"),
        "organ": where.organ,
        "doors": DOORS.values(),
        "years": settings.PERSONAL_YEARS,
        "tags": ColumnTags(HERE, f"给{where.name}留言：咨询、纠错、意见建议。", "咨询,纠错,意见建议", "咨询投诉"),
        "privacy": (personal_information.A6, personal_information.A17, personal_information.A31),
        "crumbs": [("首页", "/"), (HERE, "/ask/")],
        "here": where.name,
        **(beside or {}),
    }
    return render(request, "portal/questions/ask.html", context, status=status)


def _closed(request: HttpRequest, where: Place) -> HttpResponse:
    context = {"place": where, "crumbs": [("首页", "/"), (HERE, "/ask/")], "here": where.name}
    return render(request, "portal/questions/closed.html", context, status=410)


def _beside(form: AskForm) -> dict[str, object]:
    """What should be looked at first: doors whose words stand in the message, and what is public near to it."""
    title, text = form.cleaned_data["title"], form.cleaned_data["text"]
    # Who points out a mistake on a page has found the page.
    near = () if form.cleaned_data["kind"] == "correction" else search.near(f"{title}\n{text}", _NEAR)
    known = [
        Known(each.title, found.path(each.kind, each.organ_code, each.number), found.WORDS[each.kind]) for each in near
    ]
    return {"hints": hints(f"{title}\n{text}"), "known": known, "looked": True}


def _due(kind: str, where: Place) -> Deadline | None:
    try:
        return clocks.answer(kind, where.today, rules.calendar(), rules.settings())
    except OutsideCalendar:
        return None


def _organs(where: Place) -> list[tuple[str, str]]:
    return [(branch.organ.code, branch.name) for branch in organs.tree(where.today)]


def _crumbs(where: Place) -> list[tuple[str, str]]:
    return [("首页", "/"), (HERE, "/ask/"), (where.name, f"/ask/{where.organ.code}/")]
