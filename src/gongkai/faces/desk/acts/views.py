"""One page for every act: show its form, try it, do it.

What is refused keeps everything that was typed and says why, with the article; nothing is done by halves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps import assigning
from gongkai.apps.journal.refusals import Stale, VaultRefusal
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import actions as papers
from gongkai.apps.people import rights
from gongkai.apps.replies.queries import LETTERS
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.queries import Line, MonthPlace, place_in_month
from gongkai.faces.desk.acts import correcting
from gongkai.faces.desk.acts.outcome import told
from gongkai.faces.desk.acts.preview import DECIDING, Preview, letter, preview
from gongkai.faces.desk.acts.scans import ScanForm
from gongkai.faces.desk.acts.sheet import CORRECT, ActSheet, as_typed, sheet, target_of
from gongkai.faces.desk.cases.rooms import Room, Seen
from gongkai.faces.desk.cases.timeline import Item, timeline
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.look.uploads import InMemory
from gongkai.law.casework import CaseAct, Refusal, RequestCase

REFUSED, CONFLICT = 422, 409
CHARGE = "charge_fee"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page says besides its sheet. `done`: the act is entered; `late`: what is not now may be for an earlier day."""

    status: int = 200
    done: bool = False
    not_now: str = ""
    late: bool = False
    refusal: Refusal | None = None
    stale: Stale | None = None
    since: Sequence[Line] = ()
    preview: Preview | None = None


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_act`.
def act(request: HttpRequest, pk: int, event: str, room: Room) -> HttpResponse:
    """The form of an act, what it would do, or the act itself and back to the case."""
    request.upload_handlers = [InMemory(request)]
    return _act(request, pk, event, room)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def _act(request: DeskRequest, pk: int, event: str, room: Room) -> HttpResponse:
    if event not in room.forms or event in room.openings:
        raise Http404
    seen = room.fetch(request.officer.actor, pk, request.officer.today)
    # Who may look on from above may not act.
    rights.demand(request.officer.actor, f"{room.key}.{event}", seen.row.organ_id)
    if event in room.pages:
        return redirect(room.url(room.pages[event], pk))
    target = target_of(room, seen, request.GET.get("target", "")) if event == CORRECT else None
    if event == CORRECT and target is None:
        return _choose_target(request, room, seen)
    if request.method != "POST":
        begun = {
            **correcting.prefilled(seen, event, request.officer.today),
            **_prefilled(request, room, seen, event),
        }
        filled = sheet(room, seen, event, None, target, request.officer.today, begun)
        return _show(request, room, seen, event, filled, _not_now(seen, event))
    if _taken_away(request, room, event):
        filled = sheet(room, seen, event, None, target, request.officer.today, as_typed(request.POST))
        return _show(request, room, seen, event, filled, _not_now(seen, event))
    if request.POST.get("go") == correcting.TEXTS and correcting.helping(seen, event, request.officer.today):
        typed = correcting.with_texts(request.POST)
        filled = sheet(room, seen, event, None, target, request.officer.today, typed)
        return _show(request, room, seen, event, filled, _not_now(seen, event))
    filled = sheet(room, seen, event, request.POST, target, request.officer.today)
    outcome = _answer(request, room, seen, event, filled)
    if outcome.done:
        return redirect(room.url("case", pk))
    if outcome.stale:
        # What was typed stands; it is based on the newest acts now, those of this very moment among them.
        seen = room.fetch(request.officer.actor, pk, request.officer.today)
        based_anew = request.POST.copy()
        based_anew["based_on"] = str(seen.row.acts)
        filled = sheet(room, seen, event, based_anew, target, request.officer.today)
        filled.is_valid()
    return _show(request, room, seen, event, filled, outcome)


def _answer(request: DeskRequest, room: Room, seen: Seen, event: str, filled: ActSheet) -> Outcome:
    officer_ = request.officer
    if not filled.is_valid():
        return Outcome(REFUSED)
    if request.POST.get("seat", officer_.key) != officer_.key:
        return Outcome(
            CONFLICT,
            refusal=Refusal(
                f"打开这个页面之后，您换成了{officer_.role_name}。填的内容都在；确认以这个岗位办理的，请再提交。"
            ),
        )
    try:
        if request.POST.get("go") == "preview":
            return Outcome(preview=_preview(request, room, seen, event, filled))
        _do(request, room, seen, event, filled)
    except Refusal as refusal:
        return Outcome(REFUSED, refusal=refusal, preview=_letter_only(seen, event, filled))
    except Stale as stale:
        return _overtaken(request, room, seen, event, filled, stale)
    messages.success(request, _done(room, seen, event, filled))
    return Outcome(done=True)


def _done(room: Room, seen: Seen, event: str, filled: ActSheet) -> str:
    """What was entered; where the act needs a letter, where it is made."""
    said = f"已登记：{room.procedure.events[event]}（{filled.form.day}）。"
    if event not in LETTERS.get(room.key, ()):
        return said
    return format_html('{}<a href="{}">制作文书</a>', said, room.url("letters", seen.row.pk))


def _do(request: DeskRequest, room: Room, seen: Seen, event: str, filled: ActSheet) -> None:
    """Enter the act, with the scans that came with it, or neither."""
    sent = (event, filled.form.day, filled.data, filled.private, request.officer.now, filled.form.based_on)
    scans = _scans(request, room, event)
    files = scans.everything() if scans is not None else []
    if room.attach is None or scans is None or not files:
        room.act(request.officer.actor, seen.row.pk, *sent)
        return
    # Looked at before the transaction: a scanner of viruses is not waited for under a lock.
    room.attach(request.officer.actor, seen.row.pk, *sent, papers.examine(files), scans.kind)
    scans.kept.forget()


def _scans(request: DeskRequest, room: Room, event: str) -> ScanForm | None:
    """The field for scans, where a case takes any, and whoever acts may add them."""
    if room.attach is None or event == CORRECT or not rights.may(request.officer.actor, "paper.add"):
        return None
    return ScanForm(request, event)


def _taken_away(request: DeskRequest, room: Room, event: str) -> bool:
    """Whether a button asked for nothing but taking a kept scan away."""
    scans = _scans(request, room, event)
    return scans is not None and scans.kept.take_away()


def _overtaken(request: DeskRequest, room: Room, seen: Seen, event: str, filled: ActSheet, stale: Stale) -> Outcome:
    """The case has moved on: by the very same act, sent twice, or by somebody else's; perhaps after `seen` was read."""
    seen = room.fetch(request.officer.actor, seen.row.pk, request.officer.today)
    since = [line for line in seen.lines if line.place > (filled.form.based_on or 0)]
    mine = (event, filled.form.day, _as_entered(request, seen, event, filled))
    if any((line.event, line.day, dict(line.data)) == mine for line in since):
        messages.info(request, f"“{room.procedure.events[event]}”已经登记过，没有重复登记。")
        return Outcome(done=True)
    return Outcome(CONFLICT, stale=stale, since=since)


def _as_entered(request: DeskRequest, seen: Seen, event: str, filled: ActSheet) -> dict[str, object]:
    """What was told, as the journal has it: whoever a case is given to stands there by name and key."""
    try:
        return dict(assigning.keyed(seen.row.organ_id, (), event, filled.data, request.officer.today))
    except Refusal:
        return filled.data


def _preview(request: DeskRequest, room: Room, seen: Seen, event: str, filled: ActSheet) -> Preview:
    actor, entries = request.officer.actor, seen.written
    new = CaseAct(len(entries) + 1, event, filled.form.day, actor.role, actor.person, filled.data)
    outcome = room.outcome(entries, new, request.officer.today) if room.outcome else None
    if outcome is not None and outcome.refused:
        when = f"最早 {outcome.earliest} 可以办。" if outcome.earliest else ""
        raise Refusal(f"{outcome.refused.reason}{when}", outcome.refused.cites)
    after = outcome.after if outcome and outcome.after else room.tried(entries, new, request.officer.today)
    organ = organs.by_id(seen.row.organ_id)
    found = preview(room.procedure, seen.case, after, event, filled.form.day, filled.data, organ)
    if outcome is not None:
        found = replace(found, outcome=told(room.procedure, outcome))
    place = _month(seen, event)
    doubt = place.doubt(filled.data.get("scale"), filled.data.get("quantity")) if place else ""
    return replace(found, reasons=(*found.reasons, doubt)) if doubt else found


def _month(seen: Seen, event: str) -> MonthPlace | None:
    """Before a fee is charged: which of its applicant's requests of the month this one is."""
    return place_in_month(seen.row) if event == CHARGE and isinstance(seen.row, Request) else None


def _letter_only(seen: Seen, event: str, filled: ActSheet) -> Preview | None:
    """What the chosen decision must state, though the act was refused: it may be what is missing."""
    if event not in DECIDING or not isinstance(seen.case, RequestCase):
        return None
    found = letter(seen.case, filled.form.day, filled.data, organs.by_id(seen.row.organ_id))
    return Preview((), letter=found) if found else None


def _not_now(seen: Seen, event: str) -> Outcome:
    """Why the act is not possible today, if so; and whether it may still be entered for an earlier day."""
    refused = next((option for option in seen.options if option.event == event and not option.allowed), None)
    return Outcome(not_now=refused.reason, late=refused.late) if refused else Outcome()


def _choose_target(request: DeskRequest, room: Room, seen: Seen) -> HttpResponse:
    items = timeline(room.forms, seen.lines, seen.case.acts, seen.case.void)
    context = {
        "room": room,
        "row": seen.row,
        "items": [item for item in items if item.can_be_corrected],
        "back": room.url("case", seen.row.pk),
        "crumbs": _crumbs(room, seen),
        "here": room.procedure.events[CORRECT],
    }
    return render(request, "desk/acts/targets.html", context)


def _show(request: DeskRequest, room: Room, seen: Seen, event: str, filled: ActSheet, outcome: Outcome) -> HttpResponse:
    label = room.procedure.events[event]
    scans = _scans(request, room, event)
    if scans is not None:
        scans.keep()
    rows = [row for row in room.procedure.transitions if row.event == event]
    here = [row for row in rows if row.source == seen.case.state] or rows
    context = {
        "room": room,
        "row": seen.row,
        "state": room.procedure.states[seen.case.state],
        "label": label,
        "cites": dict.fromkeys(cite for row in here for cite in row.cites),
        "sheet": filled,
        "form": filled.form,
        "outcome": outcome,
        "target": _target_words(filled.target),
        "month": _month(seen, event),
        "scans": scans,
        "kept": scans.kept if scans else None,
        "helper": correcting.helping(seen, event, request.officer.today),
        "beside": _beside(request, room, seen, event),
        "back": room.url("case", seen.row.pk),
        "crumbs": _crumbs(room, seen),
        "here": label,
    }
    return render(request, "desk/acts/form.html", context, status=outcome.status)


def _beside(request: DeskRequest, room: Room, seen: Seen, event: str) -> Sequence[tuple[str, list[tuple[str, str]]]]:
    """The sealed words that must be read to do this act, for whoever may read them; why they cannot be read, if so."""
    officer_ = request.officer
    if room.beside is None or not rights.may(officer_.actor, room.opens, seen.row.organ_id):
        return ()
    try:
        found = room.beside(officer_.actor, seen.row.pk, event, officer_.now)
    except VaultRefusal as refusal:
        return ((refusal.reason, []),)
    labels = {field.name: field.label for form in room.forms.values() for field in form.fields if field.private}
    order = {name: place for place, name in enumerate(labels)}
    return tuple(
        (told, [(labels.get(name, name), words[name]) for name in sorted(words, key=lambda one: order.get(one, 0))])
        for told, words in found
    )


def _prefilled(request: DeskRequest, room: Room, seen: Seen, event: str) -> Mapping[str, str]:
    """What the form begins with: what the link named that led here, and what is sealed, for whoever may read it.

    Nothing where it cannot be opened, which the page says beside it. Private fields are never named in an address.
    """
    officer_ = request.officer
    asked = [field.name for field in room.forms[event].fields if not field.private and not field.by_program]
    named = {name: request.GET[name] for name in asked if name in request.GET}
    if room.prefill is None or not rights.may(officer_.actor, room.opens, seen.row.organ_id):
        return named
    try:
        return {**named, **room.prefill(officer_.actor, seen.row.pk, event, officer_.now)}
    except VaultRefusal:
        return named


def _target_words(target: Item | None) -> str:
    return f"第 {target.seq} 条：{target.line.label}（{target.act.day}）" if target else ""


def _crumbs(room: Room, seen: Seen) -> list[tuple[str, str]]:
    return [(room.title, room.url("list")), (seen.row.number, room.url("case", seen.row.pk))]
