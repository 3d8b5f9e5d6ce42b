"""How does the report become a web page: one file that stands alone, or a part of a page of ours?

Law:     网页标签 of 国办发〔2017〕47号, annex 2; GB/T 9704-2012 for paper
Takes:   a report; every text is escaped, nothing of it is markup.
Gives:   `write`, one file with its own style, which a policy inside the file names by hash so that nothing else runs;
         `article`, the same body without style, for pages that serve `report.css` from their own origin under a
         policy that allows no inline style.
Unclear: SiteName, SiteIDCode and SiteDomain are the site's to say, not the report's; the site adds them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from gongkai.annual.model import Report
from gongkai.annual.write import page
from gongkai.annual.write.grid import Grid, GridCell, Kind
from gongkai.annual.write.outline import Block, Heading, outline, title

COLUMN_NAME, COLUMN_TYPE = "政府信息公开年报", "信息公开年报"
_STYLE = Path(__file__).with_name("report.css")
_DAY = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?:\D{1,3}(\d{1,2})[:：](\d{2}))?")


def write(report: Report) -> bytes:
    """The report as one HTML file that needs nothing beside it."""
    return document(title(report) or COLUMN_NAME, article(report), style(), meta(report))


def document(heading: str, body: str, css: str, tags: Iterable[tuple[str, str]] = ()) -> bytes:
    """One file that stands alone. `body` is markup; the policy names `css` by its hash and lets nothing else in."""
    head = "".join(f"<meta name={_quoted(name)} content={_quoted(text)}>\n" for name, text in tags)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}</title>\n{head}<style>{css}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    ).encode()


def meta(report: Report) -> list[tuple[str, str]]:
    """Names and contents of the page's tags. PubDate is left out where the report does not say its day."""
    tags = [("ArticleTitle", title(report)), ("PubDate", published(report)), ("ContentSource", report.organ or "")]
    tags += [("ColumnName", COLUMN_NAME), ("ColumnType", COLUMN_TYPE)]
    return [(name, text) for name, text in tags if text]


def published(report: Report) -> str:
    """The day on the page as YYYY-MM-DD HH:MM; midnight where the page gave no hour, empty where it gave no day."""
    found = _DAY.search(report.published)
    if found is None:
        return ""
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return f"{date(year, month, day)} {hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
    except ValueError:
        return ""


def article(report: Report) -> str:
    """The report as an `article` element. Its classes are those of `report.css`."""
    return f'<article class="annual-report" lang="zh-CN">\n{"".join(_blocks(outline(report)))}</article>\n'


@cache
def style() -> str:
    """`report.css` with the measures of the official layout filled in."""
    return fill_in(_STYLE)


def fill_in(sheet: Path) -> str:
    """A style sheet of ours with the types and measures of `page.py` in place of its dollar words."""
    sizes = {name: f"{value:g}" for name, value in vars(page).items() if isinstance(value, int | float)}
    fonts = {kind: ", ".join(f'"{name}"' for name in getattr(page, kind).families) for kind in _FONTS}
    return Template(sheet.read_text(encoding="utf-8")).substitute(sizes, **fonts)


_FONTS = ("FANGSONG", "TITLE_SONG", "HEI", "KAI", "SONG")


def _blocks(blocks: list[Block]) -> Iterator[str]:
    part_open = False
    for block in blocks:
        if isinstance(block, Grid):
            yield _table(block)
        elif isinstance(block, Heading):
            if block.level == 1:
                yield "</section>\n<section>\n" if part_open else "<section>\n"
                part_open = True
            yield f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>\n"
        else:
            yield f"<p>{escape(block.text)}</p>\n"
    if part_open:
        yield "</section>\n"


def _table(grid: Grid) -> str:
    names = {cell: f"t{grid.table}r{cell.row}c{cell.column}" for cell in grid.cells}
    heads = {figure: " ".join(names[head] for head in over) for figure, over in grid.heads().items()}
    rows = ["".join(_cell(cell, names, heads) for cell in grid.row(row)) for row in range(grid.rows)]
    marked = [f"<tr>{row}</tr>\n" for row in rows]
    head = f"<thead>\n{''.join(marked[: grid.head_rows])}</thead>\n" if grid.head_rows else ""
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label={_quoted(grid.title)}>\n'
        f'<table class="form-table form-table-{grid.table}">\n<caption>{escape(grid.title)}</caption>\n'
        f"{head}<tbody>\n{''.join(marked[grid.head_rows :])}</tbody>\n</table>\n</div>\n"
    )


def _cell(cell: GridCell, names: dict[GridCell, str], heads: dict[GridCell, str]) -> str:
    attributes = [
        f' {name}="{span}"' for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1
    ]
    if cell.kind is Kind.FIGURE:
        return f'<td{"".join(attributes)} headers="{heads[cell]}">{escape(cell.text)}</td>'
    if cell.kind is Kind.NOTE:
        return f'<td class="note"{"".join(attributes)}>{escape(cell.text)}</td>'
    scope = {Kind.HEAD: ("col", "colgroup"), Kind.SIDE: ("row", "rowgroup")}[cell.kind]
    wide = cell.colspan > 1 if cell.kind is Kind.HEAD else cell.rowspan > 1
    return f'<th id="{names[cell]}" scope="{scope[wide]}"{"".join(attributes)}>{escape(cell.text)}</th>'


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'
