"""What docx and xlsx of a report or ledger have in common: a zip of XML parts, opened with bounds (gongkai/zipped)."""

from __future__ import annotations

from lxml import etree

from gongkai import zipped
from gongkai.annual.read.refusal import Unreadable
from gongkai.zipped import Zipped


def parsed(content: bytes) -> etree._Element:
    """The root of XML that nobody vouches for."""
    return zipped.parsed(content, Unreadable)


class Package(Zipped):
    """An opened office file. Refused: `Unreadable`."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, Unreadable)
