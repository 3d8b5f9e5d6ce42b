"""Tables turned, reordered or twice on the page, and the files that programs export: archives, XML, CSV, records, feeds."""

from __future__ import annotations

import csv
import io
import json
import quopri
from html import escape
from random import Random

from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES
from tests.annual.corpus.grid import Box, Grid, Look, rectangle, table2, table2_blocks, table3, table4
from tests.annual.corpus.lines import cells_each_line, document
from tests.annual.corpus.pages import article, html, table, tables
from tests.annual.corpus.shape import Rendering, shape, whole
from tests.annual.corpus.truth import Truth


def _grids(truth: Truth) -> dict[int, Grid]:
    return {1: table2(truth), 2: table3(truth), 3: table4(truth)}


def _page(truth: Truth, parts: dict[int, str] | None = None) -> str:
    return html(article(truth, {**tables(truth), **(parts or {})}))


def _prose(truth: Truth) -> str:
    return "\n".join([*truth.preamble, *(line for title, lines in truth.sections for line in (title, *lines))])


def _print(value: object) -> str:
    return "" if value is None else str(value)


def _balanced(truth: Truth) -> bool:
    """Whether the table is full and enough of its rows hold something, so that sums tell."""
    return all(None not in row for row in truth.table3.values()) and sum(map(any, truth.table3.values())) > 3


@shape("turned.outcomes_as_rows", every=3)
def outcomes_as_rows(truth: Truth, rng: Random) -> Rendering:
    """Table 4 with outcomes as rows and groups as columns."""
    grid: Grid = [
        [Box("", down=2), Box("行政复议", down=2), Box("行政诉讼", 2)],
        [Box("未经复议直接起诉"), Box("复议后起诉")],
    ]
    for n, outcome in enumerate(CASE_OUTCOMES):
        grid.append([Box(outcome), *(Box(_print(truth.table4[group][n])) for group in CASE_GROUPS)])
    return whole(truth, _page(truth, {3: table(grid)}), "t.html")


@shape("turned.outcomes_down", every=3)
def outcomes_down(truth: Truth, rng: Random) -> Rendering:
    """Table 4 as fifteen rows of one figure."""
    grid: Grid = []
    for group, name in CASE_GROUPS.items():
        for n, outcome in enumerate(CASE_OUTCOMES):
            head = [Box(name, down=5)] if n == 0 else []
            grid.append([*head, Box(outcome), Box(_print(truth.table4[group][n]))])
    return whole(truth, _page(truth, {3: table(grid)}), "t.html")


@shape("turned.blocks_reordered", every=2, fits=lambda truth: None not in truth.figures().values())
def blocks_reordered(truth: Truth, rng: Random) -> Rendering:
    """The blocks of table 2 in an order of the office's own."""
    blocks = table2_blocks(truth)[::-1]
    grid: Grid = [row for name, rows in blocks for row in ([Box(name, 4)], *rows)]
    if rng.random() < 0.5:
        return whole(truth, _page(truth, {1: table(grid)}), "t.html")
    parts = {index: [cells_each_line(g)] for index, g in {**_grids(truth), 1: grid}.items()}
    return whole(truth, document(truth, parts), "t.txt")


@shape("turned.row_of_the_other_form", every=2, fits=lambda truth: truth.form == "2021")
def row_of_the_other_form(truth: Truth, rng: Random) -> Rendering:
    """其他对外管理服务事项 kept in the new table 2: its figure is not that of the blank row before it."""
    grid = table2(truth)
    at = next(n for n, row in enumerate(grid) if row[0].text == "行政许可") + 1
    grid.insert(at, [Box("其他对外管理服务事项"), Box("17", 3)])
    parts = {index: [cells_each_line(g)] for index, g in {**_grids(truth), 1: grid}.items()}
    return whole(truth, document(truth, parts), "t.txt")


@shape("turned.another_year_before", every=3)
def another_year_before(truth: Truth, rng: Random) -> Rendering:
    """Last year's table 3 for comparison in part one; this year's stands in part three."""
    old = truth.copy()
    for row in old.table3.values():
        row[:] = [None if value is None else value + 2 for value in row]
    return whole(truth, _page(truth, {0: f"<p>{truth.year - 1}年情况</p>{table(table3(old))}"}), "t.html")


@shape("turned.total_first_in_text", every=2, fits=_balanced)
def total_first_in_text(truth: Truth, rng: Random) -> Rendering:
    """总计 before 自然人, one cell a line: the sums show it."""
    grids = {**_grids(truth), 2: table3(truth, Look(total_first=True))}
    return whole(truth, document(truth, {index: [cells_each_line(g)] for index, g in grids.items()}), "t.txt")


