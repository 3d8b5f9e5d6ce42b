"""What a cell says: one reading however it is typed, or a fault."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gongkai.annual.ledger.cells import Raw, Value, value
from gongkai.annual.ledger.columns import Column
from gongkai.annual.ledger.sheets import OPENING, REPLY, REQUESTS
from gongkai.law.procedures.fields import FieldKind

DAY, WHOLE = REQUESTS.column(f"{OPENING}.day"), REQUESTS.column(f"{OPENING}.items")
CHANNEL, DECISION = REQUESTS.column(f"{OPENING}.channel"), REQUESTS.column(f"{REPLY}.decision")
WITHHELD, SUBJECT = REQUESTS.column(f"{REPLY}.withheld"), REQUESTS.column(f"{OPENING}.subject")
NUMBER, CONTENT = REQUESTS.column("number"), REQUESTS.column(f"{OPENING}.content")
MARCH = "2024-03-04"
HALF_PAST_TEN = datetime(2024, 3, 4, 10, 30)  # noqa: DTZ001 - what a cell holds has no zone


@pytest.mark.parametrize(
    ("column", "raw", "said"),
    [
        *((DAY, raw, MARCH) for raw in (
            date(2024, 3, 4), HALF_PAST_TEN, 45355, 45355.0, 20240304, "2024.3.4", "2024年3月4日", "2024/3/4",
            "2024-03-04", "２０２４年３月４日", " 2024 - 3 - 4 ", "20240304", "45355", "2024年3月4号", "'2024-3-4", "2024-03-04 09:15",
            "2024/3/4 9:15:00", "2024．3．4",
        )),
        (DAY, "/", None),
        (DAY, "—", None),
        (DAY, "　", None),
        (WHOLE, "３", 3),
        (WHOLE, "3件", 3),
        (WHOLE, 3.0, 3),
        (CHANNEL, "当面 提交", "counter"),
        (CHANNEL, "邮寄(需签收)", "registered_mail"),
        (CHANNEL, "口头", "oral"),
        (CHANNEL, "电子邮件\n", "email"),
        (DECISION, "部分公开", "partial"),
        (DECISION, "1.属于国家秘密", "state_secret"),
        (DECISION, "申请人撤回", "withdrawn"),
        (WITHHELD, "保护第三方合法权益，属于国家秘密", ["state_secret", "third_party_rights"]),
        (SUBJECT, "关于\n某事的\r\n文件", "关于某事的文件"),
        (SUBJECT, "annual\nreport", "annual report"),
        (SUBJECT, 12.0, "12"),
        (CONTENT, "第一行 \n\n第三行\n", "第一行\n\n第三行"),
        (NUMBER, "２０２４ －１", "2024-1"),
        (NUMBER, 202400017, "202400017"),
    ],
)  # fmt: skip
def test_one_reading(column: Column, raw: Raw, said: Value | None) -> None:
    assert value(column, raw) == said


def test_days_of_a_workbook_that_counts_from_1904() -> None:
    assert value(DAY, 43893, date(1904, 1, 1)) == MARCH


def test_every_label_of_every_list_reads_as_its_code() -> None:
    for column in REQUESTS.columns:
        if column.kind is FieldKind.CHOICE:
            assert {code: value(column, label) for code, label in column.choices.items()} == {
                code: code for code in column.choices
            }
