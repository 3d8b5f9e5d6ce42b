"""Pages of normative documents, as a publication hands them to the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.apps.documents import actions
from gongkai.apps.documents.models import Document
from tests.apps.office import Office, at


@dataclass(frozen=True, slots=True)
class Page:
    number: str


@dataclass(frozen=True, slots=True)
class Text:
    fields: Mapping[str, object] = field(default_factory=dict)


def fields(number: str, effective: date, **more: object) -> dict[str, object]:
    """What is told of a normative text; formed on the day before it takes effect unless told otherwise."""
    return {
        "genre": "normative",
        "title": f"{number}办法",
        "document_number": number,
        "formed_on": more.pop("formed_on", "2024-01-02"),
        "effective_on": effective.isoformat(),
        **more,
    }


def publish(where: Office, item: str, told: Mapping[str, object], day: date) -> Document:
    """A text goes live on a day, by the head."""
    made = actions.from_item(where.head, Page(item), Text(told), day, at(day))
    assert made is not None
    return made
