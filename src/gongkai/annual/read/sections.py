"""The prose of a report: what comes before part one, the parts, and their subsections.

Headings are found by their number and their words, at the beginning of a line or, where everything is run together,
in the middle of one. Titles are kept as printed. Table text is not in here: it was cut out before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.annual.model import Section
from gongkai.annual.read.labels import chinese_only, line_named
from gongkai.annual.traditional import simplified

_NUMERALS = "一二三四五六七八九十"
_WORDS = (
    r"总体情况|基本情况|总体工作情况|工作总体情况|概述|总体概况|工作情况",
    r"(?:政府信息)?主动公开(?:政府)?(?:信息)?(?:工作)?(?:的)?情况",
    r"(?:收到和处理|收到及处理|受理和处理)?(?:政府信息)?(?:公开)?(?:依)?申请(?:公开)?(?:政府信息)?(?:的)?(?:办理|处理)?情况",
    r"(?:因)?(?:政府信息公开)?(?:工作)?(?:被)?(?:申请|提起)?[^，。；\s]{0,6}?行政(?:复议|诉讼)[^，。；\s]{0,14}?情况",
    r"(?:政府信息公开)?(?:工作)?(?:中)?存在(?:的)?(?:主要)?(?:困难和|困难及)?(?:问题|不足)(?:及|和|与|以及)?(?:下一步)?(?:的)?(?:工作)?"
    r"(?:改进|整改)?(?:情况|措施|打算|计划)?",
    r"(?:其他|其它)?(?:需要|应当|需)?(?:要)?(?:报告|说明)(?:的)?(?:其他)?(?:事项|情况|内容)|其他事项|附件",
)
_TITLE = "|".join(f"(?:{words})" for words in _WORDS)
_AT_LINE = re.compile(rf"^[ \t\u3000]*([{_NUMERALS}]{{1,2}})[ \t]*[、.．,，][ \t]*([^\n]*)$", re.MULTILINE)
_INLINE = re.compile(rf"(?:^|(?<=[\s。；;！!？?：:〕」”）)】]))([{_NUMERALS}])[、.．][ \t]*({_TITLE})", re.MULTILINE)
_UNNUMBERED = re.compile(
    rf"^[ \t\u3000]*((?:第[{_NUMERALS}]部分|\d{{1,2}})?[ \t\u3000、.．:：]*(?:{_TITLE}))[ \t\u3000]*$", re.MULTILINE
)
"""A heading whose number is of another kind, or was set by the program and is not in the text."""
_FEWEST_PARTS = 2
_TITLE_START = re.compile(_TITLE)
_SUB = re.compile(rf"(?:^[ \t\u3000]*|(?<=[。；;：:〕”）)]))[（(]([{_NUMERALS}]{{1,3}})[）)]", re.MULTILINE)
_SUB_END = re.compile(
    r"[。：:；;\n]|(?<=情况)|(?<=方面)|(?<=措施)|(?<=问题)|(?<=建设)(?!情况|方面)|(?<=保障)(?!情况|方面)"
)
_SENTENCE = re.compile(r"[，。；]\s*\S|(?<=.{4})。")
_LONGEST_TITLE = 45
_LONGEST_SUBTITLE = 40
_LONGEST_TITLE_LINE = 25
_SENTENCE_MARK = re.compile(r"[，,。；;：:]")


_PARTS = tuple(
    (part, re.compile(words))
    for part, words in (
        (6, "其他需要|其它需要|需要报告|其他事项|应当报告|需要说明"),
        (5, "问题|不足|改进"),
        (4, "复议|诉讼"),
        (3, "申请"),
        (2, "主动公开"),
        (1, "总体|概述|基本情况|概况"),
    )
)


@dataclass(slots=True)
class Heading:
    """A level-one heading: where it begins, where its title ends, and the title."""

    start: int
    end: int
    title: str
    part: int


def split(text: str) -> tuple[str, list[Section]]:
    """The text before part one, and the sections in order, each subsection behind its part."""
    headings = _headings(text)
    if not headings:
        return tidy(text), []
    sections: list[Section] = []
    ends = [heading.start for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        body = tidy(_broken(text[heading.end : end]))
        sections.append(Section(heading.title, body))
        sections += _subsections(body)
    return tidy(text[: headings[0].start]), sections


def _headings(text: str) -> list[Heading]:
    plain = simplified(text)
    found = [heading for heading in map(_at_line, _AT_LINE.finditer(plain)) if heading]
    if sum(heading.part > 0 for heading in found) < _FEWEST_PARTS:
        found += [Heading(m.start(1), m.end(), "", part_of(m.group())) for m in _UNNUMBERED.finditer(plain)]
    starts = {heading.start for heading in found}
    for match in _INLINE.finditer(plain):
        if match.start(1) not in starts:
            found.append(Heading(match.start(1), match.end(), match.group().strip(), part_of(match.group(2))))
    found.sort(key=lambda heading: heading.start)
    chosen = _chosen(found)
    for heading in chosen:
        heading.title = text[heading.start : heading.end].strip().rstrip("。：:")
    return chosen


def _at_line(match: re.Match[str]) -> Heading | None:
    rest = match.group(2).strip()
    if line_named(chinese_only(rest)):
        return None
    known = _TITLE_START.match(rest)
    start = match.start(1)
    if known and (len(rest) > _LONGEST_TITLE or _SENTENCE.search(rest, known.end())):
        return Heading(start, match.start(2) + match.group(2).index(rest) + known.end(), "", part_of(known.group()))
    if len(rest) > _LONGEST_TITLE or not rest:
        return None
    stop = re.search(r"[。：:]", rest)
    if stop and stop.start() < len(rest) - 1:
        if not known:
            return None
        return Heading(start, match.start(2) + match.group(2).index(rest) + stop.start(), "", part_of(rest))
    return Heading(start, match.end(2), "", part_of(rest))


def part_of(title: str) -> int:
    """Which of the six parts a title is, 1 to 6; 0 where its words say nothing."""
    return next((part for part, words in _PARTS if words.search(title)), 0)


def _chosen(found: Sequence[Heading]) -> list[Heading]:
    """Of lists of numbered lines, the one whose titles are those of the form; a contents list before it is dropped."""
    known = [heading for heading in found if heading.part]
    if not known:
        return []
    first: dict[int, Heading] = {}
    for heading in known:
        first[heading.part] = (
            heading if heading.part not in first or _close(heading, known) is False else first[heading.part]
        )
    kept = sorted(first.values(), key=lambda heading: heading.start)
    others = [h for h in found if not h.part and kept[0].start < h.start and h.end - h.start <= 30]
    return sorted([*kept, *(h for h in others if _numbered_beyond(h, kept))], key=lambda heading: heading.start)


def _close(heading: Heading, known: Sequence[Heading]) -> bool:
    """Whether another known heading stands right before this one, as in a list of contents."""
    return any(0 < heading.start - other.end < 6 for other in known)


def _numbered_beyond(heading: Heading, kept: Sequence[Heading]) -> bool:
    """A heading of the office's own behind the known ones (七、附件)."""
    return heading.start > kept[-1].start


