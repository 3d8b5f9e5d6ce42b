"""Where a text is written and changed: the form, saving, sending to review. Nothing typed is lost, nobody's text is overwritten.

What is refused comes back as it was typed, with what is wrong beside it. What somebody else saved meanwhile is shown beside
one's own (editing_conflict); what is kept without being asked for lies in editing_live.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from gongkai.apps.alike import wanted
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item
from gongkai.faces.desk.acts.views import CONFLICT, REFUSED
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items import editing_conflict, editing_files, editing_state, editing_unscripted
from gongkai.faces.desk.items.editing_files import ATTACHMENT, PICTURE, Row
from gongkai.faces.desk.items.editing_form import ItemForm
from gongkai.faces.desk.items.editing_live import present
from gongkai.faces.desk.items.editing_state import Draft, Typed
from gongkai.faces.desk.items.editing_text import for_page
from gongkai.faces.look.uploads import InMemory
from gongkai.faces.look.whole import whole
from gongkai.law.casework import Refusal
from gongkai.law.procedures.publication import PUBLICATION
from gongkai.texts.tree import TooLong

SAVED_NOW = "desk_drafted"
"""Where the session keeps which item a form made, so that a form that is sent twice makes one."""
_REMEMBERED = 20
_LONGEST_NUMBER, _LONGEST_ASKED = 40, 60
"""Of an index number, and of the number of a request or a message: nothing longer is led on in an address."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says besides its form."""

    status: int = 200
    refusal: Refusal | None = None
    faults: Sequence[str] = ()
    notes: Sequence[str] = ()
    restored: bool = False
    beside: bool = False
    offer: object = None
    rows: Sequence[Row] = field(default=())


@csrf_exempt  # Only until the upload handler is set, which must come before anything reads the form; see `_page`.
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def new(request: DeskRequest) -> HttpResponse:
    """The form of a text that is not yet an item, or the item."""
    request.upload_handlers = [InMemory(request)]
    rights.demand(request.officer.actor, "publication.draft")
    key = request.GET.get("key", "")
    if not editing_state.is_key(key):
        told = {
            "interprets": request.GET.get("interprets", "")[:_LONGEST_NUMBER],
            "asked": request.GET.get("asked", "")[:_LONGEST_ASKED],
        }
        told["key"] = secrets.token_urlsafe(12)
        return redirect(f"{reverse('desk:item:new')}?{urlencode({name: text for name, text in told.items() if text})}")
    return _page(request, Draft(), key)


@csrf_exempt  # As above.
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """The form of a text under way, or its next version."""
    request.upload_handlers = [InMemory(request)]
    try:
        draft = editing_state.draft_of(request.officer, pk)
    except Item.DoesNotExist:
        raise Http404 from None
    rights.demand(request.officer.actor, "publication.edit", request.officer.actor.organ_id)
    return _page(request, draft, draft.key(""))


@csrf_protect
def _page(request: DeskRequest, draft: Draft, key: str) -> HttpResponse:
    if request.method == "POST":
        return _sent(request, draft, key)
    if draft.item and PUBLICATION.row(draft.item.state, "edit") is None:
        state = PUBLICATION.states[draft.item.state]
        messages.warning(request, f"这条信息现在是“{state}”，不能修改；在审的先“收回修改”，已公开的先“启动改稿”。")
        return redirect("desk:item:page", draft.item.pk)
    if draft.item:
        publishing.sit(request.officer.actor, draft.item.pk, request.officer.now)
    found = editing_state.kept(request.officer.actor, draft, key)
    if found and request.GET.get("restore") == "1":
        scratch, typed = found
        form = editing_state.unbound(request.officer, typed, key, scratch.saved_at.isoformat())
        return show(request, draft, form, Shown(notes=typed.text.notes, restored=True, rows=typed.rows))
    typed = editing_state.saved(draft, _begun(request))
    form = editing_state.unbound(request.officer, typed, key, found[0].saved_at.isoformat() if found else "")
    return show(request, draft, form, Shown(offer=found[0] if found else None, rows=typed.rows))


def _begun(request: DeskRequest) -> dict[str, object]:
    """What is known of a new text: its source is the organ; whoever comes from a policy writes its interpretation,
    whoever comes from a request or a message what several asked for (条例 44).
    """
    known: dict[str, object] = {"source": organs.name_on(request.officer.actor.organ_id, request.officer.today)}
    if policy := request.GET.get("interprets", ""):
        known |= {"interprets": policy, "genre": "text", "attribute": "proactive"}
    elif subject := wanted.subject_of(request.officer.actor, request.GET.get("asked", "")):
        known |= {"title": subject, "attribute": "proactive"}
    return known


def _sent(request: DeskRequest, draft: Draft, key: str) -> HttpResponse:
    go, actor = request.POST.get("go", "save"), request.officer.actor
    if go == "drop":
        publishing.drop_scratch(actor, key)
        return redirect(request.get_full_path())
    try:
        typed = editing_state.sent(request.POST, draft)
    except TooLong as too_long:
        return _as_typed(request, draft, str(too_long))
    if go in editing_unscripted.WAYS or go.startswith(editing_unscripted.CLEAR):
        after = editing_unscripted.done(request, typed, go)
        form = editing_state.unbound(request.officer, after.typed, key)
        said = Shown(faults=after.faults, notes=(*after.typed.text.notes, *after.notes), rows=after.typed.rows)
        return show(request, draft, form, replace(said, status=REFUSED if after.faults else 200))
    if go == "continue":
        form = editing_state.unbound(request.officer, replace(typed, based_on=draft.version), key)
        return show(request, draft, form, Shown(notes=typed.text.notes, restored=True, beside=True, rows=typed.rows))
    return _saved(request, draft, key, typed, submit=go == "submit")


