"""What the answers of the interface are made of: schemas whose words come from the table of open data."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from gongkai.faces.look.open_data.fields import ITEMS, Dataset


def told(dataset: Dataset, name: str) -> Any:
    """A field described as in the open data."""
    known = dataset.field(name)
    return Field(title=known.label, description=known.meaning, examples=[known.example] if known.example else None)


def said(description: str, *examples: object) -> Any:
    """A field of the interface alone, described here."""
    return Field(description=description, examples=list(examples) or None)


class ItemRow(Schema):
    """一条主动公开的信息，不含正文。"""

    number: str = told(ITEMS, "number")
    title: str = told(ITEMS, "title")
    url: str = told(ITEMS, "url")
    organ: str = told(ITEMS, "organ")
    organ_code: str = told(ITEMS, "organ_code")
    column: str = told(ITEMS, "column")
    genre: str = told(ITEMS, "genre")
    genre_name: str = told(ITEMS, "genre_name")
    document_number: str = told(ITEMS, "document_number")
    formed_on: date | None = told(ITEMS, "formed_on")
    published_on: date = told(ITEMS, "published_on")
    changed_on: date = told(ITEMS, "changed_on")
    validity: str = told(ITEMS, "validity")
    validity_name: str = told(ITEMS, "validity_name")
    interprets: str = told(ITEMS, "interprets")
    source: str = told(ITEMS, "source")
    summary: str = told(ITEMS, "summary")
    keywords: str = told(ITEMS, "keywords")


class Listed(Schema):
    """一页；还有下一页时 `next` 是它的完整网址。"""

    next: str | None = said('下一页的完整网址；没有下一页时为 null。响应头 Link 里也有（rel="next"）。')
