"""The tables as shown: every figure of the form, marks on the faulty ones, last year's beside them."""

from __future__ import annotations

import pytest

from gongkai.annual.findings import Severity
from gongkai.annual.model import Cell, Place, Report, empty_tables
from gongkai.faces.look.report.tables import ShownCell, cell_anchor, tables
from gongkai.law.returns import FORM_2019, FORM_2021, Form
from tests.apps.reporting import invented


def _figures(report: Report, previous: Report | None = None) -> dict[str, ShownCell]:
    found = tables(report, previous, invented.findings(invented.faulty_report()))
    return {cell.id: cell for table in found for row in table.body for cell in row if cell.kind == "figure"}


@pytest.mark.parametrize("form", [FORM_2021, FORM_2019], ids=lambda form: form.key)
def test_every_figure_of_the_form_is_shown_once_with_its_heads(form: Form) -> None:
    report = empty_tables(form)
    figures = _figures(report)
    assert set(figures) == {cell_anchor(place) for place, _ in report.cells()}
    assert not any(" " in identity for identity in figures)
    heads = {
        cell.id
        for table in tables(report, None, [])
        for row in table.head + table.body
        for cell in row
        if cell.kind in ("head", "side")
    }
    for figure in figures.values():
        assert figure.headers
        assert set(figure.headers.split()) <= heads


def test_faulty_cells_name_their_findings_and_show_the_gravest() -> None:
    figures = _figures(invented.faulty_report())
    total = figures[cell_anchor(Place(3, 1, 6))]
    assert total.severity is Severity.ERROR
    assert [reference.number for reference in total.references] == [1, 2]
    assert figures[cell_anchor(Place(3, 2, 0))].severity is None


def test_the_parts_of_a_long_sum_are_shown_as_such_and_not_as_faults() -> None:
    figures = _figures(invented.faulty_report())
    part = figures[cell_anchor(Place(3, 1, 0))]
    assert part.involved
    assert part.severity is None
    assert not figures[cell_anchor(Place(3, 1, 6))].involved
    assert not figures[cell_anchor(Place(3, 2, 0))].involved


def test_an_ambiguous_cell_shows_its_readings_and_no_figure_of_ours() -> None:
    cell = _figures(invented.faulty_report())[cell_anchor(invented.AMBIGUOUS)]
    assert cell.candidates == ("1", "12")
    assert not cell.missing


def test_a_cell_that_the_document_has_not_is_called_missing_and_a_blank_one_is_not() -> None:
    report = invented.report()
    report.table3[1][1], report.table3[1][2] = Cell(), Cell(None, "")
    figures = _figures(report)
    assert figures[cell_anchor(Place(3, 1, 1))].missing
    assert not figures[cell_anchor(Place(3, 1, 2))].missing


def test_a_row_with_too_few_cells_is_missing_at_its_end() -> None:
    report = invented.report()
    report.table3[1] = report.table3[1][:5]
    assert _figures(report)[cell_anchor(Place(3, 1, 6))].missing


def test_last_years_figure_stands_beside_this_years() -> None:
    figures = _figures(invented.report(), invented.report(2023, 9, 1, 2))
    assert figures[cell_anchor(Place(3, 1, 0))].before == "9"
    # 0 in both years is the rule in most cells, and says nothing.
    assert figures[cell_anchor(Place(3, 1, 1))].before is None
    assert _figures(invented.report())[cell_anchor(Place(3, 1, 0))].before is None


def test_columns_that_mean_something_else_in_last_years_form_are_not_compared() -> None:
    previous = empty_tables(FORM_2019)
    for _, cell in previous.cells():
        cell.value, cell.raw = 7, "7"
    figures = _figures(invented.report(2021), previous)
    # 2019: 上一年项目数量; 2021: 本年处理决定数量.
    assert figures[cell_anchor(Place(2, "行政许可", 0))].before is None
    # 2019: 其他处理 as one row; 2021: the first of three.
    assert figures[cell_anchor(Place(3, 21, 0))].before is None
    assert figures[cell_anchor(Place(3, 25, 0))].before == "7"
