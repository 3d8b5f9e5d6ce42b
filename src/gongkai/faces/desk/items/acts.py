"""One page for every act of an item but writing and signing: its form, the articles it rests on, and doing it.

What is refused keeps everything that was typed and says why, with the article; sent twice it is done once; who was overtaken
sees what was done meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.apps.documents import queries as documents
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import rights
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.doing import TOGETHER
from gongkai.faces.desk.acts.views import CONFLICT, REFUSED
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items import words
from gongkai.faces.desk.items.forms import PublicationForm
from gongkai.faces.desk.items.seen import Seen, address, around, beside, fetch
from gongkai.faces.desk.items.story import Told
from gongkai.law.casework import Refusal
from gongkai.law.procedures.publication import LEVELS, PUBLICATION

ELSEWHERE = frozenset({"draft", "edit", "answer", "stage", "accept", "reject", "go_live", "expire"})
"""Acts with a page of their own, or that only the program does."""
_ABOUT: Mapping[str, str] = {
    "submit": "送审之后不能再改；要改的先“收回修改”，改过的须从一审重新走。",
    "return": "退回之后，这一轮已签的各级都作废，改好后从一审重新走。",
    "recall": "收回之后，这一轮已签的各级都作废，改好后从一审重新走。",
    "exempt": "签批只对现在这一稿有效，改稿后须重新签批。",
    "publish": "办理后立即公开；政策文件与其解读一同公开。",
    "emergency": "跳过三审三校和保密审查立即公开：页面和首页都会标明“应急公开”，计入全年应急公开的比例，"
    "并须由另一人补审。涉密、个人信息的疑点没有处理的，应急也不得公开。",
    "ratify": "补审同意后，“应急公开待补审”的标志撤去，应急公开的记录保留。",
    "correct": "启动之后原来公开的一稿继续公开，改好的一稿仍须三审三校和保密审查全部重签。",
    "abandon": "放弃之后回到现在公开的一稿，改过的各稿仍然保留在“各稿”里。",
    "discard": "作废之后不能恢复，索引号不再使用；各稿和办理经过保留。",
    "withdraw": "撤下立即生效。各稿、签名和办理经过都保留。",
    "archive": "归档之后不再办理；公众看到的不变。",
    "propose_withhold": "送负责人认定不主动公开；认定后定期评估，可以公开的转为主动公开。",
    "disclose": "转为主动公开之后回到起草，仍须三审三校和保密审查。",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page says besides its form. `done`: the act is entered."""

    status: int = 200
    done: bool = False
    refusal: Refusal | None = None
    stale: str = ""
    since: Sequence[Told] = field(default=())


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def act(request: DeskRequest, pk: int, event: str) -> HttpResponse:
    """The form of an act, or the act and back to the item. Signing has the reviewer's screen."""
    if event not in PUBLICATION.events or event in ELSEWHERE:
        raise Http404
    seen = fetch(request, pk)
    attempted(request, seen, event)
    if event in LEVELS:
        return redirect(address("review", pk))
    if request.method != "POST":
        form = PublicationForm(event, initial={"based_on": seen.row.acts})
        return _show(request, seen, event, form, Outcome())
    form = PublicationForm(event, request.POST)
    outcome = _answer(request, seen, event, form)
    if outcome.done:
        return redirect(address("page", pk))
    if outcome.stale:
        seen = fetch(request, pk)
        form = PublicationForm(event, based_anew(request.POST, seen))
        form.is_valid()
    return _show(request, seen, event, form, outcome)


def attempted(request: DeskRequest, seen: Seen, event: str) -> None:
    """Refused (`Forbidden`) unless the officer's role has the act. What was sent is tried all the same: the attempt is kept."""
    actor, name = request.officer.actor, f"publication.{event}"
    if request.method == "POST" and not rights.may(actor, name, seen.row.organ_id):
        publishing.act(actor, seen.row.pk, event, {}, request.officer.now)
    rights.demand(actor, name, seen.row.organ_id)


def based_anew(sent: QueryDict, seen: Seen) -> QueryDict:
    """What was typed, upon the newest acts."""
    anew = sent.copy()
    anew["based_on"] = str(seen.row.acts)
    return anew


def other_seat(request: DeskRequest) -> Refusal | None:
    """Said when the page was opened in another post than the officer now works in."""
    seat = request.officer
    if request.POST.get("seat", seat.key) == seat.key:
        return None
    return Refusal(f"打开这个页面之后，您换成了{seat.role_name}。填的内容都在；确认以这个岗位办理的，请再提交。")


def _answer(request: DeskRequest, seen: Seen, event: str, form: PublicationForm) -> Outcome:
    if not form.is_valid():
        return Outcome(REFUSED)
    if said := other_seat(request):
        return Outcome(CONFLICT, refusal=said)
    label, actor = PUBLICATION.events[event], request.officer.actor
    try:
        publishing.act(actor, seen.row.pk, event, form.told, request.officer.now, form.based_on)
    except Refusal as refusal:
        return Outcome(REFUSED, refusal=refusal)
    except Stale as stale:
        now = fetch(request, seen.row.pk)
        if not now.done_since(actor, event, form.told, form.based_on):
            return Outcome(CONFLICT, stale=stale.reason, since=now.since(form.based_on))
        messages.info(request, f"“{label}”已经办理过，没有重复办理。")
        return Outcome(done=True)
    messages.success(request, f"已办理：{label}。")
    return Outcome(done=True)


def _show(request: DeskRequest, seen: Seen, event: str, form: PublicationForm, outcome: Outcome) -> HttpResponse:
    label = PUBLICATION.events[event]
    context = {
        "row": seen.row,
        "event": event,
        "label": label,
        "option": seen.option(event),
        "form": form,
        "outcome": outcome,
        "about": _ABOUT.get(event, ""),
        "undone": documents.undone(seen.row.organ_id, seen.row.number, request.officer.today)
        if event == "withdraw"
        else (),
        "mark": words.mark(seen.row.state),
        "version": seen.number,
        "digest": words.short(seen.digest),
        "bundle": beside(seen.view.bundle) if event in TOGETHER else (),
        "back": address("page", seen.row.pk),
        "crumbs": around(seen.row),
        "here": label,
    }
    return render(request, "desk/items/act.html", context, status=outcome.status)