@shape("turned.blank_column_before_figures", every=3)
def blank_column(truth: Truth, rng: Random) -> Rendering:
    """An empty cell before the figures of every row, which the heads do not have."""
    grid: Grid = []
    for row in table3(truth):
        first = next((n for n, box in enumerate(row) if box.place), len(row))
        grid.append([*row[:first], *([Box("")] if first < len(row) else []), *row[first:]])
    return whole(truth, _page(truth, {2: table(grid)}), "t.html")


@shape("exported.web_archive", every=3)
def web_archive(truth: Truth, rng: Random) -> Rendering:
    """Saved by a browser as one file."""
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: http://localhost/\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--B--"\n\n----B--\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: quoted-printable\n\n"
    )
    return whole(truth, head.encode() + quopri.encodestring(_page(truth).encode()) + b"\n----B----\n", "t.mhtml")


@shape("exported.csv", every=2)
def comma_separated(truth: Truth, rng: Random) -> Rendering:
    """The tables saved as CSV, quoted or not, with commas or semicolons; prose between them."""
    delimiter, quoting = rng.choice(",;"), rng.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL))
    parts = {}
    for index, grid in _grids(truth).items():
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
        writer.writerows(["" if box is None else box.text for box in row] for row in rectangle(grid))
        parts[index] = [out.getvalue().rstrip("\n")]
    return whole(truth, document(truth, parts), "t.csv")


@shape("exported.drawn_bars", every=3)
def drawn_bars(truth: Truth, rng: Random) -> Rendering:
    """Borders drawn with │ in text, with lines ├─┼─┤ between the rows or without."""
    ruled = rng.random() < 0.5

    def rows(grid: Grid) -> str:
        square = rectangle(grid)
        rule = "\n├" + "┼".join("──" for _ in square[0]) + "┤\n" if ruled else "\n"
        return rule.join("│" + "│".join("" if b is None else b.text for b in row) + "│" for row in square)

    return whole(truth, document(truth, {index: [rows(grid)] for index, grid in _grids(truth).items()}), "t.txt")


@shape("exported.markdown_escaped", every=3)
def markdown_escaped(truth: Truth, rng: Random) -> Rendering:
    """Markdown escaped once more: bars, full stops, hyphens behind backslashes."""

    def rows(grid: Grid) -> str:
        square = [r"\| " + r" \| ".join("" if b is None else b.text for b in row) + r" \|" for row in rectangle(grid)]
        return "\n".join([square[0], r"\|\-\-\-\|", *square[1:]])

    text = document(truth, {index: [rows(grid)] for index, grid in _grids(truth).items()})
    return whole(truth, text.replace("1.", r"1\.").replace("3.", r"3\."), "t.md")


@shape("exported.links_numbered", every=3, fits=lambda truth: None not in truth.figures().values())
def links_numbered(truth: Truth, rng: Random) -> Rendering:
    """The dump of a text browser: links as [1], which is no JSON, and a row of cells on a line."""
    parts = {n: ["\n".join("   " + " ".join(box.text for box in row) for row in g)] for n, g in _grids(truth).items()}
    return whole(truth, f"   [1]首页 [2]政务公开\n\n{document(truth, parts)}", "t.txt")


@shape("exported.labels_apart", every=3, fits=_balanced)
def labels_apart(truth: Truth, rng: Random) -> Rendering:
    """Table 3 with all labels first and all rows of figures behind them: the sums show which line is which."""
    labels = [box.text for row in table3(truth) for box in row if not box.place]
    figures = [" ".join(map(str, row)) for row in truth.table3.values()]
    parts = {n: [cells_each_line(g)] for n, g in _grids(truth).items()}
    return whole(truth, document(truth, {**parts, 2: [*labels, *figures]}), "t.txt")


@shape("exported.headings_otherwise", every=3)
def headings_otherwise(truth: Truth, rng: Random) -> Rendering:
    """Headings numbered 1., 第一部分, or by the program alone."""
    kind = rng.randrange(3)
    titles = [(f"{n}. ", f"第{'一二三四五六'[n - 1]}部分　", "")[kind] + t[2:] for n, t in enumerate(truth.titles, 1)]
    other = truth.copy()
    other.sections = [(title, lines) for title, (_, lines) in zip(titles, truth.sections, strict=True)]
    return whole(other, _page(other), "t.html")


