"""One item as everybody sees it: its text, its elements, what became of it, what explains it.

Law:     国办发〔2017〕47号 (marks on what is no longer valid; tags of a page of content), 国办公开办函〔2019〕61号 (reading and download)

No store keeps these pages: a browser or a proxy asks each time (ETag), for what is taken off must be gone at once.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import conditional_page, require_safe

from gongkai.apps.columns import queries as columns
from gongkai.apps.columns.models import Column
from gongkai.apps.documents import public as documents
from gongkai.apps.organs import queries as organs
from gongkai.apps.pages.memory import remembered
from gongkai.apps.publishing import public
from gongkai.apps.publishing.public import Link, PublicItem
from gongkai.faces.look import outside
from gongkai.faces.look.open_data.items import ENTRY_ONLY
from gongkai.faces.look.root import root
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.asking import refuse
from gongkai.faces.portal.disclosure.explained import explained
from gongkai.faces.portal.disclosure.item_files import Download, address
from gongkai.faces.portal.disclosure.places import Place, crumbs, place
from gongkai.faces.portal.keeping import kept
from gongkai.law.documents.validity import IN_FORCE, LAPSED, REPEALED
from gongkai.law.procedures.publication_forms import WITHDRAWALS
from gongkai.texts import clean
from gongkai.texts.plain import plain

_HERE = "法定主动公开内容"
VALID = "有效"
_WORDS = {REPEALED: WITHDRAWALS[REPEALED], LAPSED: WITHDRAWALS[LAPSED]}
"""Validity as county pages word it."""
_DESCRIBED, _LOOKED_THROUGH = 120, 4000
"""Letters of a text that describe it where nobody summed it up."""
PAGE_ASKED = "门户页面"


@dataclass(frozen=True, slots=True)
class Banner:
    """What a page says above its text: a sentence, and the page of the document that it speaks of."""

    label: str
    sentences: tuple[str, ...]
    number: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Another document that this one changes, or that changes this one: `said` what it does, `name` and `url` of that document."""

    said: str
    name: str
    url: str


@require_safe
@conditional_page
@kept(made_from.item, until=made_from.until_renamed)
def item_page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """An item, or what the register tells of one that was published elsewhere. 404: what was never public; 301 to what it was merged
    into; 410 what was published by mistake.
    """
    where = place(code)
    try:
        found = public.item(code, number)
    except ObjectDoesNotExist:
        refuse(request, where.organ.code, number, PAGE_ASKED)
    if found.standing == "merged" and (into := public.final(found.organ_id, found.successor)):
        return HttpResponsePermanentRedirect(item_url(code, into))
    if found.standing in ("merged", "mistaken"):
        return gone(request, where, found)
    return render(request, "portal/disclosure/item.html", _context(request, where, found))


def gone(request: HttpRequest, where: Place, found: PublicItem) -> HttpResponse:
    """The page of what was taken off: that it was, and when; nothing of what it said, not its title either."""
    context = {"place": where, "found": found, "crumbs": crumbs(where), "here": found.number}
    return render(request, "portal/disclosure/gone.html", context, status=410)


def item_url(code: str, number: str) -> str:
    return reverse("portal:disclosure:item", args=[code, number])


def _context(request: HttpRequest, where: Place, found: PublicItem) -> dict[str, object]:
    mark = documents.marks(found.organ_id, [found.number], where.today).get(found.number)
    column, names = remembered(
        ("column", found.organ_id, found.column), lambda: columns.standing(found.organ_id, found.column)
    )
    published_on = found.first_published_on or where.today
    publisher = remembered(("name", found.organ_id, published_on), lambda: organs.name_on(found.organ_id, published_on))
    name = column.name if column else found.column
    banners, validity = _banners(where, found, mark)
    beside = public.neighbours(found, names)
    made_from.tied(request, found, beside, where.today, mark is not None)
    return {
        "place": where,
        "found": found,
        "publisher": publisher,
        "source": found.told("source") or publisher,
        "column": column,
        "column_name": name,
        "banners": banners,
        "validity": validity,
        "elements": list(_elements(found, publisher, name, validity)),
        "description": found.told("summary")
        or textwrap.shorten(plain(found.body[:_LOOKED_THROUGH]), _DESCRIBED, placeholder="…"),
        "body": _shown(found),
        "entry_only": ENTRY_ONLY,
        "files": [Download.of(found, each) for each in found.attachments],
        "picture": next((address(found, each) for each in found.pictures.values()), ""),
        "ties": _ties(found),
        "explained": explained(found, where.today),
        "beside": beside,
        # Where no domain is registered the path alone: the address at which somebody asked first is nobody else's.
        "url": f"{root()}{item_url(found.code, found.number)}",
        "root": root(),
        "crumbs": _way(where, column),
        "here": found.title,
    }


