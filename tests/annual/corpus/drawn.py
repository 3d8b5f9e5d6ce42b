"""PDF as offices publish it, drawn here with typst, and the text that extraction tools print from such a PDF."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pylopdf_fonts_zh_cn
import typst

from tests.annual.corpus.grid import USUAL, Box, Grid, Look, table2, table2_blocks, table3, table4
from tests.annual.corpus.shape import Rendering, fold_other, shape, whole
from tests.annual.corpus.truth import Truth

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (x: 26mm, y: 30mm), numbering: none,
  footer: context align(center)[#data.page.replace("N", str(counter(page).get().first()))],
  header: if data.header != "" { align(center, text(size: 9pt, data.header)) })
#set text(font: "Noto Sans SC", size: data.size * 1pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.8em)
#align(center, text(size: 20pt, data.title))
#for part in data.parts {
  if part.kind == "text" { par(part.text) } else {
    table(columns: part.widths.map(w => w * 1fr), stroke: if data.ruled { 0.5pt } else { none }, align: center + horizon,
      inset: 4pt,
      ..part.cells.map(c => table.cell(x: c.x, y: c.y, colspan: c.across, rowspan: c.down, breakable: true,
        par(first-line-indent: 0pt, justify: false, c.text))))
  }
}
"""


FONTS = str(Path(pylopdf_fonts_zh_cn.sans_path()).parent)
"""The free types that a package ships; nothing is drawn with types of the machine."""


def placed(grid: Grid) -> list[dict[str, object]]:
    """Every box with its place, as a typesetter wants it."""
    taken: set[tuple[int, int]] = set()
    cells: list[dict[str, object]] = []
    for y, row in enumerate(grid):
        x = 0
        for box in row:
            while (x, y) in taken:
                x += 1
            taken |= {(x + i, y + j) for i in range(box.across) for j in range(box.down)}
            cells.append({"x": x, "y": y, "across": box.across, "down": box.down, "text": box.text})
            x += box.across
    return cells


def pdf(truth: Truth, tables: dict[int, list[tuple[Grid, list[float]]]], **options: object) -> bytes:
    """The report as a PDF. `options`: page (`-N-`), header, size, ruled."""
    parts: list[dict[str, object]] = [{"kind": "text", "text": text} for text in truth.preamble]
    for index, (title, paragraphs) in enumerate(truth.sections):
        parts += [{"kind": "text", "text": text} for text in (title, *paragraphs)]
        for grid, widths in tables.get(index, []):
            parts.append({"kind": "table", "widths": widths, "cells": placed(grid)})
    data = {"title": truth.title, "parts": parts, "page": "-N-", "header": "", "size": 12, "ruled": True} | options
    return typst.compile(
        TEMPLATE.encode(),
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


WIDE, NARROW = [4.0, 2.0, 2.0, 2.0], [0.7, 1.1, 3.2, *[0.9] * 7]
CASES = [1.0] * 15


def standard(truth: Truth, look: Look = USUAL) -> dict[int, list[tuple[Grid, list[float]]]]:
    widths = NARROW if look.result_column else [1.2, 3.4, *[0.9] * 7]
    return {1: [(table2(truth, look), WIDE)], 2: [(table3(truth, look), widths)], 3: [(table4(truth, look), CASES)]}


@shape("pdf.ruled", every=3)
def ruled(truth: Truth, rng: Random) -> Rendering:
    """Ruled tables; the narrow columns wrap the labels and set 三、本年度办理结果 upright; table 3 breaks over the page."""
    return whole(truth, pdf(truth, standard(truth, Look(header_break="\n"))), "年报.pdf")


@shape("pdf.unruled", every=4, fits=lambda truth: None not in truth.figures().values())
def unruled(truth: Truth, rng: Random) -> Rendering:
    """No lines at all: only positions tell the columns."""
    return whole(truth, pdf(truth, standard(truth), ruled=False, page="— N —"), "年报.pdf")


@shape("pdf.large_type", every=4)
def large_type(truth: Truth, rng: Random) -> Rendering:
    """Large type on narrow columns: every label wraps, table 3 runs over three pages with a running head."""
    return whole(truth, pdf(truth, standard(truth), size=15, page="第 N 页", header=truth.title), "年报.pdf")


@shape("pdf.blocks_apart", every=4)
def blocks_apart(truth: Truth, rng: Random) -> Rendering:
    """Table 2 in blocks; no column for the results; 2024 年 with blanks round the digits; page numbers bare."""
    spaced = truth.copy()
    year = str(truth.year)
    spaced.sections = [(t, [p.replace(year, f"{year} ") for p in ps]) for t, ps in truth.sections]
    spaced.title = truth.title.replace(year, f" {year} ")
    tables = standard(spaced, Look(result_column=False))
    tables[1] = [([[Box(heading, 4)], *grid], WIDE) for heading, grid in table2_blocks(spaced)]
    return whole(spaced, pdf(spaced, tables, page="N"), "年报.pdf")


@shape("pdf.single_other", every=4, fits=lambda truth: truth.form == "2021" and None not in truth.figures().values())
def single_other(truth: Truth, rng: Random) -> Rendering:
    folded = fold_other(truth)
    return whole(folded, pdf(folded, standard(folded)), "年报.pdf", form=None)
