"""An office whose year is over, with a report brought to a state by the public doors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from gongkai.annual.ledger.model import LedgerDocument, LedgerItem, LedgerTally
from gongkai.apps.documents import actions as documents
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.reporting import actions
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.supervision import actions as supervision
from tests.apps.office import Office, at, closed, office, opened

YEAR = 2024
JANUARY = date(2025, 1, 10)
WORDS = {
    "platform": "按季度检查政府网站各栏目，及时补充内容。",
    "supervision": "公开工作纳入各单位年度考核。",
    "problems": "部分栏目更新不够及时。",
    "measures": "下一步将按月核对栏目内容。",
}
STEPS = (
    ("check", "compiler", {}),
    ("submit", "compiler", {}),
    ("approve", "leader", {}),
    ("freeze", "head", {}),
    ("review_secrecy", "leader", {"opinion": "不含不宜公开的内容。"}),
    ("publish", "head", {}),
)

DONE = {"checked": 1, "submitted": 2, "approved": 3, "frozen": 4}
"""How many of the steps lie behind a report in a state."""


def busy_office(code: str = "changtu") -> Office:
    """Three requests received in the year, one of them still open at its end, one carried in; a document; licences."""
    where = office(code)
    closed(where, opened(where, date(2023, 12, 20)), date(2024, 1, 10))
    closed(where, opened(where, date(2024, 3, 4)), date(2024, 3, 20))
    closed(where, opened(where, date(2024, 5, 6), applicant="business"), date(2024, 5, 20), "not_ours")
    opened(where, date(2024, 12, 20))
    now = at(JANUARY)
    document = LedgerDocument("normative", "清政规〔2024〕1号", "某办法", date(2024, 4, 1), date(2024, 5, 1))
    documents.record_document(where.clerk, document, now)
    publishing.record_items(
        where.clerk, [LedgerItem(str(n), f"信息{n}", "政策文件", date(2024, 6, n)) for n in range(1, 6)], now
    )
    tally = LedgerTally("licence_granted", date(2024, 1, 1), date(2024, 12, 31), 40, "审批系统")
    supervision.record_tally(where.clerk, tally, now)
    return where


def begun(where: Office, texts: Mapping[str, str] = WORDS) -> AnnualReport:
    """A report whose paragraphs are written."""
    row = actions.begin(where.compiler, YEAR, at(JANUARY))
    for key, text in texts.items():
        actions.write(where.compiler, row.pk, key, text, at(JANUARY))
    return row


def brought_to(where: Office, state: str, row: AnnualReport | None = None) -> AnnualReport:
    """A report that has gone through every step until it reached a state."""
    row = row or begun(where)
    for event, role, data in STEPS[DONE.get(row.state, 0) :]:
        if row.state == state:
            break
        row = done(where, row, event, role, data)
    assert row.state == state
    return row


def done(
    where: Office,
    row: AnnualReport,
    event: str,
    role: str,
    data: Mapping[str, object] | None = None,
    now: datetime | None = None,
) -> AnnualReport:
    """One act by the person in a role."""
    moment = now or at(JANUARY)
    return actions.act(getattr(where, role), row.pk, event, moment.date(), data or {}, moment)
