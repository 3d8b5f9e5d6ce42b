"""What is recorded of activities, sessions and tallies, and which columns cannot be together?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gongkai.apps.journal.models import Subject
from gongkai.apps.pages import scopes
from gongkai.apps.registered import Misfit, Register
from gongkai.apps.supervision import showing
from gongkai.apps.supervision.models import Activity, Session, SessionState, Tally, TallyKind

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
ADJUST, POSTPONE, HOLD, EVALUATE, CANCEL = "adjust", "postpone", "hold", "evaluate", "cancel"
ATTACH, DETACH = "attach", "detach"


def _activity(row: Mapping[str, Any]) -> None:
    """What was planned has a day for which; nothing is evaluated before it was held."""
    if row.get("planned_on") and not row.get("planned_for"):
        raise Misfit("没有填写“计划举办之日”，请补上；日子未定的，填最迟打算的一天，定下来再调整。", "planned_for")
    held_on, evaluated_on = row.get("held_on"), row.get("evaluated_on")
    if evaluated_on and (not held_on or evaluated_on < held_on):
        raise Misfit(f"评估之日 {evaluated_on} 早于举办之日，请核对。", "evaluated_on")


def _session(row: Mapping[str, Any]) -> None:
    if row.get("starts") and not _CLOCK.fullmatch(row["starts"]):
        raise Misfit(f"“开始时间”写成 09:30 的样子，现在是“{row['starts']}”。", "starts")
    if row.get("answered", 0) > row.get("asked", 0):
        raise Misfit("“当场答复”比“提问”还多，请核对。", "answered")
    if row.get("state") == SessionState.HELD and not row.get("held_on"):
        raise Misfit("没有填写“举办之日”，请补上。", "held_on")


def _tally(row: Mapping[str, Any]) -> None:
    since, until = row["since"], row["until"]
    if until < since:
        raise Misfit(f"统计区间的止日 {until} 早于起日 {since}，请核对。", "until")
    if since.year != until.year:
        kind = TallyKind(row["kind"]).label
        raise Misfit(f"“{kind}”的统计区间 {since} 至 {until} 跨年，分不清计入哪一年，请按年拆成两条。", "since")


_LATER = {ADJUST: "调整计划", POSTPONE: "延期", HOLD: "登记举办", EVALUATE: "登记评估", CANCEL: "取消"}
_KEPT = {"number": "编号", "kind": "种类", "title": "名称", "held_on": "举办之日", "attendance": "参加人数"}
ACTIVITIES = Register(
    "活动",
    Subject.ACTIVITY.value,
    "activity.record",
    Activity,
    "held_on",
    _KEPT,
    _activity,
    unique="number",
    later=_LATER,
    bygone=("held_on", "evaluated_on", "stopped_on"),
    shown=showing.changed,
    # A page of a policy tells of the sessions that explain it, by its numbers.
    pages=scopes.of_documents,
)
"""What was held: the columns that ledger and report know."""
PLANS = replace(
    ACTIVITIES,
    day="planned_on",
    labels={
        "number": "编号",
        "kind": "种类",
        "title": "名称",
        "theme": "主题",
        "planned_on": "编制计划之日",
        "planned_for": "计划举办之日",
        "place": "地点",
        "organiser": "主办单位",
        "audience": "面向人群",
        "state": "情况",
        "held_on": "举办之日",
        "attendance": "参加人数",
        "evaluated_on": "评估之日",
        "result": "评估意见",
        "stopped_on": "取消之日",
    },
)
"""The same rows from the plan on."""
SESSIONS = Register(
    "场次",
    Subject.SESSION.value,
    "activity.record",
    Session,
    "noted_on",
    {
        "number": "编号",
        "activity": "属于哪个活动",
        "kind": "种类",
        "title": "名称",
        "noted_on": "列入之日",
        "planned_for": "计划举办之日",
        "starts": "开始时间",
        "place": "地点",
        "speaker": "主讲单位、职务",
        "policies": "解读的政策",
        "items": "已公开的材料",
        "state": "情况",
        "held_on": "举办之日",
        "attendance": "参加人数",
        "asked": "提问",
        "answered": "当场答复",
        "feedback": "收到意见建议",
        "summary": "意见建议和采纳情况",
        "stopped_on": "取消之日",
    },
    _session,
    unique="number",
    later={
        ADJUST: "调整安排",
        POSTPONE: "延期",
        HOLD: "登记举办",
        CANCEL: "取消",
        ATTACH: "添加材料",
        DETACH: "撤下材料",
    },
    bygone=("held_on", "stopped_on"),
    shown=showing.changed_sessions,
    pages=scopes.of_documents,
)
TALLIES = Register(
    "统计数",
    Subject.TALLY.value,
    "tally.record",
    Tally,
    "until",
    {"kind": "种类", "since": "起日", "until": "止日", "amount": "数量", "source": "来源"},
    _tally,
    pages=scopes.of_lists,
)
