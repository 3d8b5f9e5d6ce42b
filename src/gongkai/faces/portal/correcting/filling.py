"""What one reader has filled in so far, and the three pages that show it: which record, whose, look it over.

Every page carries the words of the other steps in hidden fields. A step that is come back to shows what was typed without judging it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.apps import query_codes, rules
from gongkai.faces.look import challenge
from gongkai.faces.look.kept_files import KeptFiles
from gongkai.faces.portal.applying import identity
from gongkai.faces.portal.applying.filling import PRIVACY
from gongkai.faces.portal.applying.guide import HERE as APPLYING
from gongkai.faces.portal.applying.sending import SendForm
from gongkai.faces.portal.applying.three_steps import OK, secret_of
from gongkai.faces.portal.correcting.forms import NATURAL, OwnerForm, WhatForm
from gongkai.faces.portal.correcting.guide import HERE, term
from gongkai.faces.portal.disclosure.places import ColumnTags, Place
from gongkai.law import settings as law
from gongkai.law.casework.record_doors import hints
from gongkai.law.procedures.request_forms import APPLICANT_KINDS
from gongkai.law.questions.doors import Door
from gongkai.law.sources import ogi

STEPS = ("哪一条记录", "您是谁", "核对并提交")
CORRECT = "correct"
"""What these requests are called where addresses are counted (throttle, challenge)."""
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Filling:
    """The forms of the first two steps, for one organ."""

    request: HttpRequest
    where: Place
    what: WhatForm
    who: OwnerForm
    kept: KeptFiles

    @classmethod
    def of(cls, request: HttpRequest, where: Place) -> Filling:
        """What was sent; a new form where nothing was."""
        data = request.POST if request.method == "POST" else None
        fresh = {"token": query_codes.token()}
        token = str((fresh if data is None else data).get("token", ""))[:64]
        kept = KeptFiles(request, CORRECT, secret_of(where, token), timezone.now())
        return cls(request, where, WhatForm(data, initial=fresh), OwnerForm(data, where.organ.code), kept)

    def unjudged(self) -> Filling:
        """The same, to be shown without what is wrong with it."""
        what = WhatForm(None, initial=self.what.typed())
        return replace(self, what=what, who=OwnerForm(None, self.where.organ.code, self.who.typed()))


def what_page(filling: Filling, status: int) -> HttpResponse:
    """Step 1."""
    form = filling.what if status != OK or not filling.what.is_bound else filling.unjudged().what
    return _page(filling, 0, status, {"form": form, "carried": filling.who.carried()})


def who_page(filling: Filling, status: int) -> HttpResponse:
    """Step 2; whoever comes to it is told whether another door would be the right one, by what the first says."""
    coming = status == OK
    doors: Sequence[Door] = hints(filling.what.looked_at) if coming else ()
    more = {
        "form": filling.unjudged().who if coming else filling.who,
        "carried": filling.what.carried(),
        "doors": doors,
        "natural": NATURAL,
    }
    return _page(filling, 1, status, more)


def check_page(filling: Filling, form: SendForm, status: int) -> HttpResponse:
    """Step 3. Both steps before must be right."""
    told, who = filling.who.cleaned_data, filling.who
    filling.kept.keep(getattr(form, "cleaned_data", {}).get("attachments") or ())
    more: dict[str, object] = {
        "form": form,
        "challenge": challenge.part(filling.request, CORRECT),
        "organ": filling.where.organ,
        "kept": filling.kept,
        "what": filling.what.cleaned_data,
        "who": told,
        "kind": APPLICANT_KINDS[told["applicant"]],
        "paper": _shown(who, "identity_kind", "identity_number"),
        "agent_paper": _shown(who, "agent_kind", "agent_number") if told["on_behalf"] else "",
        "files": settings.PAPERS_AT_ONCE,
        "mb": settings.UPLOAD_LIMIT_BYTES // _MB,
        "carried": [*filling.what.carried(), *who.carried()],
    }
    return _page(filling, 2, status, more)


def known_of(where: Place) -> dict[str, object]:
    """What every page and the receipt tell of the organ and of the term."""
    return {
        "place": where,
        "term": term(where.today),
        "days": rules.settings().record_days,
        "grade": law.RECORD_DAYS.grade.value,
        "caveat": rules.settings().caveat(law.RECORD_DAYS),
        "cites": {"right": ogi.A41, "help": ogi.A43},
    }


def _shown(who: OwnerForm, kind: str, number: str) -> str:
    return f"{identity.KINDS[who.cleaned_data[kind]]} {identity.masked(who.number(number))}"


def _page(filling: Filling, step: int, status: int, more: dict[str, object]) -> HttpResponse:
    where = filling.where
    context = {
        **known_of(where),
        "steps": [(label, at == step, at < step) for at, label in enumerate(STEPS)],
        "step": step,
        "label": STEPS[step],
        "fresh": filling.request.method != "POST",
        "years": settings.PERSONAL_YEARS,
        "privacy": PRIVACY,
        "tags": ColumnTags(HERE, f"要求{where.name}更正关于您的记录。", "更正,自身信息,记录,网上提交", "依申请公开"),
        "crumbs": [("首页", "/"), (APPLYING, "/apply/"), (HERE, "/correct/")],
        "here": where.name,
        **more,
    }
    name = ("what", "who", "check")[step]
    return render(filling.request, f"portal/correcting/{name}.html", context, status=status)