@shape("exported.records", every=2)
def records(truth: Truth, rng: Random) -> Rendering:
    """JSON: rows as objects whose keys are the heads."""
    lines = [line for line in truth.layout.lines if line.number in truth.table3]
    value = {
        "title": truth.title,
        "content": _prose(truth),
        "表二": [{"信息内容": label, **{k: _json(v) for k, v in row.items()}} for label, row in truth.table2.items()],
        "表三": [
            {"项目": line.label, **dict(zip(APPLICANTS, truth.table3[line.number], strict=True))} for line in lines
        ],
        "表四": [
            {"类别": name, **dict(zip(CASE_OUTCOMES, truth.table4[group], strict=True))}
            for group, name in CASE_GROUPS.items()
        ],
    }
    return whole(truth, json.dumps(value, ensure_ascii=False), "t.json")


def _json(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


@shape("exported.numbered_records", every=3)
def numbered_records(truth: Truth, rng: Random) -> Rendering:
    """JSON: rows as objects whose keys are the numbers of the columns."""
    squares = [rectangle(grid) for grid in _grids(truth).values()]
    lists = [[{str(n): "" if b is None else b.text for n, b in enumerate(row)} for row in sq] for sq in squares]
    return whole(truth, json.dumps({"title": truth.title, "content": _prose(truth), "tables": lists}), "t.json")


@shape("exported.page_escaped", every=3)
def page_escaped(truth: Truth, rng: Random) -> Rendering:
    """The page with its tags escaped, in a feed or in JSON."""
    body = article(truth, tables(truth))
    if rng.random() < 0.5:
        return whole(truth, json.dumps({"title": truth.title, "content": escape(html(body))}), "t.json")
    item = f"<item><title>{truth.title}</title><description>{escape(body)}</description></item>"
    return whole(truth, f'<?xml version="1.0" encoding="UTF-8"?><rss><channel>{item}</channel></rss>', "t.xml")


@shape("exported.word_xml", every=2)
def word_xml(truth: Truth, rng: Random) -> Rendering:
    """Word's XML of 2003, as report systems write it under the name .doc."""

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    def rows(grid: Grid) -> str:
        def cell(box: Box | None) -> str:
            if box is None:
                return f"<w:tc><w:tcPr><w:vmerge/></w:tcPr>{paragraph('')}</w:tc>"
            merge = '<w:vmerge w:val="restart"/>' if box.down > 1 else ""
            return f'<w:tc><w:tcPr><w:gridSpan w:val="{box.across}"/>{merge}</w:tcPr>{paragraph(box.text)}</w:tc>'

        return "".join("<w:tr>" + "".join(cell(box) for box in row) + "</w:tr>" for row in _with_merged(grid))

    body = "".join(map(paragraph, (truth.title, *truth.preamble)))
    grids = _grids(truth)
    for index, (title, paragraphs) in enumerate(truth.sections):
        body += "".join(map(paragraph, (title, *paragraphs)))
        body += f"<w:tbl>{rows(grids[index])}</w:tbl>" if index in grids else ""
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    space = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    return whole(truth, f"{head}<w:wordDocument {space}><w:body>{body}</w:body></w:wordDocument>", "t.doc")


def _with_merged(grid: Grid) -> list[list[Box | None]]:
    """Rows as Word keeps them: a cell for each column that a cell from above covers."""
    rows: list[list[Box | None]] = []
    for number, row in enumerate(rectangle(grid)):
        own = {id(box) for box in grid[number]}
        inside = {
            at + n for at, box in enumerate(row) if box is not None and id(box) in own for n in range(1, box.across)
        }
        rows.append([box for at, box in enumerate(row) if at not in inside])
    return rows


@shape("exported.excel_xml", every=2)
def excel_xml(truth: Truth, rng: Random) -> Rendering:
    """Excel's XML of 2003: blank cells are left out, and the next cell gives the number of its column."""

    def cell(column: int, box: Box | None) -> str:
        if box is None or not box.text:
            return ""
        merge = f' ss:MergeAcross="{box.across - 1}" ss:MergeDown="{box.down - 1}"'
        return f'<Cell ss:Index="{column}"{merge}><Data ss:Type="String">{escape(box.text)}</Data></Cell>'

    def row(boxes: list[Box | None]) -> str:
        return f"<Row>{''.join(cell(n, box) for n, box in enumerate(boxes, 1))}</Row>"

    rows = "".join(row(boxes) for grid in _grids(truth).values() for boxes in rectangle(grid))
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    title = row([Box(truth.title)])
    text = (
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet><Table>{title}{rows}</Table></Worksheet></Workbook>'
    )
    return whole(truth, f'<?xml version="1.0"?>{text}', "t.xls", titles=None)
