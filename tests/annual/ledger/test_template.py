"""The workbook follows from the law: headings, lists, notes; the same bytes each time."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from gongkai.annual.ledger.columns import STAYS_HERE
from gongkai.annual.ledger.kinds import ACTIVITY_KINDS, DOCUMENT_KINDS, ENDINGS, ORGAN_KINDS, TALLY_KINDS
from gongkai.annual.ledger.look import MARK
from gongkai.annual.ledger.sheets import LISTS, REQUESTS, SHEETS
from gongkai.annual.ledger.template import template
from gongkai.apps.documents.models import DocumentKind, Ending
from gongkai.apps.organs.models import Kind
from gongkai.apps.supervision.models import ActivityKind, TallyKind
from gongkai.law.decisions import DECISIONS
from gongkai.law.procedures.request_forms import REQUEST_FORMS


def test_the_same_for_the_same_organ() -> None:
    first, second = (load_workbook(io.BytesIO(template("某县"))) for _ in range(2))
    for sheet in SHEETS:
        assert [[c.value for c in row] for row in first[sheet.title].iter_rows()] == [
            [c.value for c in row] for row in second[sheet.title].iter_rows()
        ]
    assert first.properties.title == MARK


def test_no_two_columns_of_a_sheet_are_called_the_same() -> None:
    for sheet in SHEETS:
        headings = [column.heading for column in sheet.columns]
        assert len(set(headings)) == len(headings)


def test_every_field_of_the_registration_has_its_column() -> None:
    keys = {column.key for column in REQUESTS.columns}
    told = {field.name for field in REQUEST_FORMS["register"].fields} - STAYS_HERE
    assert {f"opening.{name}" for name in told} <= keys
    assert not keys & {f"opening.{name}" for name in STAYS_HERE}


def test_lists_hold_every_decision_with_its_line() -> None:
    lists = load_workbook(io.BytesIO(template()))[LISTS]
    shown = {str(cell.value) for row in lists.iter_rows() for cell in row if cell.value}
    assert {each.name for each in DECISIONS} <= {text.split("｜")[0] for text in shown if "｜表三：" in text}
    assert lists.sheet_state == "hidden"


def test_drop_down_lists_refuse_what_is_not_on_them_and_days_are_days() -> None:
    page = load_workbook(io.BytesIO(template()))[REQUESTS.title]
    rules = page.data_validations.dataValidation
    assert rules
    assert all(rule.showErrorMessage for rule in rules)
    assert page.freeze_panes == "B2"
    assert page.column_dimensions["C"].number_format == "yyyy-mm-dd"
    assert "依据：" in page["C1"].comment.text


def test_codes_and_labels_are_those_of_the_database() -> None:
    for ours, theirs in (
        (DOCUMENT_KINDS, DocumentKind),
        (ENDINGS, Ending),
        (ACTIVITY_KINDS, ActivityKind),
        (TALLY_KINDS, TallyKind),
        (ORGAN_KINDS, Kind),
    ):
        assert list(ours.items()) == [(str(code), str(label)) for code, label in theirs.choices]
