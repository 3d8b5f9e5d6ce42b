"""The prose as the desk shows it: every paragraph with its figures filled in and marked as bound to what they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.annual.compile import BadText
from gongkai.annual.compile.prose import Paragraph
from gongkai.annual.compile.tokens import Filled, Token, render
from gongkai.apps.reporting.queries.drafts import Draft
from gongkai.law.returns import SECTIONS


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `token` is set where it is a figure that comes from the tables or the register."""

    text: str
    token: Token | None = None


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """One block. `lines` are its text with figures; `refusal` says why it cannot be filled in."""

    key: str
    part: str
    heading: str
    lines: tuple[tuple[Run, ...], ...]
    edited: bool
    wanted: bool
    refusal: str = ""


def shown(draft: Draft) -> list[ShownParagraph]:
    """Every block of the report in order."""
    return [one(each, draft.tokens) for each in draft.paragraphs]


def one(paragraph: Paragraph, known: Mapping[str, Token]) -> ShownParagraph:
    """One block, as it stands or as somebody is writing it."""
    block = paragraph.block
    part = SECTIONS[block.part] if block.part >= 0 else "开头"
    lines, refusal = filled(paragraph.text, known)
    return ShownParagraph(block.key, part, block.heading or part, lines, paragraph.edited, block.wanted, refusal)


def filled(text: str, known: Mapping[str, Token]) -> tuple[tuple[tuple[Run, ...], ...], str]:
    """The text line by line with its figures, or the reason why it cannot be filled in."""
    try:
        body, places = render(text, known, "这一段")
    except BadText as refusal:
        return (), str(refusal)
    return tuple(_line(body, start, end, places, known) for start, end in _lines(body)), ""


def _lines(body: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in body.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _line(body: str, start: int, end: int, places: tuple[Filled, ...], known: Mapping[str, Token]) -> tuple[Run, ...]:
    runs, at = [], start
    for each in places:
        if each.start < start or each.end > end:
            continue
        runs += [Run(body[at : each.start]), Run(body[each.start : each.end], known[each.token])]
        at = each.end
    return tuple(run for run in (*runs, Run(body[at:end])) if run.text)
