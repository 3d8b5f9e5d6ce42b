"""Search for machines: the same search as on the page, with all its filters."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from gongkai.apps.search import queries as search
from gongkai.apps.search.findable import Kind
from gongkai.faces.api import cursor
from gongkai.faces.api.asking import FIRST_YEAR, LAST_YEAR, OfOrgan, organ_of
from gongkai.faces.api.shapes import Listed, said
from gongkai.faces.look import found
from gongkai.faces.look.root import absolute

router = Router(tags=["检索"])
_LAST_PAGE = search.MOST // search.ON_PAGE
_KINDS = "、".join(f"{kind.value}（{kind.label}）" for kind in Kind)


class SearchAsked(OfOrgan):
    """What is searched for, and how it is narrowed: as on the page /search/."""

    q: str = Field(
        "", max_length=100, description="要找的字词，两个字以上的词都能找到；不写则列出最新的。", examples=["造林 补助"]
    )
    kind: Literal["policy", "interpretation", "information", "document", "report", "question", "activity"] | None = (
        Field(None, description=f"类别：{_KINDS}。", examples=["policy"])
    )
    column: str | None = Field(None, max_length=60, description="栏目名称。", examples=["政策文件"])
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="年份。", examples=[2026])
    validity: Literal["in_force", "ended", "all"] | None = Field(
        None, description="有效性：in_force（现行有效）、ended（已废止或失效）、all（不限）。"
    )
    document_number: str | None = Field(
        None, max_length=60, description="文号，或者其中一部分。", examples=["昌政发〔2026〕1号"]
    )
    sort: Literal["relevance", "newest"] = Field(
        "relevance", description="次序：relevance（相关程度）或者 newest（时间）。"
    )
    synonyms: bool = Field(True, description="同义词、简称是否一并查找。")
    page: int = Field(1, ge=1, le=_LAST_PAGE, description=f"第几页，每页 {search.ON_PAGE} 条。")


class Piece(Schema):
    """一段文字。"""

    text: str = said("文字。")
    match: bool = said("是不是要找的字词。")


class SearchRow(Schema):
    """找到的一条。"""

    title: str = said("标题。", "春季造林补助办法")
    url: str = said("页面的完整网址。")
    organ: str = said("机关现在的名称。", "昌图县人民政府办公室")
    published_on: date = said("公开日期。", "2026-03-02")
    organ_code: str = said("机关代码。", "changtu")
    kind: str = said("类别代码。", "policy")
    kind_name: str = said("类别。", "政策文件")
    number: str = said("索引号；年报为年度，登记簿为文号，活动、答复为编号。")
    column: str = said("栏目；没有的为空。")
    document_number: str = said("文号；没有的为空。")
    validity: str = said("有效性：in_force、not_yet、ended；没有有效性的为空。")
    snippet: str = said("字词前后的一段文字。")
    marked: list[Piece] = said("同一段文字，标明哪里是要找的字词。")
    attachment: str = said("在哪个附件里找到；不在附件里的为空。")


class FacetValue(Schema):
    """一个筛选值。"""

    value: str = said("筛选参数的值。")
    label: str = said("中文说法。")
    count: int = said("有几条。")


class SearchPage(Listed):
    """检索结果。"""

    count: int = said(f"找到几条；more 为 true 时实际还多。能翻到的是前 {search.MOST} 条。", 3)
    more: bool = said("实际是否比 count 还多：要逐条核对文字的词，条数很多时只数最新的一部分。")
    results: list[SearchRow] = said("这一页的结果。")
    facets: dict[str, list[FacetValue]] = said("各筛选值的条数：kind、organ、column、year；按最新的 facets_of 条计。")
    facets_of: int = said("facets 是其中多少条的条数；等于 count 时是全部。", 3)
    corrected: str = said("没有找到时，也许要找的是；没有的为空。")
    notes: list[str] = said("这次检索是怎样理解的，一句一项。")


@router.get("/search", response=SearchPage, operation_id="search", summary="检索")
def find(request: HttpRequest, response: HttpResponse, asked: Query[SearchAsked]) -> SearchPage:
    """全文检索信息、附件、政策解读、规范性文件登记、年报、答复和活动，与网页上的检索一致。"""
    organ = organ_of(asked.organ)
    told = search.search(
        search.Query(
            text=asked.q,
            kind=asked.kind or "",
            organ=organ.code if organ else "",
            column=asked.column or "",
            year=asked.year,
            validity=asked.validity or "",
            document_number=asked.document_number or "",
            page=asked.page,
            sort=asked.sort,
            synonyms=asked.synonyms,
        ),
        timezone.localdate(),
    )
    # A page behind the last one is empty, so that nobody who counts on gets the last one twice.
    beyond = asked.page > max(1, told.pages)
    onward = cursor.address(request, page=asked.page + 1) if asked.page < told.pages else None
    response.headers["Link"] = cursor.links(first=cursor.address(request, page=None), next=onward)
    base = absolute(request, "/").removesuffix("/")
    return SearchPage(
        count=told.count,
        more=told.over,
        results=[] if beyond else [_row(each, base) for each in told.entries],
        facets={
            name: [FacetValue(value=each.value, label=each.label, count=each.count) for each in values]
            for name, values in told.facets.items()
        },
        facets_of=told.of,
        corrected=told.corrected,
        notes=list(told.said),
        next=onward,
    )


def _row(each: search.Found, base: str) -> SearchRow:
    return SearchRow(
        title=each.plain_title,
        url=base + found.path(each.kind, each.organ_code, each.number),
        organ=each.organ,
        published_on=each.day,
        organ_code=each.organ_code,
        kind=each.kind,
        kind_name=each.kind_name,
        number=each.number,
        column=each.column,
        document_number=each.document_number,
        validity=each.state,
        snippet="".join(piece.text for piece in each.snippet),
        marked=[Piece(text=piece.text, match=piece.match) for piece in each.snippet],
        attachment=each.attachment.name if each.attachment else "",
    )
