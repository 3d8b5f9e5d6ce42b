"""Do the reviews and lawsuits of the prose agree with table 4, and is table 4 plausible?

Law:     PROSE_AGREES (R6); article 23 of the review law for refusals (law.md 8.2)
Unclear: whether a case left open last year is counted again this year; a count of new cases may therefore be smaller.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.annual.check.context import Context, part_name
from gongkai.annual.check.prose_tables import agrees
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.check.wording import LOST
from gongkai.annual.facts import Part, Sentence, Statement
from gongkai.annual.findings import Severity
from gongkai.annual.model import Number, Place
from gongkai.law.returns import APPLICANTS, CASE_OUTCOMES
from gongkai.law.sources import annual_report as source
from gongkai.law.sources import review_law

_TOTAL = len(CASE_OUTCOMES) - 1
_SUITS = ("litigation_direct", "litigation_after_review")
_GROUPS: dict[str, tuple[str, ...]] = {
    "行政复议": ("review",),
    "行政诉讼": _SUITS,
    "行政复议和行政诉讼": ("review", *_SUITS),
    "未经复议直接起诉": (_SUITS[0],),
    "复议后起诉": (_SUITS[1],),
    "复议": ("review",),
    "诉讼": _SUITS,
}
_OUTCOMES = {"维持": 0, "纠正": 1, "其他结果": 2, "尚未审结": 3}
_REVIEW_FIRST = 2024
"""The first year in which a refusal must be reviewed before it can be taken to court."""
_REFUSALS = range(5, 12)
"""Lines of table 3 that rest on articles 14 to 16."""
_LEAST_PROSE = 300


def _places(measure: str) -> tuple[Place, ...]:
    for name, column in _OUTCOMES.items():
        group = measure.removesuffix(name)
        if group != measure and group in _GROUPS:
            return tuple(Place(4, key, column) for key in _GROUPS[group])
    return tuple(Place(4, key, _TOTAL) for key in _GROUPS.get(measure, ()))


def _held(context: Context, measure: str) -> Number | None:
    places = _places(measure)
    return context.total(places) if places and context.report.table4 else None


@rule("prose.cases", source.PROSE_AGREES)
def rule_cases(context: Context) -> Iterator[Fault]:
    """Reviews and lawsuits, in all and by outcome."""
    for part, sentence, said in context.said():
        if said.scope or not _places(said.measure):
            continue
        held = _held(context, said.measure)
        if held is None:
            if context.report.table4:
                context.skip(f"{part_name(part)}中的“{said.measure}”与表四", "表中的格缺失或读法不止一种")
        elif not agrees(said.value, held, said.approx):
            new = any(word in sentence.text[said.begin : said.start] for word in ("新收", "新增", "新发生"))
            if new and said.value < held:
                continue
            one_kind = said.measure == "行政诉讼" and said.value in [
                context.number(Place(4, g, _TOTAL)) for g in _SUITS
            ]
            severity = Severity.WARNING if one_kind and said.value else Severity.ERROR
            advice = (
                "诉讼应含未经复议直接起诉和复议后起诉两类，请写全"
                if severity is Severity.WARNING
                else "请核对后改成一致"
            )
            yield _fault(context, part, sentence, said, held, severity, advice)


@rule("prose.filed_cases", source.PROSE_AGREES)
def rule_filed_cases(context: Context) -> Iterator[Fault]:
    """Cases filed with a superior are another count than table 4, and worth a word when they differ."""
    for part, sentence, said in context.said():
        measure = said.measure.removesuffix("(备案)")
        if said.scope != "备案" or not _places(measure):
            continue
        held = _held(context, measure)
        if held is not None and not agrees(said.value, held, said.approx):
            advice = "备案口径与表四口径可能不同，请在正文说明，口径相同的请改成一致"
            yield _fault(context, part, sentence, said, held, Severity.WARNING, advice)


def _fault(
    context: Context, part: Part, sentence: Sentence, said: Statement, held: Number, severity: Severity, advice: str
) -> Fault:
    measure = said.measure.removesuffix("(备案)")
    return Fault(
        severity,
        f"{part_name(part)}“{measure}”",
        f"正文写“{said.measure}”{said.value}{said.unit}，表四为{held}；{advice}。",
        held,
        said.value,
        _places(measure),
        context.passage(part, said.start, said.end),
        context.quote(part, said.begin, said.end),
    )


@rule("prose.cases_unmentioned", source.PROSE_AGREES)
def rule_cases_unmentioned(context: Context) -> Iterator[Fault]:
    """Table 4 has cases that are open or were corrected, and the prose has no word of reviews or lawsuits."""
    prose = "".join(part.view.text for part in context.parts)
    if len(prose) < _LEAST_PROSE or LOST.search(prose) or "复议" in prose or "诉讼" in prose:
        return
    places = tuple(place for place, cell in context.cells if place.table == 4 and place.column in (1, 3) and cell.value)
    if places:
        yield Fault(
            Severity.NOTE,
            "正文与表四",
            "表四有被纠正或尚未审结的案件，正文没有提到复议、诉讼；可在正文写明情况。",
            None,
            None,
            places,
        )


@rule("table4.direct_litigation", review_law.A23_1_I4)
def rule_direct_litigation(context: Context) -> Iterator[Fault]:
    """From 2024 refusals under articles 14 to 16 go to review first: direct lawsuits beside refusals deserve a look."""
    if context.year is None or context.year < _REVIEW_FIRST or not context.report.table4:
        return
    direct = Place(4, "litigation_direct", _TOTAL)
    refused = tuple(Place(3, line, len(APPLICANTS) - 1) for line in _REFUSALS)
    suits, refusals = context.number(direct), context.total(refused)
    if suits and refusals:
        yield Fault(
            Severity.NOTE,
            "表四“未经复议直接起诉”",
            f"有{suits}件未经复议直接起诉，表三有{refusals}件依第十四条至第十六条不予公开；"
            "这类不予公开应先申请复议，请复核直接起诉的案件是否归错组。",
            None,
            suits,
            (direct, *(place for place in refused if context.number(place))),
        )
