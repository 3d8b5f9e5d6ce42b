"""The single acts of 2024 give the three tables of the published report, cell by cell."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.annual.compile.tokens import ITEMS
from gongkai.apps.organs import queries as organs
from gongkai.apps.people.actor import Actor
from gongkai.apps.reporting import queries as reports
from gongkai.apps.reporting.queries.behind import figure as listed
from gongkai.faces.cli import main
from gongkai.law.returns import FORM_2021
from tests.rigs.demo_county import DemoCounty

ORGAN = "昌图县人民政府办公室"
GOLDEN = tomllib.loads(Path(__file__).with_name("changtu_2024.toml").read_text(encoding="utf-8"))


def _compiled(folder: Path, organ: str = ORGAN, year: int = 2024) -> dict[str, Any]:
    out = folder / "r.json"
    assert main(["report", "compile", "--organ", organ, "--year", str(year), "--out", str(out)]) == 0
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def test_the_golden_file_holds_every_cell_of_the_form() -> None:
    assert {row.label: len(row.columns) for row in FORM_2021.table2} == {k: len(v) for k, v in GOLDEN["table2"].items()}
    assert sorted(int(line) for line in GOLDEN["table3"]) == [line.number for line in FORM_2021.lines]
    cells = [cell for table in ("table2", "table3", "table4") for row in GOLDEN[table].values() for cell in row]
    assert len(cells) == 10 + 175 + 15


def test_the_command_gives_the_three_tables(
    demo_county: DemoCounty, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _compiled(tmp_path)
    assert {label: list(row.values()) for label, row in found["table2"].items()} == GOLDEN["table2"]
    assert {row["line"]: row["cells"] for row in found["table3"]["rows"]} == GOLDEN["table3"]
    assert found["table4"] == GOLDEN["table4"]


def test_the_prose_says_what_the_published_report_says(demo_county: DemoCounty, tmp_path: Path) -> None:
    facts = {(each["measure"], each["value"]) for each in _compiled(tmp_path)["facts"]}
    assert {value for _, value in facts} >= set(GOLDEN["facts"].values())


def test_the_published_version_is_what_the_acts_give(demo_county: DemoCounty) -> None:
    organ = organs.organ(ORGAN, demo_county.today)
    (kept,) = reports.published(organ.pk, 2024)
    assert list(reports.rerender_published(kept)) == []
    assert kept.organ == ORGAN


def test_the_year_before_hands_one_over(demo_county: DemoCounty, tmp_path: Path) -> None:
    rows = {row["line"]: row["cells"] for row in _compiled(tmp_path, year=2023)["table3"]["rows"]}
    assert rows["25"] == GOLDEN["table3"]["2"]


def test_no_fee_was_charged_and_nothing_was_late(demo_county: DemoCounty) -> None:
    organ = organs.organ(ORGAN, demo_county.today)
    found = reports.material(organ.pk, 2024, date(2024, 12, 31), {})
    assert (found.fee_requests, found.fee_yuan) == (0, 0)
    assert found.narrative.published_items == GOLDEN["facts"]["published_items"]
    assert found.narrative.interpretation_sessions == GOLDEN["facts"]["sessions"]
    assert found.narrative.open_day
    pages = [
        listed(Actor("1", "编制人", organ.pk, "compiler"), organ.pk, 2024, date(2024, 12, 31), ITEMS, n)
        for n in (1, 79)
    ]
    assert pages[0].total == pages[0].token.value == GOLDEN["facts"]["published_items"]
    assert [len(each.rows) for each in pages] == [50, 3938 - 78 * 50], (
        "the figure leads to exactly those items, page by page"
    )
