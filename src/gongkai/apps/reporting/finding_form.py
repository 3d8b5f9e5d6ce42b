"""How is a finding written down so that it can be read again, with every mark it makes on the screen?

`normal_form.dump_finding` is what machines outside are given. It drops passages and keeps only the label of the cite.
Here nothing is dropped: findings travel between processes, in a signed form field and in the database.

Takes:   findings, or what `dump` made of them.
Gives:   plain JSON values; `load(dump(f)) == f` for every finding whose cite is declared in `law/sources`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gongkai.annual.findings import Finding, Passage, Severity
from gongkai.annual.model import Number, Place
from gongkai.law.cite import Cite, Grade, Instrument
from gongkai.law.sources import registry

Side = Number | str | None


def dump(finding: Finding) -> dict[str, Any]:
    """The finding as JSON values. Exact decimals travel as texts, for a JSON number would be a binary one."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "message": finding.message,
        "cite": {
            "key": finding.cite.key,
            "label": finding.cite.label,
            "gist": finding.cite.gist,
            "grade": finding.cite.grade.value,
        },
        "expected": _dump_side(finding.expected),
        "found": _dump_side(finding.found),
        "places": [[place.table, place.row, place.column] for place in finding.places],
        "passages": [[passage.section, passage.start, passage.end] for passage in finding.passages],
        "quote": finding.quote,
    }


def load(data: dict[str, Any]) -> Finding:
    """The finding that `dump` wrote."""
    return Finding(
        code=data["code"],
        severity=Severity(data["severity"]),
        where=data["where"],
        message=data["message"],
        cite=_load_cite(data["cite"]),
        expected=_load_side(data["expected"]),
        found=_load_side(data["found"]),
        places=tuple(Place(*place) for place in data["places"]),
        passages=tuple(Passage(*passage) for passage in data["passages"]),
        quote=data["quote"],
    )


def _load_cite(data: dict[str, str]) -> Cite:
    declared = registry().get(data["key"])
    if declared is not None:
        return declared
    # Kept by an older version whose cite has since been renamed: say what it said then.
    return Cite(Instrument(data["key"], "", data["label"]), data["gist"], grade=Grade(data["grade"]))


def _dump_side(side: Side) -> Any:
    return {"decimal": str(side)} if isinstance(side, Decimal) else side


def _load_side(side: Any) -> Side:
    loaded: Side = Decimal(side["decimal"]) if isinstance(side, dict) else side
    return loaded
