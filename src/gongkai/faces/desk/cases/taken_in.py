"""A request was registered: which day counts and why, what must be done today, and the receipt for its applicant.

Law:     条例 31: an ordinary letter is confirmed with the applicant on the day on which it came; 30: what lacks is asked for once

The code is shown while the session of whoever registered remembers it, sealed, and never again: its digest alone is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.apps import rules
from gongkai.apps.intake import TakenIn
from gongkai.apps.journal import vault
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import queries as papers
from gongkai.apps.people import rights
from gongkai.faces.desk.cases.register_form import RegisterForm
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.calendar import OutsideCalendar
from gongkai.law.casework import RequestCase
from gongkai.law.clocks import Impossible
from gongkai.law.clocks.receipt import RULES, Channel, by_confirmation, receipt
from gongkai.law.clocks.receipt_proof import lacking
from gongkai.law.sources import ogi

_KEPT = "taken_in"
_PROOF = "收到之日的凭据"


@dataclass(frozen=True, slots=True)
class Counted:
    """Which day counts, why, and what is to be said beside it. `day` None while the confirmation is missing."""

    day: date | None
    why: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do now: what, why, where."""

    label: str
    why: str
    url: str = ""


def keep(request: DeskRequest, made: TakenIn, lacks: Sequence[str]) -> None:
    """Remember the code for the receipt, sealed, and what was missing, until the next one or the end of the session."""
    request.session[_KEPT] = {
        "request": made.request.pk,
        "code": vault.guarded(made.code),
        "lacks": [] if made.again else list(lacks),
    }


def counted_of(form: RegisterForm) -> Counted | None:
    """What the day of receipt would be by what is typed so far; None while day or channel is missing."""
    day, channel = form.cleaned_data.get("day"), form.channel
    if day is None or channel is None:
        return None
    return counted(channel, day, form.cleaned_data.get("forwarded_on"))


def counted(channel: Channel, arrived: date, forwarded: date | None, confirmed: date | None = None) -> Counted:
    """The day of receipt as the law counts it, in words."""
    try:
        found = receipt(channel, arrived, rules.calendar(), rules.settings(), confirmed, None, forwarded)
    except (Impossible, OutsideCalendar) as error:
        return Counted(None, str(error))
    if confirmed is None and by_confirmation(channel, rules.settings(), forwarded):
        why = f"{RULES[channel].label}以与申请人确认之日为收到之日，现在还没有确认，期限还没有起算"
        return Counted(None, why, found.warnings)
    return Counted(found.day, found.why, (*found.caveats, *found.warnings))


@require_safe
@officer
@never_cache
def taken_in(request: DeskRequest, pk: int) -> HttpResponse:
    """The page after registering, printed as the receipt."""
    officer_ = request.officer
    seen = REQUESTS.fetch(officer_.actor, pk, officer_.today)
    case = seen.case
    assert isinstance(case, RequestCase)
    waits, kept = case.state == "arrived", _kept(request, pk)
    channel = Channel(seen.row.channel)
    first = case.acts[0] if case.acts else None
    forwarded = first.data.get("forwarded_on") if first else None
    context = {
        "row": seen.row,
        "code": _code(kept),
        "organ": organs.by_id(seen.row.organ_id),
        "organ_name": organs.name_on(seen.row.organ_id, officer_.today),
        "counted": counted(
            channel,
            seen.row.arrived_on,
            date.fromisoformat(str(forwarded)) if forwarded else None,
            None if waits else seen.row.received_on,
        ),
        "channel": RULES[channel],
        "waits": waits and rights.may(officer_.actor, "request.confirm", seen.row.organ_id),
        "overdue": waits and seen.row.arrived_on < officer_.today,
        "confirm": REQUESTS.url("act", pk, "confirm"),
        "unreachable": REQUESTS.url("act", pk, "unreachable"),
        "steps": _steps(seen, channel, kept.get("lacks")),
        "papers": papers.of_case(officer_.actor, REQUESTS.key, pk),
        "case_url": REQUESTS.url("case", pk),
        "cites": (ogi.A31_I2, ogi.A31_I3) if waits else (ogi.A30,),
        "crumbs": [("申请", REQUESTS.url("list")), (seen.row.number, REQUESTS.url("case", pk))],
        "here": "登记好了",
    }
    return render(request, "desk/cases/taken_in.html", context)


def _kept(request: DeskRequest, pk: int) -> Mapping[str, object]:
    kept = request.session.get(_KEPT)
    return kept if isinstance(kept, Mapping) and kept.get("request") == pk else {}


def _code(kept: Mapping[str, object]) -> str:
    if not kept:
        return ""
    try:
        return vault.revealed(str(kept.get("code", "")))
    except VaultRefusal:
        return ""


def _steps(seen: Seen, channel: Channel, lacks: object) -> Sequence[Step]:
    """What is missing and what to do about it."""
    pk = seen.row.pk
    first = next((line for line in seen.lines if line.event in REQUESTS.openings), None)
    steps = []
    noted = any(_PROOF in str(line.data.get("note", "")) for line in seen.lines)
    if wanted := ("、".join(lacking(channel, {})) if not noted else ""):
        steps.append(
            Step(
                f"补记{_PROOF}",
                f"登记时没有记：{wanted}。将来复议、诉讼要证明收到之日，请现在补记并扫描留存。",
                f"{REQUESTS.url('act', pk, 'note')}?note={_PROOF}（{RULES[channel].label}）：",
            )
        )
    explained = str(first.data.get("decline_reason", "")) if first is not None else ""
    missing = "、".join(map(str, lacks)) if isinstance(lacks, list) else ""
    if explained or missing:
        said = "；".join(filter(None, (f"没有填{missing}" if missing else "", explained)))
        steps.append(
            Step(
                "身份证明或者联系方式不全",
                f"{said}。材料里其实有的，更正登记；没有而联系得上的，确认收到后一次告知补正；联系不上的，记录联系不上并留存凭据。",
                REQUESTS.url("act", pk, "ask_correction"),
            )
        )
    return steps
