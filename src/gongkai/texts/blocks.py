"""What may a published text consist of, and how is it written?

Gives:   `Run` (words, a line break, a picture), `Para`, `Listing`, `Quote`, `Table`, `Figure`, and `html(blocks)`: one way of writing
         each, so that equal texts are equal strings and a written text reads back as itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MARKS = ("strong", "em", "u", "sub", "sup")
"""In the order in which they are nested."""
PART_CLASSES = (
    "doc-title",
    "doc-number",
    "doc-to",
    "doc-attachment-note",
    "doc-signature",
    "doc-date",
)
"""Parts of an official document (GB/T 9704): title, number, 主送机关, 附件说明, 署名, 成文日期."""
ALIGNMENTS = ("center", "right")
REL = "noopener noreferrer"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with their marks; a line break (`br`); a picture (`img`, its `source` a digest, its `text` the alternative)."""

    kind: str
    text: str = ""
    marks: frozenset[str] = frozenset()
    href: str = ""
    source: str = ""


@dataclass(slots=True)
class Para:
    """A paragraph or a heading (`tag` p, h2, h3, h4). `bullet` is the level of a list that a word processor only drew."""

    runs: list[Run]
    tag: str = "p"
    classes: tuple[str, ...] = ()
    bullet: int = 0


@dataclass(slots=True)
class Listing:
    """A list, `tag` ul or ol."""

    tag: str
    items: list[list[Block]]


@dataclass(slots=True)
class Quote:
    blocks: list[Block]


@dataclass(slots=True)
class Cell:
    tag: str
    blocks: list[Block]
    columns: int = 1
    rows: int = 1
    classes: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    body: list[list[Cell]]
    head: list[list[Cell]] = field(default_factory=list)
    caption: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Figure:
    picture: Run
    caption: list[Run] = field(default_factory=list)


Block = Para | Listing | Quote | Table | Figure


def chosen(tokens: Iterable[str], alignment: str) -> tuple[str, ...]:
    """The class of a block: at most one part of a document, else at most one alignment."""
    told = set(tokens)
    for known in (PART_CLASSES, ALIGNMENTS):
        if found := next((name for name in known if name in told), ""):
            return (found,)
    return (alignment,) if alignment in ALIGNMENTS else ()


def html(blocks: Sequence[Block]) -> str:
    """The text, a block a line."""
    return "\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Para():
            return f"<{block.tag}{_class(block.classes)}>{_inline(block.runs)}</{block.tag}>"
        case Listing():
            items = "".join(f"<li>{_within(item)}</li>" for item in block.items)
            return f"<{block.tag}>{items}</{block.tag}>"
        case Quote():
            return f"<blockquote>{''.join(map(_block, block.blocks))}</blockquote>"
        case Figure():
            caption = f"<figcaption>{_inline(block.caption)}</figcaption>" if block.caption else ""
            return f"<figure>{_picture(block.picture)}{caption}</figure>"
        case Table():
            return _table(block)


def _within(blocks: Sequence[Block]) -> str:
    """What stands in an item or a cell: a single plain paragraph before anything else needs no tags of its own."""
    paragraphs = [each for each in blocks if isinstance(each, Para)]
    first = blocks[0] if blocks else None
    if isinstance(first, Para) and len(paragraphs) == 1 and not first.classes:
        return _inline(first.runs) + "".join(map(_block, blocks[1:]))
    return "".join(map(_block, blocks))


def _table(table: Table) -> str:
    caption = f"<caption>{_inline(table.caption)}</caption>" if table.caption else ""
    head = f"<thead>{''.join(map(_row, table.head))}</thead>" if table.head else ""
    body = f"<tbody>{''.join(map(_row, table.body))}</tbody>" if table.body else ""
    return f"<table>{caption}{head}{body}</table>"


def _row(cells: Sequence[Cell]) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>"


def _cell(cell: Cell) -> str:
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{cell.tag}{_class(cell.classes)}{spans}>{_within(cell.blocks)}</{cell.tag}>"


def _class(classes: Sequence[str]) -> str:
    return f' class="{" ".join(classes)}"' if classes else ""


def _inline(runs: Sequence[Run]) -> str:
    written: list[str] = []
    opened: list[tuple[str, str]] = []
    for run in runs:
        wanted = [("a", run.href)] if run.href else []
        wanted += [(mark, "") for mark in MARKS if mark in run.marks]
        shared = 0
        while shared < min(len(opened), len(wanted)) and opened[shared] == wanted[shared]:
            shared += 1
        written += [f"</{tag}>" for tag, _ in reversed(opened[shared:])]
        written += [_opening(tag, href) for tag, href in wanted[shared:]]
        opened = wanted
        written.append({"br": "<br>", "img": _picture(run)}.get(run.kind) or escaped(run.text))
    written += [f"</{tag}>" for tag, _ in reversed(opened)]
    return "".join(written)


def _opening(tag: str, href: str) -> str:
    return f'<a href="{quoted(href)}" rel="{REL}">' if tag == "a" else f"<{tag}>"


def _picture(run: Run) -> str:
    return f'<img src="file:{run.source}" alt="{quoted(run.text)}">'


def escaped(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("\u00a0", "&nbsp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text as it stands in an attribute."""
    return escaped(text).replace('"', "&quot;")
