"""The prose as the desk shows it: every paragraph with its figures filled in and marked as bound to what they count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gongkai.annual.compile import BadText
from gongkai.annual.compile.prose import Paragraph
from gongkai.annual.compile.tokens import Filled, Token, render
from gongkai.apps.reporting.queries.drafts import Draft
from gongkai.law.returns import SECTIONS

Leads = Callable[[Token], str]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `token` is set where it is a figure that comes from the tables or the register, `url` leads to what it
    counts."""

    text: str
    token: Token | None = None
    url: str = ""


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


def shown(draft: Draft, leads: Leads) -> list[ShownParagraph]:
    """Every block of the report in order; `leads` tells the address of what a figure counts."""
    return [one(each, draft.tokens, leads) for each in draft.paragraphs]


def one(paragraph: Paragraph, known: Mapping[str, Token], leads: Leads) -> ShownParagraph:
    """One block, as it stands or as somebody is writing it."""
    block = paragraph.block
    part = SECTIONS[block.part] if block.part >= 0 else "开头"
    lines, refusal = filled(paragraph.text, known, leads)
    return ShownParagraph(block.key, part, block.heading or part, lines, paragraph.edited, block.wanted, refusal)


def filled(text: str, known: Mapping[str, Token], leads: Leads) -> tuple[tuple[tuple[Run, ...], ...], str]:
    """The text line by line with its figures, or the reason why it cannot be filled in."""
    try:
        body, places = render(text, known, "这一段")
    except BadText as refusal:
        return (), str(refusal)
    return tuple(_line(body, start, end, places, known, leads) for start, end in _lines(body)), ""


def _lines(body: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in body.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _line(
    body: str, start: int, end: int, places: tuple[Filled, ...], known: Mapping[str, Token], leads: Leads
) -> tuple[Run, ...]:
    runs, at = [], start
    for each in places:
        if each.start < start or each.end > end:
            continue
        token = known[each.token]
        runs += [Run(body[at : each.start]), Run(body[each.start : each.end], token, leads(token))]
        at = each.end
    return tuple(run for run in (*runs, Run(body[at:end])) if run.text)
