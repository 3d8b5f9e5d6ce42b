"""Which paragraph of an official document is what?

Law:     GB/T 9704-2012 (law/sources/layout_9704): TITLE, NUMBER, ADDRESSEE, LEVELS, ANNEX_NOTE, DATE
Takes:   a clean text as somebody typed or pasted it: paragraphs that look alike.
Gives:   the same words in the same order, with the parts marked: title, number, addressees, headings of three levels, note of
         annexes, organ and day at the end. What is marked already stays; what is in doubt stays a paragraph.
Unclear: the fourth level （1） has no heading below h4 and stays a paragraph; so does a level whose words run on after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.law.documents import number as document_number
from gongkai.texts import inline, reading
from gongkai.texts.blocks import ALIGNMENTS, Block, Para, html

_KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|规定|细则|方案|规划|计划|预案|章程|条例|规则|"
    "目录|清单|指南|解读|要点|标准|规范|制度"
)
_TITLE = re.compile(rf"[^。；！？]{{4,120}}(?:{_KINDS})(?:[（(][^（()）]{{1,20}}[）)])?")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}〔\d{4}〕\d{1,5}号")
_ADDRESSEE = re.compile(
    r"(?=.{2,400}[：:]$)(?!附件|附：)[^。；！？]*(?:政府|局|委|办|厅|部|院|会|处|所|站|中心|公司|企业|单位|街道|镇|乡|场|校|机构|机关|"
    r"同志|代表|市民|群众|村|社区)[^。；！？]{0,40}[：:]"
)
_LEVELS = (
    ("h2", re.compile(r"[一二三四五六七八九十百]{1,5}、\S")),
    ("h3", re.compile(r"[（(][一二三四五六七八九十百]{1,5}[）)]\S")),
    ("h4", re.compile(r"\d{1,3}[.．](?!\d)\s*\S")),
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百]{1,5}[章节](?:\s|\S)")
_RUNS_ON = re.compile(r"[。；！？：;!?:]")
_LONGEST_HEADING = 50
_ANNEX = re.compile(r"附件?\s*[：:]\s*\S")
_ANNEX_NEXT = re.compile(r"\d{1,2}[.．、]\s*[^。；]+")
_DAY = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_ORGAN = re.compile(
    r"[\u4e00-\u9fff（）()、 \u3000]{2,60}(?:政府|局|委员会|委|办公室|办|厅|部|院|会|处|队|所|站|中心|公司|校|馆)"
)
_HEAD_BLOCKS = 8
"""So many blocks from the beginning may hold number and addressees."""


def structured(body: str) -> str:
    """The text with its parts marked. Doing it twice changes nothing; `plain` of it is that of `body`."""
    blocks = reading.read(body).blocks
    texts = [_text(block) for block in blocks]
    parts = [_part(block) for block in blocks]
    first_body = _head(texts, parts)
    for at in range(first_body, len(blocks)):
        if not parts[at]:
            _tail(at, texts, parts, blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Para) and block.tag == "p" and not parts[at] and block.classes == ():
            parts[at] = _heading(at, texts)
    return html([_marked(block, part) for block, part in zip(blocks, parts, strict=True)])


def _text(block: Block) -> str:
    """The words of a paragraph in one line; empty for anything else, and for what has a break in it."""
    if not isinstance(block, Para) or any(run.kind != "text" for run in block.runs):
        return ""
    return "".join(run.text for run in block.runs).strip()


def _part(block: Block) -> str:
    """What a paragraph is marked as already."""
    if not isinstance(block, Para):
        return ""
    own = block.classes[0] if block.classes and block.classes[0] not in ALIGNMENTS else ""
    return own or (block.tag if block.tag != "p" else "")


def _head(texts: Sequence[str], parts: list[str]) -> int:
    """Marks title, number and addressees; where the body begins."""
    at, begins = 0, 0
    seen = set(parts[:_HEAD_BLOCKS])
    while at < min(len(texts), _HEAD_BLOCKS):
        text = texts[at]
        if parts[at] in ("doc-title", "doc-number", "doc-to"):
            begins = at + 1
        elif parts[at] or not text:
            break
        elif "doc-number" not in seen and _NUMBER.fullmatch(document_number.normal(text)):
            parts[at], begins = "doc-number", at + 1
        elif not seen & {"doc-title", "doc-to"} and _TITLE.fullmatch(text):
            parts[at], begins = "doc-title", at + 1
        elif "doc-to" not in seen and _ADDRESSEE.fullmatch(text):
            parts[at], begins = "doc-to", at + 1
        else:
            break
        seen.add(parts[at])
        at += 1
    return begins


def _tail(at: int, texts: Sequence[str], parts: list[str], blocks: Sequence[Block]) -> None:
    """Marks a note of annexes and its further lines; a day with the organ before it."""
    text = texts[at]
    if (at and _ANNEX.match(text)) or (at and parts[at - 1] == "doc-attachment-note" and _ANNEX_NEXT.fullmatch(text)):
        parts[at] = "doc-attachment-note"
    elif at and _DAY.fullmatch(re.sub(r"\s", "", text)):
        before = at - 1
        signed = False
        while before > 0 and parts[before] in ("", "doc-signature") and _ORGAN.fullmatch(texts[before]):
            parts[before], signed = "doc-signature", True
            before -= 1
        if signed or at == len(blocks) - 1:
            parts[at] = "doc-date"


def _heading(at: int, texts: Sequence[str]) -> str:
    """The level of a heading: short, not running on, and not one line of a list."""
    text = texts[at]
    if len(text) > _LONGEST_HEADING or _RUNS_ON.search(text):
        return ""
    if _CHAPTER.match(text):
        return "h2"
    for tag, shape in _LEVELS:
        if shape.match(text):
            beside = [texts[other] for other in (at - 1, at + 1) if 0 <= other < len(texts)]
            alone = not any(shape.match(other) for other in beside)
            return tag if alone and at + 1 < len(texts) else ""
    return ""


def _marked(block: Block, part: str) -> Block:
    if not isinstance(block, Para) or not part:
        return block
    if part.startswith("doc-"):
        return replace(block, classes=(part,))
    if block.tag == part:
        return block
    return replace(block, tag=part, runs=inline.one_line(reading.heading_runs(block.runs)))
