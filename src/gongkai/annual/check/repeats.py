"""Is text repeated within the report, or taken over from last year's?

Law:     article 47 through the form notice: reports that repeat earlier ones are sent back
Unclear: set phrases recur lawfully; only whole paragraphs, and a large share of two parts, are noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.annual.check.context import PREAMBLE, Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.check.wording import LOST
from gongkai.annual.facts import Part
from gongkai.annual.findings import Severity
from gongkai.law.sources import ogi

_LONG_PARAGRAPH = 40
_LONG_SENTENCE = 16
_FEWEST = 4
_SHARE = 0.7
_SENTENCE = re.compile(r"[^。！？；\n]+")
_YEAR = re.compile(r"20\d\d年?")
_WATCHED = ("总体", "问题", "改进")


@rule("repeats.paragraph", ogi.A47)
def rule_paragraph(context: Context) -> Iterator[Fault]:
    """The same long paragraph twice in one report."""
    seen: dict[str, Part] = {}
    for part in context.parts:
        at = 0
        for line in part.view.text.split("\n"):
            start, at = at, at + len(line) + 1
            if len(line) < _LONG_PARAGRAPH or LOST.search(line):
                continue
            if line in seen:
                yield Fault(
                    Severity.NOTE,
                    part_name(part),
                    f"这一段与{part_name(seen[line])}中的一段完全相同；请确认不是重复粘贴。",
                    None,
                    None,
                    (),
                    context.passage(part, start, start + len(line)),
                    context.quote(part, start, start + len(line)),
                )
            seen.setdefault(line, part)


@rule("repeats.last_year", ogi.A47)
def rule_last_year(context: Context) -> Iterator[Fault]:
    """Most sentences of a part stand word for word, years aside, in last year's report."""
    if context.previous_year is None:
        return
    old = {sentence for part in context.previous_year.parts for sentence, *_ in _sentences(part)}
    for part in context.parts:
        if part.section == PREAMBLE or not any(word in part.title for word in _WATCHED):
            continue
        mine = list(_sentences(part))
        same = [each for each in mine if each[0] in old]
        if len(mine) >= _FEWEST and len(same) >= _SHARE * len(mine):
            share = round(100 * len(same) / len(mine))
            yield Fault(
                Severity.NOTE,
                part_name(part),
                f"本部分{len(mine)}句中有{len(same)}句（{share}%）与上年年报相同；请按本年实际重写。",
                None,
                f"{share}%",
                (),
                tuple(passage for _, start, end in same for passage in context.passage(part, start, end)),
                context.quote(part, *same[0][1:]),
            )


def _sentences(part: Part) -> Iterator[tuple[str, int, int]]:
    for match in _SENTENCE.finditer(part.view.text):
        if len(match[0]) >= _LONG_SENTENCE:
            yield _YEAR.sub("", match[0]).strip(), match.start(), match.end()
