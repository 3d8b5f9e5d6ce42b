"""Text renderings: cells on lines of their own, pipe rows, Markdown; tables only; chrome before and after."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.annual.corpus.grid import Grid, Look, rectangle, table2, table2_blocks, table3, table4
from tests.annual.corpus.shape import Rendering, shape, whole
from tests.annual.corpus.truth import Truth


def grids(truth: Truth, look: Look) -> dict[int, list[Grid]]:
    """The tables by the section that they stand in (its index)."""
    blocks: Grid = table2(truth, look)
    return {1: [blocks], 2: [table3(truth, look)], 3: [table4(truth, look)]}


def document(truth: Truth, tables: dict[int, list[str]], *, titles: bool = True) -> str:
    """Title, preamble, sections, with the printed tables after the prose of their section."""
    parts = [truth.title, *truth.preamble] if titles else []
    for index, (title, paragraphs) in enumerate(truth.sections):
        parts += [title, *paragraphs, *tables.get(index, [])]
    return "\n".join(parts) + "\n"


def cells_each_line(grid: Grid, tail: str = " |") -> str:
    return "\n".join(f"{box.text}{tail}" for row in grid for box in row)


def _spread(grid: Grid) -> list[list[str]]:
    return [[box.text if box else "" for box in row] for row in rectangle(grid)]


def _print(truth: Truth, look: Look, printer: Callable[[Grid], str]) -> dict[int, list[str]]:
    return {index: [printer(grid) for grid in some] for index, some in grids(truth, look).items()}


SPACED = Look(header_break=" ")


@shape("text.cell_a_line")
def cell_a_line(truth: Truth, rng: Random) -> Rendering:
    """The commonest plain text: each cell on its own line with a bar behind it."""
    return whole(truth, document(truth, _print(truth, SPACED, cells_each_line)), "年报.txt")


@shape("text.cell_a_line_bare")
def cell_a_line_bare(truth: Truth, rng: Random) -> Rendering:
    """As copied from a page: no bars. A blank cell leaves an empty line."""
    return whole(truth, document(truth, _print(truth, SPACED, lambda g: cells_each_line(g, ""))), "年报.txt")


@shape("text.bar_tails")
def bar_tails(truth: Truth, rng: Random) -> Rendering:
    """Rows closed by a lone bar, and by the bars of cells that a span covers."""

    def rows(grid: Grid) -> str:
        text = []
        for row in rectangle(grid):
            text += [f"{box.text} |" for box in row if box]
            covered = sum(box is None for box in row)
            text.append("|" if not covered else "| " + "|" * covered)
        return "\n".join(text)

    return whole(truth, document(truth, _print(truth, Look(), rows)), "年报.txt")


@shape("text.bar_then_value")
def bar_then_value(truth: Truth, rng: Random) -> Rendering:
    """The bar, a line break, then the value."""
    return whole(
        truth,
        document(truth, _print(truth, Look(), lambda g: "\n".join(f"| \n{b.text}" for row in g for b in row))),
        "年报.txt",
    )


@shape("text.pipe_rows")
def pipe_rows(truth: Truth, rng: Random) -> Rendering:
    """One row a line; only the cells that exist."""
    return whole(
        truth,
        document(
            truth, _print(truth, Look(), lambda g: "\n".join("| " + " | ".join(b.text for b in r) + " |" for r in g))
        ),
        "年报.txt",
    )


@shape("text.markdown")
def markdown(truth: Truth, rng: Random) -> Rendering:
    """Markdown with square rows, spans left empty, headings marked by hashes."""

    def table(grid: Grid) -> str:
        rows = [f"| {' | '.join(cells)} |" for cells in _spread(grid)]
        return "\n".join([rows[0], "|" + " --- |" * len(_spread(grid)[0]), *rows[1:]])

    text = document(truth, _print(truth, Look(header_break="<br>"), table))
    for title in [truth.title, *truth.titles]:
        text = text.replace(f"{title}\n", f"\n## {title}\n\n", 1)
    return whole(truth, text, "report.md")


@shape("text.markdown_repeated_spans")
def markdown_repeated(truth: Truth, rng: Random) -> Rendering:
    """As converters print spans: the text repeated in every place that it covers."""

    def table(grid: Grid) -> str:
        square = rectangle(grid)
        rows: list[list[str]] = [[""] * len(square[0]) for _ in square]
        for r, row in enumerate(square):
            for c, box in enumerate(row):
                if box:
                    for down in range(box.down):
                        for across in range(box.across):
                            rows[r + down][c + across] = box.text
        return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)

    return whole(truth, document(truth, _print(truth, Look(), table)), "report.md")


@shape("text.tabs")
def tabs(truth: Truth, rng: Random) -> Rendering:
    """As copied from a spreadsheet: tabs between cells, spans left empty."""
    return whole(
        truth,
        document(truth, _print(truth, Look(), lambda g: "\n".join("\t".join(c) for c in _spread(g)))),
        "年报.txt",
    )


@shape("text.row_spaces")
def row_spaces(truth: Truth, rng: Random) -> Rendering:
    """Label and figures of a row on one line, blanks between; a blank cell cannot be seen then."""
    figures = truth.figures()
    blank_rows = {(p.table, p.row) for p, value in figures.items() if value is None}
    return whole(
        truth,
        document(truth, _print(truth, Look(), lambda g: "\n".join("  ".join(b.text for b in r) for r in g))),
        "年报.txt",
        open_cells=frozenset(p for p in figures if (p.table, p.row) in blank_rows),
    )


@shape("text.tables_only")
def tables_only(truth: Truth, rng: Random) -> Rendering:
    """No title and no prose: nothing tells organ and year."""
    bare = truth.copy()
    bare.sections = [(title, []) for title in truth.titles[1:4]]
    parts = []
    for (title, _), grid in zip(bare.sections, (table2(bare), table3(bare), table4(bare)), strict=True):
        parts += [title, cells_each_line(grid)]
    return whole(bare, "\n".join(parts), "表.txt", organ=None, year=None, titles=None)


@shape("text.blocks_apart")
def blocks_apart(truth: Truth, rng: Random) -> Rendering:
    """Each block of table 2 as a table of its own, a sentence between heading and table, chrome around."""
    tables = {
        1: ["具体数据如下表所示：", *(f"{h} |\n{cells_each_line(g)}" for h, g in table2_blocks(truth))],
        2: ["申请办理情况见下表。", cells_each_line(table3(truth))],
        3: ["复议、诉讼情况见下表。", cells_each_line(table4(truth))],
    }
    head = f"首页 > 政府信息公开 > 政府信息公开年报 > {truth.year}年\n发布日期：{truth.published}  浏览次数：{rng.randint(10, 900)}\n"
    tail = f"\n{truth.organ}\n{truth.year + 1}年1月{rng.randint(10, 28)}日\n打印本页  关闭窗口\n"
    return whole(truth, head + document(truth, tables) + tail, "page.txt")


@shape("text.utf16", every=3)
def utf16(truth: Truth, rng: Random) -> Rendering:
    return whole(truth, cell_a_line(truth, rng).data.decode().encode("utf-16"), "年报.txt")


@shape("text.gbk", every=3)
def gbk(truth: Truth, rng: Random) -> Rendering:
    return whole(truth, cell_a_line(truth, rng).data.decode().encode("gbk"), "年报.txt")


@shape("text.bom_crlf", every=3)
def bom_crlf(truth: Truth, rng: Random) -> Rendering:
    text = cell_a_line(truth, rng).data.decode().replace("\n", "\r\n")
    return whole(truth, b"\xef\xbb\xbf" + text.encode(), "年报.txt")


@shape("text.nodes")
def text_nodes(truth: Truth, rng: Random) -> Rendering:
    """Each text node of a Word page on a line of its own: labels in pieces, figures whole, blank cells gone."""

    def pieces(text: str) -> str:
        if len(text) < 4 or not rng.randrange(3):
            return text
        cut = rng.randint(1, len(text) - 1)
        return f"{text[:cut]}\n{text[cut:]}"

    def nodes(grid: Grid) -> str:
        return "\n".join(pieces(b.text) if b.place is None else b.text for row in grid for b in row if b.text)

    figures = truth.figures()
    blank_rows = {(p.table, p.row) for p, value in figures.items() if value is None}
    unsure = frozenset(p for p in figures if (p.table, p.row) in blank_rows)
    return whole(truth, document(truth, _print(truth, Look(), nodes)), "年报.txt", open_cells=unsure)


@shape("text.title_in_lines", every=2)
def title_in_lines(truth: Truth, rng: Random) -> Rendering:
    """The organ on one line, the year and the kind of document on the next."""
    text = cell_a_line(truth, rng).data.decode()
    return whole(truth, text.replace(truth.organ, f"{truth.organ}\n", 1), "年报.txt")


@shape("text.organ_at_the_end", every=2)
def organ_at_the_end(truth: Truth, rng: Random) -> Rendering:
    """The title names no organ; it signs below."""
    text = cell_a_line(truth, rng).data.decode()
    text = text.replace(truth.title, truth.title.removeprefix(truth.organ), 1).replace(truth.organ, "本机关")
    return whole(truth, f"{text}\n{truth.organ}\n{truth.year + 1}年1月15日\n", "年报.txt")


@shape("text.year_in_characters", every=2)
def year_in_characters(truth: Truth, rng: Random) -> Rendering:
    """二〇二四年 in the title, and no period in the preamble."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(truth.year))
    text = cell_a_line(truth, rng).data.decode().replace(truth.title, truth.title.replace(str(truth.year), year), 1)
    return whole(truth, text.replace(truth.preamble[0] + "\n", ""), "年报.txt")
