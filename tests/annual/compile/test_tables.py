"""The three tables: a year counted by hand, what each setting moves, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongkai.annual.compile.counting import Inconsistent, in_ten_thousands
from gongkai.annual.compile.material import DocumentCounts, RemedyGroup, RequestGroup, When, when
from gongkai.annual.compile.tables import caveats, tables
from gongkai.annual.model import Cell, Report
from gongkai.law.returns import FORM_2019, FORM_2021
from gongkai.law.settings import BadSetting
from tests.annual.compile.materials import YEAR, county_year, material


def values(cells: list[Cell]) -> list[object]:
    return [cell.value for cell in cells]


def test_a_year_counted_by_hand() -> None:
    report = tables(county_year())
    assert {str(line): values(cells) for line, cells in report.table3.items()} == YEAR["table3"]
    assert {group: values(cells) for group, cells in report.table4.items()} == YEAR["table4"]
    found = {row: [str(cell.value) for cell in cells.values()] for row, cells in report.table2.items()}
    assert found == {row: [str(value) for value in cells] for row, cells in YEAR["table2"].items()}


def test_nothing_done_is_written_as_zero() -> None:
    report = tables(material())
    assert {cell.raw for _, cell in report.cells()} == {"0"}
    assert {cell.value for _, cell in report.cells()} == {0}


def differing(chosen: dict[str, object]) -> dict[str, tuple[object, object]]:
    """Cells of the hand-counted year that a choice moves: before and after."""
    usual, other = tables(county_year()), tables(county_year(), None, chosen)
    return {
        place.key: (cell.value, moved.value)
        for (place, cell), (_, moved) in zip(usual.cells(), other.cells(), strict=True)
        if cell.value != moved.value
    }


@pytest.mark.parametrize(
    ("chosen", "moved"),
    [
        ({"licences": "all"}, {"table2.行政许可.0": (40, 42)}),
        (
            {"archived_line": 13},
            {
                "table3.12.0": (1, 0),
                "table3.12.6": (2, 1),
                "table3.13.0": (2, 3),
                "table3.13.6": (3, 4),
            },
        ),
        ({"pending_cases": "not_again"}, {"table4.review.1": (1, 0), "table4.review.4": (6, 5)}),
        ({"not_accepted": 0}, {"table4.review.0": (2, 3), "table4.review.2": (2, 1)}),
        ({"mediated": 1}, {"table4.review.1": (1, 2), "table4.review.2": (2, 1)}),
        ({"corrected_year": "corrected", "several_items": "split"}, {}),
    ],
    ids=["licences", "archived_line", "pending_cases", "not_accepted", "mediated", "counted by the groups"],
)
def test_each_setting_moves_its_own_cells(chosen: dict[str, object], moved: dict[str, tuple[object, object]]) -> None:
    assert differing(chosen) == moved


def test_a_choice_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadSetting, match="没有“5”这个值"):
        tables(material(), None, {"not_accepted": 5})


def test_the_2019_form_has_one_line_of_other_handling_and_says_what_nobody_recorded() -> None:
    found = replace(county_year(), year=2020, as_of=date(2020, 12, 31))
    report = tables(found)
    assert report.form == FORM_2019.key
    assert values(report.table3[21]) == [3, 1, 0, 0, 0, 0, 4]
    assert 22 not in report.table3
    blank = [place.key for place, cell in report.cells() if cell.blank]
    assert "table2.政府集中采购.0" in blank
    assert "table2.行政许可.2" not in blank
    assert any(f"有 {len(blank)} 格" in said for said in caveats(found, FORM_2019, {}))


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [(0, "0"), (10_000, "1"), (1, "0.0001"), (123_450, "12.345"), (5_000_000, "500"), (10_100, "1.01")],
)
def test_yuan_become_ten_thousands_without_a_loss(yuan: int, shown: str) -> None:
    assert str(in_ten_thousands(yuan)) == shown
    assert Decimal(in_ten_thousands(yuan)) * 10_000 == yuan


def test_cases_of_the_reviewer_are_left_out_and_said() -> None:
    said = caveats(county_year(), FORM_2021, {})
    assert any("复议机关的案件 3 件没有计入表四" in each for each in said)


def test_only_settings_that_could_move_something_are_said() -> None:
    assert caveats(material(), FORM_2021, {}) == ()
    named = [each for each in caveats(county_year(), FORM_2021, {}) if "可用设置" in each]
    assert len(named) == 7


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"requests": {RequestGroup("citizen", "", When.WITHIN, When.LATER): 1}}, "没有“citizen”这类申请人"),
        ({"requests": {RequestGroup("natural", "yes", When.WITHIN, When.WITHIN): 1}}, "没有“yes”这种答复结论"),
        ({"requests": {RequestGroup("natural", "", When.WITHIN, When.WITHIN): 1}}, "没有答复结论"),
        ({"requests": {RequestGroup("natural", "", When.WITHIN, When.LATER): -1}}, "不能小于 0"),
        ({"remedies": {RemedyGroup("appeal", "own", "", When.WITHIN, When.LATER): 1}}, "没有“appeal”这类案件"),
        ({"remedies": {RemedyGroup("review", "judge", "", When.WITHIN, When.LATER): 1}}, "没有“judge”这种身份"),
        ({"remedies": {RemedyGroup("review", "own", "corrected", When.WITHIN, When.WITHIN): 1}}, "不能是“corrected”"),
        ({"documents": {"normative": DocumentCounts(-1, 0, 0)}}, "不能小于 0"),
        ({"fee_yuan": -5}, "信息处理费的数不能小于 0"),
    ],
)
def test_material_that_contradicts_itself_is_refused(given: dict[str, object], reason: str) -> None:
    with pytest.raises(Inconsistent, match=reason):
        tables(material(**given))


def test_years_before_the_form_are_refused() -> None:
    with pytest.raises(ValueError, match="2019 年以前"):
        tables(material(year=2018, as_of=date(2018, 12, 31)))


@pytest.mark.parametrize(
    ("day", "as_of", "lies"),
    [
        (date(2023, 12, 31), date(2024, 12, 31), When.BEFORE),
        (date(2024, 1, 1), date(2024, 12, 31), When.WITHIN),
        (date(2024, 12, 31), date(2025, 3, 1), When.WITHIN),
        (date(2025, 1, 1), date(2025, 3, 1), When.LATER),
        (date(2024, 6, 30), date(2024, 6, 30), When.WITHIN),
        (date(2024, 7, 1), date(2024, 6, 30), When.LATER),
        (None, date(2024, 12, 31), When.LATER),
    ],
)
def test_where_a_day_lies_seen_from_the_report(day: date | None, as_of: date, lies: When) -> None:
    assert when(day, 2024, as_of) is lies


def test_a_report_without_prose_has_no_facts() -> None:
    report: Report = tables(material())
    assert (report.organ, report.year, report.sections) == ("清河县人民政府办公室", 2024, [])


def test_what_has_no_day_of_receipt_is_told_beside_the_tables() -> None:
    waiting = RequestGroup("natural", "", When.LATER, When.LATER)
    gone = RequestGroup("business", "withdrawn", When.LATER, When.WITHIN)
    found = material(requests={waiting: 3, gone: 2})
    assert all(not cell.value for place, cell in tables(found).cells() if place.table == 3)
    said = caveats(found, FORM_2021, {})
    assert any("有 3 件申请已经到达、还没有收到之日" in each for each in said)
    assert any("有 2 件申请在收到之日确定以前就已终结" in each for each in said)
