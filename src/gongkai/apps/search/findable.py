"""What is handed to the index: one thing that everybody may find, as the app that keeps it tells it.

The index knows no other app: items, documents, reports, questions, activities tell themselves in this one form, in the same
transaction in which they became public or ceased to be (`search.actions.put`, `drop`), so that no search is older than an act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models


class Kind(models.TextChoices):
    """What a thing is, for the reader who narrows a search."""

    POLICY = "policy", "政策文件"
    INTERPRETATION = "interpretation", "政策解读"
    INFORMATION = "information", "政府信息"
    DOCUMENT = "document", "规范性文件登记"
    REPORT = "report", "年度报告"
    QUESTION = "question", "咨询答复"
    ACTIVITY = "activity", "公开活动"


@dataclass(frozen=True, slots=True)
class Attached:
    """The text of one attachment. `place` is its place in the item, `name` what it is called."""

    place: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing. `key` names it for ever within its kind of keeper (`item:CODE/NUMBER`, `document:CODE/PK`, `report:CODE/YEAR`, …);
    `number` is what its address is made of (index number, year of a report). `day` is the day that counts for freshness and for the
    year. In force from `in_force_from` to the day before `ended_on`; both None for what has no validity. `text` is plain.
    """

    kind: Kind
    key: str
    organ_id: int
    number: str
    title: str
    day: date
    text: str
    column: str = ""
    document_number: str = ""
    keywords: str = ""
    in_force_from: date | None = None
    ended_on: date | None = None
    published_at: datetime | None = None
    attachments: tuple[Attached, ...] = ()
