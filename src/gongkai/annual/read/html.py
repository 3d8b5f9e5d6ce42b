"""Web pages: county sites, pages pasted from Word, saved with all their chrome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.annual.model import Remark
from gongkai.annual.numbers import without_unseen
from gongkai.annual.read.document import Document, Grid, Placement
from gongkai.annual.read.refusal import Unreadable

_DROPPED = "script,style,noscript,template,iframe,select,button,nav,svg,del,s,strike"
_HIDING = (
    "display:none",
    "display: none",
    "DISPLAY: none",
    "DISPLAY:none",
    "mso-hide",
    "line-through",
    "align:super",
    "align: super",
    " hidden",
)
_HIDDEN = (
    '[style*="display:none" i],[style*="display: none" i],[style*="mso-hide:all" i],[style*="line-through" i],[hidden]'
)
_META = re.compile(r"""<meta[^>]+name=["']?(PubDate|ContentSource)["']?[^>]*>""", re.IGNORECASE)
_CONTENT = re.compile(r"""content=["']([^"']+)["']""", re.IGNORECASE)
_MARK = "\ue000"
"""Stands in the text for a table; of the private use area, so that no page holds it."""
_BREAK = "\u2028"
"""Stands in the text for a line break of the page; line breaks of the source are white space."""
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article", "header", "footer", "table",
     "tr", "td", "th", "tbody", "thead", "tfoot", "center", "blockquote", "pre", "dl", "dt", "dd", "form", "main", "body",
     "fieldset", "caption", "ucapcontent", "aside", "address", "figure", "hr", "br")
)  # fmt: skip
_LONG_CELL = 400
_WORD_COMMENT = re.compile(r"<!--\s*\[if.*?-->|<!\[(?:if[^\]]*|endif)\]-*>|<!--\s*\[endif\]-*>")
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_SPAN = 60
_MOST_DEPTH = 1000
_MANY_TAGS = 12_000
_MANY_TABLES = 300
_NESTING = re.compile(r"<(/?)(?:div|table|ul|ol|dl|blockquote|font|section|center)\b", re.IGNORECASE)
_MOST_CELLS = 200_000


def read(text: str) -> Document:
    """The document as the page shows it: scripts and what is hidden left out.

    Refused: pages nested deeper than any page of an office.
    """
    if "&lt;td" in text and "<td" not in text:
        text = unescape(text)
    _measure(text)
    text = without_unseen(text)
    hiding = any(word in text for word in _HIDING)
    tree = LexborHTMLParser(text)
    document = Document(title=_title(tree), pictures=text.count("<img"))
    body = tree.body or tree.root
    if body is None:
        return document
    for node in tree.css(_DROPPED):
        node.decompose()
    if hiding:
        _uncover(tree, document)
    if hiding or "<input" in text or "<sup" in text:
        _print_fields(tree)
    if "<br" in text or "<BR" in text:
        for line_break in tree.css("br"):
            line_break.replace_with(_BREAK)
    grids = _grids(tree)
    _write(body, grids, document)
    document.metadata = _metadata(document, text)
    return document


def _measure(text: str) -> None:
    """Refuses pages nested deeper than parsers bear; only pages with very many tags are counted through."""
    if text.count("<") < _MANY_TAGS and text.count("<table") < _MANY_TABLES:
        return
    depth = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth > _MOST_DEPTH:
            raise Unreadable("网页的嵌套层次过深，不像正常的年报页面；请另存为纯文本或 Word 文档后再试。")


def _uncover(tree: LexborHTMLParser, document: Document) -> None:
    """Takes out what is hidden, unless that is where all tables are: then a script shows them."""
    hidden = tree.css(_HIDDEN)
    tables = sum(len(node.css("table")) for node in hidden)
    if tables and tables >= len(tree.css("table")):
        document.remarks.append(Remark("html.hidden", "表格在页面上被隐藏（由脚本显示），仍按页面内容读取。"))
        return
    for node in hidden:
        node.decompose()


def _print_fields(tree: LexborHTMLParser) -> None:
    """Forms left on the page show their values as text; raised digits in a cell are marks of notes, not of the figure."""
    for field in tree.css("td input[value]"):
        if (field.attributes.get("type") or "text").lower() in ("text", "number"):
            field.replace_with(field.attributes.get("value") or "")
    for raised in tree.css('td sup,td [style*="align:super" i],td [style*="align: super" i]'):
        raised.replace_with(raised.text().translate(_RAISED))


def _grids(tree: LexborHTMLParser) -> list[Grid]:
    """The tables of figures, each replaced by a mark; tables that only lay out the page stay."""
    found: list[Grid] = []
    for table in reversed(tree.css("table")):
        grid = _grid(table)
        if grid:
            table.replace_with(f"{_MARK}{len(found)}{_MARK}")
            found.append(grid)
    return found


