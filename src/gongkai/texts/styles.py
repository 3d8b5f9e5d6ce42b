"""What does the style of an element say that a published text keeps: emphasis, alignment, that it is hidden, that it is a list?

Takes:   tag and attributes as a word processor or web page wrote them. Everything else of a style is decoration, and goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TAG_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em", "u": "u", "ins": ""}
_TAG_MARKS |= {"sub": "sub", "sup": "sup"}
_WEIGHT = re.compile(r"bold|[6-9]00")
_PLAIN_WEIGHT = re.compile(r"normal|lighter|[1-5]00")
_LIST_LEVEL = re.compile(r"level(\d+)")
_HEADING = re.compile(r"mso-?heading(\d)")


def declared(style: str) -> dict[str, str]:
    """The declarations of a style attribute, names and values in small letters."""
    found = {}
    for line in style.split(";"):
        name, _, value = line.partition(":")
        if value:
            found[name.strip().lower()] = value.strip().lower()
    return found


def hidden(tag: str, attributes: Mapping[str, str], style: Mapping[str, str]) -> bool:
    """Whether a reader does not see it: hidden by the page, hidden text of a word processor."""
    if not attributes and not style:
        return False
    return (
        "hidden" in attributes
        or style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith(("hidden", "collapse"))
        or style.get("mso-hide", "").startswith("all")
        or re.match(r"0+(\.0*)?([a-z%]|$)", style.get("font-size", "")) is not None
        or (tag == "tr" and attributes.get("height") == "0")
    )


def tracked(tag: str, style: Mapping[str, str]) -> str:
    """What of reviewing it belongs to: words marked as deleted, a comment; empty for neither."""
    if tag == "del":
        return "deleted"
    if style.get("mso-element", "").startswith(("comment", "annotation")) or "mso-comment-reference" in style:
        return "comment"
    return ""


def marks(tag: str, style: Mapping[str, str], inherited: frozenset[str]) -> frozenset[str]:
    """The marks of what stands in an element, given those outside."""
    mark = _TAG_MARKS.get(tag)
    if not mark and not style:
        return inherited
    found = set(inherited)
    if mark:
        found.add(mark)
    weight = style.get("font-weight", "")
    if _WEIGHT.match(weight):
        found.add("strong")
    elif _PLAIN_WEIGHT.match(weight):
        found.discard("strong")
    slant = style.get("font-style", "")
    if slant.startswith(("italic", "oblique")):
        found.add("em")
    elif slant.startswith("normal"):
        found.discard("em")
    line = style.get("text-decoration", "") + style.get("text-decoration-line", "") + style.get("text-underline", "")
    if "underline" in line or "single" in line:
        found.add("u")
    place = style.get("vertical-align", "")
    for word in ("sub", "sup"):
        if place.startswith(word):
            found.add(word)
    if {"sub", "sup"} <= found:
        found.discard("sub" if tag == "sup" or place.startswith("sup") else "sup")
    return frozenset(found)


def alignment(tag: str, attributes: Mapping[str, str], style: Mapping[str, str], inherited: str) -> str:
    """`center`, `right` or empty."""
    told = (
        style.get("text-align") or attributes.get("align", "").strip().lower() or ("center" if tag == "center" else "")
    )
    if not told:
        return inherited
    word = told.split()[0]
    return {"center": "center", "middle": "center", "right": "right", "end": "right"}.get(
        word.removeprefix("-webkit-"), ""
    )


def list_level(style: Mapping[str, str]) -> int:
    """The level of a paragraph that a word processor drew as an item of a list; 0 for none."""
    told = style.get("mso-list", "")
    found = _LIST_LEVEL.search(told)
    return int(found[1]) if found and not told.startswith(("ignore", "none")) else 0


def is_marker(style: Mapping[str, str]) -> bool:
    """Whether it is the number or bullet before such an item."""
    return style.get("mso-list", "").startswith("ignore")


def heading_level(attributes: Mapping[str, str], style: Mapping[str, str]) -> int:
    """The level of a heading that is written as a paragraph; 0 for none."""
    outline = style.get("mso-outline-level", "")
    if outline.isdigit():
        return int(outline)
    found = _HEADING.search(attributes.get("class", "").lower())
    return int(found[1]) if found else 0
