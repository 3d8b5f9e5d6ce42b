"""What a screen reader is told of a page: the browser's own tree of what is accessible, and what is wrong with it.

Takes:   a page that is loaded. Gives: `Node`s in the order in which they are read, and sentences about faults.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

ONCE = ("banner", "main", "contentinfo")
NAMED = ("navigation", "region", "complementary")
LANDMARKS = (*ONCE, *NAMED, "search", "form")
"""A form is one only where it has a name."""
CONTROLS = (
    "button",
    "checkbox",
    "combobox",
    "DisclosureTriangle",
    "link",
    "listbox",
    "option",
    "radio",
    "searchbox",
    "spinbutton",
    "switch",
    "tab",
    "textbox",
)
_VAGUE = ("这里", "点击这里", "点此", "更多", "详情", "查看")
"""Names of links that tell nothing to somebody who has the links read out alone."""
_CHECKED = """() => ({
  language: document.documentElement.lang,
  crumbs: [...document.querySelectorAll('nav[aria-label=所在位置] [aria-current=page]')].map(each => each.textContent.trim()),
  current: document.querySelectorAll('nav[aria-label=主导航] [aria-current=page]').length,
})"""


@dataclass
class Node:
    """One thing that is read out: what it is, what it is called, the level of a heading, what is in it."""

    role: str
    name: str
    level: int = 0
    within: list[Node] = field(default_factory=list)

    def every(self) -> Iterator[Node]:
        """This and all that is in it, in the order of reading."""
        yield self
        for each in self.within:
            yield from each.every()


def tree(page: Page) -> Node:
    """The page as it is told to a screen reader; what is passed over is not in it."""
    session = page.context.new_cdp_session(page)
    rows = {each["nodeId"]: each for each in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    first = next(each for each in rows.values() if "parentId" not in each)
    (root,) = _read(first, rows)
    return root


def _read(row: dict[str, Any], rows: dict[str, dict[str, Any]]) -> list[Node]:
    within = [node for key in row.get("childIds", ()) if key in rows for node in _read(rows[key], rows)]
    if row.get("ignored"):
        return within
    told = {each["name"]: each["value"].get("value") for each in row.get("properties", ())}
    name = str(row.get("name", {}).get("value") or "").strip()
    return [Node(str(row["role"]["value"]), name, int(told.get("level") or 0), within)]


def faults(page: Page, led_to: bool = True) -> list[str]:
    """All that would lead a listener astray, a sentence each. No way leads to the first page of the site, nor to one that is not there: `led_to`."""
    root = tree(page)
    nodes = list(root.every())
    told = page.evaluate(_CHECKED)
    found = [*_headings(root, nodes), *_landmarks(nodes), *_things(nodes)]
    if told["language"] != "zh-Hans":
        found.append(f"language {told['language']}")
    if not root.name:
        found.append("the page has no title")
    if led_to and (len(told["crumbs"]) != 1 or not told["crumbs"][0]):
        found.append(f"the way to the page ends in {told['crumbs']}")
    if told["current"] > 1:
        found.append(f"{told['current']} current pages in the main navigation")
    return found


def _headings(root: Node, nodes: list[Node]) -> Iterator[str]:
    headings = [each for each in nodes if each.role == "heading"]
    if [each.level for each in headings].count(1) != 1:
        yield f"headings of the first level: {[each.name for each in headings if each.level == 1]}"
    yield from (f"a heading of level {each.level} without words" for each in headings if not each.name)
    main = next((each for each in nodes if each.role == "main"), root)
    levels = [each.level for each in main.every() if each.role == "heading"]
    if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
        yield f"headings are out of order: {levels}"


def _landmarks(nodes: list[Node]) -> Iterator[str]:
    landmarks = [each for each in nodes if each.role in LANDMARKS]
    for role in ONCE:
        if (count := sum(each.role == role for each in landmarks)) != 1:
            yield f"{count} of {role}"
    if not any(each.role == "search" for each in landmarks):
        yield "no search"
    yield from (f"a {each.role} without a name" for each in landmarks if each.role in NAMED and not each.name)
    named = Counter((each.role, each.name) for each in landmarks if each.role != "form" or each.name)
    yield from (f"{count} of {role} are called {name}" for (role, name), count in named.items() if count > 1)


def _things(nodes: list[Node]) -> Iterator[str]:
    for each in nodes:
        if each.role in CONTROLS and not each.name:
            yield f"a {each.role} without a name"
        if each.role in ("image", "img") and not each.name:
            yield "a picture without words"
        if each.role == "link" and each.name in _VAGUE:
            yield f"a link that is called {each.name}"
        if each.role == "table":
            yield from _table(each)
        if each.role == "list" and not any(item.role == "listitem" for item in each.within):
            yield f"a list without items {each.name}"


def _table(table: Node) -> Iterator[str]:
    roles = Counter(each.role for each in table.every())
    if not table.name:
        yield "a table without a name"
    if not roles["columnheader"] and not roles["rowheader"]:
        yield f"a table without headings: {table.name}"
    if not roles["cell"] or not roles["row"]:
        yield f"a table without cells: {table.name}"
