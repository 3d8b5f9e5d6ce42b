"""A year and the one published before it: what late facts move is named in both, and nobody who came in is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from gongkai.apps import rules
from gongkai.apps.reporting import queries
from gongkai.apps.requests import actions
from gongkai.apps.requests.models import Request
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, NEW, TOTAL
from tests.apps.office import DECISION, Office, at, closed, office, opened
from tests.apps.reporting.situations import brought_to, busy_office

pytestmark = pytest.mark.django_db
END, NEXT_END = date(2024, 12, 31), date(2025, 12, 31)
LATE = at(date(2025, 2, 3))
CARRIED = "previous.carried_over"


def table3(where: Office, year: int, as_of: date) -> Mapping[int, int]:
    report = queries.draft_of(where.organ.pk, year, as_of).compiled.report
    return {int(line): int(cells[6].value or 0) for line, cells in report.table3.items()}


def codes(where: Office) -> set[str]:
    return {each.code for each in queries.draft_of(where.organ.pk, 2025, NEXT_END).compiled.findings}


def test_a_late_arrival_of_the_published_year_breaks_the_carry_over_aloud() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    assert CARRIED not in codes(where)
    opened(where, date(2024, 11, 4), now=LATE)
    assert CARRIED in codes(where)
    assert row.published is not None
    assert queries.rerender(row.published)


def test_an_end_corrected_into_the_next_year_is_named_in_both() -> None:
    """Reported as closed in 2024; the receipt shows that the reply went out in January."""
    where = busy_office()
    moved = opened(where, date(2024, 12, 20), now=at(date(2024, 12, 20)))
    closed(where, moved, date(2024, 12, 30))
    row = brought_to(where, "published")
    assert CARRIED not in codes(where)
    told = {"target": 2, "reason": "交邮日录错", "day": "2025-01-06", "data": dict(DECISION)}
    actions.act(where.head, moved.pk, "correct", date(2025, 2, 3), told, {}, LATE)
    assert Request.objects.get(pk=moved.pk).closed_on == date(2025, 1, 6)
    assert row.published is not None
    found = {each.where for each in queries.rerender(row.published)}
    for line in ("四、结转下年度继续办理", "总计", "（一）予以公开"):
        assert any(f"{line}”行" in each for each in found), (line, found)
    assert CARRIED in codes(where)
    last, this = table3(where, 2024, END), table3(where, 2025, NEXT_END)
    assert last[CARRIED_OUT] == this[CARRIED_IN]


def test_a_correction_of_the_following_year_under_the_other_reading_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    """By that reading the request leaves the published year when its correction comes in."""
    monkeypatch.setattr(rules, "chosen", lambda: {"corrected_year": "corrected"})
    where = busy_office()
    asked = opened(where, date(2024, 12, 20), now=at(date(2024, 12, 20)))
    until = {"what": "请写明文号", "until": "2025-01-20", "manner": "mail"}
    actions.act(where.clerk, asked.pk, "ask_correction", date(2024, 12, 24), until, {}, at(date(2024, 12, 24)))
    row = brought_to(where, "published")
    private = {"corrected": "文号"}
    actions.act(where.clerk, asked.pk, "receive_correction", date(2025, 1, 15), {}, private, LATE)
    assert row.published is not None
    assert any("本年新收" in each.where for each in queries.rerender(row.published))
    assert CARRIED in codes(where)
    last, this = table3(where, 2024, END), table3(where, 2025, NEXT_END)
    assert last[CARRIED_OUT] == this[CARRIED_IN]
    assert this[NEW] == 1


def test_what_lies_there_unconfirmed_is_said_on_the_draft() -> None:
    where = office()
    opened(where, date(2024, 11, 4), channel="web")
    gone = opened(where, date(2024, 11, 5), channel="web")
    actions.act(where.clerk, gone.pk, "withdraw", date(2024, 11, 6), {"evidence": "电话"}, {}, LATE)
    drafted = queries.draft_of(where.organ.pk, 2024, END)
    assert any("有 1 件申请已经到达、还没有收到之日" in each for each in drafted.compiled.caveats)
    assert any("有 1 件申请在收到之日确定以前就已终结" in each for each in drafted.compiled.caveats)
    assert not any(table3(where, 2024, END)[line] for line in (NEW, CARRIED_IN, TOTAL, CARRIED_OUT))
