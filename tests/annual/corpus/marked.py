"""Cells that print more or other than a plain figure: notes, letters, Chinese characters, form fields, struck figures."""

from __future__ import annotations

from html import escape
from random import Random

from gongkai.annual.model import Place
from tests.annual.corpus.grid import Box, Grid, Look, table2, table3, table4
from tests.annual.corpus.lines import cells_each_line, document
from tests.annual.corpus.pages import article, html, table, tables
from tests.annual.corpus.shape import Rendering, shape, whole
from tests.annual.corpus.truth import Figure, Truth

NOTED = (Place(3, 1, 6), Place(3, 24, 0))


def _page(truth: Truth, look: Look) -> str:
    return html(article(truth, tables(truth, look, _unescaped)))


def _unescaped(text: str) -> str:
    return text if "<" in text else escape(text)


def _lines(truth: Truth, look: Look) -> str:
    grids = {1: table2(truth, look), 2: table3(truth, look), 3: table4(truth, look)}
    return document(truth, {index: [cells_each_line(grid)] for index, grid in grids.items()})


def _instead_of_nought(character: str) -> Look:
    return Look(show=lambda _, value: "" if value is None else character if value == 0 else str(value))


def _noughts(truth: Truth) -> dict[Place, Figure]:
    return {place: None if value == 0 else value for place, value in truth.figures().items()}


def _noted(before: str, behind: str) -> Look:
    def show(place: Place, value: Figure) -> str:
        return "" if value is None else f"{before}{value}{behind}" if place in NOTED else str(value)

    return Look(show=show)


@shape("marked.raised_note", every=3)
def raised_note(truth: Truth, rng: Random) -> Rendering:
    """17<sup>1</sup> is 17 with a note, and not 171."""
    raised = rng.choice(("<sup>1</sup>", '<span style="vertical-align:super">1</span>'))
    return whole(truth, _page(truth, _noted("", raised)), "t.html")


@shape("marked.circled_note", every=3)
def circled_note(truth: Truth, rng: Random) -> Rendering:
    return whole(truth, _page(truth, _noted("", rng.choice("①②*※"))), "t.html")


@shape("marked.struck_out", every=3)
def struck_out(truth: Truth, rng: Random) -> Rendering:
    """A figure corrected on the page: the struck one is not read."""
    struck = rng.choice(("<s>99</s>", '<span style="text-decoration:line-through">9</span>', "<strike>8</strike>"))
    return whole(truth, _page(truth, _noted(struck, "")), "t.html")


@shape("marked.letter_for_nought", every=2)
def letter_for_nought(truth: Truth, rng: Random) -> Rendering:
    """A letter is no digit: the cell stays open, and its neighbours keep their places."""
    text = _lines(truth, _instead_of_nought(rng.choice(("O", "o", "D"))))
    return whole(truth, text, "t.txt", figures=_noughts(truth))


@shape("marked.letter_on_a_page", every=3)
def letter_on_a_page(truth: Truth, rng: Random) -> Rendering:
    return whole(truth, _page(truth, _instead_of_nought("O")), "t.html", figures=_noughts(truth))


@shape("marked.letters_within", every=2)
def letters_within(truth: Truth, rng: Random) -> Rendering:
    """4O8 and 1?: a figure with a letter or a lost character in it is not the figure of its other digits."""
    spoiled = {p: None for p, v in truth.figures().items() if v and "0" in str(v)}
    text = _lines(
        truth, Look(show=lambda _, v: "" if v is None else str(v).replace("0", rng.choice("O?")) if v else "0")
    )
    return whole(truth, text, "t.txt", figures=truth.figures() | spoiled)


@shape("marked.nought_in_characters", every=3)
def nought_in_characters(truth: Truth, rng: Random) -> Rendering:
    return whole(truth, _page(truth, _instead_of_nought(rng.choice("零〇"))), "t.html")


@shape("marked.digits_in_characters", every=3)
def digits_in_characters(truth: Truth, rng: Random) -> Rendering:
    """Small figures as 一 to 九, on pages."""
    return whole(truth, _page(truth, _in_characters()), "t.html")


@shape("marked.lines_in_characters", every=3)
def lines_in_characters(truth: Truth, rng: Random) -> Rendering:
    """The same in text, one cell a line."""
    return whole(truth, _lines(truth, _in_characters()), "t.txt")


def _in_characters() -> Look:
    def show(place: Place, value: Figure) -> str:
        small = isinstance(value, int) and 0 < value < 10
        return "" if value is None else "一二三四五六七八九"[int(value) - 1] if small else str(value)

    return Look(show=show)


@shape("marked.form_fields", every=3)
def form_fields(truth: Truth, rng: Random) -> Rendering:
    """The form of the reporting system put on the page as it is: figures as values of its fields."""
    look = Look(show=lambda _, value: f'<input type="text" readonly value="{"" if value is None else value}"/>')
    return whole(truth, _page(truth, look), "t.html")


@shape("marked.unseen_characters", every=2)
def unseen_characters(truth: Truth, rng: Random) -> Rendering:
    """Zero-width spaces round every figure, as pages of some editors leave them in copied text."""
    look = Look(show=lambda _, value: "" if value is None else f"\u200b{value}\u200b")
    return whole(truth, _lines(truth, look), "t.txt")


@shape("marked.columns_numbered", every=3)
def columns_numbered(truth: Truth, rng: Random) -> Rendering:
    """A row 1 to 15 under the heads of table 4, and an empty row that sets the widths."""
    parts = tables(truth)
    grid: Grid = table4(truth)
    widths = [Box("") for _ in range(15)]
    parts[3] = table([widths, *grid[:3], [Box(str(n)) for n in range(1, 16)], *grid[3:]])
    return whole(truth, html(article(truth, parts)), "t.html")


@shape("marked.row_numbers", every=2)
def row_numbers(truth: Truth, rng: Random) -> Rendering:
    """A column 行次 between label and figures."""
    grid: Grid = []
    for row in table3(truth):
        first = next((n for n, box in enumerate(row) if box.place), None)
        if first is not None:
            grid.append([*row[:first], Box(str(len(grid) - 2)), *row[first:]])
        else:
            grid.append(row if grid else [row[0], Box("行次", down=3), *row[1:]])
    return whole(truth, html(article(truth, {**tables(truth), 2: table(grid)})), "t.html")
