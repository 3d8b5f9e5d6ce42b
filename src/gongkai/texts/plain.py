"""What does a reader read of a published text?

Takes:   a clean text (`texts.clean`).
Gives:   plain text: a paragraph a line, a row of a table a line with tabs between its cells, numbers and dots of lists, pictures by
         their alternative text. It is what proofing reads, what is compared, and what a search finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.texts import reading
from gongkai.texts.blocks import Block, Cell, Figure, Listing, Para, Quote, Run, Table

_STEP = "  "
"""Before an item of a list within a list."""


def plain(body: str) -> str:
    """The text as lines; the same for texts that look the same."""
    return "\n".join(_lines(reading.read(body).blocks))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Para():
                yield from _words(block.runs).split("\n")
            case Listing():
                for at, item in enumerate(block.items, 1):
                    yield from _item("· " if block.tag == "ul" else f"{at}. ", item)
            case Quote():
                yield from _lines(block.blocks)
            case Figure():
                yield _words([block.picture])
                if block.caption:
                    yield _words(block.caption)
            case Table():
                if block.caption:
                    yield _words(block.caption)
                for row in (*block.head, *block.body):
                    yield "\t".join(map(_cell, row))


def _item(sign: str, blocks: Sequence[Block]) -> Iterator[str]:
    lines = list(_lines(blocks))
    nested = isinstance(blocks[0], Listing)
    for at, line in enumerate(lines):
        yield sign + line if at == 0 and not nested else _STEP + line


def _cell(cell: Cell) -> str:
    return " ".join(" ".join(line.split()) for line in _lines(cell.blocks))


def _words(runs: Sequence[Run]) -> str:
    return "".join(
        "\n" if run.kind == "br" else _picture(run.text) if run.kind == "img" else run.text.replace("\u00a0", " ")
        for run in runs
    )


def _picture(alternative: str) -> str:
    return f"[图：{alternative}]" if alternative else "[图]"
