"""Which blocks does a tree of HTML consist of, once everything that is only its writer's habit is gone?

Takes:   `tree.Node`s. Gives: `Reading`: blocks in the normal form of `texts.blocks`, and what was left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongkai.texts import inline, links, lists, styles, tables
from gongkai.texts.blocks import Block, Cell, Figure, Listing, Para, Quote, Run, chosen
from gongkai.texts.tree import Node, parsed

_DEEPEST = 8
"""Lists, tables and quotations within each other; what lies deeper is paragraphs."""
_BLOCK_TAGS = """
p div section article main header footer aside nav address center pre dl dt dd form fieldset legend details
summary hgroup figcaption caption body html marquee listing plaintext xmp menu dir search tr td th thead tbody
tfoot li
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEFT_OUT = {
    "picture": "有{}张图片没有随文字带过来，请另行上传，并填写替代文字。",
    "deleted": "原文有修订痕迹：{}处标为删除的文字已去掉，请核对。",
    "comment": "原文有{}处批注，没有带过来。",
    "hidden": "原文有{}处隐藏的文字，没有带过来，请核对。",
}


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements outside say of what stands inside."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    align: str = ""
    tag: str = "p"
    part: str = ""
    depth: int = 0
    kept_lines: bool = False
    headings: bool = True


@dataclass(slots=True)
class Reading:
    """Blocks, and how many things of each kind were left out."""

    blocks: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def notes(self) -> tuple[str, ...]:
        """What the officer is told of it."""
        return tuple(said.format(self.left_out[kind]) for kind, said in _LEFT_OUT.items() if self.left_out[kind])


def read(html: str) -> Reading:
    """The blocks of a text. Refused (`tree.TooLong`): more characters than are taken."""
    root = parsed(html)
    reader = _Reader(shift=any(node.tag == "h1" and node.words().strip() for node in root.walk()))
    return Reading(reader.blocks(root, _Around()), reader.left_out)


def lawful(tag: str, name: str, value: str) -> str | None:
    """For the second parser: the value of an attribute if it is exactly what the first wrote, None to strike it."""
    if (tag, name) == ("a", "href"):
        return value if value == links.address(value) else None
    if (tag, name) == ("img", "src"):
        return value if links.digest(value) else None
    return value


def heading_runs(runs: Sequence[Run]) -> list[Run]:
    """The runs of a heading, which is bold by being one."""
    return [replace(run, marks=run.marks - {"strong"}) for run in runs]


