"""How many working days does the house give itself, where the law says nothing?

Law:     条例 45 leaves how a request passes through the house to the office's own system; every length here is ours
Gives:   `SETTINGS`, and those of the steps and rungs by name. Nothing here moves a day of the law.
"""

from __future__ import annotations

from gongkai.law.cite import Grade
from gongkai.law.settings import Setting, Value
from gongkai.law.sources import ogi

_DAYS = (0, 1, 2, 3, 5, 7, 10)


def _length(name: str, description: str, default: int) -> Setting:
    choices: dict[Value, str] = {days: f"{days}个工作日" if days else "当日" for days in _DAYS}
    return Setting(name, description, default, choices, ogi.A45, Grade.UNVERIFIED)


RECEIPT_REMINDER = _length("receipt_reminder_days", "发出征求意见书、收费通知几个工作日后仍未登记对方收到即提醒", 5)
OTHER_ORGAN_REMINDER = _length("other_organ_reminder_days", "征求其他机关意见几个工作日后仍未答复即提醒", 5)
SERVE_REMINDER = _length("serve_reminder_days", "签发几个工作日后仍未送达即提醒", 1)
CHASES = {
    "first": _length("chase_first_days", "科室逾期几个工作日提醒第一次催办", 1),
    "second": _length("chase_second_days", "第一次催办几个工作日后仍未答复提醒第二次催办", 3),
    "leader": _length("chase_leader_days", "第二次催办几个工作日后仍未答复提醒报分管负责人督办", 3),
}
"""By the rungs of `law.procedures.request_forms.RUNGS`."""

CORRECTION_TERM = Setting(
    "correction_term_days",
    "告知补正时建议给申请人几个工作日补正",
    7,
    {days: f"{days}个工作日" for days in (3, 5, 7, 10, 15, 20)},
    ogi.A30,
    Grade.UNVERIFIED,
)
"""Proposed on the form; whoever gives notice sets the day."""

REASONS_TERM = Setting(
    "reasons_term_days",
    "要求说明理由时建议给申请人几个工作日说明",
    5,
    {days: f"{days}个工作日" for days in (3, 5, 7, 10, 15)},
    ogi.A35,
    Grade.UNVERIFIED,
)
"""Proposed on the form; whoever asks sets the day."""

SPARE = _length("plan_spare_days", "倒排计划：末日之前留几个工作日的余地", 1)
PLAN = {
    "serve": _length("plan_serve_days", "倒排计划：送达用几个工作日", 1),
    "sign": _length("plan_sign_days", "倒排计划：签发用几个工作日", 1),
    "review": _length("plan_review_days", "倒排计划：审核用几个工作日", 2),
    "confer": _length("plan_legal_days", "倒排计划：法制审核、会商用几个工作日", 2),
    "propose": _length("plan_draft_days", "倒排计划：草拟答复用几个工作日", 3),
}
"""By the event that ends each step, the last first. What remains before them is the departments'."""

SETTINGS = (
    RECEIPT_REMINDER,
    OTHER_ORGAN_REMINDER,
    SERVE_REMINDER,
    *CHASES.values(),
    CORRECTION_TERM,
    REASONS_TERM,
    SPARE,
    *PLAN.values(),
)
