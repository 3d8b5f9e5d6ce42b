"""What goes on while a text is being written: it is kept every few seconds, and who is at it at the same time is seen.

Answers are JSON for the page's script; without it the form itself keeps everything (editing).
"""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.people import rights
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import queries
from gongkai.apps.publishing.models import Item
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.desk.items import editing_state
from gongkai.faces.desk.items.editing_files import refused
from gongkai.faces.look.whole import whole

LONGEST_KEPT = 4_000_000
"""Characters of a form; what is longer is kept by the page and by saving."""


@require_POST
@officer
def autosave(request: DeskRequest) -> HttpResponse:
    """Keep the form as it stands, for this person alone. Refused: what another window of the same person kept since."""
    seat = request.officer
    item = _item(request)
    rights.demand(seat.actor, "publication.edit" if item else "publication.draft")
    key = f"item-{item.pk}" if item else request.POST.get("key", "")
    if not editing_state.is_key(key):
        return refused("这一页不完整，请刷新后再写。")
    before, mark = queries.scratch(seat.actor, key), request.POST.get("mark", "")
    if before and mark and before.saved_at.isoformat() != mark:
        return refused("您在另一个窗口也在写这一稿，那边保存过了；请只在一个窗口里写。", 409)
    typed = editing_state.to_keep(request.POST)
    if sum(len(value) for values in typed.values() for value in values) > LONGEST_KEPT:
        return refused("内容太长，不再自动保存，请按“保存”。")
    based = request.POST.get("based_on", "")
    publishing.autosave(seat.actor, key, item.pk if item else None, typed, whole(based, 0), seat.now)
    kept = queries.scratch(seat.actor, key)
    at = kept.saved_at if kept else seat.now
    return JsonResponse({"at": f"{timezone.localtime(at):%H:%M:%S}", "mark": at.isoformat(), **_around(seat, item)})


@require_safe
@officer
def presence(request: DeskRequest) -> HttpResponse:
    """Who else is at the text, whether a newer one was saved, and a mark for the form of whoever asks."""
    seat, item = request.officer, _item(request)
    rights.demand(seat.actor, "publication.draft")
    if item is not None and rights.may(seat.actor, "publication.edit", item.organ_id):
        publishing.sit(seat.actor, item.pk, seat.now)
    told = _around(seat, item)
    return JsonResponse({**told, "person": request.officer.actor.person, "token": get_token(request)})


def present(seat: Officer, item_id: int) -> list[dict[str, str]]:
    """Others who are writing the same text: name, and when they were last at it."""
    return [
        {"name": each.name, "at": f"{timezone.localtime(each.at):%H:%M}"}
        for each in queries.present(seat.actor, item_id, seat.now)
    ]


def _around(seat: Officer, item: Item | None) -> dict[str, object]:
    if item is None:
        return {"present": [], "newest": 0, "newest_by": ""}
    draft = editing_state.draft_of(seat, item.pk)
    return {"present": present(seat, item.pk), "newest": draft.version, "newest_by": draft.writer}


def _item(request: DeskRequest) -> Item | None:
    asked = request.GET.get("item", "")
    if not asked:
        return None
    try:
        return editing_state.draft_of(request.officer, whole(asked, 0)).item
    except Item.DoesNotExist:
        raise Http404 from None
