"""What is a list of normative documents, whatever file it came in?

Gives:   `ProvincialList`: rows in the order of the file, faults each at its place, what the list does not say. `BadList`: a file
         that cannot be used at all, in one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

NUMBER, TITLE, ORGAN, ISSUED, EFFECT, UNTIL, STATE, TEXT, ADDRESS = (
    "number",
    "title",
    "organ",
    "issued_on",
    "in_force_on",
    "valid_until",
    "state",
    "text",
    "address",
)
LABELS: Mapping[str, str] = {
    NUMBER: "文号",
    TITLE: "标题",
    ORGAN: "制定机关",
    ISSUED: "发文日期",
    EFFECT: "施行日期",
    UNTIL: "有效期至",
    STATE: "有效性",
    TEXT: "正文",
    ADDRESS: "网址",
}
"""The fields of a row, in the order in which they are written."""


class BadList(Exception):
    """The file cannot be used: one sentence that says what, where, and how to mend it."""


@dataclass(frozen=True, slots=True)
class ListFault:
    """One thing of one row that could not be read; the rest of the row is used."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One document of the list. What the list does not tell is empty; `state` is one of law/documents/validity."""

    place: str
    number: str = ""
    title: str = ""
    organ: str = ""
    issued_on: date | None = None
    in_force_on: date | None = None
    valid_until: date | None = None
    state: str = ""
    text: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ProvincialList:
    """`told` are the fields that the list has at all; what it has not is not compared. `ignored` are headings nobody knows."""

    kind: str
    rows: tuple[ListRow, ...]
    faults: tuple[ListFault, ...]
    told: frozenset[str]
    ignored: tuple[str, ...] = ()
