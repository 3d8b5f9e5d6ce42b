"""Web pages: county sites, pages pasted from Word, saved with all their chrome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.annual.model import Remark
from gongkai.annual.read.document import Document, Grid, Placement
from gongkai.annual.read.refusal import Unreadable

_DROPPED = ["script", "style", "noscript", "template", "iframe", "select", "button", "nav", "svg", "del"]
_HIDDEN = '[style*="display:none"],[style*="display: none"],[style*="DISPLAY: none"],[style*="mso-hide:all"],[hidden]'
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article", "header", "footer", "table",
     "tr", "td", "th", "tbody", "thead", "tfoot", "center", "blockquote", "pre", "dl", "dt", "dd", "form", "main", "body",
     "fieldset", "caption", "ucapcontent", "aside", "address", "figure", "hr", "br")
)  # fmt: skip
_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_LONG_CELL = 400
_WORD_COMMENT = re.compile(r"<!--\s*\[if.*?-->|<!\[(?:if[^\]]*|endif)\]-*>|<!--\s*\[endif\]-*>")
_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_MOST_SPAN = 60
_MOST_DEPTH = 400
_MOST_CELLS = 200_000


def read(text: str) -> Document:
    """The document as the page shows it: scripts and what is hidden left out.

    Refused: pages nested deeper than any page of an office.
    """
    _measure(text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(_DROPPED)
    document = Document(title=_title(tree))
    body = tree.body or tree.root
    if body is None:
        return document
    hidden = tree.css(_HIDDEN) if "none" in text or "hidden" in text or "mso-hide" in text else []
    hidden_tables = sum(len(node.css("table")) for node in hidden)
    if hidden_tables and hidden_tables >= len(tree.css("table")):
        document.remarks.append(Remark("html.hidden", "表格在页面上被隐藏（由脚本显示），仍按页面内容读取。"))
    else:
        for node in hidden:
            node.decompose()
    for line_break in tree.css("br"):
        line_break.replace_with("\n")
    document.pictures = len(body.css("img"))
    Walk(document).walk(body, 0)
    document.metadata = _metadata(document, tree)
    return document


_NESTING = re.compile(r"<(/?)(?:div|table|span|ul|li|blockquote|font|section|center|b|i|em)\b", re.IGNORECASE)
_MANY_TAGS = 3000


def _measure(text: str) -> None:
    """Refuses pages nested deeper than parsers bear; only pages with very many openings are counted through."""
    if text.count("<div") + text.count("<table") + text.count("<span") + text.count("<font") < _MANY_TAGS:
        return
    depth = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth > _MOST_DEPTH * 3:
            raise _too_deep()


def _too_deep() -> Unreadable:
    return Unreadable("网页的嵌套层次过深，不像正常的年报页面；请另存为纯文本或 Word 文档后再试。")


class Walk:
    """Writes the blocks of a page into a document, in order."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._line: list[str] = []

    def walk(self, node: LexborNode, depth: int) -> None:
        if depth > _MOST_DEPTH:
            raise _too_deep()
        for child in node.iter(include_text=True):
            tag = child.tag
            if tag == "-text":
                self._line.append(child.text_content or "")
            elif tag in _LEAVES and child.css_first("table") is None:
                self.flush()
                self._line.append(child.text())
                self.flush()
            elif tag == "table":
                self.flush()
                self._table(child, depth)
            elif tag == "-comment":
                continue
            elif tag in _BLOCKS:
                self.flush()
                self.walk(child, depth + 1)
                self.flush()
            else:
                self.walk(child, depth + 1)
        if depth == 0:
            self.flush()

    def flush(self) -> None:
        if self._line:
            text = "".join(self._line)
            self._line.clear()
            if "[" in text and ("<!" in text):
                text = _WORD_COMMENT.sub("", text)
            lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
            self._blocks += [line for line in lines if line]

    def _table(self, table: LexborNode, depth: int) -> None:
        """A table of figures becomes a grid; a table that only lays out the page is walked through."""
        if len(table.css("table")) > 1:
            self._walk_cells(table, depth)
            return
        place = Placement()
        rows = []
        count = 0
        for row in table.css("tr"):
            cells = []
            for cell in row.iter():
                if cell.tag in ("td", "th"):
                    text = _cell_text(cell)
                    if len(text) > _LONG_CELL:
                        self._walk_cells(table, depth)
                        return
                    attributes = cell.attributes
                    cells.append((text, _span(attributes.get("colspan")), _span(attributes.get("rowspan"))))
            count += len(cells)
            if count > _MOST_CELLS:
                raise Unreadable(f"网页中一张表超过 {_MOST_CELLS} 格，不像年报；请确认文件是否正确。")
            rows.append(place.row(cells))
        self._blocks.append(Grid(rows))

    def _walk_cells(self, table: LexborNode, depth: int) -> None:
        for child in table.iter():
            if child.tag in ("td", "th", "caption"):
                self.walk(child, depth + 1)
                self.flush()
            elif child.tag in ("tr", "tbody", "thead", "tfoot"):
                self._walk_cells(child, depth + 1)


def _cell_text(cell: LexborNode) -> str:
    text = cell.text()
    if len(text) < 4 and text.isdigit():
        return text
    text = _SPACE.sub(" ", text).strip()
    if "<!" in text:
        text = _WORD_COMMENT.sub("", text).strip()
    if len(text) > 1 and text.isdigit():
        # Two paragraphs in one cell are two figures, and must not run into one.
        lines = [line for line in (_SPACE.sub(" ", p.text()).strip() for p in cell.css("p,div")) if line]
        if len(lines) > 1 and "".join(lines) == text:
            return " ".join(lines)
    return text


def _span(text: str | None) -> int:
    if text is None:
        return 1
    digits = text.strip()
    return min(_MOST_SPAN, max(1, int(digits))) if digits.isdigit() and len(digits) < 6 else 1


def _title(tree: LexborHTMLParser) -> str:
    """The heading of the article, else the page's own title for it."""
    for selector in ('meta[name="ArticleTitle"]', "ucaptitle", "h1", "title"):
        for node in tree.css(selector):
            text = (node.attributes.get("content") or "") if selector.startswith("meta") else node.text()
            text = _SPACE.sub("", text)
            if "公开" in text and ("报告" in text or "年报" in text):
                return re.split(r"[-_|]{1,2}(?=[^-_|]{2,30}$)", text)[0] if selector == "title" else text
    return ""


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
_FIELD = re.compile(rf"^\W*({'|'.join(_FIELDS)})\s*[:：]\s*(\S[^\n]{{0,80}})$")


def _metadata(document: Document, tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, key in (("PubDate", "发布日期"), ("ContentSource", "来源")):
        node = tree.css_first(f'meta[name="{name}"]')
        if node is not None and node.attributes.get("content"):
            found[key] = node.attributes["content"] or ""
    for line in _opening(document):
        match = _FIELD.match(line)
        if match:
            found.setdefault(match.group(1), match.group(2).strip())
    for grid in document.grids[:3]:
        for row in grid.rows:
            for name, value in pairwise(box.text for box in row):
                field = name.strip("：: \u3000").replace(" ", "")
                if field in _FIELDS and value:
                    found.setdefault(field, value)
    return found


def _opening(document: Document) -> Iterator[str]:
    lines = (block for block in document.blocks if isinstance(block, str))
    for _, line in zip(range(60), lines, strict=False):
        yield line
