"""Which paragraphs are items of a list that a word processor only drew?

Takes:   paragraphs in their order, those of a drawn list with the level of their bullet.
Gives:   the same with runs of bulleted paragraphs as real lists. Numbers stay words of their paragraph: other texts cite
         “第2项”, and a list that counts for itself would begin again behind every paragraph between its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.texts import styles
from gongkai.texts.blocks import Block, Listing, Para
from gongkai.texts.tree import Node

_BULLETS = frozenset("·•●○■□◆◇▪▫◦‣➢➤Ø§★☆▲△►❖✓√*-–—")
_DRAWN = ("wingdings", "symbol", "webdings")


def is_bullet(marker: Node) -> bool:
    """Whether the marker of an item is a sign and not a number: a bullet, or any letter in a type of signs."""
    sign = marker.words().strip()
    if len(sign) != 1:
        return False
    drawn = any(name in node.attributes.get("style", "").lower() for node in marker.walk() for name in _DRAWN)
    return drawn or sign in _BULLETS or sign == "o" or "\ue000" <= sign <= "\uf8ff"


def numbered(marker: Node, following: str) -> str:
    """A number as words before the text: with a space where it would run into figures or letters."""
    sign = marker.words().strip()
    return f"{sign} " if following[:1].isascii() and following[:1].isalnum() else sign


def marker_below(node: Node) -> Node | None:
    """The marker in a paragraph with whatever only wraps it, which may hold its type; None without one."""
    sign = next(
        (each for each in node.walk() if styles.is_marker(styles.declared(each.attributes.get("style", "")))), None
    )
    if sign is None:
        return None
    wrapping = (
        each for each in node.walk() if each is not node and each.tag and any(below is sign for below in each.walk())
    )
    return next((each for each in wrapping if each.words().strip() == sign.words().strip()), sign)


def gathered(blocks: Sequence[Block], deepest: int) -> list[Block]:
    """The blocks with drawn lists made real, at most `deepest` within each other."""
    made: list[Block] = []
    open_lists: list[tuple[int, Listing]] = []
    for block in blocks:
        if not isinstance(block, Para) or not block.bullet or deepest < 1:
            open_lists = []
            made.append(replace(block, bullet=0) if isinstance(block, Para) and block.bullet else block)
            continue
        while open_lists and open_lists[-1][0] > block.bullet:
            open_lists.pop()
        if not open_lists or (open_lists[-1][0] < block.bullet and len(open_lists) < deepest):
            listing = Listing("ul", [])
            (open_lists[-1][1].items[-1] if open_lists else made).append(listing)
            open_lists.append((block.bullet, listing))
        open_lists[-1][1].items.append([replace(block, bullet=0, tag="p", classes=())])
    return made
