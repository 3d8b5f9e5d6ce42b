"""One row in each register of an office, recorded through the actions; what a person would type to record it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from gongkai.annual.ledger.model import LedgerActivity, LedgerDocument, LedgerItem, LedgerTally
from gongkai.apps.documents import actions as documents
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.models import Item
from gongkai.apps.supervision import actions as supervision
from tests.faces.desk.world import Office

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
REGISTERS = ("items", "documents", "activities", "tallies")
PLACES = {key: f"/desk/registers/{key}/" for key in REGISTERS} | {"documents": "/desk/documents/"}
"""Where each register is found."""

ITEM = LedgerItem("W-1", "关于道路绿化的通告", "通知公告", date(2026, 5, 6))
DOCUMENT = LedgerDocument("normative", "昌政发〔2026〕1号", "绿化管理办法", date(2026, 3, 1), date(2026, 4, 1))
ACTIVITY = LedgerActivity("H-1", "interpretation", "绿化办法解读", date(2026, 5, 15), 30)
TALLY = LedgerTally("penalty", date(2026, 1, 1), date(2026, 6, 30), 12, "处罚系统")

TYPED: dict[str, dict[str, str]] = {
    "items": {"number": "W-2", "title": "另一份通告", "column": "通知公告", "interprets": "", "day": "2026-05-07"},
    "documents": {
        "kind": "normative",
        "number": "昌政发〔2026〕2号",
        "title": "另一个办法",
        "day": "2026-03-02",
        "in_force_on": "2026-04-02",
    },
    "activities": {"number": "H-2", "kind": "open_day", "title": "公开日", "day": "2026-05-16", "attendance": ""},
    "tallies": {"kind": "coercion", "since": "2026-01-01", "day": "2026-06-30", "amount": "3", "source": "执法系统"},
}
"""What fills the form of a new entry. `day` is the column of the register's own day."""


def shelved(where: Office) -> dict[str, int]:
    """A row in each register; their ids by register."""
    clerk = where.actor("clerk")
    publishing.record_items(clerk, [ITEM], NOW)
    return {
        "items": Item.objects.get(organ=where.organ, number=ITEM.number).pk,
        "documents": documents.record_document(clerk, DOCUMENT, NOW).pk,
        "activities": supervision.record_activity(clerk, ACTIVITY, NOW).pk,
        "tallies": supervision.record_tally(clerk, TALLY, NOW).pk,
    }


def as_shown(client: Client, path: str) -> dict[str, Any]:
    """What the form at an address would send if nothing were typed."""
    form = client.get(path).context["form"]
    return {bound.html_name: "" if bound.value() is None else str(bound.value()) for bound in form}
