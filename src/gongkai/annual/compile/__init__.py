"""From what was done in a year to the annual report: figures first, then the prose that states them.

Law:     form and content of the report (law/returns, law/sources/annual_report); settings where they are silent
Takes:   `Material`, the office's own paragraphs, the form, the settings chosen, last year's report to compare with.
Gives:   `Compiled`: the report, where each value of the prose comes from, what has to be said beside it, and findings.
Unclear: everything that `Compiled.caveats` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.annual.check import check
from gongkai.annual.check.prose_tables import agrees
from gongkai.annual.compile.material import Material, period_end
from gongkai.annual.compile.prose import Binding, write_prose
from gongkai.annual.compile.tables import caveats, tables
from gongkai.annual.compile.template import TEMPLATE_VERSION
from gongkai.annual.compile.tokens import BadText, Token, tokens
from gongkai.annual.facts import extract
from gongkai.annual.findings import Finding, Passage, Severity
from gongkai.annual.model import Fact, Report
from gongkai.law.decisions.options import Chosen
from gongkai.law.returns import Form, form_for_year
from gongkai.law.sources import annual_report

__all__ = ["TEMPLATE_VERSION", "BadText", "Binding", "Compiled", "Material", "compile_report"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A report made from material. `bindings` are in the order of the text, `findings` as `annual.check` orders them.

    `tokens` are what its texts may hold.
    """

    report: Report
    bindings: tuple[Binding, ...]
    caveats: tuple[str, ...]
    findings: tuple[Finding, ...]
    tokens: Mapping[str, Token]
    template_version: str = TEMPLATE_VERSION


def compile_report(
    material: Material,
    texts: Mapping[str, str] | None = None,
    form: Form | None = None,
    chosen: Chosen | None = None,
    previous: Report | None = None,
) -> Compiled:
    """The whole report. `texts` replace paragraphs by key (`template.KEYS`) and may hold tokens.

    Refused: `Inconsistent` material, `BadText`, `BadSetting`, years before 2019 (ValueError); each one Chinese sentence.
    """
    layout = form or form_for_year(material.year)
    report = tables(material, layout, chosen)
    known = tokens(report, material)
    bindings, findings = write_prose(report, material, texts or {}, known)
    report.facts = extract(report)
    findings += _typed(report, bindings, known)
    findings += check(report, previous)
    return Compiled(
        report,
        tuple(bindings),
        (*_period(material), *caveats(material, layout, chosen or {}), *_inexact(report)),
        tuple(findings),
        known,
    )


def _typed(report: Report, bindings: Sequence[Binding], known: Mapping[str, Token]) -> list[Finding]:
    """Numbers that somebody typed where a token would keep them bound."""
    by_measure: dict[str, list[Token]] = {}
    for token in known.values():
        for measure in token.measures:
            by_measure.setdefault(measure, []).append(token)
    found = []
    for fact in report.facts:
        mates = by_measure.get(fact.measure, [])
        if fact.scope or not mates or any(_covers(each, fact) for each in bindings):
            continue
        printed = report.sections[fact.section].text[fact.start : fact.end]
        if fact.value == 0 and _agrees(fact, mates) and not any(map(str.isdigit, printed)):
            continue  # 未收取, 没有收到: nothing was typed, and it is so.
        found.append(_typed_finding(report, fact, mates))
    return found


def _covers(binding: Binding, fact: Fact) -> bool:
    return binding.section == fact.section and binding.start < fact.end and fact.start < binding.end


def _typed_finding(report: Report, fact: Fact, mates: Sequence[Token]) -> Finding:
    told = [token.value for token in mates if isinstance(token.value, int | Decimal)]
    right = _agrees(fact, mates)
    marks = "、".join(f"{{{token.name}}}" for token in mates)
    values = "、".join(map(str, told)) or "没有登记"
    said = f"正文手写了“{fact.measure}”{fact.value}{fact.unit}"
    return Finding(
        "compile.typed_number",
        Severity.WARNING if right or not told else Severity.ERROR,
        f"正文“{report.sections[fact.section].title}”“{fact.measure}”",
        f"{said}，与登记的一致，但没有绑定；请改用标记 {marks}，以免日后不一致。"
        if right
        else f"{said}，登记的是{values}；请改用标记 {marks}，或核对台账。",
        annual_report.PROSE_AGREES,
        values,
        f"{fact.value}{fact.unit}",
        (),
        (Passage(fact.section, fact.start, fact.end),),
        fact.quote,
    )


def _agrees(fact: Fact, mates: Sequence[Token]) -> bool:
    return any(isinstance(each.value, int | Decimal) and agrees(fact.value, each.value, fact.approx) for each in mates)


def _period(material: Material) -> tuple[str, ...]:
    end = period_end(material.year, material.as_of)
    if (end.month, end.day) == (12, 31):
        return ()
    return (f"{material.year}年还没有结束，数据截至{end:%Y-%m-%d}，这一稿不能作为正式年报公布。",)


def _inexact(report: Report) -> tuple[str, ...]:
    """Amounts that a JSON number cannot hold to the last digit."""
    lost = [
        report.place_label(place)
        for place, cell in report.cells()
        if isinstance(cell.value, Decimal) and Decimal(repr(float(cell.value))) != cell.value
    ]
    return tuple(f"{label}的金额位数太多，写成 json 时末位会有出入；请以 docx、xlsx 或网页为准。" for label in lost)
