"""The workbook: totals alive and stored, published figures never mended, text never calculated."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from gongkai.annual.model import Cell, Number, Report, Section
from gongkai.annual.write.xlsx import number_of, write
from tests.annual.reports import cell, sound, with_marks, with_wrong_total


def formulas(report: Report) -> Any:
    return openpyxl.load_workbook(BytesIO(write(report)))


def stored(report: Report) -> Any:
    return openpyxl.load_workbook(BytesIO(write(report)), data_only=True)


def checks(report: Report) -> dict[tuple[str, str], tuple[Any, ...]]:
    rows = stored(report)["核对"].iter_rows(min_row=2, values_only=True)
    return {(row[0][:2], row[1]): row[2:] for row in rows}


def test_the_sheets_are_prose_three_tables_and_checks() -> None:
    assert formulas(sound()).sheetnames == ["正文", "表二", "表三", "表四", "核对"]


def test_totals_are_formulas_over_their_parts() -> None:
    book = formulas(sound())
    assert book["表三"]["J4"].value == "=SUM(D4:I4)"
    assert book["表三"]["D27"].value == "=SUM(D6:D26)"
    assert book["表四"]["O4"].value == "=SUM(K4:N4)"


def test_in_the_form_of_2019_the_total_spans_two_lines_less() -> None:
    assert formulas(sound("2019"))["表三"]["D25"].value == "=SUM(D6:D24)"


def test_formulas_carry_their_values_for_readers_that_do_not_calculate() -> None:
    sheet = CalamineWorkbook.from_filelike(BytesIO(write(sound()))).get_sheet_by_name("表三").to_python()
    assert sheet[3][3:] == [8, 2, 0, 0, 0, 0, 10]
    assert sheet[26][3:] == [8, 2, 0, 0, 0, 0, 10]


def test_a_wrong_total_stays_as_published_and_the_check_says_so() -> None:
    report = with_wrong_total()
    assert formulas(report)["表三"]["D27"].value == 9
    assert checks(report)["R2", "表三：“自然人”列"] == (8, 9, 1, "不符")
    assert checks(report)["R2", "表三：“商业企业”列"] == (2, 2, 0, "相符")


def test_checks_are_alive() -> None:
    row = [cell.value for cell in formulas(sound())["核对"][2]]
    assert row[2:5] == ["=SUM('表三'!D6:D26)", "=SUM('表三'!D27)", "=D2-C2"]
    assert str(row[5]).startswith('=IF(E2=0,"相符","不符")')


def test_blanks_count_as_nothing_and_the_check_says_so() -> None:
    assert checks(with_marks())["R5", "表四：“行政复议”组"] == (0, 0, 0, "相符（有空格或非数字，按0计）")
    assert stored(with_marks())["表四"]["E4"].value is None


def test_every_check_of_the_form_is_there() -> None:
    assert len(checks(sound())) == 7 + 7 + 25 + 3
    assert {verdict for *_, verdict in checks(sound()).values()} == {"相符"}


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@SUM(A1)", "=cmd|' /C calc'!A0", "#REF!"])
def test_text_is_never_calculated(text: str) -> None:
    report = sound()
    report.preamble = text
    report.table3[5][1] = Cell(None, text)
    report.sections = [Section("一、总体情况", text)]
    book = formulas(report)
    for found in (book["正文"]["A2"], book["正文"]["A4"], book["表三"]["E8"]):
        assert (found.value, found.data_type) == (text, "s")
        assert bool(found.quotePrefix) == (text[0] in "=+-@")


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("-3", -3), ("12.50", Decimal("12.50")), ("4.0", Decimal("4.0"))]
    + [(text, None) for text in ("", "/", "007", "1,234", "１２", "3件", "1e5", "NaN", " 1", "+1", "-0", "∞")],
)
def test_only_plain_numbers_become_numbers(text: str, number: Number | None) -> None:
    assert number_of(text) == number
    assert type(number_of(text)) is type(number)


def test_decimals_keep_their_places() -> None:
    report = sound()
    fee = report.table2["行政事业性收费"]
    fee[next(iter(fee))] = cell(Decimal("12.50"))
    found = formulas(report)["表二"]["B14"]
    assert (found.value, found.number_format) == (12.5, "0.00")


def test_a_paragraph_too_long_for_a_cell_is_divided_and_nothing_lost() -> None:
    report = Report(preamble="长" * 70000)
    column = [row[0] for row in stored(report)["正文"].iter_rows(values_only=True)]
    assert "".join(column) == report.preamble


def test_heads_repeat_on_paper_and_stay_in_sight() -> None:
    sheet = formulas(sound())["表三"]
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$3", "D4")
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.fitToWidth) == (9, 1)
