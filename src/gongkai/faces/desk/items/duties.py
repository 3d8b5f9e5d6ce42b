"""Who signs which stage, who stands in, and within how many days: the table of today, and the register behind it.

The forms and pages of single entries are those of every register (faces/desk/registers); persons are chosen among colleagues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps import registered
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import duties
from gongkai.apps.publishing.duties import DUTIES, NewDuty
from gongkai.apps.publishing.models import Duty
from gongkai.apps.registered import ANNUL, CORRECT, RECORD, Taken
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.items.seen import around, names_of
from gongkai.faces.desk.registers.kinds import Act, Choices, Filled, Filters, Kind, asking
from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.procedures.publication import PUBLICATION, STAGES
from gongkai.law.publication.due import STAGE_WORKING_DAYS

_REASON = Form(ANNUL, "", (Field("reason", "理由", FieldKind.LONG, most=500),))
_HELP = {
    "stand_in": "审签人不在时由其审签，签名写明替谁；不设的留空。",
    "working_days": f"从上一级签完的次日起算；不填按 {STAGE_WORKING_DAYS} 个工作日。",
    "until": "最后一天；没有说定的留空。",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One stage today, or one duty of another day: who signs it; `url` leads to the entry, empty where nobody is named."""

    stage: str
    who: str
    stand_in: str
    days: int
    since: date | None
    until: date | None
    url: str
    standing: str = ""


def _record(actor: Actor, told: Mapping[str, Any], now: datetime) -> Taken:
    """The same sent twice is recorded once: a duty has no number that would tell."""
    known = registered.visible(DUTIES, actor).filter(organ_id=actor.organ_id, annulled=False, **told)
    if known.exists():
        return Taken(unchanged=1)
    duties.record_duty(actor, NewDuty(**told), now)
    return Taken(new=1)


def _rows(actor: Actor, wanted: Filters) -> QuerySet[Duty]:
    return registered.visible(DUTIES, actor).filter(organ_id=actor.organ_id).order_by("-since", "-pk")


def _picks(actor: Actor, today: date) -> Mapping[str, Choices]:
    """Colleagues by login; whoever the procedure lets sign some stage."""
    signers = {role for row in PUBLICATION.transitions if row.event in dict(STAGES) for role in row.roles}
    held = [post for post in people.colleagues(actor.organ_id, today) if post.role in signers]
    roles: dict[str, list[str]] = {}
    for post in held:
        roles.setdefault(post.person.username, []).append(rights.ROLE_NAMES[post.role])
    named = {post.person.username: post.person.name for post in held}
    people_ = [(login, f"{name}（{'、'.join(roles[login])}）") for login, name in named.items()]
    return {"person": people_, "stand_in": people_}


def _correct(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    return duties.correct_duty(actor, pk, told.columns, told.reason, told.day, now, told.based_on)


def _annul(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    return duties.annul_duty(actor, pk, told.reason, told.day, now, told.based_on)


KIND = Kind(
    "duties",
    DUTIES,
    "三审三校和保密审查由谁办理、由谁替班、几个工作日办完。",
    asking(DUTIES, RECORD, ["stage", "person", "stand_in", "working_days", "until"], _HELP),
    ("stage", "person", "stand_in", "working_days", "since", "until"),
    ("stage", "person", "since"),
    _record,
    _rows,
    {
        CORRECT: Act(_REASON, DUTIES.day, "换人、到期、改天数的在这里登记；改前的留在登记经过里。", _correct),
        ANNUL: Act(_REASON, "", "不该登记的在这里撤销：它留在登记簿里，不再起作用。", _annul),
    },
    ("person", "day"),
    picks=_picks,
    space="desk:duties",
)


@require_safe
@officer
def overview(request: DeskRequest) -> HttpResponse:
    """Every stage as it is signed today; below, duties of other days and those taken back."""
    actor, today = request.officer.actor, request.officer.today
    rights.demand(actor, "publishing.read")
    kept = list(_rows(actor, Filters()))
    names = names_of({login for row in kept for login in (row.person, row.stand_in) if login})
    current = [row for row in kept if _in_force(row, today)]
    stages = [shown for stage, name in STAGES for shown in _today(stage, name, current, names)]
    context = {
        "unsigned": unsigned(actor.organ_id, today),
        "stages": stages,
        "others": [_shown(row, names, today) for row in kept if row not in current],
        "new_url": KIND.url("new") if rights.may(actor, DUTIES.right) else "",
        "crumbs": around(),
        "here": KIND.title,
    }
    return render(request, "desk/items/duties.html", context)


def unsigned(organ_id: int, today: date) -> list[str]:
    """What the duties of today leave lying, in sentences."""
    found = duties.gaps(organ_id, today)
    nobody = "、".join(PUBLICATION.events[each.stage] for each in found if not each.only)
    said = (
        [f"{nobody}：本机关没有人能签，稿件送到这里就停住。请登记分工，或者请系统管理员给人加上岗位。"]
        if nobody
        else []
    )
    alone: dict[str, list[str]] = {}
    for each in found:
        if each.only:
            alone.setdefault(each.only, []).append(PUBLICATION.events[each.stage])
    return said + [
        f"{'、'.join(names)}：只有{who}能签，{who}自己起草或者改过的稿没有人能签。" for who, names in alone.items()
    ]


def _in_force(row: Duty, today: date) -> bool:
    return not row.annulled and row.since <= today and (row.until is None or row.until >= today)


def _today(stage: str, name: str, current: list[Duty], names: Mapping[str, str]) -> list[Row]:
    found = [row for row in current if row.stage == stage]
    if not found:
        roles = next(row.roles for row in PUBLICATION.transitions if row.event == stage)
        anybody = "、".join(PUBLICATION.roles[role] for role in roles)
        return [Row(name, f"没有指定，{anybody}都可以", "", STAGE_WORKING_DAYS, None, None, "")]
    return [_shown(row, names, None) for row in found]


def _shown(row: Duty, names: Mapping[str, str], today: date | None) -> Row:
    standing = ""
    if row.annulled:
        standing = "误登，已撤销"
    elif today is not None:
        standing = "尚未开始" if row.since > today else "已经结束"
    return Row(
        row.get_stage_display(),
        names.get(row.person, row.person),
        names.get(row.stand_in, row.stand_in),
        row.working_days,
        row.since,
        row.until,
        KIND.url("entry", row.pk),
        standing,
    )
