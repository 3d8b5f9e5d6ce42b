"""What is wrong with a published annual report?

Law:     the forms and relations of the annual report (law/returns), each rule with its own provision.
Takes:   a report as read, and the report of the year before where there is one; no file, no clock.
Gives:   `check`: findings, each with both sides, its place and its severity. What is right gives none.
Unclear: what could not be checked is said in one finding, `check.skipped`.
"""

from __future__ import annotations

from gongkai.annual.check import (
    basis,
    cells,
    competence,
    form,
    headings,
    names,
    numbering,
    previous_year,
    prose_cases,
    prose_numbers,
    prose_tables,
    prose_totals,
    registry,
    repeats,
    skipped,
    statements,
    tables,
    years,
)
from gongkai.annual.check.context import Context
from gongkai.annual.check.registry import Rule
from gongkai.annual.findings import Finding
from gongkai.annual.model import Report

__all__ = ["RULES", "Rule", "check"]

_ORDER = (
    tables,
    cells,
    form,
    previous_year,
    competence,
    prose_tables,
    prose_cases,
    prose_numbers,
    prose_totals,
    statements,
    years,
    names,
    headings,
    numbering,
    basis,
    repeats,
    skipped,
)

RULES: dict[str, Rule] = {
    code: each for module in _ORDER for code, each in registry.RULES.items() if each.run.__module__ == module.__name__
}
"""Every rule by its code, in the order in which findings are given: the tables first, what was skipped last."""


def check(report: Report, previous: Report | None = None) -> list[Finding]:
    """Every finding on a report, in the order of the rules; the same thing is never said twice."""
    context = Context(report, previous)
    found: dict[tuple[str, str, str], Finding] = {}
    for each in RULES.values():
        for finding in each.findings(context):
            found.setdefault((finding.code, finding.where, finding.message), finding)
    return list(found.values())
