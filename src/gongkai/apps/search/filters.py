"""How is a search narrowed? What can be asked of an entry without reading it stands in the index as a gram of its own.

So that a common word in a small organ costs no more than the word and the organ together. Validity is asked of the day: the index knows only
that a thing has one.
"""

from __future__ import annotations

from gongkai.apps.search.models import Entry
from gongkai.law.documents.number import normal as normal_number
from gongkai.texts.grams import normal


def marks(row: Entry) -> set[str]:
    """What an entry is found by besides its words."""
    found = {kind(row.kind), organ(row.organ_id), year(row.day.year)}
    if row.column:
        found.add(column(row.column))
    if row.document_number:
        found.add(document_number(row.document_number))
    if row.in_force_from is not None or row.ended_on is not None:
        found.add(VALIDITY)
    return found


VALIDITY = "§v"
"""Things that come into force and end."""


def kind(value: str) -> str:
    return f"§k{value}"


def organ(organ_id: int) -> str:
    return f"§o{organ_id}"


def year(value: int) -> str:
    return f"§y{value}"


def column(name: str) -> str:
    return f"§c{_solid(name)}"


def document_number(number: str) -> str:
    """The same for every way to write a number."""
    return f"§n{_solid(normal_number(number))}"


def _solid(text: str) -> str:
    """One gram, without anything that a database takes for a mark."""
    return normal(text).replace(" ", "·")
