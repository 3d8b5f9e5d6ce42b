"""What do the parts of a report say, with every figure bound to the tables?

Takes:   the tables, the material, the office's own paragraphs: those of the ledger stand behind our sentences, those that
         were edited (`texts`) in their place, unless they hold `{ours}` where our sentences are to stand.
Gives:   the report with its prose, the bindings, and findings: words that only the office can write and are not there.
Unclear: own words are taken as they are; what they state is checked afterwards (`compile_report`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.annual.compile.material import Material
from gongkai.annual.compile.template import BLOCKS, KEYS, OPENING, Block, Listing, Sentence
from gongkai.annual.compile.tokens import OURS, BadText, Filled, Token, render
from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Number, Report, Section
from gongkai.law.cite import chinese
from gongkai.law.returns import SECTIONS
from gongkai.law.sources import annual_report

_PARAGRAPH_PARTS = (0,)
"""Parts whose headings are always there, as the form has them."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A value in the prose and the token that it came from; `section` and offsets as in `annual.findings.Passage`."""

    section: int
    start: int
    end: int
    token: str
    value: Number | str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block as it stands: its lines with their tokens, and whether the office wrote them all."""

    block: Block
    text: str
    edited: bool


def beside_ours(key: str, text: str) -> str:
    """An office's own words of a ledger as a whole paragraph: behind our sentences, where the paragraph has any."""
    has_ours = any(block.key == key and block.sentences for block in BLOCKS)
    return f"{OURS}\n{text}" if has_ours and OURS not in text else text


def own_words(text: str) -> str:
    """The inverse of `beside_ours`: what the office itself has said."""
    return text.removeprefix(f"{OURS}\n")


def drafts(material: Material, texts: Mapping[str, str], known: Mapping[str, Token]) -> list[Paragraph]:
    """Every block with its text, tokens not filled in: what an editor shows. `known` are the tokens of the tables.

    Refused (`BadText`): a text under a key that the report does not have.
    """
    if unknown := sorted((set(texts) | set(material.narrative.texts)) - set(KEYS)):
        raise BadText(f"年报没有“{'、'.join(unknown)}”这一段，可用：{'、'.join(KEYS)}。")
    return [_paragraph(block, known, material, texts) for block in (OPENING, *BLOCKS)]


def _paragraph(block: Block, known: Mapping[str, Token], material: Material, texts: Mapping[str, str]) -> Paragraph:
    ours = "".join(_sentence(each, known) for each in block.sentences)
    if block.key in texts:
        return Paragraph(block, _lines(texts[block.key].replace(OURS, ours)), True)
    own = _lines(material.narrative.texts.get(block.own, "")) if block.own else ""
    return Paragraph(block, "\n".join(line for line in (ours, own) if line), False)


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _sentence(each: Sentence | Listing, known: Mapping[str, Token]) -> str:
    if not all(_holds(condition, known) for condition in each.when):
        return ""
    if isinstance(each, Sentence):
        return each.text
    return f"{each.lead}{'、'.join(text for token, text in each.parts if _holds(token, known))}。"


def _holds(condition: str, known: Mapping[str, Token]) -> bool:
    value = known[condition.removeprefix("!")].value
    return value in (0, "") if condition.startswith("!") else bool(value)


def write_prose(
    report: Report, material: Material, texts: Mapping[str, str], known: Mapping[str, Token]
) -> tuple[list[Binding], list[Finding]]:
    """Put preamble, title and the six parts into the report. Refused (`BadText`): tokens that cannot be filled in."""
    paragraphs = drafts(material, texts, known)
    report.title = f"{material.organ}{material.year}年政府信息公开工作年度报告"
    opening = paragraphs[0]
    report.preamble, filled = _render(opening, known, "开头")
    bindings = [Binding(-1, each.start, each.end, each.token, each.value) for each in filled]
    for part, title in enumerate(SECTIONS):
        index = len(report.sections)
        section = Section(title)
        report.sections.append(section)
        written = [each for each in paragraphs[1:] if each.block.part == part and _present(each)]
        bindings += _write_part(report, section, index, written, known)
    missing = [each.block for each in paragraphs if each.block.wanted and not each.text]
    return bindings, [_no_words(block) for block in missing]


def _present(paragraph: Paragraph) -> bool:
    return bool(paragraph.text) or paragraph.block.part in _PARAGRAPH_PARTS


def _write_part(
    report: Report, section: Section, index: int, written: list[Paragraph], known: Mapping[str, Token]
) -> list[Binding]:
    bindings: list[Binding] = []
    number = 0
    for each in written:
        heading = ""
        if each.block.heading:
            number += 1
            heading = f"（{chinese(number)}）{each.block.heading}"
        body, filled = _render(each, known, f"“{heading or section.title}”")
        lines = [line for line in (section.text, heading) if line]
        start = sum(len(line) + 1 for line in lines)
        section.text = "\n".join([*lines, body] if body else lines)
        if heading:
            report.sections.append(Section(heading, body, 2))
        bindings += [Binding(index, start + f.start, start + f.end, f.token, f.value) for f in filled]
    return bindings


def _render(each: Paragraph, known: Mapping[str, Token], where: str) -> tuple[str, tuple[Filled, ...]]:
    try:
        return render(each.text, known, where)
    except BadText as refusal:
        refusal.key = each.block.key
        raise


def _no_words(block: Block) -> Finding:
    return Finding(
        "compile.no_words",
        Severity.WARNING,
        f"正文“{block.heading}”",
        f"“{block.heading}”没有文字，登记的数也写不出这一段；请按实际补写（或者补登）后再送审。",
        annual_report.SIX_SECTIONS,
    )
