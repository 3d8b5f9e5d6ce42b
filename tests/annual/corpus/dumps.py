"""The text that PDF tools print: figures on another line than their label, labels in pieces, page numbers between rows."""

from __future__ import annotations

from random import Random

from gongkai.law.returns import APPLICANTS, CASE_GROUPS
from gongkai.law.returns.annual import INFLOW_NOTE
from tests.annual.corpus.grid import plain, table2
from tests.annual.corpus.lines import document
from tests.annual.corpus.shape import Rendering, shape, whole
from tests.annual.corpus.truth import Truth


def _complete(truth: Truth) -> bool:
    return None not in truth.figures().values()


def spaced_year(text: str, truth: Truth) -> str:
    return text.replace(f"{truth.year}年", f"{truth.year} 年")


def _figures(values: list[int | None], gap: str = " ") -> str:
    return gap.join(map(str, values))


def _wrap(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


@shape("dump.raw", fits=_complete)
def raw(truth: Truth, rng: Random) -> Rendering:
    """Reading order: the upright label one character a line, long labels on several lines with the figures after them."""
    rows = [INFLOW_NOTE[:22], INFLOW_NOTE[22:], "申请人情况", "自然人", "法人或其他组织", "总计"]
    rows += ["商业", "企业", "科研", "机构", "社会", "公益", "组织", "法律", "服务", "机构", "其他"]
    heading = ""
    page = 3
    for line in truth.layout.lines:
        if line.number == 3:
            rows += list("三、本年度办理结果")
        if len(line.headings) > 1 and line.headings[1] != heading:
            heading = line.headings[1]
            rows.append(heading)
        pieces = _wrap(line.label, 19)
        figures = _figures(truth.table3[line.number])
        if len(pieces) == 1:
            rows.append(f"{pieces[0]} {figures}")
        elif rng.random() < 0.5:
            rows += [*pieces, figures]
        else:
            rows += [*pieces[:-1], f"{pieces[-1]} {figures}"]
        if line.number in (9, 17):
            rows.append(f"- {page} -")
            page += 1
    cases = [
        "行政复议 行政诉讼",
        "结果",
        "维持",
        "结果",
        "纠正",
        "其他",
        "结果",
        "尚未",
        "审结",
        "总 计",
        "未经复议直接起诉 复议后起诉",
    ]
    cases += ["结果", "维持", "结果", "纠正", "其他", "结果", "尚未", "审结", "总 计"] * 2
    cases.append(_figures([v for group in CASE_GROUPS for v in truth.table4[group]]))
    two = [" ".join(box.text for box in row) for row in table2(truth)]
    tables = {1: ["\n".join(two)], 2: ["\n".join(rows)], 3: ["\n".join(cases)]}
    text = spaced_year(document(truth, tables), truth)
    lines = [
        piece
        for line in text.split("\n")
        for piece in (_wrap(line, 30) if len(line) > 60 and "|" not in line else [line])
    ]
    return whole(truth, "- 1 -\n" + "\n".join(lines), "年报.txt")


@shape("dump.layout", fits=_complete)
def layout(truth: Truth, rng: Random) -> Rendering:
    """Columns kept by blanks: of a label of two lines, the figures stand on the first, the second, or between them."""
    rows = [" " * 40 + "申请人情况", f"{INFLOW_NOTE[:14]}", " " * 34 + "法人或其他组织"]
    rows += [f"{INFLOW_NOTE[14:28]}      自然人   商业   科研   社会公   法律服          总计"]
    rows += [f"{INFLOW_NOTE[28:]}             企业   机构   益组织   务机构   其他"]
    for line in truth.layout.lines:
        figures = "      ".join(f"{v:>4}" for v in truth.table3[line.number])
        side = (
            "三、本"
            if line.number == 5
            else "年度办"
            if line.number == 12
            else "理结果"
            if line.number == 18
            else "      "
        )
        group = f"{line.headings[1]}  " if len(line.headings) > 1 and line.number in (8, 14, 18, 22) else "            "
        pieces = _wrap(line.label, 14)
        pad = f" {side} {group}"
        if len(pieces) == 1:
            rows.append(f"{pad}{pieces[0]:<20}{figures}")
        elif len(pieces) == 2:
            order = rng.randrange(3)
            between = [f"{pad}{pieces[0]}", f"{' ' * 44}{figures}", f"{' ' * 20}{pieces[1]}"]
            rows += (
                between
                if order == 0
                else [f"{pad}{pieces[0]:<20}{figures}", f"{' ' * 20}{pieces[1]}"]
                if order == 1
                else [f"{pad}{pieces[0]}", f"{' ' * 20}{pieces[1]:<18}{figures}"]
            )
        else:
            middle = len(pieces) // 2
            blank = " " * len(pad)
            rows += [
                f"{pad if i == middle else blank}{p:<20}{figures if i == middle else ''}".rstrip()
                for i, p in enumerate(pieces)
            ]
        if line.number == 14:
            rows += ["", " " * 36 + "-3-", "\f"]
    cases = [
        "          行政复议                       行政诉讼",
        "                          未经复议直接起诉          复议后起诉",
        "  结果 结果 其他 尚未        结果 结果 其他 尚未        结果 结果 其他 尚未",
        "  维持 纠正 结果 审结 总计   维持 纠正 结果 审结 总计   维持 纠正 结果 审结 总计",
        "   " + "    ".join(str(v) for group in CASE_GROUPS for v in truth.table4[group]),
    ]
    two = ["".join(f"{box.text:<18}" for box in row).rstrip() for row in table2(truth)]
    tables = {1: ["\n".join(two)], 2: ["\n".join(rows)], 3: ["\n".join(cases)]}
    text = document(truth, tables)
    body = "\n".join(piece for line in text.split("\n") for piece in _fold(line, truth))
    return whole(truth, body, "年报.txt")


def _fold(line: str, truth: Truth) -> list[str]:
    """Prose in lines of thirty characters, the first one indented; table lines as they are."""
    if len(line) < 45 or "  " in line:
        return [line]
    return ["    " + line[:28], *_wrap(line[28:], 30)]


@shape("dump.columns_down", every=2, fits=_complete)
def columns_down(truth: Truth, rng: Random) -> Rendering:
    """A tool that prints the table column by column gives labels first, figures by column: nothing may be told wrong."""
    labels = [line.label for line in truth.layout.lines]
    columns = ["\n".join([name, *(plain_line(truth, n, i) for n in truth.table3)]) for i, name in enumerate(APPLICANTS)]
    two = [" ".join(box.text for box in row) for row in table2(truth)]
    tables = {1: ["\n".join(two)], 2: ["\n".join([*labels, *columns])]}
    text = document(truth, tables)
    unsure = frozenset(p for p in truth.figures() if p.table != 2)
    return whole(truth, text, "年报.txt", open_cells=unsure)


def plain_line(truth: Truth, line: int, column: int) -> str:
    return plain(next(iter(truth.figures())), truth.table3[line][column])
