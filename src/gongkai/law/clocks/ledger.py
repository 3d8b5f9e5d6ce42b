"""How is a period counted, day by day?

Law:     民法典 201–203; 行诉解释 48 (the first day does not count; a last day of rest rolls where the law says so)
Takes:   a calendar, a starting day, a length, and days that do not count.
Gives:   `Step`s, the ledger from which an officer can recount; `Deadline`, the last day with its ledger.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law.calendar import Calendar, Day, weekday
from gongkai.law.cite import Cite
from gongkai.law.sources import civil_code, litigation_interpretation

_FROM_THE_NEXT = "当日不计入，次日起算"
_YEAR_END = 29
"""From this day of December on, next year's notice may still move days, as that of 2019 did."""


class Impossible(ValueError):
    """Facts that cannot be together: one Chinese sentence; `cite` is the provision, where there is one, which `str` adds to it."""

    def __init__(self, sentence: str, cite: Cite | None = None) -> None:
        super().__init__(sentence + (f"（{cite.label}）" if cite else ""))
        self.sentence = sentence
        self.cite = cite


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a ledger: the day, whether it counts, the count so far, why, and on what that rests."""

    day: date
    counts: bool
    n: int
    why: str
    cite: Cite
    provisional: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last lawful day of one thing, and how it was reached.

    `provisional` is True when the day can still move with a notice that is not out, for `reasons`. `reminder` is the
    day by which to act in practice, where the law lets the last day fall on a day of rest. `caveats` say what rests
    on an assumption, `warnings` what went wrong or soon may; `pending` why no period is running, if so.
    """

    key: str
    name: str
    due: date
    provisional: bool
    steps: tuple[Step, ...]
    cite: Cite
    reasons: tuple[str, ...] = ()
    reminder: date | None = None
    caveats: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    pending: str = ""

    def noting(self, caveats: Sequence[str] = (), warnings: Sequence[str] = (), pending: str = "") -> Deadline:
        return replace(
            self,
            caveats=(*self.caveats, *caveats),
            warnings=(*self.warnings, *warnings),
            pending=self.pending or pending,
        )


@dataclass(frozen=True, slots=True)
class Stop:
    """Days, first and last included, that do not count."""

    first: date
    last: date
    why: str
    cite: Cite

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


def deadline(
    key: str, name: str, steps: Sequence[Step], cite: Cite, calendar: Calendar, reminder: date | None = None
) -> Deadline:
    """The deadline that a ledger leads to: its last step is the last day."""
    due = steps[-1].day
    reasons = tuple(dict.fromkeys(step.provisional for step in steps if step.provisional))
    caveats: tuple[str, ...] = ()
    if due.month == 12 and due.day >= _YEAR_END and not reasons and not calendar.settled(due.year + 1):
        caveats = (f"{due.year + 1}年放假通知未发布，元旦安排可能动用{due.year}年末几天，通知发布后请复核。",)
    return Deadline(key, name, due, bool(reasons), tuple(steps), cite, reasons, reminder, caveats)


def reminder_before(due: date, calendar: Calendar) -> tuple[date, tuple[str, ...]]:
    """The day by which to act when the law lets `due` fall on a day of rest, with what to say about it."""
    reminder = calendar.on_or_before(due)
    caveats = []
    if reminder != due:
        caveats.append(f"末日 {due}（{weekday(due)}）是休息日，法律没有规定顺延，请提前到 {reminder} 办结。")
    if provisional := calendar.day(due).provisional or calendar.day(reminder).provisional:
        caveats.append(f"提醒日为暂定：{provisional}。")
    return reminder, tuple(caveats)


def start(day: date, why: str, cite: Cite = civil_code.A201) -> Step:
    """The line for the day from which a period runs; it does not count."""
    return Step(day, False, 0, f"{weekday(day)}，{why}，{_FROM_THE_NEXT}", cite)


