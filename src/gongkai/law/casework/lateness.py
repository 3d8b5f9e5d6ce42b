"""In which step did a request lie when its last day to reply passed? Asked of replies that came late.

Law:     the last day is the clock's (条例 33②); the steps between are the office's own system under article 45
Takes:   a case after all its acts.
Gives:   a key of `STEPS`, empty for a case whose reply came in time or has not come.
Unclear: which of several slow steps is «the» cause is no question of law. Ours: an earlier step that broke a term of its own comes first (a
         correction asked for too late, an answer that came after its day); else the step in which the case lay when the day passed.
         A late confirmation is none of these: the period begins only with it (条例 31(三)).
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.casework.case import RequestCase
from gongkai.law.casework.due import CORRECTION_NOTICE

STEPS: Mapping[str, str] = {
    "correction": "告知补正超过期限",
    "consultation": "征求意见的对象过期才答复",
    "department": "科室协查过期",
    "draft": "起草答复",
    "review": "审核",
    "signature": "签发",
    "dispatch": "送达",
    "unknown": "补录的答复，没有经过",
}
"""The steps in the order of the way, with their names."""

_NEXT: Mapping[str, str] = {"propose": "review", "review": "signature", "sign": "dispatch", "return": "draft"}


def late_step(case: RequestCase) -> str:
    """The step that a late reply is put down to; empty when there is nothing late."""
    if not case.late or case.due is None or case.clocks is None:
        return ""
    passed = case.due
    notice = next((each for each in case.clocks.others if each.key == CORRECTION_NOTICE), None)
    if case.asked_correction and notice and case.asked_correction > notice.due:
        return "correction"
    if any(each.due and (each.replied is None or each.replied > each.due) for each in case.branches):
        return "consultation"
    if any(each.replied is None or each.replied > each.until for each in case.departments):
        return "department"
    own = case.acts
    begun = max((at for at, act in enumerate(own) if act.event == "reopen"), default=-1)
    run = own[begun + 1 :]
    if any(act.event == "record_reply" for act in run):
        return "unknown"
    step = "draft"
    for act in run:
        if act.day <= passed:
            step = _NEXT.get(act.event, step)
    return step
