"""By when must each step inside the house be done, so that the reply goes out in time?

Law:     the last day is the clock's (条例 33); how the time before it is shared out is the house's own (`house`, 条例 45)
Takes:   a case, today, the calendar, what the house chose.
Gives:   `Stage`s from the departments' answers to the dispatch; each with its day, whether it is late already, and, where too
         little time is left for all of them, the day by which it would have to be done now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar
from gongkai.law.casework.alert import RUNNING
from gongkai.law.casework.alerts_of_others import other_organ_awaited
from gongkai.law.casework.case import RequestCase
from gongkai.law.casework.house import PLAN, SPARE
from gongkai.law.cite import Cite
from gongkai.law.decisions.options import Chosen, value
from gongkai.law.procedures.request_forms import LAPSES
from gongkai.law.sources import ogi

DEPARTMENTS = "departments"
NAMES = {
    DEPARTMENTS: "科室答复",
    "propose": "草拟答复",
    "confer": "法制审核、会商",
    "review": "审核",
    "sign": "签发",
    "serve": "送达",
}
"""The stages in the order in which they are done, by the event that ends each."""

_DONE_IN = {
    "handling": frozenset[str](),
    "proposed": frozenset({DEPARTMENTS, "propose"}),
    "reviewed": frozenset({DEPARTMENTS, "propose", "confer", "review"}),
    "signed": frozenset({DEPARTMENTS, "propose", "confer", "review", "sign"}),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One step. `by` is its day in the plan; `late` that it has passed and the step is not done.

    `squeezed` is the day by which it would have to be done from now on, where the plan cannot be kept; None where it can.
    """

    key: str
    name: str
    by: date
    done: bool
    late: bool
    squeezed: date | None
    sentence: str
    cite: Cite


def plan(case: RequestCase, today: date, calendar: Calendar, chosen: Chosen | None = None) -> tuple[Stage, ...]:
    """The stages of the reply, backward from its last day; none while no period runs or another organ's answer is awaited."""
    if case.state not in RUNNING or case.due is None or case.decision in LAPSES or other_organ_awaited(case):
        return ()
    days, lengths = _backward(case.due, calendar, chosen or {})
    done = _done(case)
    left = [key for key in NAMES if key not in done]
    late = [key for key in left if today > days[key]]
    squeezed = _squeezed(left, lengths, case.due, today, calendar) if late else {}
    return tuple(
        Stage(
            key,
            name,
            days[key],
            key in done,
            key in late,
            squeezed.get(key),
            _said(name, days[key], key in done, key in late, squeezed.get(key), case.due),
            ogi.A33_2 if key == "serve" else ogi.A45,
        )
        for key, name in NAMES.items()
    )


def coming(case: RequestCase, stages: Sequence[Stage], event: str = "") -> Stage | None:
    """The stage that is next: that which `event` ends; else the first that is not done and that somebody waits for."""
    owed = any(each.replied is None for each in case.departments)
    left = [stage for stage in stages if not stage.done]
    named = next((stage for stage in left if stage.key == event), None)
    # Departments that were never asked owe nothing, and a conference may be left out.
    waited = (stage for stage in left if stage.key != "confer" and (stage.key != DEPARTMENTS or owed))
    return named or next(waited, None)


def _backward(due: date, calendar: Calendar, chosen: Chosen) -> tuple[Mapping[str, date], Mapping[str, int]]:
    """The day of each stage, and its length: a stage must be done when the next one has to begin."""
    days: dict[str, date] = {}
    lengths = {key: int(value(setting, chosen)) for key, setting in PLAN.items()}
    day = _before(due, int(value(SPARE, chosen)), calendar)
    for key in reversed(NAMES):
        days[key] = day
        day = _before(day, lengths.get(key, 0), calendar)
    return days, lengths


def _done(case: RequestCase) -> frozenset[str]:
    """What is behind. A step that nobody recorded is behind once a later one was done."""
    done = set(_DONE_IN[case.state])
    begun = max((act.day for act in case.acts if act.event == "reopen"), default=case.arrived)
    if any(act.event == "confer" and act.day >= begun for act in case.acts):
        done.add("confer")
    if case.departments and all(each.replied for each in case.departments):
        done.add(DEPARTMENTS)
    return frozenset(done)


def _squeezed(
    left: Sequence[str], lengths: Mapping[str, int], due: date, today: date, calendar: Calendar
) -> Mapping[str, date]:
    """The stages that are left, shared over the working days that are left; all of them today when there are none."""
    available = calendar.working_days_between(today, due) if today < due else 0
    weights = [max(lengths.get(key, 1), 1) for key in left]
    found, so_far = {}, 0
    for key, weight in zip(left, weights, strict=True):
        so_far += weight
        found[key] = calendar.advance(today, available * so_far // sum(weights))
    return found


def _said(name: str, by: date, done: bool, late: bool, squeezed: date | None, due: date) -> str:
    if done:
        return f"“{name}”已经过了。"
    if squeezed is None:
        return f"“{name}”最迟 {by}。"
    if squeezed > due:
        return f"“{name}”应在 {by} 前完成，末日 {due} 也已经过了：今天就办。"
    if late:
        return f"“{name}”应在 {by} 前完成，已经迟了；要赶上末日 {due}，最迟 {squeezed}。"
    return f"“{name}”原定 {by}，前面的已经迟了；要赶上末日 {due}，最迟 {squeezed}。"


def _before(day: date, working_days: int, calendar: Calendar) -> date:
    """The working day that lies so many working days before; a day of rest counts as the one before it."""
    day = calendar.on_or_before(day)
    for _ in range(working_days):
        day = calendar.on_or_before(day - timedelta(1))
    return day
