"""One report: tables as of a day with a way into every figure, findings beside them, prose, procedure, files, history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.annual import write
from gongkai.annual.write.outline import title
from gongkai.apps import rules
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.reporting.actions.report import WRITABLE
from gongkai.apps.reporting.deadlines import deadline
from gongkai.apps.reporting.events import EVENTS
from gongkai.apps.reporting.examination import Examination
from gongkai.apps.reporting.guards import options
from gongkai.apps.reporting.models import AnnualReport, ReportVersion
from gongkai.apps.reporting.queries.drafts import Answered, Draft
from gongkai.apps.reporting.queries.drilling import voided
from gongkai.apps.reporting.queries.frozen import frozen_report
from gongkai.apps.reporting.queries.rerendering import rerender
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.reports.cells import linked
from gongkai.faces.desk.reports.paragraphs import shown
from gongkai.faces.desk.reports.seen import Seen, asked, base, seen
from gongkai.faces.desk.reports.years import next_acts
from gongkai.faces.look.report.files import LABELS, download
from gongkai.faces.look.report.screen import Screen, ShownFinding, screen
from gongkai.law.casework import Option
from gongkai.law.procedures import REPORT

FORWARD = ("check", "submit", "approve", "freeze", "review_secrecy", "publish", "deliver")
"""The acts that lead on, in their order: the last that may be done is the next step."""


@dataclass(frozen=True, slots=True)
class Button:
    """An act as the page offers it."""

    option: Option
    url: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A finding on the page, and how it was answered. `explain` is the address of the form for it, empty where none."""

    shown: ShownFinding
    answer: Answered
    explain: str


@dataclass(frozen=True, slots=True)
class Step:
    """One act in the history of the report."""

    entry: Entry
    label: str
    person: str
    role: str
    reason: str


@require_safe
@officer
def report(request: DeskRequest, year: int) -> HttpResponse:
    """The whole report."""
    found = seen(request, year)
    wanted, draft, actor = found.asked, found.draft, request.officer.actor
    examined = Examination(draft.compiled.report, draft.previous, [each.finding for each in draft.findings])
    # Acts concern the report as it stands today; a look back offers none.
    acting = wanted.own and wanted.as_of is None
    allowed = options(draft, actor, request.officer.today) if acting and draft.row else ()
    drawn = screen(examined, wanted.cell_url)
    context = base(wanted, wanted.title) | {
        "crumbs": wanted.crumbs[:1],
        "draft": draft,
        "row": draft.row,
        "screen": drawn,
        "findings": _findings(drawn, draft, allowed, found),
        "open_errors": sum(each.open_error for each in draft.findings),
        "paragraphs": shown(draft, wanted.figure_url),
        "writable": acting
        and draft.state in WRITABLE
        and rights.may(actor, "report.compile")
        and draft.row is not None,
        "may_begin": acting and draft.row is None and rights.may(actor, "report.compile"),
        "state": REPORT.states[draft.state] if draft.row else "未开始",
        "deadline": deadline(wanted.organ.kind, year, rules.calendar()),
        "next_acts": next_acts(draft.state),
        **_buttons(allowed, found),
        "standing": None if wanted.as_of else _standing(draft),
        "kinds": [(LABELS[kind], wanted.url("file", kind)) for kind in write.KINDS],
        "steps": _history(draft.row),
        "versions": list(draft.row.versions.order_by("-number")) if draft.row else [],
        "public": _public_url(draft),
        "today": request.officer.today,
        "voided": linked(voided(actor, wanted.organ.pk, year, draft.as_of)),
    }
    return render(request, "desk/reports/report.html", context)


@require_safe
@officer
def since(request: DeskRequest, year: int) -> HttpResponse:
    """What would differ if the frozen report were made again today. 404: nothing is frozen."""
    found = seen(request, year)
    row = found.draft.row
    version = (row.frozen or row.published) if row else None
    if version is None:
        raise Http404
    context = base(found.asked, "定稿之后的变化") | {"version": version, "differences": rerender(version)}
    return render(request, "desk/reports/since.html", context)


@require_safe
@officer
def file(request: DeskRequest, year: int, kind: str) -> HttpResponse:
    """The report as a file: as it was frozen once it is, otherwise the draft as of the day asked for. 404: an unknown kind."""
    if kind not in write.KINDS:
        raise Http404
    found = seen(request, year)
    version = None if found.asked.as_of else _standing(found.draft)
    made = frozen_report(version) if version else found.draft.compiled.report
    try:
        body = write.write(made, kind)
    except write.Unwritable as refusal:
        context = base(asked(request, year), "不能导出") | {"kind": LABELS[kind], "reason": str(refusal)}
        return render(request, "desk/reports/unwritten.html", context, status=422)
    return download(body, title(made), kind, "" if version else "草稿")


def _standing(draft: Draft) -> ReportVersion | None:
    """The version that stands as the report: what is frozen or published; None while it is being written."""
    if draft.row is None or draft.state not in ("frozen", "published"):
        return None
    return draft.row.frozen if draft.state == "frozen" else draft.row.published


def _findings(drawn: Screen, draft: Draft, allowed: Sequence[Option], found: Seen) -> list[Beside]:
    explains = any(option.event == "explain" and option.allowed for option in allowed)
    answers = {id(each.finding): each for each in draft.findings}
    url = found.asked.url("act", "explain")
    beside = []
    for group in drawn.groups:
        for each in group.findings:
            answer = answers[id(each.finding)]
            beside.append(Beside(each, answer, f"{url}?finding={answer.key}" if explains and answer.open_error else ""))
    return beside


def _buttons(allowed: Sequence[Option], found: Seen) -> dict[str, object]:
    """The next step, what else may be done, and what may not with its reason. Explaining starts at its finding."""
    made = [Button(option, found.asked.url("act", option.event)) for option in allowed if option.event != "explain"]
    ready = [button for button in made if button.option.allowed]
    done = {"deliver"} if found.draft.row and found.draft.row.delivered_on else set()
    forward = [button for button in ready if button.option.event in FORWARD and button.option.event not in done]
    # What goes up to the authority waits until it is public, and never hides that it has to become so.
    forward.sort(key=lambda button: (button.option.event != "deliver", FORWARD.index(button.option.event)))
    first = forward[-1:]
    return {
        "primary": first,
        "possible": [button for button in ready if button not in first],
        "refused": [button for button in made if not button.option.allowed],
    }


def _history(row: AnnualReport | None) -> list[Step]:
    if row is None:
        return []
    entries = journal.entries(Subject.REPORT.value, row.pk)
    names = people.names({entry.person for entry in entries})
    return [
        Step(
            entry,
            EVENTS.get(entry.event, entry.event),
            names.get(entry.person, "（已离开）"),
            rights.ROLE_NAMES.get(entry.role, entry.role),
            _said(entry),
        )
        for entry in reversed(entries)
    ]


def _said(entry: Entry) -> str:
    """What was written at the act: a reason, an opinion, a voucher."""
    told = json.loads(entry.payload)
    return "；".join(str(told[name]) for name in ("reason", "opinion", "evidence") if told.get(name))


def _public_url(draft: Draft) -> str:
    if draft.row is None or draft.row.published_id is None:
        return ""
    return reverse("portal:disclosure:report", args=[draft.organ.code, draft.year])
