"""Squashed text: what is left of a page when a crawler drops every tag. Labels and digits run together.

What must be told comes from `solve`, never from the truth: a cell that the sums do not decide must stay None, however
plausible one reading looks.
"""

from __future__ import annotations

from random import Random

from gongkai.annual.model import Place
from gongkai.law.returns import CASE_GROUPS
from tests.annual.corpus.grid import USUAL, Grid, Look, table2, table3, table4
from tests.annual.corpus.lines import document
from tests.annual.corpus.shape import FEW, MANY, Rendering, shape, whole
from tests.annual.corpus.solve import TooManyReadings, case_readings, cuts, table3_readings, told
from tests.annual.corpus.truth import Figure, Truth


def run_together(grid: Grid) -> str:
    return "".join(box.text for row in grid for box in row)


def page(truth: Truth, look: Look = USUAL, *, prose: bool = True) -> str:
    """Metadata lines, then everything on one line."""
    quiet = truth if prose else _without_prose(truth)
    tables = {
        1: [run_together(table2(truth, look))],
        2: [run_together(table3(truth, look))],
        3: [run_together(table4(truth, look))],
    }
    body = document(quiet, tables, titles=False).replace("\n", "")
    opening = "".join(quiet.preamble)
    head = [
        f"标题: {truth.title}",
        f"发布时间: {truth.published} 09:{truth.year % 60:02d}",
        "文号: ",
        f"发布机构: {truth.organ}",
        "栏目: 政府信息公开年报",
        "=" * 20 + " 正文 " + "=" * 20,
    ]
    return "\n".join(head) + f"\n{opening} {body}"


def _without_prose(truth: Truth) -> Truth:
    """No figure in the prose: the sums alone can decide."""
    quiet = truth.copy()
    quiet.sections = [(title, ["本年度工作平稳。"] if i in (0, 4, 5) else []) for i, title in enumerate(truth.titles)]
    return quiet


def tellable(truth: Truth) -> dict[Place, Figure] | None:
    """What the sums leave, cell by cell; None where brute force cannot answer or a blank hides a cell."""
    if any(value is None for value in truth.figures().values()):
        return None
    expected: dict[Place, Figure] = {}
    for label, row in truth.table2.items():
        values = list(row.values())
        digits = "".join(map(str, values))
        if len(values) == 1:
            expected[Place(2, label, 0)] = values[0]
        elif digits.isdigit():
            expected |= {Place(2, label, i): v for i, v in enumerate(told(cuts(digits, len(values))))}
        else:
            expected |= {Place(2, label, i): None for i in range(len(values))}
    try:
        lines = table3_readings({line: "".join(map(str, row)) for line, row in truth.table3.items()})
        cases = case_readings("".join(str(v) for group in CASE_GROUPS for v in truth.table4[group]))
    except TooManyReadings:
        return None
    for line, readings in lines.items():
        expected |= {Place(3, line, i): v for i, v in enumerate(told(readings))}
    expected |= {
        Place(4, g, i): v
        for (g, i), v in zip(((g, i) for g in CASE_GROUPS for i in range(5)), told(cases), strict=True)
    }
    return expected


def _countable(truth: Truth) -> bool:
    return tellable(truth) is not None


@shape("squashed.sums_alone", truths=MANY, fits=_countable)
def sums_alone(truth: Truth, rng: Random) -> Rendering:
    """No prose to lean on: told exactly where all sums together leave one reading."""
    return _squashed(truth, page(truth, prose=False), strict=True)


@shape("squashed.with_prose", truths=MANY, fits=_countable)
def with_prose(truth: Truth, rng: Random) -> Rendering:
    """Prose may decide what sums do not; then the truth may be told, and nothing else."""
    return _squashed(truth, page(truth), strict=False)


@shape("squashed.spaces", truths=MANY, fits=_countable)
def spaces(truth: Truth, rng: Random) -> Rendering:
    """Blanks between some cells, as left by a stray tag. A blank never stands inside a number."""

    def show(place: Place, value: Figure) -> str:
        return f"{value} " if rng.random() < 0.25 else str(value)

    # A gap only takes readings away: what was tellable stays so, the rest may become so.
    return _squashed(truth, page(truth, Look(show=show), prose=False), strict=False)


@shape("squashed.blanks", fits=lambda truth: any(v is None for v in truth.figures().values()))
def blanks(truth: Truth, rng: Random) -> Rendering:
    """Blank cells leave no trace at all: a row with one may be told from nothing."""
    figures = truth.figures()
    touched = {(p.table, p.row) for p, value in figures.items() if value is None}
    unsure = frozenset(p for p in figures if (p.table, p.row) in touched or p.table != 3 or len(str(figures[p])) > 1)
    lines = {line for line in truth.table3 if any(len(str(v)) > 1 for v in truth.table3[line])}
    unsure |= frozenset(p for p in figures if p.table == 3 and p.row in lines)
    return whole(truth, page(truth), "page.txt", open_cells=unsure)


@shape("squashed.wrong_row", truths=FEW, fits=_countable)
def wrong_row(truth: Truth, rng: Random) -> Rendering:
    """One row's 总计 is printed wrong, so that no sum holds. Rows of single digits still stand; nothing may be invented."""
    wrong = truth.copy()
    line = rng.choice(list(wrong.table3))
    wrong.table3[line][6] = (wrong.table3[line][6] or 0) + rng.choice((1, 9, 10))
    return _contradictory(wrong)


@shape("squashed.wrong_column", truths=FEW, fits=_countable)
def wrong_column(truth: Truth, rng: Random) -> Rendering:
    """Every row adds up, but one column does not balance: the column sums can vouch for nothing there."""
    wrong = truth.copy()
    line = rng.choice((2, 3, 13, 25))
    extra = rng.choice((1, 10))
    for column in (0, 6):
        wrong.table3[line][column] = (wrong.table3[line][column] or 0) + extra
    return _contradictory(wrong)


def _contradictory(wrong: Truth) -> Rendering:
    figures = wrong.figures()
    certain = {n for n, row in wrong.table3.items() if len("".join(map(str, row))) == 7}
    unsure = frozenset(p for p in figures if p.table != 3 or p.row not in certain)
    return whole(wrong, page(wrong, prose=False), "page.txt", open_cells=unsure, titles=tuple(wrong.titles))


def _squashed(truth: Truth, text: str, *, strict: bool) -> Rendering:
    expected = tellable(truth)
    assert expected is not None
    true = truth.figures()
    unsure = frozenset(p for p, v in expected.items() if v is None)
    if strict:
        # A sign or a decimal point within a row cuts it in ways that these sums do not follow: told or not, as may be.
        signed = {
            label
            for label, row in truth.table2.items()
            if len(row) > 1 and not "".join(map(str, row.values())).isdigit()
        }
        loose = frozenset(p for p in expected if p.row in signed)
        return whole(truth, text, "page.txt", figures=expected | {p: true[p] for p in loose}, open_cells=loose)
    return whole(truth, text, "page.txt", figures={p: true[p] for p in expected}, open_cells=unsure)


@shape("squashed.row_a_line", truths=MANY, fits=_countable)
def row_a_line(truth: Truth, rng: Random) -> Rendering:
    """Each row of a table on its own line, its cells run together."""

    def rows(grid: Grid) -> str:
        return "\n".join("".join(box.text for box in row) for row in grid)

    tables = {1: [rows(table2(truth))], 2: [rows(table3(truth))], 3: [rows(table4(truth))]}
    return _squashed(truth, document(truth, tables), strict=False)
