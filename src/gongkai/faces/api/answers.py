"""Published answers to what people asked, for machines."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from gongkai.apps.organs import queries as organs
from gongkai.apps.questions import open_data
from gongkai.apps.questions.models import PublicAnswer
from gongkai.apps.search.findable import Kind
from gongkai.faces.api import cursor
from gongkai.faces.api.asking import OfOrgan, Paged, organ_of
from gongkai.faces.api.shapes import Listed, said
from gongkai.faces.look import found
from gongkai.faces.look.root import absolute
from gongkai.law.procedures.question_forms import KINDS

router = Router(tags=["咨询答复"])
_KINDS = "、".join(f"{code}（{name}）" for code, name in KINDS.items())


class AnswersAsked(OfOrgan, Paged):
    """How the list of answers is narrowed."""

    kind: Literal["consult", "correction", "opinion", "disclose", "complaint"] | None = Field(
        None, description=f"种类：{_KINDS}。", examples=["consult"]
    )
    since: date | None = Field(None, description="只要这一天起公开的。", examples=["2026-03-01"])


class AnswerRow(Schema):
    """一条公开的留言和答复；留言人的任何信息都不给出。"""

    number: str = said("编号。")
    title: str = said("标题。", "补助怎么领")
    organ: str = said("答复机关现在的名称。")
    organ_code: str = said("机关代码。", "changtu")
    kind: str = said("种类代码。", "consult")
    kind_name: str = said("种类。", "咨询")
    asked: str = said("留言，隐去了个人信息。")
    answer: str = said("答复。")
    asked_on: date = said("留言的日期。")
    answered_on: date = said("答复的日期。")
    published_on: date = said("公开的日期。")
    url: str = said("页面的完整网址。")


class AnswersPage(Listed):
    """公开的留言和答复，最新公开的在前。"""

    results: list[AnswerRow] = said("这一页的答复。")


@router.get("/answers", response=AnswersPage, operation_id="listAnswers", summary="咨询答复")
def list_answers(request: HttpRequest, response: HttpResponse, asked: Query[AnswersAsked]) -> AnswersPage:
    """经留言人同意公开的咨询、纠错、意见建议和答复。"""
    organ, place = organ_of(asked.organ), cursor.opened(request, asked.cursor or "")
    rows = open_data.answers(organ.pk if organ else None, asked.kind or "", asked.since, place, asked.limit + 1)
    shown = rows[: asked.limit]
    onward = None
    if len(rows) > asked.limit:
        onward = cursor.address(request, cursor=cursor.sealed(request, shown[-1].published_on, shown[-1].pk))
    response.headers["Link"] = cursor.links(first=cursor.address(request, cursor=None), next=onward)
    names = organs.names(None, timezone.localdate())
    base = absolute(request, "/").removesuffix("/")
    return AnswersPage(results=[_row(each, names.get(each.organ_id, ""), base) for each in shown], next=onward)


def _row(each: PublicAnswer, name: str, base: str) -> AnswerRow:
    code = each.organ.code
    return AnswerRow(
        number=each.number,
        title=each.title,
        organ=name,
        organ_code=code,
        kind=each.kind,
        kind_name=KINDS.get(each.kind, ""),
        asked=each.asked,
        answer=each.answer,
        asked_on=each.asked_on,
        answered_on=each.answered_on,
        published_on=each.published_on,
        url=base + found.path(Kind.QUESTION, code, each.number),
    )
