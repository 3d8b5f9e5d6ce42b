"""A packed examination comes back whole, and what is not one is refused."""

from __future__ import annotations

import zlib
from decimal import Decimal

import pytest

from gongkai.annual import normal_form
from gongkai.annual.findings import Finding, Severity
from gongkai.apps.reporting import finding_form
from gongkai.apps.reporting.examination import MAX_UNPACKED_BYTES, BadPack, Examination, pack, unpack
from gongkai.law.cite import Cite, Grade, Instrument
from gongkai.law.sources import annual_report as source
from tests.apps.reporting import invented


def _examination() -> Examination:
    report = invented.faulty_report()
    return Examination(report, invented.report(2023, 9, 1, 2), invented.findings(report))


def test_report_previous_and_findings_survive_packing() -> None:
    before = _examination()
    after = unpack(pack(before))
    assert normal_form.dump(after.report) == normal_form.dump(before.report)
    assert after.previous is not None
    assert after.previous.year == 2023
    assert after.findings == before.findings
    assert after.report.cell(invented.AMBIGUOUS).candidates == (1, 12)


def test_findings_are_counted_by_severity() -> None:
    examination = _examination()
    assert [examination.count(severity) for severity in Severity] == [1, 1, 0]


def test_exact_decimals_are_not_rounded_on_the_way() -> None:
    finding = Finding(
        "prose.fee",
        Severity.NOTE,
        "正文",
        "金额不同。",
        source.PROSE_AGREES,
        Decimal("0.10"),
        Decimal("12.3456789012345678"),
    )
    assert finding_form.load(finding_form.dump(finding)) == finding


def test_a_cite_that_no_longer_exists_keeps_its_words_and_its_caveat() -> None:
    gone = Cite(Instrument("gone", "某规定"), "某事。", article=3, grade=Grade.UNVERIFIED)
    loaded = finding_form.load(finding_form.dump(Finding("x.y", Severity.NOTE, "", "", gone)))
    assert loaded.cite.label == gone.label
    assert loaded.cite.caveat == gone.caveat


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not zlib",
        zlib.compress(b"not json"),
        zlib.compress(b"[]"),
        zlib.compress(b'{"version": 0}'),
        zlib.compress(b'{"version": 1, "report": {}, "previous": null, "findings": []}'),
        pack(Examination(invented.report()))[:-4],
        zlib.compress(b" " * (MAX_UNPACKED_BYTES + 1)),
    ],
    ids=["empty", "not-zlib", "not-json", "a-list", "other-version", "no-report", "cut-off", "bomb"],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(BadPack):
        unpack(data)
