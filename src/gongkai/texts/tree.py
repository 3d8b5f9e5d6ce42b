"""What does a stranger's HTML hold, as a plain tree that may be walked without fear?

Takes:   any text; a browser's parser (lexbor) makes a tree of it, as the reader's browser would.
Gives:   `Node`s: elements by tag and attributes, and texts. Comments, processing instructions and everything that shows no text of
         its own (scripts, styles, drawings, form controls) are gone, and no branch is deeper than `DEEPEST`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST = 8_000_000
"""Characters of HTML that are taken at all: a book of two thousand pages pasted with all its styles."""
DEEPEST = 150
_UNSEEN_TAGS = """
script style head title meta link base template noscript noframes iframe frame frameset object embed applet
param svg math canvas audio video source track map area select option optgroup datalist button input textarea
output progress meter dialog colgroup col xml
"""
UNSEEN = frozenset(_UNSEEN_TAGS.split())
"""Elements that vanish with everything in them: they run, load or draw something, or are controls and not text."""


MOST_OPEN = 500
"""Elements within each other that are read at all. Every parser of HTML looks upwards from each paragraph, so that an attacker's depth costs its square."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OPENED = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*?(/?)>")
_ENDED_BY_OTHERS = frozenset(
    [
        "p",
        "li",
        "dd",
        "dt",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "rp",
        "rt",
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
        "col",
        "base",
        "area",
        "source",
        "wbr",
        "embed",
    ]
)
"""Elements that may go without an end, because the next one ends them or nothing can be in them: they make no depth."""
_OFFICE_LEAF = 0.05
"""What Word closes in its own way (`<w:x/>`) stays open in HTML: hundreds are usual, tens of thousands are an attack."""


class TooLong(Exception):
    """The text is longer or deeper than anything that is published. The message is for the officer."""


@dataclass(slots=True)
class Node:
    """An element; `tag` is empty for a text, which is in `text` then."""

    tag: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def words(self) -> str:
        """All text below, in its order."""
        return "".join(node.text for node in self.walk() if not node.tag)

    def walk(self) -> Iterator[Node]:
        """Itself and everything below, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def parsed(html: str) -> Node:
    """The body of a text as a tree. Refused (`TooLong`): more than `LONGEST` characters, or more than `MOST_OPEN` elements within each other."""
    if len(html) > LONGEST:
        raise TooLong("粘贴的内容太长，超过八百万字符，请分成几段，或者作为附件上传。")
    if _too_deep(html):
        raise TooLong(f"粘贴的内容一层套一层超过{MOST_OPEN}层，不是正常的文稿；请只粘贴文字，或者请分成几段粘贴。")
    # Lone surrogates cannot be written anywhere, and a NUL ends strings in libraries written in C.
    sound = html.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")
    body = LexborHTMLParser(f"<!doctype html><body>{sound}").body
    root = Node("body")
    if body is not None:
        _copy(body, root)
    return root


def _too_deep(html: str) -> bool:
    depth = 0.0
    for found in _OPENED.finditer(_COMMENT.sub("", html)):
        tag = found[2].lower()
        if tag in _ENDED_BY_OTHERS:
            continue
        if found[1]:
            depth = max(0.0, depth - 1)
        else:
            depth += _OFFICE_LEAF if ":" in tag and found[3] else 1
            if depth > MOST_OPEN:
                return True
    return False


def _copy(body: LexborNode, root: Node) -> None:
    """Without recursion: a stranger may nest a hundred thousand elements. What lies too deep hangs on its last ancestor."""
    above = [root]
    depth = 1
    node = body.child
    while node is not None:
        descend = False
        if node.is_text_node:
            above[-1].children.append(Node("", node.text_content or ""))
        elif node.is_element_node and node.tag not in UNSEEN:
            made = Node(str(node.tag), "", {name: value or "" for name, value in node.attributes.items()})
            if depth < DEEPEST:
                above[-1].children.append(made)
            descend = node.child is not None
            if descend:
                above.append(made if depth < DEEPEST else above[-1])
                depth += 1
        following = node.child if descend else node.next
        while following is None and node is not None and depth > 1:
            node = node.parent
            above.pop()
            depth -= 1
            following = node.next if node is not None else None
        node = following