def _broken(body: str) -> str:
    """Each numbered subsection on a line of its own."""
    return _SUB.sub(lambda match: "\n" + match.group().strip(), body)


def _subsections(body: str) -> list[Section]:
    marks = [match for match in _SUB.finditer(body) if match.start() == 0 or body[match.start() - 1] == "\n"]
    found = []
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        text = body[mark.start() : after.start() if after else len(body)].strip()
        title = _subtitle(text)
        found.append(Section(title, text[len(title) :].lstrip("。：: \n"), level=2))
    return found


def _subtitle(text: str) -> str:
    line, _, more = text.partition("\n")
    if more and len(line) <= _LONGEST_TITLE_LINE and not _SENTENCE_MARK.search(line):
        return line.strip()
    number_end = max(line.find("）"), line.find(")")) + 1 if line[:1] in "（(" else 0
    number_end = min(number_end, 5) or 3
    stop = _SUB_END.search(line, number_end + 1)
    end = stop.start() if stop else len(line)
    return line[: end if end <= _LONGEST_SUBTITLE else number_end].strip()


def tidy(text: str) -> str:
    """One paragraph a line, no blank lines, no white space at the ends of lines."""
    lines = (line.strip(" \t\r\u3000\u00a0\ufeff\u200b|") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


_NUMBERED = re.compile(
    rf"^[ \t\u3000]*(?:[{_NUMERALS}]{{1,3}} ?[、.．]|[（(] ?[{_NUMERALS}\d]{{1,3}} ?[）)]|第[{_NUMERALS}]+[部章节])"
)
_WIDE = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”"
_INNER_SPACE = re.compile(rf"(?<=[{_WIDE}]) +(?=[\d{_WIDE}])|(?<=\d) +(?=[\u4e00-\u9fff])")
_SPREAD = re.compile(r"(?:[\u4e00-\u9fff] ){4}")
"""A layout that put a space behind every character; elsewhere a space beside an ASCII mark is the writer's."""
_MARK_SPACE = re.compile(rf"(?<=[\d{_WIDE}]) +(?=[(),:;])|(?<=[(),:;]) +(?=[\d{_WIDE}])")


def rejoined(text: str) -> str:
    """Paragraphs from lines that the width of the page broke; spaces that layout put between characters go."""
    paragraphs: list[str] = []
    lines = [line for line in text.split("\n") if line.strip()]
    usual = sorted(map(len, map(str.strip, lines)))[len(lines) * 3 // 4] if lines else 0
    open_line = False
    for line in lines:
        stripped = line.strip()
        if open_line and paragraphs and not _NUMBERED.match(line):
            glue = (
                " "
                if paragraphs[-1][-1:].isascii()
                and paragraphs[-1][-1:].isalpha()
                and stripped[:1].isalpha()
                and stripped[:1].isascii()
                else ""
            )
            paragraphs[-1] += glue + stripped
        else:
            paragraphs.append(stripped)
        open_line = len(stripped) >= 0.75 * usual and not (stripped[-1] in "。！？：" and len(stripped) < 0.95 * usual)
    return "\n".join(map(_closed_up, paragraphs))


def _closed_up(paragraph: str) -> str:
    if _SPREAD.search(paragraph):
        paragraph = _MARK_SPACE.sub("", paragraph)
    return _INNER_SPACE.sub("", paragraph)
