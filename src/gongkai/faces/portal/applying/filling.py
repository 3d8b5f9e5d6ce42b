"""What one reader has filled in so far, and the three pages that show it: what, who, look it over.

Every page carries the words of the other steps in hidden fields. A step that is come back to shows what was typed without judging it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps import query_codes
from gongkai.faces.look import challenge
from gongkai.faces.look.kept_files import KeptFiles
from gongkai.faces.portal.applying import identity, known
from gongkai.faces.portal.applying.forms import NATURAL, WAYS, WhatForm, WhoForm
from gongkai.faces.portal.applying.guide import HERE
from gongkai.faces.portal.applying.sending import SendForm
from gongkai.faces.portal.applying.three_steps import OK, secret_of
from gongkai.faces.portal.applying.times import times
from gongkai.faces.portal.disclosure.places import ColumnTags, Place
from gongkai.law.disclosure import guide as law
from gongkai.law.procedures.request_forms import APPLICANT_KINDS, WANTED_FORMS
from gongkai.law.sources import ogi, personal_information

STEPS = ("要什么信息", "您是谁", "核对并提交")
PRIVACY = (personal_information.A6, personal_information.A17, personal_information.A31)
APPLY = "apply"
"""What applications are called where addresses are counted (throttle, challenge)."""
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Filling:
    """The forms of the first two steps, for one organ."""

    request: HttpRequest
    where: Place
    what: WhatForm
    who: WhoForm
    kept: KeptFiles

    @classmethod
    def of(cls, request: HttpRequest, where: Place) -> Filling:
        """What was sent; a new form where nothing was."""
        data = request.POST if request.method == "POST" else None
        fresh = {"token": query_codes.token(), "visit": known.visit()}
        token = str((fresh if data is None else data).get("token", ""))[:64]
        kept = KeptFiles(request, APPLY, secret_of(where, token), timezone.now())
        return cls(request, where, WhatForm(data, initial=fresh), WhoForm(data, where.organ.code), kept)

    @property
    def visit(self) -> str:
        return known.visit(str(self.what.data.get("visit", "")))

    def beside(self) -> known.Beside:
        """What is near to the text that was sent, counted as shown."""
        return known.beside(self.where, self.what.searched, self.visit, final=True)

    def unjudged(self) -> Filling:
        """The same, to be shown without what is wrong with it."""
        what = WhatForm(None, initial=self.what.typed())
        return replace(self, what=what, who=WhoForm(None, self.where.organ.code, self.who.typed()))


def what_page(filling: Filling, status: int) -> HttpResponse:
    """Step 1."""
    form = filling.what if status != OK or not filling.what.is_bound else filling.unjudged().what
    return _page(filling, 0, status, {"form": form, "carried": filling.who.carried()})


def who_page(filling: Filling, status: int) -> HttpResponse:
    """Step 2; whoever comes to it is shown what should be looked at before."""
    coming = status == OK
    more = {
        "form": filling.unjudged().who if coming else filling.who,
        "carried": filling.what.carried(),
        "beside": filling.beside() if coming else None,
        "natural": NATURAL,
    }
    return _page(filling, 1, status, more)


def check_page(filling: Filling, form: SendForm, status: int) -> HttpResponse:
    """Step 3. Both steps before must be right."""
    told, who = filling.who.cleaned_data, filling.who
    filling.kept.keep(getattr(form, "cleaned_data", {}).get("attachments") or ())
    more: dict[str, object] = {
        "form": form,
        "challenge": challenge.part(filling.request, APPLY),
        "organ": filling.where.organ,
        "kept": filling.kept,
        "what": filling.what.cleaned_data,
        "who": told,
        "kind": APPLICANT_KINDS[told["applicant"]],
        "paper": _shown(who, "identity_kind", "identity_number"),
        "agent_paper": _shown(who, "agent_kind", "agent_number") if told["on_behalf"] else "",
        "wanted_form": WANTED_FORMS[told["wanted_form"]],
        "wanted_way": WAYS[told["wanted_way"]],
        "files": settings.PAPERS_AT_ONCE,
        "mb": settings.UPLOAD_LIMIT_BYTES // _MB,
        "carried": [*filling.what.carried(), *who.carried()],
    }
    return _page(filling, 2, status, more)


def _shown(who: WhoForm, kind: str, number: str) -> str:
    return f"{identity.KINDS[who.cleaned_data[kind]]} {identity.masked(who.number(number))}"


def _page(filling: Filling, step: int, status: int, more: dict[str, object]) -> HttpResponse:
    where = filling.where
    context = {
        "place": where,
        "steps": [(label, at == step, at < step) for at, label in enumerate(STEPS)],
        "step": step,
        "label": STEPS[step],
        "fresh": filling.request.method != "POST",
        "times": times(where.today),
        "years": settings.PERSONAL_YEARS,
        "privacy": PRIVACY,
        "before": law.BEFORE_APPLYING,
        "cites": {"what": ogi.A29_2_I2, "who": ogi.A29_2_I1, "how": ogi.A29_2_I3, "help": ogi.A43},
        "tags": ColumnTags(HERE, f"向{where.name}申请政府信息。", "依申请公开,申请,网上提交", "依申请公开"),
        "crumbs": [("首页", "/"), (HERE, "/apply/")],
        "here": where.name,
        **more,
    }
    name = ("what", "who", "check")[step]
    return render(filling.request, f"portal/applying/{name}.html", context, status=status)
