"""One item for machines: its text as lines and as HTML, its elements, its files, its validity, what it is tied to."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from gongkai.apps.documents import public as documents
from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import open_items, public
from gongkai.apps.publishing.public import Link, PublicFile, PublicItem
from gongkai.apps.search.findable import Kind
from gongkai.faces.api.problems import Wrong
from gongkai.faces.api.shapes import ItemRow, said
from gongkai.faces.look import found
from gongkai.faces.look.open_data.items import Items
from gongkai.faces.look.root import absolute
from gongkai.texts import clean
from gongkai.texts.plain import plain

router = Router(tags=["信息"])


class Attachment(Schema):
    """一个附件。"""

    name: str = said("文件名。", "任务表.xlsx")
    kind: str = said("文件类型。", "xlsx")
    size: int = said("字节数。", 20480)
    url: str = said("下载的完整网址。")
    sm3: str = said("文件内容的 SM3 摘要（十六进制），下载后可以核对。")


class Tie(Schema):
    """与它相关的另一条信息。"""

    number: str = said("索引号。", "changtu-2026-00002")
    title: str = said("标题。")
    genre: str = said("体裁代码。", "text")
    genre_name: str = said("体裁。", "文字解读")
    published_on: date = said("公开日期。")
    url: str = said("页面的完整网址；没有页面的为空。")


class Change(Schema):
    """它与另一件文件的关系。"""

    toward: bool = said("true：那件文件改动了它；false：它改动了那件文件。")
    kind: str = said("关系：repeal（废止）、amend（修改）、partial_repeal（部分废止）。", "amend")
    kind_name: str = said("关系的中文说法。", "修改")
    number: str = said("那件文件的文号。")
    title: str = said("那件文件的标题；不知道的为空。")
    articles: str = said("涉及的条款；整件的为空。")
    since: date | None = said("从哪一天起。")
    url: str = said("那件文件的页面；没有的为空。")


class ItemWhole(ItemRow):
    """一条信息的全部内容。"""

    publisher: str = said("发布机构：公开那一天的机关名称。")
    attribute: str = said("公开属性。", "主动公开")
    registration_number: str = said("统一登记编号；没有的为空。")
    effective_on: date | None = said("施行日期（行政规范性文件）。")
    valid_until: date | None = said("有效期至（行政规范性文件）。")
    validity_notes: list[str] = said("关于有效性要说的话，一句一项；没有的为空。")
    published_at: datetime = said("现在这一稿公开的时间；旧网站没有留下时间的、只登记的，为当天零时。")
    updates: list[date] = said("公开后更新过正文的日期。")
    text: str = said("正文，纯文字，一段一行，表格一行一行、单元格之间用制表符。")
    html: str = said("正文，HTML 片段；图片的地址是完整网址。")
    attachments: list[Attachment] = said("附件。")
    policy: Tie | None = said("它所解读的政策；不是解读的为 null。")
    interpretations: list[Tie] = said("解读它的信息。")
    relations: list[Change] = said("修改、废止它的文件，和它修改、废止的文件。")


@router.get("/items/{organ}/{number}", response=ItemWhole, operation_id="getItem", summary="一条信息")
def one_item(request: HttpRequest, organ: str, number: str) -> ItemWhole:
    """一条信息的正文、要素、附件、有效性，和它相关的信息。只登记、正文不在本平台的，`text` 和 `html` 为空；撤下的答 410。"""
    try:
        shown = public.item(organ, number)
        row = open_items.one(organ, number)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if row is None:
        raise Wrong(410, _gone(shown))
    today = timezone.localdate()
    base = absolute(request, "/").removesuffix("/")
    mark = documents.marks(shown.organ_id, [shown.number], today).get(shown.number)
    record = next(iter(Items(base, today).records([row])))
    policy, others = public.related(shown)
    return ItemWhole(
        **record,
        publisher=organs.name_on(shown.organ_id, row.published_on),
        attribute=shown.attribute_name,
        registration_number=shown.told("registration_number"),
        effective_on=_day(shown, "effective_on"),
        valid_until=_day(shown, "valid_until"),
        validity_notes=list(mark.sentences) if mark else [],
        published_at=timezone.localtime(shown.published_at),
        updates=list(shown.updates),
        text=plain(shown.body),
        html=_html(shown, base),
        attachments=[_attachment(shown, each, base) for each in shown.attachments],
        policy=_tie(policy, base) if policy else None,
        interpretations=[_tie(each, base) for each in others],
        relations=_changes(shown, base),
    )


def _gone(shown: PublicItem) -> str:
    when = f"{shown.withdrawn_on:%Y-%m-%d} " if shown.withdrawn_on else ""
    into = f"，并入 {shown.successor}" if shown.successor else ""
    return f"这条信息已于 {when}撤下{into}。请删除保存的副本。"


def _day(shown: PublicItem, name: str) -> date | None:
    told = shown.told(name)
    return date.fromisoformat(told) if told else None


def _html(shown: PublicItem, base: str) -> str:
    pictures = shown.pictures
    return clean.shown(shown.body, lambda digest: _url(shown, pictures[digest], base) if digest in pictures else "")


def _attachment(shown: PublicItem, file: PublicFile, base: str) -> Attachment:
    return Attachment(name=file.name, kind=file.kind, size=file.size, url=_url(shown, file, base), sm3=file.digest)


def _url(shown: PublicItem, file: PublicFile, base: str) -> str:
    name = found.name_in_address(file.name, file.place, file.kind)
    return base + found.attachment_path(shown.code, shown.number, file.place, name)


def _tie(link: Link, base: str) -> Tie:
    return Tie(
        number=link.number,
        title=link.title,
        genre=link.genre,
        genre_name=link.genre_name,
        published_on=link.published_on,
        url=base + found.path(Kind.INFORMATION, link.code, link.number) if link.readable else "",
    )


def _changes(shown: PublicItem, base: str) -> list[Change]:
    related = documents.relations_of(shown.organ_id, shown.number)
    pages = public.pages(shown.organ_id, shown.code, [each.item for each in related])
    made = []
    for each in related:
        link = pages.get(each.item)
        made.append(
            Change(
                toward=each.toward,
                kind=each.kind,
                kind_name=each.label,
                number=each.number,
                title=each.title,
                articles=each.articles,
                since=each.since,
                url=base + found.path(Kind.INFORMATION, link.code, link.number) if link and link.readable else "",
            )
        )
    return made
