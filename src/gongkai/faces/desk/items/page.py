"""The page of one item: where it stands, its elements and text, who signed, what goes with it, its days, its versions, its story,
and what may be done next and why not.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from gongkai.apps import casebook, rules
from gongkai.apps.documents import queries as documents
from gongkai.apps.documents.queries import Relation
from gongkai.apps.journal import queries as journal
from gongkai.apps.people import rights
from gongkai.apps.publishing import bundles
from gongkai.apps.publishing.models import FileUse, Way
from gongkai.apps.publishing.story import SUBJECT
from gongkai.apps.publishing.versions import Stored
from gongkai.apps.publishing.viewing import FindingLine, StageLine, VersionLine
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.desk.items import editing_text, story, words
from gongkai.faces.desk.items.acts import ELSEWHERE
from gongkai.faces.desk.items.forms import WHAT_CITIZENS_SEE
from gongkai.faces.desk.items.seen import Beside, Seen, address, around, beside, fetch, names_of
from gongkai.law.calendar import Calendar
from gongkai.law.casework import Option
from gongkai.law.casework.filling import text as told
from gongkai.law.cite import Cite
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.law.procedures.publication_forms import (
    ATTRIBUTES,
    GROUNDS,
    INTERPRETATIONS,
    POLICIES,
    PUBLICATION_FORMS,
    WITHDRAWALS,
)
from gongkai.law.publication.after import WRITING
from gongkai.texts import clean

_FORWARD = ("submit", "propose_withhold", *LEVELS, "approve_withhold", "publish", "schedule", "ratify")
"""What leads on: the first of them that may be done are the next step."""
_BY_ITSELF = frozenset({"title", "attribute", "ground", "ground_reason"})
"""Fields that the page shows apart."""


@dataclass(frozen=True, slots=True)
class Button:
    """An act on the page with its address, or the reason why it cannot be done."""

    label: str
    url: str
    cites: tuple[Cite, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """One step of the strip: `key` and `word` say signed, awaited, fallen or still to come."""

    name: str
    key: str
    shape: str
    word: str
    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Urgent:
    """The badge of an emergency publication."""

    title: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """That an item was withdrawn, and what citizens see in its place."""

    word: str
    day: date | None
    seen: str
    by: str
    successor: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that readers do not see in a file."""

    where: str
    message: str
    open_: bool


@dataclass(frozen=True, slots=True)
class File:
    """An attachment of the text at work."""

    name: str
    url: str
    kind: str
    size: int
    unread: str
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A policy and what explains it, seen from either."""

    title: str
    caption: str
    said: str
    ready: bool
    others: Sequence[Beside]


@dataclass(frozen=True, slots=True)
class Version:
    """One version in the table."""

    line: VersionLine
    url: str
    marks: tuple[str, ...]

    @property
    def number(self) -> int:
        return self.line.number


@require_safe
@officer
def page(request: DeskRequest, pk: int) -> HttpResponse:
    """The page of an item. 404: another organ's, and what is only counted here."""
    seen, officer_ = fetch(request, pk), request.officer
    row, view, calendar = seen.row, seen.view, rules.calendar()
    inside = view.working is not None
    context: dict[str, Any] = {
        "row": row,
        "mark": words.mark(row.state),
        "clock": words.clock(row.due or row.evaluate_on, _what(seen), officer_.today, calendar),
        "stage_clock": _stage_clock(seen, officer_.today, calendar),
        "urgent": urgent(seen),
        "gone": _gone(seen),
        "warnings": _warnings(seen, officer_.today),
        "in_register": documents.marks(row.organ_id, [row.number], officer_.today).get(row.number),
        "ties": _ties(seen),
        "signatures": _strip(seen) if inside else (),
        "elements": _elements(view.working) if view.working else (),
        "attribute": _attribute(seen) if inside else None,
        "shown_text": as_seen(view.working) if view.working else "",
        "version": seen.number,
        "short_digest": words.short(seen.digest),
        "files": _files(seen, view.working) if view.working else (),
        "bundle": _bundle(seen),
        "explain_url": _explain_url(seen, officer_),
        "deadlines": [view.deadline] if view.deadline else [],
        "versions": [_version(seen, line) for line in view.versions],
        "compare_url": address("compare", row.pk),
        "told": list(reversed(story.told(view.lines, view.names, story.spent(view.case.acts)))),
        "audited": journal.entries(SUBJECT, pk, records=False)
        if rights.may(officer_.actor, "journal.read", row.organ_id)
        else (),
        "public_url": public_url(seen),
        "crumbs": around(),
        "here": row.number,
        **_next(seen, officer_),
    }
    return render(request, "desk/items/page.html", context)


