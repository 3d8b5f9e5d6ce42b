"""The sound report that prose is put into, and what a check says of it in short."""

from __future__ import annotations

from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Report, Section
from tests.annual.reports import cell, sound


def lawful() -> Report:
    """A county department's report that is right in every respect."""
    report = sound()
    for column in report.table2["规章"]:
        report.table2["规章"][column] = cell(0)
    return report


def with_prose(part: int, text: str, report: Report | None = None) -> Report:
    """The report with one more paragraph at the end of a part; numbers of its own overview give way to it."""
    report = report or lawful()
    tops = [i for i, section in enumerate(report.sections) if section.level == 1]
    first = report.sections[tops[0]]
    report.sections[tops[0]] = Section(first.title, "2024年，清河县财政局按照职责推进公开工作，具体情况如下。")
    at = tops[part - 1]
    section = report.sections[at]
    report.sections[at] = Section(section.title, f"{section.text}\n{text}".strip("\n"), 1)
    return report


def codes(findings: list[Finding]) -> list[str]:
    return [f"{finding.severity.value} {finding.code}" for finding in findings]


def grave(findings: list[Finding]) -> list[str]:
    """What would send the report back, in words."""
    return [f"{f.severity.value} {f.code} {f.where}: {f.message}" for f in findings if f.severity is not Severity.NOTE]
