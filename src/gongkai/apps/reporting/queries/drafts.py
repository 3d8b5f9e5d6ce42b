"""How does an organ's report on a year stand: figures, paragraphs, findings, and what may be done with it?

Takes:   the reader; the day, for a year that still runs is counted up to it.
Gives:   `draft`, everything that the report's page shows; `options`, what may be done and why the rest may not.
         Another organ's report is not found (`AnnualReport.DoesNotExist`) unless the reader's right reaches it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.annual.compile import BadText, Compiled, compile_report
from gongkai.annual.compile.material import Material, period_end
from gongkai.annual.compile.prose import Paragraph, drafts
from gongkai.annual.compile.tokens import Token
from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Report
from gongkai.annual.normal_form import dump
from gongkai.apps import rules
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import open_organs
from gongkai.apps.reporting.digests import content_digest, finding_key
from gongkai.apps.reporting.models import AnnualReport, ReportExplanation
from gongkai.apps.reporting.queries.figures import material
from gongkai.apps.reporting.queries.frozen import latest_published
from gongkai.law.decisions.options import Chosen
from gongkai.law.sources import annual_report


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding with its key and, where somebody explained why it stands, the explanation."""

    finding: Finding
    key: str
    explanation: ReportExplanation | None

    @property
    def open_error(self) -> bool:
        return self.finding.severity is Severity.ERROR and self.explanation is None


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it stands today. `row` is None while nobody has begun to write it; the figures are there all the same.

    `paragraphs` hold tokens, `compiled.report` is filled in; `texts` are the paragraphs that the office wrote. `previous`
    is last year's report as it was published.
    """

    row: AnnualReport | None
    organ: Organ
    year: int
    as_of: date
    chosen: Chosen
    material: Material
    compiled: Compiled
    previous: Report | None
    paragraphs: tuple[Paragraph, ...]
    texts: Mapping[str, str]
    findings: tuple[Answered, ...]

    @property
    def state(self) -> str:
        return self.row.state if self.row else "draft"

    @property
    def tokens(self) -> Mapping[str, Token]:
        """What the paragraphs may hold."""
        return self.compiled.tokens

    @property
    def running(self) -> bool:
        """Whether the year is not over, so that the figures are those of a part of it."""
        return self.as_of < date(self.year, 12, 31)

    @property
    def digest(self) -> str:
        """Of everything that is approved and frozen together."""
        explained = {each.key: each.explanation.text for each in self.findings if each.explanation}
        compiled = self.compiled
        return content_digest(dump(compiled.report), self.texts, explained, compiled.template_version, self.chosen)


def report_row(actor: Actor, report_id: int) -> AnnualReport:
    """The report of an id, if the reader may see it. Not found otherwise (`AnnualReport.DoesNotExist`)."""
    return _readable(actor, AnnualReport.objects.select_related("organ", "frozen", "published").get(pk=report_id))


def reports(actor: Actor) -> list[AnnualReport]:
    """Every report that was begun and that the reader may see, the newest year first."""
    reach = open_organs(actor, "report.read")
    rows = AnnualReport.objects.select_related("organ", "published").order_by("-year", "organ__code")
    return list(rows if reach is None else rows.filter(organ_id__in=reach))


def draft(actor: Actor, organ_id: int, year: int, today: date, as_of: date | None = None) -> Draft:
    """The report of an organ on a year, as of the year's end, today while it runs, or any day that is given.

    Not found (`Organ.DoesNotExist`): an organ whose reports the reader may not see. Refused (ValueError): years before
    2019, whose form is another.
    """
    reach = open_organs(actor, "report.read")
    if reach is not None and organ_id not in reach:
        raise Organ.DoesNotExist(f"没有编号为 {organ_id} 的机关。")
    return draft_of(organ_id, year, as_of or today)


def draft_of(organ_id: int, year: int, as_of: date) -> Draft:
    """The same without asking who reads: for actions, which have asked."""
    organ = organs.by_id(organ_id)
    row = AnnualReport.objects.select_related("organ", "frozen", "published").filter(organ=organ, year=year).first()
    chosen, end = rules.chosen(), period_end(year, as_of)
    found = material(organ_id, year, end, chosen)
    texts = texts_in_force(row)
    previous = latest_published(organ_id, year - 1)
    compiled = compiled_with(found, texts, chosen, previous)
    explained = explanations(row)
    answered = ((finding, finding_key(finding)) for finding in compiled.findings)
    return Draft(
        row=row,
        organ=organ,
        year=year,
        as_of=end,
        chosen=chosen,
        material=found,
        compiled=compiled,
        previous=previous,
        paragraphs=tuple(drafts(found, texts, compiled.tokens)),
        texts=texts,
        findings=tuple(Answered(finding, key, explained.get(key)) for finding, key in answered),
    )


def texts_in_force(row: AnnualReport | None) -> dict[str, str]:
    """The paragraphs that the office wrote, by key: the newest of each, without those that were given back."""
    if row is None:
        return {}
    newest = dict(row.texts.order_by("pk").values_list("key", "text"))
    return {key: text for key, text in newest.items() if text is not None}


def texts_of(organ_id: int, year: int) -> dict[str, str]:
    """The same by organ and year; none while nobody has begun the report."""
    return texts_in_force(AnnualReport.objects.filter(organ_id=organ_id, year=year).first())


def explanations(row: AnnualReport | None) -> dict[str, ReportExplanation]:
    """The newest explanation of each finding that was explained, by `digests.finding_key`."""
    return {each.finding: each for each in row.explanations.order_by("pk")} if row else {}


def compiled_with(found: Material, texts: Mapping[str, str], chosen: Chosen, previous: Report | None) -> Compiled:
    """The report; a paragraph that cannot be filled in any more (its figure was taken back) is left to our words, and an
    error says so, so that one text never hides the rest."""
    kept = dict(texts)
    lost: list[Finding] = []
    while True:
        try:
            compiled = compile_report(found, kept, None, chosen, previous)
        except BadText as refusal:
            if refusal.key not in kept:
                raise
            del kept[refusal.key]
            lost.append(_lost(refusal))
            continue
        return _with(compiled, lost)


def _lost(refusal: BadText) -> Finding:
    return Finding("compile.bad_text", Severity.ERROR, f"段落“{refusal.key}”", str(refusal), annual_report.PROSE_AGREES)


def _with(compiled: Compiled, lost: Sequence[Finding]) -> Compiled:
    if not lost:
        return compiled
    return replace(compiled, findings=(*lost, *compiled.findings))


def _readable(actor: Actor, row: AnnualReport) -> AnnualReport:
    reach = open_organs(actor, "report.read")
    if reach is not None and row.organ_id not in reach:
        raise AnnualReport.DoesNotExist(f"没有编号为 {row.pk} 的年报。")
    return row