def _ties(seen: Seen) -> list[tuple[Relation, str]]:
    """Documents that this one changes or is changed by, each with its page in the register; what a draft will change by its own
    lines."""
    row, text = seen.row, seen.view.working
    found = documents.relations_of(row.organ_id, row.number)
    if not found and text is not None:
        found = documents.intended(row.organ_id, str(text.content.fields.get("changes", "")))
    return [
        (each, reverse("desk:documents:entry", args=[each.document_id]) if each.document_id else "") for each in found
    ]


def as_seen(text: Stored) -> SafeString:
    """The text as citizens will see it, its pictures from where officers may fetch them."""
    # Cleaned when it was kept, and written anew by texts.clean: nothing else is in it.
    return mark_safe(clean.shown(text.content.body, editing_text.address))  # noqa: S308 -- see above


def urgent(seen: Seen) -> Urgent | None:
    """The badge while an emergency publication waits for approval, and after it."""
    case, who = seen.case, seen.view.names.get(seen.case.emergency_by, "")
    if seen.row.way != Way.EMERGENCY or not case.live:
        return None
    owing = seen.row.state == "owing"
    title = "应急公开，还没有补审" if owing else "应急公开，已补审"
    text = f"{who}于 {case.published} 应急公开，没有经过三审三校和保密审查。" + ("须由另一人补审。" if owing else "")
    return Urgent(title, text, case.emergency_reason)


def public_url(seen: Seen) -> str:
    """The page that citizens see; empty while there is none."""
    if not seen.case.shown:
        return ""
    try:
        return reverse("portal:disclosure:item", args=[seen.row.organ.code, seen.row.number])
    except NoReverseMatch:  # An organ's code or an imported number that no address can hold.
        return ""


def _what(seen: Seen) -> str:
    if seen.row.due:
        return "主动公开期限"
    return "定期评估" if seen.row.evaluate_on else ""


def _stage_clock(seen: Seen, today: date, calendar: Calendar) -> words.Clock | None:
    what = PUBLICATION.events.get(seen.row.state, "补审" if seen.row.state == "owing" else "审批")
    return words.clock(seen.row.stage_due, f"{what}应在", today, calendar)


def _gone(seen: Seen) -> Gone | None:
    case = seen.case
    if not case.withdrawn_how:
        return None
    seen_now = WHAT_CITIZENS_SEE.get(case.withdrawn_how, "")
    word = WITHDRAWALS.get(case.withdrawn_how, case.withdrawn_how)
    return Gone(word, case.withdrawn, seen_now, case.withdrawn_by, case.successor)


def _warnings(seen: Seen, today: date) -> list[str]:
    row, case, found = seen.row, seen.case, []
    if case.live and case.digest != case.live and not case.withdrawn_how:
        found.append(f"公众现在看到的是第 {case.live_version} 稿；下面是正在办理的一稿。")
    used = story.spent(case.acts)
    fell = sum(each.seq not in used for each in case.fallen)
    if fell and row.state in (*LEVELS, "draft"):
        found.append(f"有 {fell} 个签名因改动或者退回作废，须重新审签。")
    explained = any(each.genre in INTERPRETATIONS and each.published_on for each in seen.view.explaining)
    if row.explain_by and row.explain_by < today and not explained:
        found.append(f"政策已经公开，解读应在 {row.explain_by} 之前公开，现在还没有。")
    return found


