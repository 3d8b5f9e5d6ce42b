"""When is the last day to reply to a request?

Law:     条例 33② (20 working days, extended by at most 20), 33③ (consultations do not count), 30 (a correction
         restarts), 35 (a later day for excessive requests); 信息处理费管理办法 6 (payment)
Takes:   the days from which the period ran or ran anew, stops, extensions, a later day fixed under article 35.
Gives:   the last day, with the ledger of the period that runs; earlier periods are kept as single lines.
Unclear: whether an extension survives a restart: a setting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar, weekday
from gongkai.law.cite import Cite
from gongkai.law.clocks.acts import Act
from gongkai.law.clocks.extension import Extension, added
from gongkai.law.clocks.ledger import (
    Deadline,
    Impossible,
    Step,
    Stop,
    deadline,
    last_working_day,
    start,
    working_days,
)
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

REPLY_WORKING_DAYS = 20
KEY = "reply"


@dataclass(frozen=True, slots=True)
class Start:
    """A day from which the period runs: receipt, correction, payment."""

    day: date
    why: str
    cite: Cite


def reply_deadline(
    starts: Sequence[Start],
    calendar: Calendar,
    settings: Settings = law.DEFAULT,
    stops: Sequence[Stop] = (),
    told: Sequence[Extension] = (),
    acts: Sequence[Act] = (),
    forgiving: bool = False,
) -> Deadline:
    """The last day of the period that began with the latest of `starts`.

    `acts` only annotate the ledger. Refused (`Impossible`): an extension told after the end of the period it extends
    (`forgiving`: it stands, with a warning), or beyond 20 working days.
    """
    late: list[str] | None = [] if forgiving else None
    ordered = sorted(starts, key=lambda each: each.day)
    carried = extra = 0
    for place, begun in enumerate(ordered):
        ended = ordered[place + 1].day if place + 1 < len(ordered) else None
        here = [each for each in told if begun.day <= each.notified and (ended is None or each.notified < ended)]
        extra = _added(begun, here, carried, stops, calendar, late)
        carried = extra if settings.extension_before_restart == "stays" else 0
    steps = [*_superseded(ordered, acts), start(ordered[-1].day, ordered[-1].why, ordered[-1].cite)]
    steps += working_days(
        calendar,
        ordered[-1].day,
        REPLY_WORKING_DAYS + extra,
        ogi.A33_2,
        stops,
        _notes(acts),
        lambda n: _milestone(n, extra),
    )
    found = deadline(KEY, "答复申请", steps, ogi.A33_2, calendar)
    lapsed = len(ordered) > 1 and any(each.notified < ordered[-1].day for each in told)
    return found.noting(caveats=(settings.caveat(law.EXTENSION_BEFORE_RESTART),) if lapsed else (), warnings=late or ())


def delayed(running: Deadline, notified: date, until: date, forgiving: bool = False) -> Deadline:
    """The day fixed under article 35 in place of the running one.

    Refused: told after the running period ended, or a day before the running last day; `forgiving` takes both for a
    calendar that has changed since: the later of the two days stands, with a warning.
    """
    if forgiving and (notified > running.due or until < running.due):
        warning = f"{notified} 告知延迟答复至 {until}，按现在的日历原末日为 {running.due}，请核对。"
        if until < running.due:
            return running.noting(warnings=(warning,))
        running = running.noting(warnings=(warning,))
    elif notified > running.due:
        raise Impossible(f"延迟答复须在期限届满（{running.due}）前告知，{notified} 才告知，不能再延迟。", ogi.A35)
    if until < running.due:
        raise Impossible(f"延迟答复的日期 {until} 早于原末日 {running.due}，请核对。", ogi.A35)
    last = running.steps[-1]
    why = f"{weekday(until)}，{notified} 告知申请人的延迟答复末日；合理期限没有法定上限，由机关确定并说明"
    steps = (*running.steps, Step(until, False, last.n, why, ogi.A35))
    return replace(running, due=until, steps=steps, cite=ogi.A35, provisional=False, reasons=())


def _added(
    begun: Start,
    told: Sequence[Extension],
    carried: int,
    stops: Sequence[Stop],
    calendar: Calendar,
    late: list[str] | None,
) -> int:
    # A stop that began after the extension was told cannot matter: had the period ended by then, it begins too late.
    def running(so_far: int) -> date:
        return last_working_day(calendar, begun.day, REPLY_WORKING_DAYS + so_far, stops)

    return added(told, running, carried, late)


def _superseded(starts: Sequence[Start], acts: Sequence[Act]) -> list[Step]:
    """Earlier periods: their first days and what was done in them. Their count is void."""
    steps: list[Step] = []
    for begun, after in pairwise(starts):
        steps.append(start(begun.day, begun.why, begun.cite))
        names: dict[date, list[str]] = {}
        for act in acts:
            if begun.day <= act.day < after.day:
                names.setdefault(act.day, []).append(act.name)
        steps += [
            Step(day, False, 0, f"{weekday(day)}，{'、'.join(told)}；期限其后重新计算，此前计数作废", after.cite)
            for day, told in names.items()
        ]
    return steps


def _notes(acts: Sequence[Act]) -> Mapping[date, Sequence[str]]:
    notes: dict[date, list[str]] = {}
    for act in acts:
        notes.setdefault(act.day, []).append(act.name)
    return notes


def _milestone(n: int, extra: int) -> str:
    if n == REPLY_WORKING_DAYS + extra:
        return "末日"
    if extra and n == REPLY_WORKING_DAYS:
        return "原期限届满之日"
    return f"延长第{n - REPLY_WORKING_DAYS}日" if n > REPLY_WORKING_DAYS else ""
