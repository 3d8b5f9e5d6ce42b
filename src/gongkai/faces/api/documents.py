"""The register of rules and normative documents for machines: what was in force on a day?"""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from gongkai.apps.documents import library
from gongkai.apps.organs import queries as organs
from gongkai.faces.api import cursor
from gongkai.faces.api.asking import FIRST_YEAR, LAST_YEAR, OfOrgan, Paged, organ_of
from gongkai.faces.api.problems import Wrong
from gongkai.faces.api.shapes import Listed, said, told
from gongkai.faces.look.open_data import documents
from gongkai.faces.look.open_data.fields import DOCUMENTS
from gongkai.faces.look.root import absolute
from gongkai.law.documents.validity import IN_FORCE

router = Router(tags=["规范性文件"])


class DocumentsAsked(OfOrgan, Paged):
    """How the register is narrowed, and for which day."""

    in_force_on: date | None = Field(
        None,
        description="只要这一天有效的文件，validity 也按这一天说。与 on、validity 不同用。",
        examples=["2026-03-01"],
    )
    on: date | None = Field(
        None, description="按哪一天说有效性；不写则今天。只列那一天以前制发的。", examples=["2026-03-01"]
    )
    validity: Literal["in_force", "amended", "not_yet", "repealed", "lapsed"] | None = Field(
        None, description="只要某种有效性的；不写则全部。已被修改的也算有效。", examples=["repealed"]
    )
    kind: Literal["rule", "normative"] | None = Field(
        None, description="规章或者行政规范性文件。", examples=["normative"]
    )
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="制发的年份。", examples=[2026])
    number: str | None = Field(None, max_length=60, description="文号中含有的文字。", examples=["昌政发"])


class DocumentRow(Schema):
    """登记簿中的一件文件。"""

    number: str = told(DOCUMENTS, "number")
    title: str = told(DOCUMENTS, "title")
    organ: str = told(DOCUMENTS, "organ")
    organ_code: str = told(DOCUMENTS, "organ_code")
    kind: str = told(DOCUMENTS, "kind")
    kind_name: str = told(DOCUMENTS, "kind_name")
    registration_number: str = told(DOCUMENTS, "registration_number")
    issued_on: date = told(DOCUMENTS, "issued_on")
    formed_on: date | None = told(DOCUMENTS, "formed_on")
    published_on: date | None = told(DOCUMENTS, "published_on")
    in_force_on: date = told(DOCUMENTS, "in_force_on")
    valid_until: date | None = told(DOCUMENTS, "valid_until")
    ended_on: date | None = told(DOCUMENTS, "ended_on")
    ended_by: str = told(DOCUMENTS, "ended_by")
    validity: str = told(DOCUMENTS, "validity")
    validity_name: str = told(DOCUMENTS, "validity_name")
    item: str = told(DOCUMENTS, "item")
    url: str = told(DOCUMENTS, "url")


class DocumentsPage(Listed):
    """登记簿，最新制发的在前。"""

    on: date = said("有效性说的是哪一天。")
    results: list[DocumentRow] = said("这一页的文件。")


@router.get("/documents", response=DocumentsPage, operation_id="listDocuments", summary="规范性文件登记簿")
def list_documents(request: HttpRequest, response: HttpResponse, asked: Query[DocumentsAsked]) -> DocumentsPage:
    """各机关制发的规章、行政规范性文件和它们的有效性；写 in_force_on 就是“那一天哪些文件有效”。"""
    on, state = _day_and_state(asked)
    organ, place = organ_of(asked.organ), cursor.opened(request, asked.cursor or "")
    wanted = library.Wanted(
        on,
        state=state,
        organ_ids=frozenset((organ.pk,)) if organ else None,
        year=asked.year,
        number=asked.number or "",
    )
    rows = library.rows(wanted, asked.kind or "")
    if place is not None:
        day, pk = place
        rows = rows.filter(issued_on__lte=day).exclude(issued_on=day, pk__gte=pk)
    found = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    onward = None
    if len(found) > asked.limit:
        onward = cursor.address(request, cursor=cursor.sealed(request, shown[-1].issued_on, shown[-1].pk))
    response.headers["Link"] = cursor.links(first=cursor.address(request, cursor=None), next=onward)
    base = absolute(request, "/").removesuffix("/")
    records = documents.records(shown, base, on, organs.names(None, on), organs.codes())
    return DocumentsPage(on=on, results=[DocumentRow(**each) for each in records], next=onward)


def _day_and_state(asked: DocumentsAsked) -> tuple[date, str]:
    """Refused (`Wrong`): two ways to ask for the same, and a day to come, of which nothing can be known."""
    today = timezone.localdate()
    if asked.in_force_on is not None and (asked.on is not None or asked.validity is not None):
        raise Wrong(
            422, "in_force_on 已经写明哪一天、要有效的，不要再写 on 或者 validity，请去掉其中一边。", "in_force_on"
        )
    on = asked.in_force_on or asked.on or today
    if on > today:
        name = "in_force_on" if asked.in_force_on else "on"
        raise Wrong(422, f"{name} 是 {on}，晚于今天（{today}），将来的有效性现在说不准。请写今天或者以前的日期。", name)
    return on, IN_FORCE if asked.in_force_on else asked.validity or ""