def running(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The lines of the period that runs: those after the latest day from which it was counted; none before it begins."""
    begun = max((place for place, step in enumerate(steps) if step.why.endswith(_FROM_THE_NEXT)), default=-1)
    return tuple(steps[begun + 1 :])


def working_days(
    calendar: Calendar,
    after: date,
    length: int,
    cite: Cite,
    stops: Sequence[Stop] = (),
    notes: Mapping[date, Sequence[str]] | None = None,
    extra: Callable[[int], str] = lambda n: "",
) -> list[Step]:
    """One step for every day after `after` until `length` working days outside all stops have been counted.

    Overlapping stops are counted once: a day is stopped or it is not. `notes` are appended to the reason of their
    days, `extra(n)` to that of the n-th counted day.
    """
    steps: list[Step] = []
    day, n = after, 0
    while n < length:
        day += timedelta(1)
        found = calendar.day(day)
        holding = [stop for stop in stops if stop.covers(day)] if stops else ()
        counts = found.works and not holding
        n += counts
        why, source = found.why, _source(found, cite)
        if holding:
            why = f"{why}，{'、'.join(dict.fromkeys(stop.why for stop in holding))}，不计入"
            source = holding[0].cite
        if counts and (milestone := extra(n)):
            why = f"{why}；{milestone}"
        if notes and day in notes:
            why = "；".join((why, *notes[day]))
        steps.append(Step(day, counts, n, why, source, found.provisional))
    return steps


def last_working_day(calendar: Calendar, after: date, length: int, stops: Sequence[Stop] = ()) -> date:
    """The day on which `working_days` ends, without its ledger."""
    if not stops:
        return calendar.advance(after, length)
    day = after
    while length > 0:
        day += timedelta(1)
        length -= calendar.works(day) and not any(stop.covers(day) for stop in stops)
    return day


def natural_days(
    calendar: Calendar, after: date, length: int, cite: Cite, *, rolls: bool, stops: Sequence[Stop] = ()
) -> list[Step]:
    """One step for every day, all of which count but those of `stops`; a last day of rest rolls to the next working day
    if `rolls`."""
    steps: list[Step] = []
    day, n = after, 0
    while n < length:
        day += timedelta(1)
        holding = next((stop for stop in stops if stop.covers(day)), None)
        n += holding is None
        why = f"{weekday(day)}，{holding.why}，不计入" if holding else f"{weekday(day)}，自然日"
        steps.append(Step(day, holding is None, n, why, holding.cite if holding else cite))
    return [*steps[:-1], *rolled(calendar, steps[-1])] if rolls else steps


def natural_months(calendar: Calendar, after: date, count: int, cite: Cite) -> list[Step]:
    """The corresponding day of the `count`-th month after, or that month's last day; rolls off days of rest."""
    year, month = divmod(after.month - 1 + count, 12)
    year, month = after.year + year, month + 1
    length = months.monthrange(year, month)[1]
    day = date(year, month, min(after.day, length))
    why = f"{weekday(day)}，第{count}个月的对应日"
    if after.day > length:
        why = f"{weekday(day)}，第{count}个月没有{after.day}日，取该月末日"
    return rolled(calendar, Step(day, True, count, why, civil_code.A202 if after.day > length else cite))


def rolled(calendar: Calendar, last: Step) -> list[Step]:
    """The line of a last day; where it is a day of rest, the lines up to the first working day after it, which stands in its place."""
    found = calendar.day(last.day)
    steps = [replace(last, why=last.why if found.works else f"{found.why}，末日顺延", provisional=found.provisional)]
    day = last.day
    while not found.works:
        day += timedelta(1)
        found = calendar.day(day)
        ending = "休假结束后的第一个工作日，为末日" if found.works else "顺延"
        rule = litigation_interpretation.LITIGATION_2018_A48
        steps.append(Step(day, False, last.n, f"{found.why}，{ending}", rule, found.provisional))
    return steps


def _source(found: Day, term: Cite) -> Cite:
    """What a day's line cites: the notice or festival that names the day, else the term that is being counted."""
    return found.cite if found.named else term
