"""What of a pasted or sent text may be published: one small, strict HTML without a trace of where it came from?

Takes:   HTML by anyone: Word, WPS, Outlook, web pages, an attacker.
Gives:   paragraphs, headings, lists, tables, pictures (`file:DIGEST`), links, and what the paste could not bring along, in words.
         Cleaning twice changes nothing. Every tag is written anew by `texts.blocks` and passes a second, independent parser (nh3).

The structure of an official document is kept where it is marked; `texts.official` marks it.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass

import nh3

from gongkai.texts import reading
from gongkai.texts.blocks import ALIGNMENTS, PART_CLASSES, REL, html, quoted
from gongkai.texts.tree import TooLong

__all__ = ["Cleaned", "TooLong", "clean", "cleaned", "from_text", "pictures", "shown"]
_CLASSES = {*PART_CLASSES, *ALIGNMENTS}
_CLASSED = {"p", "h2", "h3", "h4", "td", "th"}
_OTHERS = "strong em u sub sup br ul ol li blockquote table caption thead tbody tr figure figcaption img a"
_TAGS = _CLASSED | set(_OTHERS.split())
_ATTRIBUTES = {"img": {"src", "alt"}, "a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_SECOND = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    allowed_classes=dict.fromkeys(_CLASSED, _CLASSES),
    url_schemes={"http", "https", "mailto", "file"},
    link_rel=REL,
    attribute_filter=reading.lawful,
)
_PICTURE = re.compile(r'(<img src=")file:([0-9a-f]{64})(")')


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text that may be published, and what was left out of the original, a sentence each."""

    body: str
    notes: tuple[str, ...] = ()


def clean(html: str) -> str:
    """The text as it may be published. Refused (`TooLong`): more than eight million characters."""
    return cleaned(html).body


def cleaned(text: str) -> Cleaned:
    """The same, with what could not come along: pictures, tracked changes, comments, hidden words."""
    read = reading.read(text)
    return Cleaned(_SECOND.clean(html(read.blocks)), read.notes())


def pictures(body: str) -> list[str]:
    """The digests of the pictures in a clean text, each once, in their order."""
    return list(dict.fromkeys(found[2] for found in _PICTURE.finditer(body)))


def shown(body: str, url_of: Callable[[str], str]) -> str:
    """A clean text with its pictures at the addresses that whoever shows it has for them."""
    return _PICTURE.sub(lambda found: f"{found[1]}{quoted(url_of(found[2]))}{found[3]}", body)


def from_text(text: str) -> str:
    """Plain text as a clean one: a line a paragraph."""
    return clean("".join(f"<p>{entities.escape(line)}</p>" for line in text.splitlines()))