def _strip(seen: Seen) -> list[Signed]:
    used = story.spent(seen.case.acts)
    return [_signed(line, seen, used) for line in seen.view.stages] if seen.case.round else []


def _signed(line: StageLine, seen: Seen, used: Collection[int]) -> Signed:
    if line.signature is not None:
        who = line.person + (f"（代{line.instead_of}）" if line.instead_of else "")
        return Signed(line.name, "signed", "✓", "已签", who, _moment(seen, line.signature.seq))
    if line.awaited:
        return Signed(line.name, "awaited", "●", "等签", _on_duty(seen, line), f"应在 {line.due}" if line.due else "")
    if line.fallen:
        last = line.fallen[-1]
        who = seen.view.names.get(last.person, "他人")
        if last.seq not in used:
            return Signed(line.name, "fallen", "×", "已作废", who, _moment(seen, last.seq))
        if seen.row.state in ("withdrawn", "archived"):
            return Signed(line.name, "signed", "✓", "公开时已签", who, _moment(seen, last.seq))
    return Signed(line.name, "coming", "○", "未到")


def _on_duty(seen: Seen, line: StageLine) -> str:
    """Who signs, by name where the duty names somebody, else by role."""
    found = PUBLICATION.row(line.event, line.event)
    if not line.duties:
        return "、".join(PUBLICATION.roles[role] for role in found.roles) if found else ""
    names = names_of({login for each in line.duties for login in (each.person, each.stand_in) if login})
    said = [
        names.get(each.person, each.person)
        + (f"（替班 {names.get(each.stand_in, each.stand_in)}）" if each.stand_in else "")
        for each in line.duties
    ]
    return "、".join(said)


def _moment(seen: Seen, place: int) -> str:
    """When an act was done, by its number."""
    at = next(line.recorded_at for line in seen.view.lines if line.place == place)
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _elements(text: Stored) -> list[tuple[str, str]]:
    fields = {name: value for name, value in text.content.fields.items() if name not in _BY_ITSELF}
    return list(casebook.worded(PUBLICATION_FORMS["edit"], fields))


def _attribute(seen: Seen) -> dict[str, str]:
    fields, case = seen.case.fields, seen.case
    code = told(fields, "attribute") or "proactive"
    approval = f"{case.withheld_on} 认定" if case.withheld_on else ""
    if case.withheld_on and case.evaluated != case.withheld_on:
        approval += f"，{case.evaluated} 评估"
    return {
        "label": ATTRIBUTES.get(code, code),
        "ground": GROUNDS.get(told(fields, "ground"), ""),
        "reason": told(fields, "ground_reason"),
        "approved": approval if code != "proactive" else "",
    }


def _files(seen: Seen, text: Stored) -> list[File]:
    by_place: dict[int, list[FindingLine]] = {}
    for line in seen.view.findings:
        if line.found.place and line.found.end <= line.found.start:
            by_place.setdefault(line.found.place, []).append(line)
    return [
        File(
            each.name,
            address("attachment", seen.row.pk, text.version.number, each.place),
            each.blob.kind,
            each.blob.size,
            each.blob.unread,
            tuple(
                Trace(_where(each.blob.hidden, line), line.found.message, line.open)
                for line in by_place.get(each.place, ())
            ),
        )
        for each in text.files
        if each.use == FileUse.ATTACHMENT or each.place in by_place
    ]


def _where(hidden: str, line: FindingLine) -> str:
    same = (
        each["where"]
        for each in json.loads(hidden)
        if (each["code"], each["text"]) == (line.found.code, line.found.text)
    )
    return next(same, line.found.where)