def _way(where: Place, column: Column | None) -> list[tuple[str, str]]:
    code = where.organ.code
    if column is not None:
        return [*crumbs(where), (column.name, reverse("portal:disclosure:columns_column", args=[code, column.slug]))]
    return [*crumbs(where), (_HERE, reverse("portal:disclosure:items", args=[code]))]


def _elements(found: PublicItem, publisher: str, column: str, validity: str) -> Iterator[tuple[str, str]]:
    """The elements of the index in the order in which county pages show them; the first eight always, others where told."""
    yield "索引号", found.number
    yield "文号", found.told("document_number") or "—"
    yield "发布机构", publisher
    yield "成文日期", found.told("formed_on") or "—"
    yield "公开日期", f"{found.first_published_on:%Y-%m-%d}" if found.first_published_on else "—"
    yield "有效性", validity
    yield "公开方式", found.attribute_name or "—"
    yield "栏目", column
    for label, name in (
        ("统一登记编号", "registration_number"),
        ("施行日期", "effective_on"),
        ("有效期至", "valid_until"),
        ("信息来源", "source"),
        ("关键词", "keywords"),
    ):
        if told := found.told(name):
            yield label, told


def _banners(where: Place, found: PublicItem, mark: documents.Mark | None) -> tuple[list[Banner], str]:
    """What is to be said above the text, the weightiest first, and the validity in one word."""
    said, validity, code = [], VALID, found.code
    numbers = [mark.by_item, *(each.item for each in mark.changed)] if mark else []
    pages = public.pages(found.organ_id, code, numbers)
    if found.standing == "marked":
        validity = WITHDRAWALS[found.withdrawn_how]
        by = public.by_document_number(found.organ_id, code, found.withdrawn_by)
        why = f"，依据{found.withdrawn_by}" if found.withdrawn_by else ""
        sentence = f"本件已于 {found.withdrawn_on:%Y-%m-%d} 标注{validity}{why}。正文保留，供查阅。"
        said.append(Banner(validity, (sentence,), *_led(by)))
    if mark and mark.code != IN_FORCE and not (found.standing == "marked" and not mark.in_force):
        link = pages.get(mark.by_item) or next((pages[each.item] for each in mark.changed if each.item in pages), None)
        said.append(Banner(mark.label, mark.sentences, *_led(link)))
        validity = f"{VALID}（{mark.label}）" if mark.in_force else _WORDS.get(mark.state, mark.label)
    return said, validity


def _ties(found: PublicItem) -> list[Tie]:
    """What changes this document, then what it changes; each leads to the other's page where it has one."""
    related = documents.relations_of(found.organ_id, found.number)
    pages = public.pages(found.organ_id, found.code, [each.item for each in related])
    ties = []
    for each in related:
        link = pages.get(each.item)
        since = f"（{each.since:%Y-%m-%d} 起）" if each.since else ""
        said = f"被{each.label}{each.articles}{since}，依据" if each.toward else f"{each.label}{each.articles}{since}"
        name = f"{each.number}《{each.title}》" if each.title else each.number
        ties.append(Tie(said, name, item_url(link.code, link.number) if link and link.readable else ""))
    return ties


def _led(link: Link | None) -> tuple[str, str]:
    return (link.title, item_url(link.code, link.number)) if link and link.readable else ("", "")


_TABLE = re.compile(r"<table>")


def _shown(found: PublicItem) -> SafeString:
    """The text with its pictures at their addresses, and each table in a frame of its own that scrolls on a phone."""
    pictures = found.pictures
    body = clean.shown(found.body, lambda digest: address(found, pictures[digest]) if digest in pictures else "")
    body = outside.told(body)
    numbered = iter(range(1, body.count("<table>") + 1))
    framed = _TABLE.sub(
        lambda _: (
            f'<div class="table-region" role="region" aria-label="正文表格 {next(numbered)}" tabindex="0"><table>'
        ),
        body,
    )
    # Cleaned when it was written (texts.clean), and never changed since: the digest that was signed covers it.
    return mark_safe(framed.replace("</table>", "</table></div>"))  # noqa: S308 - see above
