"""A closed year of an office for the report's tests: requests answered and open, a policy in force, a report led on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from gongkai.annual.ledger.model import LedgerDocument, LedgerItem
from gongkai.apps.documents import actions as documents
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.reporting.actions import report as actions
from gongkai.apps.reporting.models import AnnualReport
from tests.faces.desk.world import Case, Office
from tests.faces.logged_in import logged_in

WANTED = ("platform", "supervision", "problems", "measures")
"""Paragraphs that only the office can write."""


def last_year() -> int:
    """The year on which a report is due today."""
    return timezone.localdate().year - 1


def filled(office: Office) -> int:
    """Three requests of last year: two answered, one carried out; and something published. Gives the year."""
    year = last_year()
    for month, applicant in ((3, "natural"), (4, "business")):
        case = Case(office, date(year, month, 11), applicant=applicant)
        case.do("record_reply", "head", date(year, month, 20), **_reply(month))
    Case(office, date(year, 12, 20))
    at = datetime(year, 12, 31, 8, tzinfo=UTC)
    publishing.record_items(office.actor("clerk"), [LedgerItem("X1", "某项政策", "政策文件", date(year, 5, 6))], at)
    document = LedgerDocument("normative", "某政办发〔2020〕1号", "某管理办法", date(2020, 5, 6), date(2020, 6, 1))
    documents.record_documents(office.actor("clerk"), [document], at)
    return year


def _reply(number: int) -> dict[str, object]:
    return {
        "decision": "provided",
        "reason": "属于可以公开的信息。",
        "number": f"某政公开〔{last_year()}〕{number}号",
        "manner": "email",
        "evidence": "回执1",
    }


def begun(office: Office) -> AnnualReport:
    """The report of last year, begun, with the words that only the office can write."""
    row = actions.begin(office.actor("compiler"), last_year(), timezone.now())
    for key in WANTED:
        actions.write(office.actor("compiler"), row.pk, key, "按照要求做好各项工作。", timezone.now())
    return row


def led(office: Office, row: AnnualReport, *steps: tuple[str, str]) -> AnnualReport:
    """The report after some acts, each by a role, today."""
    for event, role in steps:
        told: dict[str, Any] = {"opinion": "无异议。"} if event == "review_secrecy" else {}
        told |= {"reason": "核对。"} if event in ("return", "reopen", "correct") else {}
        row = actions.act(office.actor(role), row.pk, event, timezone.localdate(), told, timezone.now())
    return row


TO_FROZEN = (("check", "compiler"), ("submit", "compiler"), ("approve", "leader"), ("freeze", "head"))
TO_PUBLISHED = (*TO_FROZEN, ("review_secrecy", "leader"), ("publish", "head"))


def signed_in(office: Office, role: str) -> Client:
    return logged_in(office.people[role])
