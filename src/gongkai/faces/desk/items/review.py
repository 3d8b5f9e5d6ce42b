"""The reviewer's screen: what changed, what is doubted, what the signature vouches for, side by side.

One form holds it all, so that answering one doubt loses neither a tick nor a word. A signature names the version that was shown:
if the text moved meanwhile it is refused, and the new difference is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import rights
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import findings
from gongkai.apps.publishing.versions import Stored
from gongkai.faces.desk.acts.views import CONFLICT, REFUSED
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items import comparing, doubts, words
from gongkai.faces.desk.items.acts import attempted, other_seat
from gongkai.faces.desk.items.bases import Base, bases, chosen
from gongkai.faces.desk.items.doubts import ShownDoubt, Typed
from gongkai.faces.desk.items.review_parts import parts_of
from gongkai.faces.desk.items.seen import Seen, address, around, fetch
from gongkai.faces.desk.items.signing import checklist, objects
from gongkai.faces.desk.items.standing import urgent
from gongkai.faces.desk.items.story import Told
from gongkai.law.casework import Refusal
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.proofing import EDITION

MOST_DOUBTS = 200
"""Doubts with a form of their own on one page; the others follow when these are answered."""
_ANSWER = "answer:"
SIGN, RETURN = "sign", "return"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page says besides. `typed` is what was sent; `done` that the act is entered and the page is left."""

    status: int = 200
    done: bool = False
    title: str = "没有办理"
    refusal: Refusal | None = None
    stale: str = ""
    since: Sequence[Told] = ()
    returning: bool = False
    typed: Typed = field(default_factory=Typed)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def review(request: DeskRequest, pk: int) -> HttpResponse:
    """The screen; or answering a doubt, signing, sending back. 404: nothing is written here, or not for this reader."""
    seen = fetch(request, pk)
    if seen.view.working is None:
        rights.demand(request.officer.actor, "draft.read", seen.row.organ_id)
        raise Http404
    if request.method != "POST":
        return _show(request, seen, Outcome())
    outcome = _do(request, seen)
    if outcome.done:
        return redirect(address("page", pk))
    return _show(request, fetch(request, pk), outcome)


def _do(request: DeskRequest, seen: Seen) -> Outcome:
    go, typed = request.POST.get("go", ""), _typed(request.POST)
    said = other_seat(request)
    if said is not None and go:
        return Outcome(CONFLICT, refusal=said, typed=typed)
    if go.startswith(_ANSWER):
        return _answer(request, seen, go.removeprefix(_ANSWER), typed)
    # The stage that the page showed: if the item has moved on since, that is said, and the next stage is not signed unseen.
    stage = request.POST.get("stage", "")
    if go == SIGN and stage in LEVELS:
        told: dict[str, object] = {name: request.POST.getlist(name) for name in ("checked", "objects")}
        told = {name: value for name, value in (told | {"opinion": _text(request, "opinion")}).items() if value}
        # Always sent on: what names no text is a signature for none.
        return _act(request, seen, stage, {**told, "digest": request.POST.get("digest", "")}, typed)
    if go == RETURN:
        reason = _text(request, "return_reason")
        found = _act(request, seen, "return", {"reason": reason} if reason else {}, typed)
        return replace(found, returning=True)
    return Outcome(REFUSED if go and go != "look" else 200, typed=typed)


def _act(request: DeskRequest, seen: Seen, event: str, told: dict[str, object], typed: Typed) -> Outcome:
    officer_, label = request.officer, PUBLICATION.events[event]
    attempted(request, seen, event)
    based_on = _based_on(request)
    try:
        publishing.act(officer_.actor, seen.row.pk, event, told, officer_.now, based_on)
    except Refusal as refusal:
        return Outcome(REFUSED, title=f"没有{label}", refusal=refusal, typed=typed)
    except Stale as stale:
        now = fetch(request, seen.row.pk)
        if not now.done_since(officer_.actor, event, told, based_on):
            return Outcome(CONFLICT, stale=stale.reason, since=now.since(based_on), typed=typed)
        messages.info(request, f"“{label}”已经办理过，没有重复办理。")
        return Outcome(done=True)
    messages.success(request, f"已办理：{label}（第 {seen.number} 稿 {words.short(seen.digest)}）。")
    return Outcome(done=True)


def _answer(request: DeskRequest, seen: Seen, key: str, typed: Typed) -> Outcome:
    """One doubt. Answers of others do not stand in its way: each is about its own place in the same text."""
    officer_ = request.officer
    attempted(request, seen, "answer")
    found = next((each for each in _doubts(request, seen, typed) if each.key == key), None)
    if found is None:
        refusal = Refusal("要答复的这一处疑点已经没有了（内容改过），请看最新的疑点。")
        return Outcome(CONFLICT, refusal=refusal, typed=typed)
    reason = typed.reasons.get(key, "")
    private = found.found.guard != "proofed"
    told = {"finding": key, "verdict": doubts.CLEARED if private else doubts.RIGHT, "reason": reason}
    if not found.answer:
        try:
            publishing.act(officer_.actor, seen.row.pk, "answer", {k: v for k, v in told.items() if v}, officer_.now)
        except Refusal as refusal:
            return Outcome(
                REFUSED, typed=replace(typed, refused=key, error=refusal.reason), title="没有答复", refusal=refusal
            )
    rest = {name: text for name, text in typed.reasons.items() if name != key}
    return Outcome(typed=replace(typed, reasons=rest))


