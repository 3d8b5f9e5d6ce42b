"""Forms typed anew by hand: labels spaced, unnumbered or renamed, rows of the older form kept, a table left out."""

from __future__ import annotations

import re
from random import Random

from gongkai.law.returns.annual import RESULT
from tests.annual.corpus.grid import Box, Grid, Look, table2, table3, table4
from tests.annual.corpus.lines import cells_each_line, document
from tests.annual.corpus.office import docx, run, word_body, word_table
from tests.annual.corpus.pages import article, html, table, tables
from tests.annual.corpus.shape import Rendering, shape, whole
from tests.annual.corpus.truth import Truth


def _page(truth: Truth, look: Look) -> str:
    return html(article(truth, tables(truth, look)))


def _lines(truth: Truth, look: Look) -> str:
    grids = {1: table2(truth, look), 2: table3(truth, look), 3: table4(truth, look)}
    return document(truth, {i: [cells_each_line(g)] for i, g in grids.items()})


@shape("retyped.spaced_labels", every=2)
def spaced(truth: Truth, rng: Random) -> Rendering:
    """规　章, 总 计, 其 他: blanks inside short labels."""

    def relabel(label: str) -> str:
        bare = re.sub(r"^(（.）|\d\.)", "", label)
        return label.replace(bare, "　".join(bare)) if len(bare) <= 4 else label

    return whole(truth, _page(truth, Look(relabel=relabel)), "t.html")


@shape("retyped.unnumbered")
def unnumbered(truth: Truth, rng: Random) -> Rendering:
    """Numbers of the rows set by the program's lists, so that the text lacks them: 其他 and 总计 stand alone."""

    def relabel(label: str) -> str:
        return re.sub(r"^(（[一二三四五六七]）|[1-8]\.|[一二三四]、)", "", label)

    return whole(truth, _page(truth, Look(relabel=relabel)), "t.html")


@shape("retyped.sum_for_total", every=2)
def sum_for_total(truth: Truth, rng: Random) -> Rendering:
    """合计 where the form says 总计, 申请人类别 where it says 申请人情况."""
    text = _lines(truth, Look(relabel=lambda label: label.replace("总计", "合计")))
    text = text.replace("总计 |", "合计 |").replace("申请人情况 |", "申请人类别 |")
    return whole(truth, text, "年报.txt")


@shape("retyped.group_in_label", every=2)
def group_in_label(truth: Truth, rng: Random) -> Rendering:
    """The group's name typed before each label instead of a cell of its own."""
    grid: Grid = []
    group = ""
    for row in table3(truth, Look(result_column=False)):
        labels = [box for box in row if box.place is None]
        figures = [box for box in row if box.place is not None]
        if figures:
            group = labels[0].text if len(labels) == 2 else "" if labels[0].across > 1 else group
            label = labels[-1].text
            grid.append([Box(f"{group} {label}".strip(), 2), *figures])
        else:
            grid.append(row)
    parts = tables(truth) | {2: table(grid)}
    return whole(truth, html(article(truth, parts)), "t.html")


@shape("retyped.rows_of_the_old_form", fits=lambda truth: truth.form == "2021")
def old_rows(truth: Truth, rng: Random) -> Rendering:
    """The form of 2021 with a row and a block of 2019 left in: 其他对外管理服务事项, 政府集中采购."""
    two = table2(truth)
    at = next(i for i, row in enumerate(two) if row[0].text == "行政许可")
    extra = [Box("其他对外管理服务事项"), Box(str(rng.randint(3, 99)), 3)]
    block: Grid = [[Box("第二十条第（九）项", 4)], [Box("信息内容"), Box("采购项目数量"), Box("采购总金额", 2)]]
    block.append([Box("政府集中采购"), Box(str(rng.randint(3, 99))), Box(f"{rng.randint(3, 99)}.5", 2)])
    parts = tables(truth) | {1: table([*two[: at + 1], extra, *two[at + 1 :], *block])}
    return whole(truth, html(article(truth, parts)), "t.html")


@shape("retyped.table_three_as_picture", every=3)
def picture(truth: Truth, rng: Random) -> Rendering:
    """Table 3 as a picture: nothing of it can be told, the rest can."""
    bare = truth.copy()
    bare.table3 = {}
    parts = {1: table(table2(truth)), 2: '<p><img src="t3.png" alt="表三" width="600"></p>', 3: table(table4(truth))}
    return whole(bare, html(article(truth, parts)), "t.html")


@shape("retyped.contacts_between", every=2)
def contacts(truth: Truth, rng: Random) -> Rendering:
    """Telephone, address, post code and page marks between heading and table and after the last row."""
    grids = {1: table2(truth), 2: table3(truth), 3: table4(truth)}
    noise = "（联系电话：0999-7654321，邮编：123456，地址：滨河路18号5楼502室）"
    parts = {i: [noise, cells_each_line(g), f"（第{i}页 共9页）", noise] for i, g in grids.items()}
    return whole(truth, document(truth, parts), "年报.txt")


@shape("retyped.docx_auto_numbered", every=3)
def auto_numbered(truth: Truth, rng: Random) -> Rendering:
    """Word numbers the rows by itself: the numerals of table 3 are in the style, not in the text."""

    def relabel(label: str) -> str:
        return re.sub(r"^[1-8]\.", "", label)

    look = Look(relabel=relabel)
    parts = {1: word_table(table2(truth, look)), 2: word_table(table3(truth, look)), 3: word_table(table4(truth, look))}
    return whole(truth, docx(word_body(truth, parts, run)), "年报.docx")


@shape("retyped.result_row", every=2)
def result_row(truth: Truth, rng: Random) -> Rendering:
    """三、本年度办理结果 and each group as a row of its own across the table, the figures only below."""
    grid: Grid = []
    seen: set[str] = set()
    layout = {line.label: line for line in truth.layout.lines}
    for row in table3(truth, Look(result_column=False)):
        figures = [box for box in row if box.place is not None]
        if not figures:
            grid.append(row)
            continue
        line = layout[[box for box in row if box.place is None][-1].text]
        for heading in line.headings:
            if heading not in seen:
                seen.add(heading)
                grid.append([Box(heading, 9)])
        grid.append([Box(line.label, 2), *figures])
    assert RESULT in seen
    return whole(truth, html(article(truth, tables(truth) | {2: table(grid)})), "t.html")
