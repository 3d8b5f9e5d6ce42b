"""Where may a column stand, how may it be called, and when may it be closed?

Takes:   all columns of an organ, read under its lock.
Gives:   nothing, or a refusal that names what stands in the way and how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.apps.columns.models import Column
from gongkai.apps.columns.queries import MOST_DEEP
from gongkai.apps.registered import Misfit
from gongkai.law.casework import Refusal


def check_placed(slug: str, wanted: Mapping[str, Any], known: Iterable[Column]) -> None:
    """Refused (`Misfit`): a name that another open column bears or bore; a superior that is not open, is the column itself
    or below it; a tree deeper than `MOST_DEEP`.
    """
    others = {each.slug: each for each in known if each.slug != slug}
    open_ones = {each.slug: each for each in others.values() if each.closed_on is None}
    _check_name(str(wanted.get("name", "")), open_ones.values())
    parent = str(wanted.get("parent", ""))
    if not parent:
        above = 0
    elif parent == slug:
        raise Misfit("栏目不能放在自己下面，请另选上级栏目。", "parent")
    elif parent not in open_ones:
        closed = others.get(parent)
        what = f"上级栏目“{closed.name}”已经关闭，请先重新开设它，或者另选" if closed else "没有这个上级栏目，请另选"
        raise Misfit(f"{what}。", "parent")
    else:
        chain = _above(parent, open_ones)
        if slug in (open_ones[each].parent for each in chain):
            raise Misfit(f"“{open_ones[parent].name}”就在这个栏目下面，不能又作它的上级，请另选。", "parent")
        above = len(chain)
    deep = above + 1 + _below(slug, open_ones)
    if deep > MOST_DEEP:
        raise Misfit(f"栏目树最多{MOST_DEEP}级，这样放就有{deep}级，请放高一级。", "parent")


def check_closing(column: Column, known: Iterable[Column], successor: str, held: tuple[int, int]) -> None:
    """Refused: open columns below; items, readable or coming, that would be left without a place; a successor not open."""
    open_ones = {each.slug: each for each in known if each.closed_on is None}
    below = [each.name for each in open_ones.values() if each.parent == column.slug]
    if below:
        raise Refusal(f"“{column.name}”下面还开着{'、'.join(below)}，请先关闭它们，或者移到别的栏目下面。")
    if successor and successor not in open_ones:
        raise Misfit("内容只能并入开着的栏目，请另选。", "successor")
    readable, coming = held
    if coming and successor in ("", column.slug):
        raise Misfit(
            f"“{column.name}”还有{coming}条在办的信息，公开后没有地方放：请选并入哪个栏目，或者先把它们改到别的栏目。",
            "successor",
        )
    if readable and not successor:
        raise Misfit(
            f"“{column.name}”里有{readable}条已经公开的信息：请选并入哪个栏目；选它自己，就是留在原处，页面注明已停止更新。",
            "successor",
        )


def former_after(column: Column, name: str) -> str:
    """The names that a column has borne, once it bears another."""
    return "\n".join(each for each in dict.fromkeys(column.names) if each != name)


def next_place(known: Iterable[Column], parent: str, step: int) -> int:
    """Behind the last sibling."""
    return max((each.place for each in known if each.parent == parent), default=0) // step * step + step


def _check_name(name: str, open_ones: Iterable[Column]) -> None:
    for each in open_ones:
        if each.name == name:
            raise Misfit(f"已经有栏目叫“{name}”，请换一个名称。", "name")
        if name in each.names:
            raise Misfit(
                f"“{name}”是栏目“{each.name}”的曾用名，归在这个名下的信息仍在那里；再用会分不清，请换一个名称。", "name"
            )


def _above(slug: str, open_ones: Mapping[str, Column]) -> list[str]:
    """A column and those above it."""
    chain = [slug]
    while (parent := open_ones[chain[-1]].parent) in open_ones and parent not in chain:
        chain.append(parent)
    return chain


def _below(slug: str, open_ones: Mapping[str, Column]) -> int:
    """How many levels stand below a column."""
    deepest, level, seen = 0, {slug}, {slug}
    while level := {each.slug for each in open_ones.values() if each.parent in level} - seen:
        seen |= level
        deepest += 1
    return deepest
