"""Which number does a word processor show before each paragraph that it counts by itself?

Takes:   the parts document, styles and numbering of a docx.
Gives:   the document with these numbers as words of their paragraphs, so that they are read, compared and published as the reader of
         the file saw them. Bullets stay for the reader of lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from gongkai.texts.numerals import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_TEN = 10


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it is written and where it starts."""

    kind: str = "decimal"
    shape: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    """Levels of one numbering, and which list it counts with."""

    together: str
    levels: dict[int, Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


def spell_out(document: etree._Element, styles: etree._Element | None, numbering: etree._Element | None) -> None:
    """Writes the numbers into the document, which is changed. Word's own automatic numbers of headings are among them."""
    lists = _lists(numbering) if numbering is not None else {}
    by_style = _numbered_styles(styles) if styles is not None else {}
    counters: dict[str, dict[int, int]] = {}
    begun: set[str] = set()
    for paragraph in document.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        key, level = _numbered(properties, by_style)
        found = lists.get(key)
        if found is None or level not in found.levels:
            continue
        if found.levels[level].kind == "bullet":
            continue
        count = counters.setdefault(found.together, {})
        if key not in begun:
            begun.add(key)
            count |= {at: first - 1 for at, first in found.restarts.items()}
        count[level] = count.get(level, found.levels[level].start - 1) + 1
        for deeper in [at for at in count if at > level]:
            del count[deeper]
        _write(paragraph, properties, _label(found, level, count))


def _label(found: _List, level: int, count: dict[int, int]) -> str:
    def place(told: re.Match[str]) -> str:
        at = int(told[1]) - 1
        form = found.levels.get(at, Level())
        return written(count.get(at, form.start), form.kind)

    return _PLACE.sub(place, found.levels[level].shape)


def _write(paragraph: etree._Element, properties: etree._Element | None, label: str) -> None:
    if properties is None:
        properties = etree.SubElement(paragraph, f"{W}pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    # Number 0 says that the paragraph is not counted, whatever its style says.
    none = etree.SubElement(properties, f"{W}numPr")
    etree.SubElement(none, f"{W}ilvl", {f"{W}val": "0"})
    etree.SubElement(none, f"{W}numId", {f"{W}val": "0"})
    following = "".join(each.text or "" for each in paragraph.iter(f"{W}t")).lstrip()[:1]
    # Where it would run into figures or letters, a space keeps them apart.
    blank = " " if following.isascii() and following.isalnum() and label else ""
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = label + blank
    paragraph.insert(paragraph.index(properties) + 1, run)


def _value(element: etree._Element | None, default: str = "") -> str:
    return str(element.get(f"{W}val", default)) if element is not None else default


def _number(told: str, default: int) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < _TEN else default


def _numbered(properties: etree._Element | None, by_style: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The list and level of a paragraph; an empty list for none."""
    if properties is None:
        return "", 0
    own = properties.find(f"{W}numPr")
    style = by_style.get(_value(properties.find(f"{W}pStyle")), ("", 0))
    if own is None:
        return style
    level = own.find(f"{W}ilvl")
    return _value(own.find(f"{W}numId"), style[0]), _number(_value(level), style[1])


def _numbered_styles(styles: etree._Element) -> dict[str, tuple[str, int]]:
    """Styles that number their paragraphs, themselves or by the style they are based on."""
    told: dict[str, tuple[str, int | None]] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        based[name] = _value(style.find(f"{W}basedOn"))
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            level = own.find(f"{W}ilvl")
            told[name] = (_value(own.find(f"{W}numId")), None if level is None else _number(_value(level), 0))
    found = {}
    for name in based:
        at, seen = name, set[str]()
        while at and at not in told and at not in seen:
            seen.add(at)
            at = based.get(at, "")
        if at in told:
            found[name] = (told[at][0], told[at][1] or 0)
    return found


def _lists(numbering: etree._Element) -> dict[str, _List]:
    abstract: dict[str, dict[int, Level]] = {}
    linked: dict[str, str] = {}
    for each in numbering.iter(f"{W}abstractNum"):
        name = each.get(f"{W}abstractNumId", "")
        abstract[name] = {_number(level.get(f"{W}ilvl", ""), 0): _level(level) for level in each.findall(f"{W}lvl")}
        linked[name] = _value(each.find(f"{W}numStyleLink"))
    by_link = {
        _value(each.find(f"{W}styleLink")): each.get(f"{W}abstractNumId", "")
        for each in numbering.iter(f"{W}abstractNum")
    }
    found = {}
    for number in numbering.findall(f"{W}num"):
        together = _value(number.find(f"{W}abstractNumId"))
        if linked.get(together):
            together = by_link.get(linked[together], together)
        mine = _List(together, dict(abstract.get(together, {})))
        for override in number.findall(f"{W}lvlOverride"):
            at = _number(override.get(f"{W}ilvl", ""), 0)
            own, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if own is not None:
                mine.levels[at] = _level(own)
            if start is not None:
                mine.restarts[at] = _number(_value(start), 1)
        found[number.get(f"{W}numId", "")] = mine
    return found


def _level(level: etree._Element) -> Level:
    return Level(
        _value(level.find(f"{W}numFmt"), "decimal"),
        _value(level.find(f"{W}lvlText")),
        _number(_value(level.find(f"{W}start")), 1),
    )
