"""Items for machines: a list behind cursors, what was taken off, one item with its text, files and ties."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from gongkai.apps.columns import queries as columns
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.publishing import open_items
from gongkai.apps.publishing.open_items import Wanted
from gongkai.faces.api import cursor
from gongkai.faces.api.asking import FIRST_YEAR, LAST_YEAR, OfOrgan, Paged, organ_of
from gongkai.faces.api.problems import Wrong
from gongkai.faces.api.shapes import ItemRow, Listed, said, told
from gongkai.faces.look.open_data.fields import ITEMS
from gongkai.faces.look.open_data.items import Items
from gongkai.faces.look.root import absolute

router = Router(tags=["信息"])
Genre = Literal["information", "policy", "normative", "text", "picture", "questions", "news"]


class ItemsAsked(OfOrgan, Paged):
    """How the list of items is narrowed."""

    column: str | None = Field(
        None, max_length=40, description="栏目代码（slug），含下级栏目；须同时写 organ。", examples=["policies"]
    )
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="公开的年份。", examples=[2026])
    genre: Genre | None = Field(None, description="体裁。", examples=["policy"])
    since: date | None = Field(
        None, description="只要这一天起公开、更新或者变了有效性的；按天增量同步用它。", examples=["2026-03-01"]
    )


class ItemsPage(Listed):
    """主动公开的信息，最新的在前。"""

    results: list[ItemRow] = said("这一页的信息。")


class RemovedAsked(OfOrgan, Paged):
    """How the list of what was taken off is narrowed."""

    since: date | None = Field(None, description="只要这一天起撤下的。", examples=["2026-03-01"])


class RemovedRow(Schema):
    """一条已经撤下的信息：只有编号和日期，不再给出标题和内容。"""

    number: str = told(ITEMS, "number")
    organ_code: str = told(ITEMS, "organ_code")
    removed_on: date = said("撤下的日期。", "2026-03-09")
    successor: str = said("并入哪一条（索引号）；误发撤下的为空。")


class RemovedPage(Listed):
    """已经撤下的信息，最近的在前。"""

    results: list[RemovedRow] = said("这一页的撤下记录。")


@router.get("/items", response=ItemsPage, operation_id="listItems", summary="信息列表")
def list_items(request: HttpRequest, response: HttpResponse, asked: Query[ItemsAsked]) -> ItemsPage:
    """各机关主动公开的信息，最新的在前，按机关、栏目、年份、体裁、更新日期筛选。翻页照 `next`，期间有新的公开也不会重复、遗漏。"""
    organ, today = organ_of(asked.organ), timezone.localdate()
    wanted = Wanted(
        organ_id=organ.pk if organ else None,
        columns=_names(organ, asked.column, today),
        year=asked.year,
        genres=(asked.genre,) if asked.genre else (),
        since=asked.since,
    )
    found = open_items.page(today, wanted, cursor.opened(request, asked.cursor or ""), asked.limit + 1)
    shown = found[: asked.limit]
    onward = None
    if len(found) > asked.limit:
        onward = cursor.address(request, cursor=cursor.sealed(request, *shown[-1].seek))
    response.headers["Link"] = cursor.links(first=cursor.address(request, cursor=None), next=onward)
    base = absolute(request, "/").removesuffix("/")
    return ItemsPage(results=[ItemRow(**each) for each in Items(base, today).records(shown)], next=onward)


@router.get("/items/removed", response=RemovedPage, operation_id="listRemovedItems", summary="已撤下的信息")
def list_removed(request: HttpRequest, response: HttpResponse, asked: Query[RemovedAsked]) -> RemovedPage:
    """公开过、现在已撤下的信息的编号，最近撤下的在前。保存了副本的系统应当据此删除副本。"""
    organ = organ_of(asked.organ)
    wanted = Wanted(organ_id=organ.pk if organ else None, since=asked.since)
    found = open_items.removed(wanted, cursor.opened(request, asked.cursor or ""), asked.limit + 1)
    shown, codes = found[: asked.limit], organs.codes()
    onward = None
    if len(found) > asked.limit:
        onward = cursor.address(request, cursor=cursor.sealed(request, shown[-1].removed_on, shown[-1].pk))
    response.headers["Link"] = cursor.links(first=cursor.address(request, cursor=None), next=onward)
    rows = [
        RemovedRow(
            number=each.number,
            organ_code=codes[each.organ_id],
            removed_on=each.removed_on,
            successor=each.successor,
        )
        for each in shown
    ]
    return RemovedPage(results=rows, next=onward)


def _names(organ: Organ | None, slug: str | None, today: date) -> tuple[str, ...] | None:
    """Every name under which items stand in a column. Refused (`Wrong`): a column without its organ, or unknown there."""
    if not slug:
        return None
    if organ is None:
        raise Wrong(422, "栏目代码只在一个机关内有意义，写 column 须同时写 organ。", "column")
    try:
        return columns.readable(organ.pk, slug, today)[1]
    except ObjectDoesNotExist as unknown:
        sentence = f"这个机关没有代码为“{slug}”的栏目，请从 /api/columns?organ={organ.code} 中选一个。"
        raise Wrong(422, sentence, "column") from unknown