def _saved(request: DeskRequest, draft: Draft, key: str, typed: Typed, submit: bool) -> HttpResponse:
    """The text as an item's next version, and on; or the page with why not."""
    form = editing_state.bound(request.officer, request.POST, typed, whole=submit)
    said = Shown(REFUSED, notes=typed.text.notes, rows=typed.rows)
    faults = editing_files.faults(typed.rows)
    if not form.is_valid() or faults:
        return show(request, draft, form, replace(said, faults=faults))
    seat = request.officer
    if request.POST.get("seat", seat.key) != seat.key:
        words = f"打开这个页面之后，您换成了{seat.role_name}。写的内容都在；确认以这个岗位保存的，请再保存一次。"
        return show(request, draft, form, replace(said, status=CONFLICT, refusal=Refusal(words)))
    content = Content(form.told, typed.text.body, editing_files.refs(typed.rows, typed.text.body))
    try:
        item = _written(request, draft, key, content, form.based_on)
    except Refusal as refusal:
        return show(request, draft, form, replace(said, refusal=refusal))
    except Stale as stale:
        # Whoever takes the other's text may still come back to the own one.
        told = editing_state.to_keep(request.POST)
        publishing.autosave(seat.actor, key, draft.item.pk if draft.item else None, told, typed.based_on, seat.now)
        return editing_conflict.page(request, draft, content, stale.reason)
    publishing.drop_scratch(seat.actor, key, draft.item.pk if draft.item else None)
    for note in typed.text.notes:
        messages.warning(request, note)
    return _submitted(request, item) if submit else _kept(request, item, form)


def _written(request: DeskRequest, draft: Draft, key: str, content: Content, based_on: int | None) -> Item:
    actor, now = request.officer.actor, request.officer.now
    if draft.item:
        return publishing.edit(actor, draft.item.pk, content, now, based_on or draft.version)
    made: dict[str, int] = request.session.get(SAVED_NOW, {})
    if pk := made.get(key):
        # The same form once more: its text is the next version of what it made.
        return publishing.edit(actor, pk, content, now)
    item = publishing.draft(actor, content, now)
    request.session[SAVED_NOW] = dict([*made.items(), (key, item.pk)][-_REMEMBERED:])
    return item


def _kept(request: DeskRequest, item: Item, form: ItemForm) -> HttpResponse:
    draft = editing_state.draft_of(request.officer, item.pk)
    lacking = f"送审前还要填：{'、'.join(form.missing)}。" if form.missing else ""
    messages.success(request, f"已保存为 {item.number} 的第 {draft.version} 稿。{lacking}")
    return redirect("desk:item:edit", item.pk)


def _submitted(request: DeskRequest, item: Item) -> HttpResponse:
    try:
        publishing.act(request.officer.actor, item.pk, "submit", {}, request.officer.now, item.acts)
    except (Refusal, Stale) as refusal:
        messages.error(request, f"已保存为 {item.number}，但是没有送审：{refusal.reason}")
        return redirect("desk:item:edit", item.pk)
    messages.success(request, f"已保存并送审：{item.number}。")
    return redirect("desk:item:page", item.pk)


def _as_typed(request: DeskRequest, draft: Draft, reason: str) -> HttpResponse:
    """A text that cannot even be read: everything comes back as it came."""
    form = ItemForm(initial=request.POST.dict(), today=request.officer.today)
    return show(request, draft, form, Shown(REFUSED, refusal=Refusal(reason), rows=editing_files.sent(request.POST)))


def show(request: DeskRequest, draft: Draft, form: ItemForm, said: Shown) -> HttpResponse:
    """The page."""
    actor, item = request.officer.actor, draft.item
    rows = editing_files.shown(actor, said.rows)
    key = str(form["key"].value() or draft.key(""))
    here = reverse("desk:item:edit", args=[item.pk]) if item else f"{reverse('desk:item:new')}?key={key}"
    about = f"?item={item.pk}" if item else ""
    based_on = str(form["based_on"].value() or "")
    context = {
        "item": item,
        "draft": draft,
        "writer": draft.writer,
        "form": form,
        "before": list(form.groups_of(beside=False)),
        "beside": list(form.groups_of(beside=True)),
        "pictures": [row for row in rows if row.use == PICTURE],
        "attachments": [row for row in rows if row.use == ATTACHMENT],
        "blank": Row("", "", "", order=1),
        "refusal": said.refusal,
        "faults": said.faults,
        "notes": said.notes,
        "offer": said.offer,
        "restored": said.restored or said.status != 200,
        # The text was cleaned when it was saved (texts/clean) and is of this organ.
        "theirs": mark_safe(for_page(draft.content.body)) if said.beside else "",  # noqa: S308 - cleaned, see above
        "overtaken": bool(item and whole(based_on, draft.version) < draft.version),
        "others": editing_state.unsaved(actor, key) if item is None and request.method != "POST" else (),
        "present": present(request.officer, item.pk) if item else [],
        "key": key,
        "here_url": here,
        "restore_url": f"{here}{'&' if '?' in here else '?'}restore=1",
        "files_url": reverse("desk:item:file", args=["0"]).removesuffix("0/"),
        "autosave_url": reverse("desk:item:autosave") + about,
        "presence_url": reverse("desk:item:presence") + about,
        "page_url": reverse("desk:item:page", args=[item.pk]) if item else "",
        "back_url": reverse("desk:item:page", args=[item.pk]) if item else reverse("desk:item:list"),
        "crumbs": [
            ("信息发布", reverse("desk:item:list")),
            *([(item.number, reverse("desk:item:page", args=[item.pk]))] if item else []),
        ],
        "here": "修改" if item else "起草",
    }
    return render(request, "desk/items/edit.html", context, status=said.status)