@dataclass(slots=True)
class _Open:
    """Blocks as they come in: the runs of the paragraph that is open, and the blocks before it."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    bullet: int = 0

    def close(self, around: _Around) -> None:
        classes = chosen((around.part,), around.align)
        runs = self.runs if around.tag == "p" else heading_runs(self.runs)
        self.blocks += [Para(each, around.tag, classes, self.bullet) for each in inline.paragraphs(runs)]
        self.runs, self.bullet = [], 0


class _Reader:
    def __init__(self, *, shift: bool) -> None:
        self.left_out: Counter[str] = Counter()
        self._shift = shift

    def blocks(self, node: Node, around: _Around) -> list[Block]:
        """Everything in an element, as blocks."""
        into = _Open()
        self._walk(node, around, into)
        into.close(around)
        return lists.gathered(into.blocks, _DEEPEST - around.depth)

    def _walk(self, node: Node, around: _Around, into: _Open) -> None:
        for child in node.children:
            if not child.tag:
                into.runs += self._words(child.text, around)
            else:
                self._element(child, around, into)

    def _words(self, text: str, around: _Around) -> list[Run]:
        if not around.kept_lines:
            return [Run("text", text, around.marks, around.href)]
        runs: list[Run] = []
        for line in text.splitlines():
            runs += [Run("br")] if runs else []
            runs.append(Run("text", line, around.marks, around.href))
        return runs + ([Run("br")] if text.endswith("\n") else [])

    def _element(self, node: Node, around: _Around, into: _Open) -> None:
        told = node.attributes.get("style", "")
        style = styles.declared(told) if told else {}
        if what := styles.tracked(node.tag, style) or (
            "hidden" if styles.hidden(node.tag, node.attributes, style) else ""
        ):
            self.left_out[what] += bool(node.words().strip())
            return
        marks = styles.marks(node.tag, style, around.marks)
        inside = around if marks == around.marks else replace(around, marks=marks)
        match node.tag:
            case "br":
                into.runs.append(Run("br"))
            case "img" | "v:imagedata" | "image":
                self._picture(node, inside, into)
            case "a":
                href = links.address(node.attributes.get("href", ""))
                self._walk(node, replace(inside, href=href or around.href), into)
            case "hr":
                into.close(around)
            case "ul" | "ol" | "table" | "blockquote" | "figure" if around.depth < _DEEPEST:
                into.close(around)
                into.blocks += self._structure(node, replace(inside, tag="p", part=""))
            case tag if tag in _BLOCKS or tag in _HEADINGS or tag in ("ul", "ol", "table", "blockquote", "figure"):
                into.close(around)
                self._paragraph(node, style, inside, into)
            case _:
                self._walk(node, inside, into)

    def _paragraph(self, node: Node, style: dict[str, str], inside: _Around, into: _Open) -> None:
        if node.tag == "p" and not node.attributes:
            # Most paragraphs of most texts: they are as what stands around them says.
            self._walk(node, inside, into)
            into.close(inside)
            return
        names = [name.replace("MsoTitle", "doc-title") for name in node.attributes.get("class", "").split()]
        told = (chosen(names, "") or ("",))[0]
        level = _HEADINGS.get(node.tag) or styles.heading_level(node.attributes, style)
        own = replace(
            inside,
            align=told
            if told in ("center", "right")
            else styles.alignment(node.tag, node.attributes, style, inside.align),
            part=told if told.startswith("doc-") else inside.part,
            tag=self._heading(level) if level and inside.headings else inside.tag,
            kept_lines=inside.kept_lines
            or node.tag in ("pre", "listing", "xmp")
            or style.get("white-space", "").startswith("pre"),
        )
        level = styles.list_level(style)
        if level and (marker := lists.marker_below(node)):
            bullet = lists.is_bullet(marker)
            text = node.words().replace(marker.words(), "", 1).strip()
            marker.children = [] if bullet else [Node("", lists.numbered(marker, text))]
            into.bullet = level if bullet else 0
        self._walk(node, own, into)
        into.close(own)

    def _heading(self, level: int) -> str:
        # The title of the page is the only h1; a text that has its own moves down as a whole.
        return f"h{min(max(level + (1 if self._shift else 0), 2), 4)}"

    def _picture(self, node: Node, around: _Around, into: _Open) -> None:
        if digest := links.digest(node.attributes.get("src", "")):
            into.runs.append(Run("img", node.attributes.get("alt", ""), href=around.href, source=digest))
        else:
            self.left_out["picture"] += 1

    def _structure(self, node: Node, around: _Around) -> list[Block]:
        inner = replace(around, depth=around.depth + 1, align="", headings=False)
        match node.tag:
            case "ul" | "ol":
                items = self._items(node, inner)
                return [Listing(node.tag, items)] if items else []
            case "blockquote":
                blocks = self.blocks(node, inner)
                return [Quote(blocks)] if blocks else []
            case "figure":
                return self._figure(node, around)
            case _:
                return self._table(node, inner)

    def _items(self, node: Node, around: _Around) -> list[list[Block]]:
        items: list[list[Block]] = []
        for child in node.children:
            if child.tag in ("ul", "ol") and items:
                items[-1] += self.blocks(Node("li", "", {}, [child]), around)
                continue
            blocks = self.blocks(Node("li", "", {}, [child]), around)
            if blocks:
                items.append(blocks)
        return items

    def _figure(self, node: Node, around: _Around) -> list[Block]:
        blocks = self.blocks(Node("div", "", {}, [each for each in node.children if each.tag != "figcaption"]), around)
        captions = [Node("div", "", {}, [each]) for each in node.children if each.tag == "figcaption"]
        caption = [block for each in captions for block in self.blocks(each, around)]
        sole = blocks[0] if len(blocks) == 1 else None
        if isinstance(sole, Para) and len(sole.runs) == 1 and sole.runs[0].kind == "img":
            return [Figure(replace(sole.runs[0], href=""), _line(caption))]
        return blocks + caption

    def _table(self, node: Node, around: _Around) -> list[Block]:
        head: list[list[Cell]] = []
        sections: list[list[list[Cell]]] = []
        caption: list[Block] = []
        for child in node.children:
            if child.tag == "caption":
                caption += self.blocks(child, around)
            elif child.tag in ("thead", "tbody", "tfoot"):
                rows = self._rows(child, around)
                if child.tag == "thead" and not head and not sections:
                    head = rows
                else:
                    sections.append(rows)
        return tables.table(head, sections, _line(caption))

    def _rows(self, section: Node, around: _Around) -> list[list[Cell]]:
        return [self._row(row, around) for row in section.children if row.tag == "tr"]

    def _row(self, row: Node, around: _Around) -> list[Cell]:
        if styles.hidden("tr", row.attributes, styles.declared(row.attributes.get("style", ""))):
            self.left_out["hidden"] += bool(row.words().strip())
            return []
        return [self._cell(cell, around) for cell in row.children if cell.tag in ("td", "th")]

    def _cell(self, cell: Node, around: _Around) -> Cell:
        alone = Node(
            "div",
            "",
            {key: value for key, value in cell.attributes.items() if key in ("style", "align")},
            cell.children,
        )
        names = chosen(cell.attributes.get("class", "").split(), "")
        return tables.cell(
            cell.tag,
            self.blocks(Node("td", "", {}, [alone]), around),
            tables.span(cell.attributes.get("colspan", ""), tables.WIDEST),
            tables.span(cell.attributes.get("rowspan", ""), tables.HIGHEST),
            names if names and not names[0].startswith("doc-") else (),
        )


def _line(blocks: list[Block]) -> list[Run]:
    """A caption: the words of its paragraphs in one line."""
    runs: list[Run] = []
    for block in tables.flat(blocks):
        if isinstance(block, Para):
            runs += [Run("text", " "), *block.runs] if runs else block.runs
    return inline.one_line(runs)
