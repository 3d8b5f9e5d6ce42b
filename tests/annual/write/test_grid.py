"""The grid is the national form: every square of it is covered once, and every figure hears its heads."""

from __future__ import annotations

import pytest

from gongkai.annual.model import Cell, Report
from gongkai.annual.write import KINDS, write
from gongkai.annual.write.grid import Grid, Kind, grids, printed
from gongkai.law.returns import APPLICANTS, FORMS
from tests.annual.reports import sound, with_marks

EVERY_GRID = [(form, table) for form in FORMS for table in (2, 3, 4)]


def grid(form: str, table: int) -> Grid:
    return grids(sound(form))[table]


@pytest.mark.parametrize(("form", "table"), EVERY_GRID)
def test_every_square_is_covered_exactly_once(form: str, table: int) -> None:
    drawn = grid(form, table)
    squares = [
        (row, column)
        for cell in drawn.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    ]
    assert sorted(squares) == [(row, column) for row in range(drawn.rows) for column in range(drawn.columns)]


@pytest.mark.parametrize(("form", "table"), EVERY_GRID)
def test_every_figure_of_the_report_is_printed_once(form: str, table: int) -> None:
    places = [cell.place for cell in grid(form, table).cells if cell.kind is Kind.FIGURE]
    assert places == [place for place, _ in sound(form).cells() if place.table == table]


@pytest.mark.parametrize(("form", "table"), EVERY_GRID)
def test_every_table_is_as_wide_as_the_type_area(form: str, table: int) -> None:
    assert sum(grid(form, table).widths) == pytest.approx(156)


@pytest.mark.parametrize(("form", "rows"), [("2021", 22), ("2019", 20)])
def test_the_third_part_stands_beside_all_its_lines(form: str, rows: int) -> None:
    (result,) = [cell for cell in grid(form, 3).cells if cell.text == "三、本年度办理结果"]
    assert (result.rowspan, result.column, result.kind) == (rows, 0, Kind.SIDE)


def test_groups_of_refusals_span_their_lines() -> None:
    spans = {cell.text: cell.rowspan for cell in grid("2021", 3).cells if cell.rowspan > 1 and cell.column == 1}
    assert spans == {"（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5, "（六）其他处理": 3}


def test_other_handling_is_one_line_in_the_form_of_2019() -> None:
    (other,) = [cell for cell in grid("2019", 3).cells if cell.text == "（六）其他处理"]
    assert (other.rowspan, other.colspan) == (1, 2)


def test_a_figure_of_table_3_hears_kind_group_and_line() -> None:
    drawn = grid("2021", 3)
    (figure,) = [c for c in drawn.cells if c.place and (c.place.row, c.place.column) == (5, 1)]
    assert [head.text for head in drawn.heads()[figure]] == [
        "申请人情况",
        "法人或其他组织",
        APPLICANTS[1],
        "三、本年度办理结果",
        "（三）不予公开",
        "1.属于国家秘密",
    ]


def test_a_figure_of_table_2_hears_only_its_own_block() -> None:
    drawn = grid("2021", 2)
    (figure,) = [c for c in drawn.cells if c.place and c.place.row == "行政强制"]
    assert [head.text for head in drawn.heads()[figure]] == ["第二十条第（六）项", "本年处理决定数量", "行政强制"]


def test_what_was_printed_is_printed_again() -> None:
    assert [printed(c) for c in (Cell(None, "/"), Cell(None, ""), Cell(7, "７"), Cell(7), Cell(), None)] == [
        "/",
        "",
        "７",
        "7",
        "",
        "",
    ]
    texts = {str(c.place.row): c.text for c in grids(with_marks())[2].cells if c.place}
    assert texts["规章"] == "/"


def test_a_figure_that_cannot_be_told_is_never_printed_as_one() -> None:
    untold = (
        Cell(None, "4500", (4, 45)),
        Cell(None, "4500", (1, 2, 3, 4)),
        Cell(None, "4500"),
        Cell(None, "45 00"),
        Cell(None, "见附表2"),
    )
    assert [printed(c) for c in untold] == ["？", "？", "？", "？", "见附表2"]


def test_lines_that_the_document_did_not_have_are_not_made_up() -> None:
    report = sound()
    for line in (22, 23):
        del report.table3[line]
    del report.table2["行政事业性收费"]
    drawn = grids(report)
    assert [drawn[2].rows, drawn[3].rows] == [11, 26]
    assert "第二十条第（八）项" not in {cell.text for cell in drawn[2].cells}
    assert {cell.text: cell.rowspan for cell in drawn[3].cells}["（六）其他处理"] == 1
    assert all(write(report, kind) for kind in KINDS)


def test_a_report_without_a_table_has_no_grid_of_it() -> None:
    assert grids(Report()) == {}


def test_a_row_read_too_short_is_printed_with_blanks() -> None:
    report = sound()
    report.table3[7] = report.table3[7][:3]
    row = [cell.text for cell in grids(report)[3].cells if cell.place and cell.place.row == 7]
    assert row == ["0", "0", "0", "", "", "", ""]
