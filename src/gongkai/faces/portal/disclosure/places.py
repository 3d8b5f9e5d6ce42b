"""Which organ does an address mean, and where does a page of the column stand?

Takes:   the code in the address; the day from `today`, which only pages ask for.
Gives:   the organ with its present name, the way to it for the crumbs, and the tags of a column's page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Kind, Organ
from gongkai.apps.pages.memory import remembered

COLUMN = "政府信息公开专栏"
Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """An organ as the portal shows it."""

    organ: Organ
    name: str
    today: date


@dataclass(frozen=True, slots=True)
class ColumnTags:
    """What 国办发〔2017〕47号, annex 2, asks of the page of a column."""

    name: str
    description: str
    keywords: str
    kind: str


@dataclass(frozen=True, slots=True)
class ArticleTags:
    """What it asks of a page of content beside: `published` is the day, with the time where that is known."""

    title: str
    published: str
    source: str


@dataclass(frozen=True, slots=True)
class PartOfColumn:
    """One of the five parts, as a card."""

    label: str
    address: str
    description: str


PARTS = (
    PartOfColumn("政府信息公开指南", "guide", "找谁、怎么申请、多久答复、收不收费、不服怎么办。"),
    PartOfColumn("政府信息公开制度", "system", "公开工作依据的法规和文件，各管什么。"),
    PartOfColumn("法定主动公开内容", "items", "应当主动公开的事项，和已经公开的信息、规范性文件。"),
    PartOfColumn("政府信息公开年报", "reports", "每年公开工作的数字和说明，可以下载。"),
    PartOfColumn("依申请公开", "apply", "没有找到想要的信息，可以向机关申请。"),
)
"""The parts of the column in the order of 国办公开办函〔2019〕61号."""


def place(code: str) -> Place:
    """The organ of a code, whether it still exists or not: what it published stays. 404 for any other."""
    return remembered(("place", code), lambda: _place(code, timezone.localdate()))


def _place(code: str, today: date) -> Place:
    try:
        organ = Organ.objects.get(code=code)
    except Organ.DoesNotExist as missing:
        raise Http404 from missing
    return Place(organ, organs.name_on(organ.pk, today), today)


def main_place() -> Place | None:
    """The organ whose site this is: the one that the settings name, else the office at the head, else the first."""
    today = timezone.localdate()
    tree = organs.tree(today)
    named = [branch for branch in tree if settings.SITE["organ"] in (branch.name, branch.organ.code)]
    offices = [branch for branch in tree if branch.organ.kind == Kind.OFFICE]
    for branch in (*named, *offices, *tree):
        return Place(branch.organ, branch.name, today)
    return None


def crumbs(where: Place | None = None) -> Crumbs:
    """The way to a page of the column, or of an organ in it."""
    way = [("首页", "/"), (COLUMN, reverse("portal:disclosure:column"))]
    if where is not None:
        way.append((where.name, reverse("portal:disclosure:organ", args=[where.organ.code])))
    return way


def part_url(part: PartOfColumn, code: str) -> str:
    """Where a part of an organ's column is."""
    name = "organ_reports" if part.address == "reports" else part.address
    return reverse(f"portal:disclosure:{name}", args=[code])


def part_links(code: str) -> list[tuple[PartOfColumn, str]]:
    """The five parts of an organ's column with their addresses."""
    return [(part, part_url(part, code)) for part in PARTS]
