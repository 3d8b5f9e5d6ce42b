"""How does the desk ask and call what is recorded of activities and sessions? Two registers with rooms of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from gongkai.apps.casebook import local_day
from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import ANNUL, CORRECT, RECORD, Taken
from gongkai.apps.supervision import actions, queries
from gongkai.apps.supervision.models import Activity, ActivityState, Session, SessionState
from gongkai.apps.supervision.registers import ADJUST, CANCEL, EVALUATE, HOLD, PLANS, POSTPONE, SESSIONS
from gongkai.faces.desk.registers.kinds import WITH_REASON, Act, Choices, Filled, Kind, asking, usual_acts
from gongkai.law.procedures.fields import Field, FieldKind, Form

_PLAN_FIELDS = ("kind", "title", "theme", "planned_for", "place", "organiser", "audience")
_SESSION_FIELDS = ("kind", "title", "planned_for", "starts", "place", "speaker", "policies", "items")
_RESULT_FIELDS = ("attendance", "asked", "answered", "feedback", "summary")
_PLAN_HELP = {
    "number": "留空由系统取，如 HD-2026-01。",
    "title": "写进年报的名称，如“第十八届政务公开日”。",
    "audience": "如 参保居民、种粮农户、小微企业。",
    "attendance": "不填按 0 登记。",
}
_SESSION_HELP = {
    "starts": "如 09:30；未定的留空。",
    "speaker": "写单位和职务，不写个人的姓名、电话。",
    "policies": "政策的索引号或者文号，几份的用空格分开。",
    "items": "已经公开的解读材料的索引号，几份的用空格分开；没有公开的文件在场次页面上传。",
    "attendance": "不填按 0 登记。",
    "asked": "现场提了多少个问题；没有的不填。",
    "summary": "群众说了什么，采纳了什么；不写个人信息。",
}


def _form(register: Any, event: str, names: tuple[str, ...], helps: Mapping[str, str], day: str = "") -> Form:
    """What follows from the plan itself may be left out: the program fills it."""
    asked = asking(register, event, list(names), helps, day)
    loose = {"number", *_RESULT_FIELDS}
    fields = tuple(replace(each, required=each.required and each.name not in loose) for each in asked.fields)
    # The model knows no day before it was planned; a form of the plan asks for it.
    fields = tuple(replace(each, required=True) if each.name == "planned_for" else each for each in fields)
    return replace(asked, fields=fields)


_REASON = WITH_REASON.fields
_REASON_TOO = tuple(replace(each, required=False) for each in _REASON)
_RESULT = Field("result", PLANS.labels["result"], FieldKind.LONG, most=500, help="办得怎么样，群众怎么说，下次改什么。")


class PlanKind(Kind):
    """Activities from the plan on."""

    def standing(self, row: Any, today: date) -> str:
        return "误登，已撤销" if row.annulled else str(row.get_state_display())

    def struck(self, row: Any) -> bool:
        return bool(row.annulled or row.state == ActivityState.CANCELLED)

    def correction(self, row: Any) -> Form:
        names = [*_PLAN_FIELDS]
        names += ["held_on", "attendance"] if row.held_on else []
        names += ["evaluated_on", "result"] if row.evaluated_on else []
        names += ["stopped_on"] if row.stopped_on else []
        asked = _form(PLANS, CORRECT, tuple(names), _PLAN_HELP)
        return replace(asked, fields=(*asked.fields, *_REASON))

    def offered(self, row: Any) -> list[str]:
        if row.annulled:
            return []
        own = {ActivityState.PLANNED: (HOLD, ADJUST, POSTPONE, CANCEL), ActivityState.HELD: (EVALUATE,)}
        # What was only recorded as held has no plan to correct: its register does that.
        mended = (CORRECT, ANNUL) if row.planned_on else ()
        return [event for event in self.acts if event in (*own.get(row.state, ()), *mended)]


class SessionKind(Kind):
    """Sessions."""

    def standing(self, row: Any, today: date) -> str:
        return "误登，已撤销" if row.annulled else str(row.get_state_display())

    def struck(self, row: Any) -> bool:
        return bool(row.annulled or row.state == SessionState.CANCELLED)

    def correction(self, row: Any) -> Form:
        names = [*_SESSION_FIELDS, *(("held_on", *_RESULT_FIELDS) if row.held_on else ())]
        names += ["stopped_on"] if row.stopped_on else []
        asked = _form(SESSIONS, CORRECT, tuple(names), _SESSION_HELP)
        return replace(asked, fields=(*asked.fields, *_REASON))

    def offered(self, row: Any) -> list[str]:
        if row.annulled:
            return []
        own = (HOLD, ADJUST, POSTPONE, CANCEL) if row.state == SessionState.PLANNED else ()
        return [event for event in self.acts if event in (*own, CORRECT, ANNUL)]


def _plan(actor: Actor, told: Mapping[str, Any], now: datetime) -> Taken:
    actions.plan(actor, told, now)
    return Taken(new=1)


def _add(actor: Actor, told: Mapping[str, Any], now: datetime) -> Taken:
    actions.add_session(actor, told, now)
    return Taken(new=1)


def _picks(actor: Actor, today: date) -> Mapping[str, Choices]:
    return {"activity": queries.open_names_of(actor)}


def _held(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    columns = told.columns
    return actions.hold(actor, pk, columns["held_on"], columns.get("attendance", 0), now, told.based_on)


def _held_session(actor: Actor, pk: int, told: Filled, now: datetime) -> object:
    results = {name: value for name, value in told.columns.items() if name != "held_on"}
    return actions.hold_session(actor, pk, told.columns["held_on"], results, now, told.based_on)


PLAN_KIND = PlanKind(
    "plans",
    PLANS,
    "年报第一部分的政策解读场次、政务公开日，以及活动的筹备和评估。",
    _form(PLANS, RECORD, ("number", *_PLAN_FIELDS), _PLAN_HELP),
    ("number", "title", "kind", "planned_for", "state"),
    ("title",),
    _plan,
    lambda actor, wanted: Activity.objects.none(),
    usual_acts(
        PLANS,
        actions.correct_activity,
        actions.annul_activity,
        hold=Act(
            _form(PLANS, HOLD, ("attendance",), _PLAN_HELP, "held_on"),
            "held_on",
            "举办之后登记：哪一天、多少人参加。各场另外逐场登记。",
            _held,
        ),
        evaluate=Act(
            Form(EVALUATE, PLANS.labels["evaluated_on"], (_RESULT,)),
            "evaluated_on",
            "各场都登记了结果之后，写明评估意见。",
            lambda actor, pk, told, now: actions.evaluate(
                actor, pk, told.columns["evaluated_on"], told.columns["result"], now, told.based_on
            ),
        ),
        adjust=Act(
            replace(
                _form(PLANS, ADJUST, _PLAN_FIELDS, _PLAN_HELP),
                fields=(*_form(PLANS, ADJUST, _PLAN_FIELDS, _PLAN_HELP).fields, *_REASON_TOO),
            ),
            "",
            "改计划：名称、主题、地点、面向人群。",
            lambda actor, pk, told, now: actions.adjust(
                actor, pk, told.columns, told.day, now, told.reason, told.based_on
            ),
            prefilled=True,
        ),
        postpone=Act(
            Form(POSTPONE, PLANS.labels["planned_for"], _REASON),
            "planned_for",
            "改到另一天，写明理由。",
            lambda actor, pk, told, now: actions.postpone(
                actor, pk, told.columns["planned_for"], told.reason, local_day(now), now, told.based_on
            ),
        ),
        cancel=Act(
            Form(CANCEL, PLANS.labels["stopped_on"], _REASON),
            "stopped_on",
            "不办了，写明理由；还没办的场次一并取消。",
            lambda actor, pk, told, now: actions.cancel(
                actor, pk, told.columns["stopped_on"], told.reason, now, told.based_on
            ),
        ),
    ),
    ("kind", "organiser"),
    space="desk:activities",
)
SESSION_KIND = SessionKind(
    "sessions",
    SESSIONS,
    "年报第一部分的政策解读场次：办过的一场计一场。",
    _form(SESSIONS, RECORD, ("number", "activity", *_SESSION_FIELDS), {**_SESSION_HELP, "number": "留空由系统取。"}),
    ("number", "title", "kind", "planned_for", "state"),
    ("activity", "title"),
    _add,
    lambda actor, wanted: Session.objects.none(),
    usual_acts(
        SESSIONS,
        actions.correct_session,
        actions.annul_session,
        hold=Act(
            _form(SESSIONS, HOLD, _RESULT_FIELDS, _SESSION_HELP, "held_on"),
            "held_on",
            "举办之后登记：参加人数、提问和答复、意见建议。",
            _held_session,
        ),
        adjust=Act(
            replace(
                _form(SESSIONS, ADJUST, _SESSION_FIELDS, _SESSION_HELP),
                fields=(*_form(SESSIONS, ADJUST, _SESSION_FIELDS, _SESSION_HELP).fields, *_REASON_TOO),
            ),
            "",
            "改时间、地点、主讲单位、解读的政策。",
            lambda actor, pk, told, now: actions.adjust_session(
                actor, pk, told.columns, told.day, now, told.reason, told.based_on
            ),
            prefilled=True,
        ),
        postpone=Act(
            Form(POSTPONE, SESSIONS.labels["planned_for"], _REASON),
            "planned_for",
            "改到另一天，写明理由。",
            lambda actor, pk, told, now: actions.postpone_session(
                actor, pk, told.columns["planned_for"], told.reason, local_day(now), now, told.based_on
            ),
        ),
        cancel=Act(
            Form(CANCEL, SESSIONS.labels["stopped_on"], _REASON),
            "stopped_on",
            "这一场不办了，写明理由。",
            lambda actor, pk, told, now: actions.cancel_session(
                actor, pk, told.columns["stopped_on"], told.reason, now, told.based_on
            ),
        ),
    ),
    ("activity", "kind", "planned_for", "place"),
    picks=_picks,
    space="desk:sessions",
)
