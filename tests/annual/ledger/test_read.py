"""What is taken all the same is said: late replies above all, which the law counts and does not undo."""

from __future__ import annotations

from datetime import date

from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.sheets import REQUESTS
from tests.annual.ledger.samples import ANSWER, ROW, book, saved


def _workbook(*replied: date) -> bytes:
    rows = [{**ROW, **ANSWER, "number": f"2024-{at:04}", "reply.day": day} for at, day in enumerate(replied, 1)]
    return saved(book({REQUESTS.title: rows}))


def test_a_late_reply_is_taken_and_said() -> None:
    # V01: received on 2024-03-04, the last day is 2024-04-01.
    ledger = read(_workbook(date(2024, 4, 1), date(2024, 4, 2)))
    assert len(ledger.requests) == 2
    assert ledger.remarks == ("申请 2024-0002：答复日 2024-04-02 晚于末日 2024-04-01，逾期1个工作日。",)


def test_many_late_replies_are_counted() -> None:
    ledger = read(_workbook(*[date(2024, 4, 2)] * 53))
    assert len(ledger.remarks) == 51
    assert ledger.remarks[-1].startswith("另有 3 处期限提示没有列出")


def test_what_was_examined_before_is_named() -> None:
    ledger = read(_workbook(date(2024, 4, 2), date(2024, 4, 2)), examined=1)
    late, before = ledger.remarks
    assert late.startswith("申请 2024-0002：")
    assert before.startswith("前 1 件上次已经核对过")
