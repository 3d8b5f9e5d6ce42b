"""Every consistent year gives a report that its own check passes and that reads back as it was written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai.annual import write
from gongkai.annual.check import check
from gongkai.annual.compile import compile_report
from gongkai.annual.compile.material import Material
from gongkai.annual.findings import Severity
from gongkai.annual.model import Report
from gongkai.annual.read import read
from tests.annual.compile.materials import county_year, material, materials


def figures(report: Report) -> dict[str, object]:
    return {place.key: cell.value for place, cell in report.cells() if not cell.blank}


@given(materials())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_consistent_year_gives_an_error(found: Material) -> None:
    compiled = compile_report(found)
    wrong = [f for f in compiled.findings if f.severity is Severity.ERROR]
    assert wrong == [], [f.message for f in wrong]
    typed = [f.message for f in compiled.findings if f.code == "compile.typed_number"]
    assert typed == []


@given(materials())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_reads_back(found: Material) -> None:
    report = compile_report(found).report
    for kind in ("html", "json"):
        back = read(write.write(report, kind), f"report.{kind}")
        assert figures(back) == {**figures(back), **figures(report)}, kind
        assert (back.organ, back.year, back.form) == (report.organ, report.year, report.form), kind


@pytest.mark.parametrize("kind", write.KINDS)
@pytest.mark.parametrize("found", [county_year(), material()], ids=["full", "empty"])
def test_every_kind_of_file_reads_back_with_its_tables_and_its_check(found: Material, kind: str) -> None:
    report = compile_report(found).report
    back = read(write.write(report, kind), f"report.{kind}")
    assert figures(back) == figures(report)
    assert [s.title for s in back.sections] == [s.title for s in report.sections]
    assert [f.message for f in check(back) if f.severity is Severity.ERROR] == []


def test_last_year_is_held_against_this_year() -> None:
    last = compile_report(material(year=2023, as_of=county_year().as_of.replace(year=2023))).report
    compiled = compile_report(county_year(), previous=last)
    assert any(finding.code.startswith("previous") or "上年" in finding.message for finding in compiled.findings)
