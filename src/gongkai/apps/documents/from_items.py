"""What follows in the register from a page: that a normative document was published, and what it does to others?

Takes:   the page (its index number) and the text that goes live, inside the transaction of the publication.
Gives:   the row, made or brought up to date; the documents that it repeals ended, those that it amends marked.

Whoever publishes needs no right to the register beside: what is entered here follows from the signed text. `check_changes`
says beforehand, while the text can still be mended, what would not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.db import transaction

from gongkai.apps import registered
from gongkai.apps.documents import effects
from gongkai.apps.documents.effects import Step
from gongkai.apps.documents.models import Document, DocumentKind, Ending
from gongkai.apps.documents.numbered import by_normal_number
from gongkai.apps.documents.registers import DOCUMENTS, END, PUBLISH
from gongkai.apps.people.actor import Actor
from gongkai.law.casework import Refusal
from gongkai.law.documents.changes import ELSEWHERE, KINDS, Change, parse
from gongkai.law.documents.number import normal

MISTAKEN = "mistaken"
"""Withdrawn, since it should not have been published (law/procedures/publication_forms.WITHDRAWALS)."""
NORMATIVE = "normative"
"""The genre of a page that stands in the register (law/procedures/publication_forms.GENRES)."""


class Page(Protocol):
    """What is asked of an item."""

    @property
    def number(self) -> str: ...


class Text(Protocol):
    """What is asked of the content of an item."""

    @property
    def fields(self) -> Mapping[str, object]: ...


def check_changes(text: str, organ_id: int, number: str = "", effective_on: date | None = None) -> tuple[str, ...]:
    """What is wrong with the lines of `changes`, a sentence each; none if they can be carried out.

    `number` is that of the document itself, whose changes of before do not stand in its own way.
    """
    changes, faults = parse(text)
    known, own = by_normal_number(organ_id), normal(number)
    return (*faults, *(said for change in changes if (said := _unfit(change, known, own, effective_on))))


def check_item(fields: Mapping[str, object], organ_id: int, number: str = "") -> tuple[str, ...]:
    """What keeps a text of genre `normative` from its place in the register, a sentence each. `number` is its index number; of a
    text of another genre, that its page stands in the register already.
    """
    faults = []
    known = by_normal_number(organ_id)
    bound = next((row for row in known.values() if number and row.item == number), None)
    if fields.get("genre") != NORMATIVE:
        said = f"这一页在规范性文件登记簿里是“{bound.number if bound else ''}”，体裁不能改成别的；确系误登的，请先在登记簿撤销。"
        return (said,) if bound else ()
    own = normal(_text(fields, "document_number"))
    if not own:
        faults.append("行政规范性文件须填写文号。")
    effective_on, until, formed = (_day(fields, name) for name in ("effective_on", "valid_until", "formed_on"))
    if effective_on is None:
        faults.append("行政规范性文件须填写施行日期。")
    elif formed and effective_on < formed:
        faults.append(f"施行日期 {effective_on} 早于形成日期 {formed}，请核对。")
    if effective_on and until and until < effective_on:
        faults.append(f"有效期到 {until}，早于施行日期 {effective_on}，请核对。")
    if _day(fields, "expires_on"):
        faults.append("行政规范性文件不填下线日期：到哪一天失效由“有效期至”决定，次日页面自动标明。")
    faults += _of_number(known, bound, own, organ_id, number)
    faults += check_changes(_text(fields, "changes"), organ_id, own, effective_on)
    return tuple(faults) or _of_columns(fields, number)


def _of_number(
    known: Mapping[str, Document], bound: Document | None, own: str, organ_id: int, number: str
) -> Iterator[str]:
    """One document has one number and one page."""
    there = known.get(own)
    if own and there is not None and there.item not in ("", number):
        yield f"文号“{there.number}”已由索引号“{there.item}”的页面使用，请核对文号。"
    if own and bound is not None and normal(bound.number) != own:
        yield f"这一页在规范性文件登记簿里的文号是“{bound.number}”，与这一稿的“{own}”不同；确须改文号的，请先在登记簿更正。"
    gone = Document.objects.filter(organ_id=organ_id, annulled=True).values_list("number", flat=True)
    if own and there is None and any(normal(each) == own for each in gone):
        yield f"文号“{own}”在规范性文件登记簿里已作为误登撤销，不能再用，请核对文号。"


def _of_columns(fields: Mapping[str, object], number: str) -> tuple[str, ...]:
    """What the register itself would refuse of the row, so that nobody signs what cannot be entered."""
    try:
        registered.checked(DOCUMENTS, _columns(fields, number, _day(fields, "formed_on") or date.max), date.max)
    except Refusal as refused:
        return (refused.reason,)
    return ()


def from_item(actor: Actor, item: Page, content: Text, day: date, now: datetime) -> Document | None:
    """Make or update the document of a normative text that goes live on `day`; None for every other genre.

    Refused (`Refusal`), with all faults at once: as `check_item`.
    """
    # Asked first: a batch of a hundred thousand other texts shall not open as many transactions.
    return _of_normative(actor, item, content, day, now) if content.fields.get("genre") == NORMATIVE else None


@transaction.atomic
def _of_normative(actor: Actor, item: Page, content: Text, day: date, now: datetime) -> Document:
    fields = content.fields
    registered.hold(actor)
    if faults := check_item(fields, actor.organ_id, item.number):
        raise Refusal(f"“{_text(fields, 'title')}”：{''.join(faults)}")
    told = _columns(fields, item.number, day)
    known = by_normal_number(actor.organ_id)
    before = known.get(normal(str(told["number"])))
    if before is None:
        row = registered.record(DOCUMENTS, actor, [told], now)[0]
    else:
        row = _updated(actor, before, told, day, now)
    effects.carry_out(Step(actor, row, before.changes if before else "", day, now), known)
    return row


@transaction.atomic
def item_withdrawn(actor: Actor, number: str, how: str, by: str, day: date, now: datetime) -> Document | None:
    """End the document of a page that is taken off as repealed or lapsed; None where none is to be ended.

    Of a page that is gone the document stays, without a page: it may be published again on another. What a text that went out
    by mistake did to others is taken back (`effects.stand_behind`), and its document is told to nobody outside until somebody says
    whether it should be in the register at all (`left_on`).
    """
    registered.hold(actor)
    row = Document.objects.filter(organ_id=actor.organ_id, item=number, annulled=False).first()
    if how not in Ending.values:
        if row is not None:
            columns: dict[str, object] = {"item": ""} | ({} if row.filed_on else {"published_on": None})
            if how == MISTAKEN and not effects.stand_behind(row, day):
                effects.take_back(Step(actor, row, row.changes, day, now), "废止、修改它的页面系误发，已撤下")
                columns["left_on"] = day
            registered.follow(DOCUMENTS, actor, row.pk, registered.CORRECT, day, columns, now, "页面已撤下，不再显示")
        return None
    if row is None or (row.span.end is not None and row.span.end <= day):
        return None
    columns = {
        "ended_on": max(day, row.issued_on),
        "ended_how": how,
        "ended_by": by.strip() if how == Ending.REPEALED else "",
        "ended_articles": "",
        "ended_reason": "页面随之撤下",
    }
    return registered.follow(DOCUMENTS, actor, row.pk, END, day, columns, now)


def _columns(fields: Mapping[str, object], number: str, day: date) -> dict[str, Any]:
    formed = _day(fields, "formed_on") or day
    return {
        "kind": DocumentKind.NORMATIVE.value,
        "number": _text(fields, "document_number"),
        "title": _text(fields, "title"),
        "registration_number": _text(fields, "registration_number"),
        "issued_on": formed,
        "formed_on": formed,
        "published_on": max(day, formed),
        "in_force_on": _day(fields, "effective_on"),
        "valid_until": _day(fields, "valid_until"),
        "item": number,
        "left_on": None,
        "changes": _text(fields, "changes"),
    }


def _updated(actor: Actor, row: Document, told: dict[str, Any], day: date, now: datetime) -> Document:
    """What was published or issued before keeps those days, and its number the spelling of the register."""
    kept = {"number", "issued_on", *(["published_on"] if row.published_on else [])}
    # A term that a later decision made longer is not in the text; one that the text itself corrects is.
    extended = row.extended_on and row.valid_until and told["valid_until"] and row.valid_until > told["valid_until"]
    kept |= {"valid_until"} if extended else set()
    columns = {name: value for name, value in told.items() if name not in kept and getattr(row, name) != value}
    if not columns:
        return row
    return registered.follow(DOCUMENTS, actor, row.pk, PUBLISH, day, columns, now)


def _unfit(change: Change, known: Mapping[str, Document], own: str, effective_on: date | None) -> str:
    if change.elsewhere:
        return ""
    where = f"第{change.line}行："
    if change.number == own:
        return f"{where}一件文件不能{KINDS[change.kind]}它自己，请核对文号。"
    row = known.get(change.number)
    if row is None:
        return f"{where}登记簿里没有“{change.number}”。本机关的文件请先登记；其他机关的，请在文号后写“{ELSEWHERE}”。"
    end = row.span.end
    if end is None or normal(row.ended_by) == own:
        return ""
    if row.ended_on is not None or (effective_on is not None and end <= effective_on):
        how = "废止" if row.ended_how == Ending.REPEALED else "失效"
        by = f"（{row.ended_by}）" if row.ended_by else ""
        return f"{where}“{row.number}”从 {end} 起已{how}{by}，不能再{KINDS[change.kind]}，请核对。"
    return ""


def _text(fields: Mapping[str, object], name: str) -> str:
    return str(fields.get(name) or "").strip()


def _day(fields: Mapping[str, object], name: str) -> date | None:
    value = fields.get(name)
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        raise Refusal(f"日期“{value}”读不懂，请写成 2026-01-31。") from None
