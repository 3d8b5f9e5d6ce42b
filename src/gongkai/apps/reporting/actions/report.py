"""What can be done with an organ's report: begin it, write its paragraphs, and every act of the procedure.

Desk, command line and demo call the same functions. Each locks the row, computes the facts that guards ask for from the
report as it then stands, and writes the journal entry and the cached state in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.annual.compile import BadText
from gongkai.annual.compile.template import KEYS
from gongkai.annual.compile.tokens import render
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.models import Subject
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.pages import actions as pages
from gongkai.apps.pages import scopes
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import demand
from gongkai.apps.reporting import showing
from gongkai.apps.reporting.actions.freezing import freeze, publish
from gongkai.apps.reporting.events import BEGIN
from gongkai.apps.reporting.guards import facts
from gongkai.apps.reporting.models import AnnualReport, ReportExplanation, ReportText
from gongkai.apps.reporting.queries.drafts import Draft, draft_of
from gongkai.law.casework import Refusal
from gongkai.law.procedures import REPORT, Refused, allowed
from gongkai.law.procedures.fields import FieldKind
from gongkai.law.procedures.report_forms import REPORT_FORMS
from gongkai.law.returns import form_for_year

WRITABLE = ("draft", "correcting")
"""States in which paragraphs may be written."""


@transaction.atomic
def begin(actor: Actor, year: int, now: datetime) -> AnnualReport:
    """The report of the actor's organ on a year, begun if nobody has. Refused (`Refusal`): a year that has not begun, or
    one before 2019; (`Forbidden`): who may not compile."""
    demand(actor, "report.compile")
    try:
        form_for_year(year)
    except ValueError as error:
        raise Refusal(str(error)) from None
    if year > localdate(now).year:
        raise Refusal(f"{year}年还没有开始，不能编制这一年度的年报。")
    row, new = AnnualReport.objects.get_or_create(organ_id=actor.organ_id, year=year)
    if new:
        journal.append(Subject.REPORT.value, row.pk, BEGIN, localdate(now), actor, now, {"year": year})
    return row


@transaction.atomic
def write(
    actor: Actor, report_id: int, key: str, text: str | None, now: datetime, based_on: int | None = None
) -> ReportText | None:
    """Write a paragraph, tokens and all; None gives it back to our words. The version before stays.

    `based_on` is the id of the paragraph's text when it was shown (0 for none): `Stale` when somebody wrote since.
    Gives None when nothing changed. Refused (`Refusal`): an unknown paragraph, a state in which nothing is written, a text
    with tokens that cannot be filled in. Not found: another organ's report.
    """
    demand(actor, "report.compile")
    row = _locked(actor, report_id)
    if key not in KEYS:
        raise Refusal(f"年报没有“{key}”这一段，可用：{'、'.join(KEYS)}。")
    if row.state not in WRITABLE:
        raise Refusal(f"年报“{REPORT.states[row.state]}”，不能改写；请先办“{REPORT.events['edit']}”或退回。")
    newest = row.texts.filter(key=key).order_by("pk").last()
    if based_on is not None and based_on != (newest.pk if newest else 0):
        raise Stale("在您改写期间，别人已经改了这一段。请看最新的文字，再决定保留哪一种；您写的仍在下面。")
    if (newest.text if newest else None) == text:
        return None
    # Only braces can be filled in or fail to be: plain words need no figures counted.
    if text is not None and not {"{", "}"}.isdisjoint(text):
        _refuse_unfillable(draft_of(row.organ_id, row.year, localdate(now)), key, text)
    return ReportText.objects.create(report=row, key=key, text=text, person=actor.person, written_at=now)


def _refuse_unfillable(draft: Draft, key: str, text: str) -> None:
    try:
        render(text, draft.tokens, "这一段")
    except BadText as refusal:
        raise Refusal(str(refusal)) from None


@transaction.atomic
def act(
    actor: Actor,
    report_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    now: datetime,
    based_on: int | None = None,
) -> AnnualReport:
    """Do one act of the procedure. `based_on` is `AnnualReport.acts` when the form was shown.

    Refused: `Refusal` with the reason and its provisions (wrong state, unmet guard, a day that has not come, a form that
    is not filled); `Forbidden` (rights); `Stale`. Not found (`AnnualReport.DoesNotExist`): another organ's report.
    """
    if event not in REPORT.events:
        raise Refusal(f"年报没有“{event}”这种办理，可用：{'、'.join(REPORT.events)}。")
    demand(actor, f"report.{event}")
    row = _locked(actor, report_id)
    if based_on is not None and based_on != row.acts:
        raise Stale
    _refuse_form(event, day, data, localdate(now))
    draft = draft_of(row.organ_id, row.year, localdate(now))
    answer = allowed(REPORT, row.state, event, actor.role, facts(draft, actor, data, localdate(now)))
    if isinstance(answer, Refused):
        raise Refusal(answer.reason, answer.cites)
    kept: dict[str, object] = {"year": row.year, "digest": draft.digest, **data}
    kept |= _effect(row, event, day, actor, draft, data, now)
    row.state, row.acts = answer.target, row.acts + 1
    row.save()
    journal.append(Subject.REPORT.value, row.pk, event, day, actor, now, kept)
    if row.published_id is not None:
        code = row.organ.code
        showing.changed([row.pk])
        pages.changed(scopes.report(code, row.year), *scopes.of_lists(code))
    return row


def _effect(
    row: AnnualReport, event: str, day: date, actor: Actor, draft: Draft, data: Mapping[str, object], now: datetime
) -> dict[str, object]:
    """What an act does besides changing the state; gives what the journal keeps of it."""
    if event == "approve":
        row.approved = draft.digest
    elif event in ("return", "reopen", "correct"):
        row.approved = ""
    if event == "explain":
        _explain(row, actor, draft, data, now)
    elif event == "freeze":
        row.frozen = freeze(row, actor, draft, now)
        return {"version": row.frozen.number, "version_digest": row.frozen.digest}
    elif event == "publish":
        unwritten = publish(row, day, now)
        assert row.frozen is not None
        return {"version": row.frozen.number, "version_digest": row.frozen.digest, "unwritten": unwritten}
    elif event == "deliver":
        row.delivered_on = day
    return {}


def _explain(row: AnnualReport, actor: Actor, draft: Draft, data: Mapping[str, object], now: datetime) -> None:
    key = str(data.get("finding"))
    found = next((each for each in draft.findings if each.key == key), None)
    if found is None:
        raise Refusal("要说明的这一条已经没有了（数字或文字改过），请看最新的自查结果。")
    ReportExplanation.objects.create(
        report=row,
        finding=key,
        message=found.finding.message,
        text=str(data["reason"]).strip(),
        person=actor.person,
        written_at=now,
    )


def _refuse_form(event: str, day: date, data: Mapping[str, object], today: date) -> None:
    form = REPORT_FORMS[event]
    if day > today:
        raise Refusal(f"{form.day_label}“{day:%Y-%m-%d}”还没有到，今天是 {today:%Y-%m-%d}；请核对日期。")
    known = {field.name for field in form.fields}
    if strange := sorted(set(data) - known):
        raise Refusal(f"“{REPORT.events[event]}”没有“{'、'.join(strange)}”这一项。")
    for field in form.fields:
        value = data.get(field.name)
        if field.required and not str(value or "").strip():
            raise Refusal(f"请填写“{field.label}”。")
        if field.kind in (FieldKind.TEXT, FieldKind.LONG) and value is not None and not isinstance(value, str):
            raise Refusal(f"“{field.label}”应为文字。")


def _locked(actor: Actor, report_id: int) -> AnnualReport:
    """The row of the actor's own organ, locked until the transaction ends."""
    return AnnualReport.objects.select_for_update().get(pk=report_id, organ_id=actor.organ_id)
