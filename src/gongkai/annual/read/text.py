"""Plain text: crawled pages, the output of pdftotext, Markdown, one cell a line."""

from __future__ import annotations

import csv
import re

from gongkai.annual.numbers import without_unseen
from gongkai.annual.read.document import Block, Box, Document, Grid

_FURNITURE = re.compile(
    r"[ \t\f]*(?:[-—–－]+[ \t]*\d{1,3}[ \t]*[-—–－]+|第[ \t]*\d{1,3}[ \t]*页(?:[ \t]*[/，,]?[ \t]*共[ \t]*\d{1,3}[ \t]*页)?|=+[^=\n]{0,20}=+)[ \t]*"
)
_COMMENT = re.compile(r"<!--.*?-->|<!\[(?:if[^\]]*|endif)\]>", re.DOTALL)
_METADATA = re.compile(
    r"^(标题|发布时间|文号|发布机构|栏目|原文链接|页面链接\S*|来源|单位|名称|索引号|公开日期|发布日期|生成日期)\s*[:：](.*)$"
)
_MARKDOWN_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_MARKDOWN_RULE = re.compile(r"^[\s|:+\-—=]*-{2,}[\s|:+\-=]*$|^[\s│┃║|+]*[─━═├┌┬┼└┴╔╠╚╟][─━═├┼┤┌┬┐└┴┘╔╦╗╠╬╣╚╩╝╟╢╪╫\s]*$")
_ESCAPED = re.compile(r"\\([`*_{}\[\]()#+\-.!~])")
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_BODY = re.compile(r"^=*\s*正文\s*=*$")
_MOST_HEAD_LINES = 30
_COLUMNS, _FEWEST_LINES, _FEWEST_CELLS = 7, 20, 3
_DRAWN_BARS = str.maketrans("｜│┃║", "||||")


def read(text: str) -> Document:
    """The document; grids only where lines are rows with borders of `|`."""
    document = Document()
    lines = [
        _plain(line)
        for line in _COMMENT.sub("", without_unseen(text).replace("\f", "\n"))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    ]
    lines = _head(lines, document)
    lines = [line for line in lines if not is_furniture(line)]
    if delimiter := _delimiter(lines):
        lines = [_barred(line, delimiter) for line in lines]
    document.blocks = _blocks(lines)
    document.wrapped = wrapped(lines)
    return document


def _delimiter(lines: list[str]) -> str:
    """What parts the cells where a spreadsheet was saved as text: many lines with as many of it as the form has columns."""
    return next((d for d in ",;" if sum(line.count(d) >= _COLUMNS for line in lines) >= _FEWEST_LINES), "")


def _barred(line: str, delimiter: str) -> str:
    """Such a line as a row with borders; other lines as they are."""
    if line.count(delimiter) < _FEWEST_CELLS:
        return line
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return f"| {' | '.join(cells)} |" if len(cells) > _FEWEST_CELLS and "。" not in line else line


def is_furniture(line: str) -> bool:
    """Whether a line is a page number and nothing else."""
    return len(line) < 40 and _FURNITURE.fullmatch(line) is not None


def _plain(line: str) -> str:
    line = _MARKDOWN_HEADING.sub("", line.rstrip())
    if "\\" in line:
        line = _ESCAPED.sub(r"\1", line)
        if line.count("\\|") > 1 and line.count("\\|") == line.count("|"):
            line = line.replace("\\|", "|")
    return _EMPHASIS.sub(lambda m: m.group(1) or m.group(2), line) if "**" in line or "__" in line else line


def _head(lines: list[str], document: Document) -> list[str]:
    """Takes the crawler's lines of metadata off the top."""
    taken = 0
    for number, line in enumerate(lines[:_MOST_HEAD_LINES]):
        found = _METADATA.match(line.strip())
        if found:
            document.metadata.setdefault(found.group(1), found.group(2).strip())
            taken = number + 1
        elif _BODY.match(line.strip()) or line.startswith("页面链接"):
            taken = number + 1
        elif line.strip() and not set(line.strip()) <= set("=-"):
            break
    if len(document.metadata) < 2:
        document.metadata.clear()
        return lines
    document.title = document.metadata.get("标题", "") or document.metadata.get("名称", "")
    return lines[taken:]


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    rows: list[list[Box]] = []
    kept: list[str] = []

    def close() -> None:
        if len(rows) > 1:
            blocks.append(Grid(list(rows)))
        else:
            blocks.extend(kept)
        rows.clear()
        kept.clear()

    for line in lines:
        row = _bordered(line)
        if row is None and rows and (not line.strip() or _MARKDOWN_RULE.match(line)):
            kept.append(line)
            continue
        if row is None:
            close()
            if not _MARKDOWN_RULE.match(line) or "|" not in line:
                blocks.append(line)
        else:
            rows.append(row)
            kept.append(line)
    close()
    return blocks


def _bordered(line: str) -> list[Box] | None:
    """The cells of a line that is a row of a table with borders: a label and figures between three bars or more."""
    stripped = line.strip().translate(_DRAWN_BARS)
    if stripped.count("|") < 2 or not any("\u4e00" <= c <= "\u9fff" or c.isdigit() for c in stripped):
        return None
    if stripped.startswith("|"):
        stripped = stripped[1:]
    elif stripped.count("|") < 3:
        return None
    if stripped.endswith("|"):
        stripped = stripped[:-1]
    return [Box(part.strip().replace("<br>", ""), column) for column, part in enumerate(stripped.split("|"))]


def wrapped(lines: list[str]) -> bool:
    """Whether lines end where the page ended and not where the paragraph did."""
    prose = [line.strip() for line in lines if len(line.strip()) >= 20 and "|" not in line]
    if len(prose) < 8:
        return False
    cut = sum(line[-1] not in "。；;：:！!？?”》）)" for line in prose)
    longest = max(map(len, prose))
    return cut > 0.4 * len(prose) and longest < 120