def _typed(sent: QueryDict) -> Typed:
    reasons = {name.removeprefix("reason-"): str(text).replace("\r\n", "\n").strip() for name, text in sent.items()}
    named = {name.removeprefix("reason-") for name in sent if name.startswith("reason-")}
    return Typed({name: text for name, text in reasons.items() if name in named and text})


def _text(request: DeskRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n").strip()


def _based_on(request: DeskRequest) -> int | None:
    told = request.POST.get("based_on", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


def _doubts(request: DeskRequest, seen: Seen, typed: Typed) -> list[ShownDoubt]:
    found = [line.found for line in seen.view.findings]
    assert seen.view.working is not None, "asked before"
    return doubts.shown(seen.view.working, found, seen.case, request.officer.actor, seen.view.names, typed)


def _show(request: DeskRequest, seen: Seen, outcome: Outcome) -> HttpResponse:
    text = seen.view.working
    assert text is not None, "asked before"
    told = request.GET.get("base", "")
    offered = bases(seen, request.officer.actor, told)
    base = chosen(request, seen, offered, told)
    # Where nothing is compared there is no change to look for: the text is read whole.
    unfolded = "all" in request.GET or base is None
    every = _doubts(request, seen, outcome.typed)
    fields = comparing.fields(base, text)
    parts = comparing.parts(base, text, doubts.marks(every), fold=not unfolded)
    by_part: dict[str, list[ShownDoubt]] = {}
    for each in every[:MOST_DOUBTS]:
        by_part.setdefault(each.part, []).append(each)
    shown = [
        each.at(address("attachment", seen.row.pk, text.version.number, each.place)) if each.place else each
        for each in parts_of(parts, by_part)
    ]
    context: dict[str, Any] = {
        "row": seen.row,
        "mark": words.mark(seen.row.state),
        "version": seen.number,
        "digest": seen.digest,
        "short_digest": words.short(seen.digest),
        "urgent": urgent(seen),
        "outcome": outcome,
        "bases": offered,
        "fields": fields,
        "compared": base is not None,
        "title_doubts": by_part.get(doubts.TITLE, ()),
        "parts": shown,
        "changes": comparing.total(fields, parts) if base else 0,
        "doubts": len(every),
        "open_doubts": sum(each.open_ for each in every),
        "unlisted": max(0, len(every) - MOST_DOUBTS),
        "gone": _gone(request, base, every),
        "edition": EDITION,
        **_folding(request, seen, unfolded),
        **_signing(request, seen, every),
        "page_url": address("page", seen.row.pk),
        "crumbs": around(seen.row),
        "here": "审签",
    }
    return render(request, "desk/items/review.html", context, status=outcome.status)


def _folding(request: DeskRequest, seen: Seen, unfolded: bool) -> dict[str, Any]:
    """The addresses of this very screen, folded and unfolded, against the same version."""
    url = address("review", seen.row.pk)
    base = request.GET.get("base", "")
    query = f"?base={base}" if base.isalnum() else ""
    here = f"{url}{query}"
    all_ = f"{here}{'&' if query else '?'}all=1"
    return {"review_url": all_ if unfolded else here, "unfolded": unfolded, "fold_url": here, "unfold_url": all_}


def _gone(request: DeskRequest, base: Stored | None, now: Sequence[ShownDoubt]) -> list[str]:
    """The doubts of the older version that the newer has no more, in words."""
    if base is None:
        return []
    here = {each.key for each in now}
    was = findings.examined(base, request.officer.now)
    return [f"{each.where}：{each.message}" for each in was if each.key not in here and each.demanded]


def _signing(request: DeskRequest, seen: Seen, every: Sequence[ShownDoubt]) -> dict[str, Any]:
    """The stage that waits, its checklist with what was ticked, and whether this officer may sign it or send it back."""
    stage = seen.row.state if seen.row.state in LEVELS else ""
    option, back = seen.option(stage) if stage else None, seen.option("return")
    sent = request.POST if request.method == "POST" else QueryDict()
    name = PUBLICATION.events[stage] if stage else ""
    return {
        "stage": stage if option else "",
        "stage_name": name,
        "stage_label": name or "审签",
        "option": option,
        "checklist": checklist(stage, sent),
        "objects": objects(seen, every, sent) if stage == "secrecy_review" else (),
        "typed_opinion": sent.get("opinion", ""),
        "typed_return": sent.get("return_reason", ""),
        "may_return": bool(back and back.allowed),
        "duties_url": reverse("desk:duties:list"),
        "why_no_stage": f"现在“{PUBLICATION.states[seen.row.state]}”，这里只看改动和疑点。",
    }


__all__ = ["Base", "review"]
