"""A ledger that is written reads back as the same ledger."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongkai.annual.ledger.model import Ledger, LedgerCase
from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.sheets import REQUESTS, STEPS
from gongkai.annual.ledger.steps import PROCEDURES
from gongkai.annual.ledger.write import Unwritable, normal, write
from gongkai.law.procedures.fields import FieldKind
from tests.annual.ledger.samples import rich_ledger

_AWKWARD = (
    "=1+1",
    "+86",
    "-",
    "@a",
    "_x0041_",
    "检索范围：甲",
    "┆甲",
    "甲\n\n乙",
    "甲：乙：丙",
    "（未导出）",
    "０１２",
    "'甲",
    "\u3000甲",
)
_WORDS = st.one_of(
    st.sampled_from(_AWKWARD),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=30
    ),
)


def test_every_sort_of_case_comes_back_as_it_was() -> None:
    ledger = rich_ledger()
    assert read(write(ledger)) == normal(ledger)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_words_come_back_as_they_were(data: st.DataObject) -> None:
    ledger = rich_ledger()
    told = replace(
        ledger,
        requests=tuple(_reworded("request", case, data) for case in ledger.requests),
        remedies=tuple(_reworded("remedy", case, data) for case in ledger.remedies),
        items=tuple(replace(each, title=data.draw(_WORDS), column=data.draw(_WORDS)) for each in ledger.items),
        texts={key: data.draw(_WORDS) for key in ledger.texts},
    )
    assert read(write(told)) == normal(told)


def _reworded(kind: str, case: LedgerCase, data: st.DataObject) -> LedgerCase:
    """The case with other words in its texts, and clerks who may be several."""
    forms = PROCEDURES[kind][1]
    acts = []
    for act in case.acts:
        fields = {field.name: field for field in forms[act.event].fields}
        told = {
            name: data.draw(_WORDS)
            if fields[name].kind in (FieldKind.TEXT, FieldKind.LONG) and name not in ("label", "request_number")
            else value
            for name, value in act.data.items()
        }
        person = data.draw(st.sampled_from(("甲经办", "丁经办"))) if act.role == "clerk" else act.person
        acts.append(replace(act, data=told, person=person))
    private = {seq: {name: data.draw(_WORDS) for name in told} for seq, told in case.private.items()}
    return replace(case, acts=tuple(acts), private=private)


def test_what_fits_stands_in_the_row_and_only_the_rest_in_the_steps() -> None:
    ledger = rich_ledger()
    workbook = load_workbook(_file(write(ledger)))
    steps = [row for row in workbook[STEPS.title].iter_rows(min_row=2, values_only=True) if row[0]]
    assert [(row[1], row[3]) for row in steps] == [
        ("2024-0004", "登记到件"),
        # The remark was made before the call on the same day, which a row cannot say: so all of the case stands here.
        ("2024-0004", "办理记录"),
        ("2024-0004", "记录联系不上"),
        ("2024-0004", "与申请人确认"),
        ("2024-0004", "检索记录"),
        ("2024-0004", "提出答复意见"),
        ("2024-0004", "审核"),
        ("2024-0004", "签发"),
        ("2024-0004", "送达答复"),
        ("2024-0008", "撤销误登"),
        ("2024-0009", "登记到件"),
        ("2024-0009", "分件办理"),
        ("2024-0009", "请科室协查"),
        ("2024-0009", "催办科室"),
        ("2024-0009", "登记科室答复"),
        ("2024-0009", "登记签收"),
        ("2024-0009", "代为转递"),
        ("2024-0009", "评价"),
        ("案1", "登记结果"),
        ("案2", "登记收案"),
        ("案3", "登记收案"),
        ("案3", "撤销误登"),
    ]
    assert workbook[REQUESTS.title].max_row == 1 + len(ledger.requests)


def test_what_looks_like_a_formula_is_written_as_text() -> None:
    ledger = Ledger("某县", "office", texts={(2024, "problems"): "=HYPERLINK(1)"})
    (cell,) = (
        each
        for row in load_workbook(_file(write(ledger)))["年报文字"].iter_rows()
        for each in row
        if "HYPERLINK" in str(each.value)
    )
    assert cell.data_type == "s"


def test_what_no_cell_can_hold_is_refused_with_its_place() -> None:
    ledger = Ledger("某县", "office", texts={(2024, "problems"): "长" * 40_000})
    with pytest.raises(Unwritable, match="“年报文字”表C2的“文字”有 40000 个字"):
        write(ledger)


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)
