"""What would an act change, before anybody signs it?

Law:     the articles of the act's row, and of whatever refuses it
Takes:   the acts so far, the act as it would be entered, today, calendar, settings.
Gives:   `Outcome`: the refusal with its article and the first day on which it would hold, or the case before and after, the
         days that move with the ledger's reason, what becomes possible or impossible, all said in plain Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import CaseAct, Option, Refusal
from gongkai.law.casework.alert import STEPS
from gongkai.law.casework.alerts_of_others import other_organ_awaited
from gongkai.law.casework.case import RequestCase
from gongkai.law.casework.due import ENDED, Light, light, next_deadline, running
from gongkai.law.casework.request import attempt, options, replay
from gongkai.law.casework.third_parties import to_be_told
from gongkai.law.clocks import ledger
from gongkai.law.clocks.consultation import BODIES, OPINION_WORKING_DAYS
from gongkai.law.clocks.reply import KEY as REPLY
from gongkai.law.procedures.request import REQUEST
from gongkai.law.procedures.table import ClockEffect
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

_ONCE = {
    "not_asked_before": "补正只能一次性告知：办了这一次，以后就不能再告知补正，请把要补正的一次写全。",
    "not_charged_before": "每件申请只能发一次收费通知、适用一种标准，以后不能再发。",
    "not_delayed_before": "延迟答复只能告知一次，以后不能再延迟。",
    "not_handed_over": "转递只能一次。",
}
"""What a guard allows one time only."""
_DECIDING = frozenset({"propose", "review", "sign"})
"""Acts after which it is called to mind whom the decision makes it a duty to tell."""
_BODIES = {each.key: each for each in BODIES}


@dataclass(frozen=True, slots=True)
class Moved:
    """A last day that the act moves, brings or takes away; `why` is the ledger's reason."""

    key: str
    name: str
    before: date | None
    after: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from an act. `after` is None when it is `refused`; `earliest` is then the first day on which it would hold.

    `gained` and `lost` are what the same person may do afterwards and could not before, and the other way round.
    """

    refused: Refusal | None
    earliest: date | None
    before: RequestCase | None
    after: RequestCase | None
    light_before: Light | None
    light_after: Light | None
    moved: tuple[Moved, ...]
    gained: tuple[Option, ...]
    lost: tuple[Option, ...]
    sentences: tuple[str, ...]


def whatif(
    acts: Sequence[CaseAct],
    event: str,
    role: str,
    person: str,
    day: date,
    data: Mapping[str, object],
    today: date,
    calendar: Calendar,
    settings: Settings = law.DEFAULT,
) -> Outcome:
    """What an act would do to a case; nothing is entered. Without acts, what a registration begins."""
    new = CaseAct(max((act.seq for act in acts), default=0) + 1, event, day, role, person, data)
    before = replay(acts, calendar, settings) if acts else None
    lit = _light(before, today, calendar)
    try:
        after = attempt(acts, new, today, calendar, settings)
    except Refusal as refusal:
        earliest = _earliest(acts, before, new, calendar, settings)
        said = (refusal.reason, *([f"最早 {earliest} 可以办。"] if earliest else []))
        return Outcome(refusal, earliest, before, None, lit, None, (), (), (), said)
    could, can = (
        {each.event: each for each in options(told, role, person, today, calendar, settings)}
        for told in (acts, (*acts, new))
    )
    gained = tuple(can[each] for each, was in could.items() if can[each].allowed and not was.allowed)
    lost = tuple(can[each] for each, was in could.items() if was.allowed and not can[each].allowed)
    moved = tuple(_moved(before, after, event))
    sentences = tuple(_said(before, after, event, moved, gained, lost))
    return Outcome(None, None, before, after, lit, _light(after, today, calendar), moved, gained, lost, sentences)


def _light(case: RequestCase | None, today: date, calendar: Calendar) -> Light | None:
    if case is None:
        return None
    watched = next_deadline(case, today)
    due = watched.due if watched else None
    return light(due, today, calendar, awaiting=case.awaiting, ended=case.state in ENDED)


def _days(case: RequestCase | None) -> dict[tuple[str, str], date]:
    return {(each.key, each.name): each.due for each in running(case)} if case else {}


def _moved(before: RequestCase | None, after: RequestCase, event: str) -> Iterator[Moved]:
    was, now = _days(before), _days(after)
    for place in dict.fromkeys((*was, *now)):
        key, name = place
        if was.get(place) != now.get(place):
            yield Moved(key, name, was.get(place), now.get(place), _why(before, after, event, key))


def _why(before: RequestCase | None, after: RequestCase, event: str, key: str) -> str:
    """The line of the ledger from which the day follows; what the act does to the period where there is none."""
    row = REQUEST.row(before.state if before else REQUEST.initial, event)
    effect = row.clock if row else ClockEffect.NONE
    deadlines = {each.key: each for each in running(after)}
    if key not in deadlines:
        if after.state in ENDED:
            return ClockEffect.MET.value
        return effect.value if effect is not ClockEffect.NONE else "不再需要"
    steps = deadlines[key].steps
    run = ledger.running(steps)
    begun = steps[len(steps) - len(run) - 1] if len(run) < len(steps) else steps[0]
    still = sum(not step.counts and "意见期间" in step.why for step in run)
    told = f"{begun.day} {begun.why}" if key != REPLY or effect is not ClockEffect.ADDS else effect.value
    return f"{told}；其中 {still} 日不计入" if still and key == REPLY else told


def _said(
    before: RequestCase | None,
    after: RequestCase,
    event: str,
    moved: Sequence[Moved],
    gained: Sequence[Option],
    lost: Sequence[Option],
) -> Iterator[str]:
    source = before.state if before else REQUEST.initial
    if source != after.state:
        yield f"办理以后：{REQUEST.states[source]} → {REQUEST.states[after.state]}。"
    for each in moved:
        yield _of_day(each)
    if not any(each.key == REPLY for each in moved) and after.due and after.state not in ENDED and not after.awaiting:
        yield f"答复期限不变，最后一天仍是 {after.due}。"
    row = REQUEST.row(source, event)
    for guard in row.guards if row else ():
        if guard.fact in _ONCE:
            yield _ONCE[guard.fact]
    yield from _of_bodies(before, after)
    if event in _DECIDING:
        for branch in to_be_told(after):
            yield f"“{branch.label}”不同意公开，这样决定是公开：签发之后须先“{REQUEST.events['tell_third_party']}”，否则不能“{REQUEST.events['serve']}”（{ogi.A32.label}）。"
    for verb, many in (("以后可以", gained), ("以后不能再", lost)):
        if many:
            yield f"{verb}：{'、'.join(each.label for each in many)}。"
    if after.state in STEPS:
        step = STEPS[after.state]
        next_row = REQUEST.row(after.state, step)
        if next_row and source != after.state:
            yield f"接着由{REQUEST.roles[next_row.roles[0]]}“{REQUEST.events[step]}”。"


def _of_day(moved: Moved) -> str:
    if moved.before is None:
        return f"“{moved.name}”最后一天是 {moved.after}（{moved.why}）。"
    if moved.after is None:
        return f"“{moved.name}”（{moved.before}）不再计算：{moved.why}。"
    way = "推迟" if moved.after > moved.before else "提前"
    return f"“{moved.name}”由 {moved.before} {way}到 {moved.after}（{moved.why}）。"


def _of_bodies(before: RequestCase | None, after: RequestCase) -> Iterator[str]:
    known = {(each.kind, each.label) for each in before.branches} if before else set()
    for each in after.branches:
        if (each.kind, each.label) in known:
            continue
        sort = _BODIES[each.kind]
        if sort.term is None:
            yield f"“{each.label}”没有法定的答复期限：等待不计入答复期限，答复之前算不出最后一天，请及时催问。"
        else:
            yield f"“{each.label}”自收到之日起有{OPINION_WORKING_DAYS}个工作日；{sort.silence}。收到之日请登记。"
    if other_organ_awaited(after) and before is not None and not other_organ_awaited(before):
        yield "其他机关答复以前，下面的最后一天没有扣除等待的时间，偏早。"


def _earliest(
    acts: Sequence[CaseAct], before: RequestCase | None, new: CaseAct, calendar: Calendar, settings: Settings
) -> date | None:
    """The first day on which nothing but the passing of a term would make the act possible; None when time alone does not."""
    if before is None:
        return None
    ends = [each.due for each in running(before)]
    ends += [before.reasons.due] if before.reasons else []
    ends += [each.due for each in before.branches if each.due and each.replied is None]
    for last in sorted(set(ends)):
        day = last + timedelta(1)
        if day <= new.day:
            continue
        try:
            attempt(acts, replace(new, day=day), day, calendar, settings)
        except Refusal:
            continue
        return day
    return None
