"""Which numbers does the prose of an annual report state?

Takes:   a report with its sections; no file, no clock.
Gives:   `extract`: facts in the order of the print, each with its exact place; `read_prose`: the same with the
         sentences they stand in, for checks that look at lists and percentages.
Unclear: a count of another scope (累计, 上年, 全市, one unit) keeps its scope; nobody may hold it against a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gongkai.annual.facts.organ import Organ, parse
from gongkai.annual.facts.sentences import Sentence, sentences
from gongkai.annual.facts.stating import Statement, statements
from gongkai.annual.facts.text import View, view
from gongkai.annual.model import Fact, Report

__all__ = ["Organ", "Part", "Sentence", "Statement", "View", "extract", "parse", "read_prose"]

_LONGEST_QUOTE = 80
_REMEMBERED = 16
"""Parts kept: two reports of seven."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of prose: `section` as in `Passage` (-1 the preamble), its print, its view, what was read in it."""

    section: int
    title: str
    print: str
    view: View
    sentences: tuple[Sentence, ...]
    statements: tuple[tuple[Sentence, Statement], ...]


def read_prose(report: Report) -> list[Part]:
    """The parts of the report's prose in order, each read once: the preamble, then the sections.

    Subsections are passed over where their section is there, for its text holds theirs.
    """
    whole = any(section.level == 1 for section in report.sections)
    stretches = [(-1, "", report.preamble)] if report.preamble else []
    stretches += [(i, s.title, s.text) for i, s in enumerate(report.sections) if s.level == 1 or not whole]
    return [_part(report.organ, report.year, *stretch) for stretch in stretches]


@lru_cache(maxsize=_REMEMBERED)
def _part(organ: str | None, year: int | None, index: int, title: str, text: str) -> Part:
    """One part, remembered: a report is checked right after its facts were taken."""
    seen = view(text)
    runs = tuple(sentences(seen.text, year))
    said = tuple((run, s) for run in runs for s in statements(run, parse(organ), year)) if index >= 0 else ()
    return Part(index, title, text, seen, runs, said)


def extract(report: Report) -> list[Fact]:
    """The numbers that a careful reader takes from the prose; two readings of one number do not occur."""
    return [fact(part, run, said) for part in read_prose(report) for run, said in part.statements]


def fact(part: Part, sentence: Sentence, said: Statement) -> Fact:
    """A statement as the model keeps it, offsets and quote taken from the print."""
    at = part.view
    end = said.end
    for token in sentence.tokens[said.token + 1 :]:
        if token.kind in ("clause", "join", "number", "paren"):
            end = token.start
            break
    else:
        end = sentence.end
    begin = max(said.begin, said.start - _LONGEST_QUOTE)
    quote = part.print[at.at(begin) : at.end(min(end, said.end + _LONGEST_QUOTE))].strip(" 、\n\t\u3000")
    return Fact(
        measure=said.measure,
        value=said.value,
        unit=said.unit,
        quote=quote,
        section=part.section,
        start=at.at(said.start),
        end=at.end(said.end),
        approx=said.approx,
        scope=said.scope,
    )