def _bundle(seen: Seen) -> Bundle | None:
    """What is published together, or what explains what, from the policy and from its interpretation."""
    row, view = seen.row, seen.view
    if row.genre in POLICIES:
        others, waiting = beside(view.explaining), bundles.waiting_for(row, view.bundle)
        explained = bundles.interpreted_by(view.explaining)
        exempted = seen.case.exempted or (seen.case.live_exempted if seen.digest == seen.case.live else "")
        if exempted:
            said, ready = f"已签批免予解读：{exempted}", not waiting
        elif not view.explaining:
            said, ready = "还没有解读材料。", False
        elif waiting:
            said, ready = f"还有 {len(waiting)} 件没有审签完毕，齐备后从这份政策的页面一同公开。", False
            if not explained:
                said += "通过三审之前，须有一件解读已过二校，或者由负责人签批免予解读。"
        else:
            said, ready = (
                "解读材料已经齐备，可以与政策同步公开。" if view.bundle else "解读材料已经公开。",
                explained,
            )
        return Bundle("政策和解读同步", "解读、问答、图片、新闻", said, ready, others)
    if view.policy is not None:
        public = view.policy.published_on is not None
        said = "所解读的政策已经公开。" if public else "与所解读的政策同步，从政策的页面一同公开。"
        others = beside([each for each in (view.policy,) if each.way != Way.RECORDED])
        name = "" if others else f"（{view.policy.number} {view.policy.title}，在登记簿里）"
        return Bundle("所解读的政策", "政策", said + name, True, others)
    return None


def _explain_url(seen: Seen, officer_: Officer) -> str:
    """Where an interpretation of this policy is begun, for who may write one; empty for none."""
    row = seen.row
    if row.genre not in POLICIES or not rights.may(officer_.actor, "publication.draft", row.organ_id):
        return ""
    return f"{reverse('desk:item:new')}?interprets={quote(row.number)}"


def _version(seen: Seen, line: VersionLine) -> Version:
    marks = [
        *(["现在这一稿"] if line.working else []),
        *(["公众看到的"] if line.live else []),
        *[
            f"{each.day} 公开"
            for each in seen.view.publications
            if each.version.number == line.number and not line.live
        ],
    ]
    return Version(line, address("version", seen.row.pk, line.number), tuple(marks))


def _next(seen: Seen, officer_: Officer) -> dict[str, Any]:
    """The next step if it is this officer's, else whose it is; what else may be done, and what not with its reason."""
    offered = [each for each in seen.view.options if each.event not in ELSEWHERE - {"edit"}]
    allowed = [each for each in offered if each.allowed]
    forward = [each for each in allowed if each.event in _FORWARD]
    writing = [each for each in allowed if each.event == "edit"]
    # What came back, or is to be corrected, is written before it is sent again.
    first = [*writing, *forward] if _waits_for_writing(seen) else [*forward, *writing]
    return {
        "primary": [_button(seen, each) for each in first],
        "waiting": "" if first else _waiting(seen),
        "possible": [_button(seen, each) for each in allowed if each not in first],
        "refused": [_button(seen, each) for each in offered if not each.allowed],
    }


def _waits_for_writing(seen: Seen) -> bool:
    """Whether a draft has not been written in since it was begun, sent back or taken up again."""
    last = next((each.event for each in reversed(seen.case.acts) if each.event != "answer"), "")
    return seen.row.state == "draft" and last not in WRITING


def _button(seen: Seen, option: Option) -> Button:
    name = {"edit": "edit"}.get(option.event) or ("review" if option.event in LEVELS else "act")
    url = address(name, seen.row.pk) if name != "act" else address("act", seen.row.pk, option.event)
    return Button(option.label, url, option.cites, option.reason)


def _waiting(seen: Seen) -> str:
    """Whose turn it is."""
    state = seen.row.state
    if not seen.view.writable:
        return ""
    for event in _FORWARD:
        found = PUBLICATION.row(state, event)
        if found is not None:
            mine = seen.option(event)
            who = "、".join(PUBLICATION.roles[role] for role in found.roles)
            why = f"您不能办：{mine.reason}" if mine is not None and mine.reason else ""
            return f"等{who}“{PUBLICATION.events[event]}”。{why}"
    return "到时由系统公开。" if state == "scheduled" else ""
