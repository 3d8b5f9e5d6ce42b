"""How does the desk ask and call what is recorded of a column? A register with a room of its own (faces/desk/registers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from gongkai.apps.columns import actions, queries
from gongkai.apps.columns.models import Column
from gongkai.apps.columns.registers import CHANGE, CLOSE, COLUMNS, REOPEN
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import ROLE_NAMES
from gongkai.apps.registered import CORRECT, RECORD, Taken
from gongkai.faces.desk.registers.kinds import (
    WITH_REASON,
    Act,
    Choices,
    Filled,
    Kind,
    asking,
    usual_acts,
)
from gongkai.law.procedures.fields import Form

_HELP = {
    "slug": "用在网址里，小写字母、数字、短横，登记后不能改；留空由系统取。",
    "name": "与网站栏目同名；以后改名，归在旧名下的信息仍在这个栏目。",
    "parent": "不选就放在第一级。",
    "section": "属于政府信息公开专栏固定版块的选；其他网站栏目不选。",
    "serves": "公开条例第二十条、第二十一条哪一项内容的栏目。",
    "description": "设置目的、主要内容，写进网页标签，也写进公开目录。",
    "keywords": "用逗号分开，写进网页标签。",
    "times": "“每隔若干……”的填一个数，如每2周填 2；其他留空。",
    "basis": "依据哪个文件、哪项要求；本机关自定的也写明。",
    "responsible": "哪个科室、单位供稿和维护。",
    "person": "在本机关有职务的人；到期提醒给他看。",
    "successor": "内容并入哪个栏目。选这个栏目自己，内容留在原处，页面注明已停止更新；没有内容的不选。",
    "closed_on": "登记错了、其实没有关闭的，清空。",
}
_OPEN_FIELDS = (
    "name",
    "parent",
    "kind",
    "section",
    "serves",
    "description",
    "keywords",
    "every",
    "times",
    "basis",
    "responsible",
    "person",
)


def _asked(event: str, names: tuple[str, ...], day: str = "") -> Form:
    """The form for some columns; the tags of the page are required here, though what was taken over may lack them."""
    asked = asking(COLUMNS, event, list(names), _HELP, day)
    must = {"description", "keywords"}
    loose = {"slug", "times"}
    fields = tuple(
        replace(each, required=(each.required or each.name in must) and each.name not in loose) for each in asked.fields
    )
    return replace(asked, fields=fields)


class ColumnsKind(Kind):
    """The register of columns."""

    def standing(self, row: Any, today: date) -> str:
        if row.annulled:
            return "误登，已撤销"
        return f"{row.closed_on} 已关闭" if row.closed_on else ""

    def struck(self, row: Any) -> bool:
        return bool(row.annulled)

    def correction(self, row: Any) -> Form:
        names = (*_OPEN_FIELDS, *(("closed_on", "successor") if row.closed_on else ()))
        asked = _asked(CORRECT, names)
        return replace(asked, fields=(*asked.fields, *WITH_REASON.fields))

    def offered(self, row: Any) -> list[str]:
        if row.annulled:
            return []
        own = [REOPEN] if row.closed_on else [CHANGE, CLOSE]
        return [event for event in self.acts if event in (*own, CORRECT, "annul")]


def _record(actor: Actor, told: Mapping[str, Any], now: datetime) -> Taken:
    actions.record(actor, told, now)
    return Taken(new=1)


def _change(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    return actions.change(actor, pk, told.columns, told.day, now, told.reason, told.based_on)


def _close(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    columns = told.columns
    successor = columns.get("successor", "")
    return actions.close(actor, pk, columns["closed_on"], successor, now, told.reason, told.based_on)


def _reopen(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    return actions.reopen(actor, pk, told.day, now, told.reason, told.based_on)


def _picks(actor: Actor, today: date) -> Mapping[str, Choices]:
    """Columns by their place in the tree; those who hold a post today."""
    branches = queries.tree(actor.organ_id, today)
    columns = [(each.column.slug, " › ".join((*each.path, each.column.name))) for each in branches]
    posts = people.colleagues(actor.organ_id, today)
    roles: dict[str, list[str]] = {}
    for post in posts:
        roles.setdefault(str(post.person_id), []).append(ROLE_NAMES[post.role])
    names = {str(post.person_id): post.person.name for post in posts}
    return {
        "parent": columns,
        "successor": columns,
        "person": [(key, f"{names[key]}（{'、'.join(held)}）") for key, held in roles.items()],
    }


_REASON_TOO = tuple(replace(each, required=False) for each in WITH_REASON.fields)
_CHANGED = _asked(CHANGE, _OPEN_FIELDS)
_CLOSED = _asked(CLOSE, ("successor",), "closed_on")

COLUMN_KIND = ColumnsKind(
    "columns",
    COLUMNS,
    "公开目录、栏目的更新提醒和责任。",
    _asked(RECORD, ("slug", *_OPEN_FIELDS)),
    ("name", "kind", "every", "responsible"),
    ("name",),
    _record,
    lambda actor, wanted: Column.objects.none(),
    usual_acts(
        COLUMNS,
        actions.correct,
        actions.annul,
        change=Act(
            replace(_CHANGED, fields=(*_CHANGED.fields, *_REASON_TOO)),
            "",
            "从今天起改名、移到别处、换更新要求或者责任人。改名的，归在旧名下的信息仍在这个栏目。",
            _change,
            prefilled=True,
        ),
        close=Act(
            replace(_CLOSED, fields=(*_CLOSED.fields, *_REASON_TOO)),
            "closed_on",
            "从这一天起不再更新：下面没有开着的栏目才能关闭；里面有信息的，写明放到哪里。",
            _close,
        ),
        reopen=Act(Form(REOPEN, "", _REASON_TOO), "", "从今天起重新开设，并入别处的信息回到这里。", _reopen),
    ),
    ("parent", "kind", "section", "responsible"),
    picks=_picks,
    space="desk:columns",
)