def _grid(table: LexborNode) -> Grid | None:
    place = Placement()
    rows = []
    count = 0
    for row in table.css("tr"):
        cells = []
        for cell in row.iter():
            if cell.tag in ("td", "th"):
                text = _cell_text(cell)
                if len(text) > _LONG_CELL or _MARK in text:
                    return None
                attributes = cell.attributes
                cells.append((text, _span(attributes.get("colspan")), _span(attributes.get("rowspan"))))
        count += len(cells)
        if count > _MOST_CELLS:
            raise Unreadable(f"网页中一张表超过 {_MOST_CELLS} 格，不像年报；请确认文件是否正确。")
        rows.append(place.row(cells))
    return Grid(rows)


def _write(body: LexborNode, grids: list[Grid], document: Document) -> None:
    """Paragraphs and grids in order. A paragraph ends where a block begins, and where text is of another block."""
    line: list[str] = []
    block = 0
    for node in body.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            text = node.text_content
            if text and not text.isspace():
                inside = _block_of(node)
                if inside != block and line:
                    _end(line, grids, document)
                block = inside
                line.append(text.replace("\n", _BREAK) if "\n" in text and _is_typed(node) else text)
            elif line and text:
                line.append(text)
        elif tag in _BLOCKS:
            if line:
                _end(line, grids, document)
            block = node.mem_id
    _end(line, grids, document)


def _is_typed(node: LexborNode) -> bool:
    """Whether line breaks of the source are line breaks of the page."""
    return node.parent is not None and node.parent.tag in ("pre", "textarea")


def _block_of(node: LexborNode) -> int:
    parent = node.parent
    while parent is not None and parent.tag not in _BLOCKS:
        parent = parent.parent
    return parent.mem_id if parent is not None else 0


def _end(line: list[str], grids: list[Grid], document: Document) -> None:
    text = "".join(line)
    line.clear()
    if "<!" in text:
        text = _WORD_COMMENT.sub("", text)
    if _BREAK not in text and _MARK not in text:
        if plain := " ".join(text.split()):
            document.blocks.append(plain)
        return
    for number, piece in enumerate(text.split(_MARK)):
        if number % 2:
            document.blocks.append(grids[int(piece)])
        else:
            document.blocks += [plain for part in piece.split(_BREAK) if (plain := " ".join(part.split()))]


def _cell_text(cell: LexborNode) -> str:
    text = cell.text()
    if len(text) < 4 and text.isdigit():
        return text
    text = _SPACE.sub(" ", text).strip()
    if _BREAK in text:
        text = text.replace(_BREAK, "\n").strip()
    if "<!" in text:
        text = _WORD_COMMENT.sub("", text).strip()
    if len(text) > 1 and text.isdigit():
        # Two paragraphs in one cell are two figures, and must not run into one.
        lines = [line for line in (_SPACE.sub(" ", p.text()).strip() for p in cell.css("p,div")) if line]
        if len(lines) > 1 and "".join(lines) == text:
            return "\n".join(lines)
    return text


def _span(text: str | None) -> int:
    if text is None:
        return 1
    digits = text.strip()
    return min(_MOST_SPAN, max(1, int(digits))) if digits.isdigit() and len(digits) < 6 else 1


def _title(tree: LexborHTMLParser) -> str:
    """The heading of the article, else the page's own title for it."""
    found: dict[str, str] = {}
    for node in tree.css('meta[name="ArticleTitle"],ucaptitle,h1,title'):
        text = _SPACE.sub("", (node.attributes.get("content") or "") if node.tag == "meta" else node.text())
        if "公开" in text and ("报告" in text or "年报" in text):
            found.setdefault(node.tag or "", text)
    if "title" in found:
        found["title"] = re.split(r"[-_|]{1,2}(?=[^-_|]{2,30}$)", found["title"])[0]
    return next((found[tag] for tag in ("meta", "ucaptitle", "h1", "title") if tag in found), "")


_FIELDS = (
    "发布机构",
    "公开日期",
    "发布日期",
    "发布时间",
    "单位",
    "来源",
    "信息来源",
    "名称",
    "标题",
    "索引号",
    "文号",
    "生成日期",
)
_LONGEST_FIELD = 12
_FIELD = re.compile(rf"^\W*({'|'.join(_FIELDS)})\s*[:：]\s*(\S[^\n]{{0,80}})$")


def _metadata(document: Document, text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _META.finditer(text, 0, 40_000) if "PubDate" in text or "ContentSource" in text else ():
        content = _CONTENT.search(tag.group())
        if content:
            found.setdefault("发布日期" if tag.group(1).lower() == "pubdate" else "来源", content.group(1))
    for line in _opening(document):
        match = _FIELD.match(line)
        if match:
            found.setdefault(match.group(1), match.group(2).strip())
    for grid in document.grids[:3]:
        for row in grid.rows:
            for name, value in pairwise(box.text for box in row):
                if len(name) > _LONGEST_FIELD or not value:
                    continue
                field = name.strip("：: \u3000").replace(" ", "")
                if field in _FIELDS:
                    found.setdefault(field, value)
    return found


def _opening(document: Document) -> Iterator[str]:
    lines = (block for block in document.blocks if isinstance(block, str))
    for _, line in zip(range(60), lines, strict=False):
        yield line
