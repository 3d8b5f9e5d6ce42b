"""Which clocks run for a request, seen from its story?

Law:     条例 30–35 by law/clocks; 51 and 复议法 66 for a request that is handled again
Takes:   a `RequestStory`. Gives: its `RequestClocks`; the last day of the running period.
Unclear: the term of a request handled again: the reply's 20 working days anew, unless the decision named a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import OutsideCalendar, weekday
from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.casework.filling import day_of, text
from gongkai.law.casework.period import Period
from gongkai.law.casework.story import RequestStory
from gongkai.law.cite import Cite
from gongkai.law.clocks import Act, Channel, Deadline, Impossible, Kind, RequestClocks, Step, request_clocks
from gongkai.law.clocks.ledger import deadline, rolled, start, working_days
from gongkai.law.clocks.receipt import RULES, receipt
from gongkai.law.clocks.reply import REPLY_WORKING_DAYS, Start
from gongkai.law.procedures.request_forms import LAPSES
from gongkai.law.sources import civil_code, ogi, review_law

_ASKED = {
    "third_party": (Kind.THIRD_PARTY_ASKED, Kind.THIRD_PARTY_RECEIVED, Kind.THIRD_PARTY_REPLIED),
    "co_producer": (Kind.CO_PRODUCER_ASKED, Kind.CO_PRODUCER_RECEIVED, Kind.CO_PRODUCER_REPLIED),
    "other_organ": (Kind.OTHER_ORGAN_ASKED, None, Kind.OTHER_ORGAN_REPLIED),
}


def clocks(story: RequestStory) -> RequestClocks | None:
    """The clocks of the running period; None before receipt. Refused: facts that cannot be together."""
    opening, begun = story.opening, story.period.begun
    if opening is None or begun is None:
        return None
    reopening = story.period.reopening
    anew = Start(begun, "重新办理，答复期限重新计算", review_law.A66) if reopening else None
    try:
        found = request_clocks(
            channel_named(text(opening.data, "channel")),
            opening.day,
            tuple(_facts(story)),
            story.calendar,
            story.settings,
            anew=anew,
            forgiving=not story.strict,
        )
    except Impossible as impossible:
        raise Refusal(impossible.sentence, (impossible.cite or ogi.A33_2,)) from impossible
    except OutsideCalendar as outside:
        raise Refusal(str(outside), (ogi.A33_2,)) from outside
    return _by_named_day(found, reopening) if reopening else found


def received(story: RequestStory) -> date | None:
    """The day of receipt, which a reopening leaves as it was; None while a confirmation is awaited."""
    opening = story.opening
    if opening is None or story.period.begun is None:
        return None
    return receipt(
        channel_named(text(opening.data, "channel")),
        opening.day,
        story.calendar,
        story.settings,
        confirmed=story.confirmed,
        unreachable=story.unreachable,
        forwarded=story.forwarded,
    ).day


def confirmation_deadline(story: RequestStory) -> Deadline | None:
    """While a confirmation is awaited: the last day before the gap is alarming; None after receipt.

    An applicant who could not be reached is tried again: the gap then runs from the latest attempt, lest the request
    wait for ever.
    """
    if story.opening is None or story.period.begun is not None or story.voided is not None:
        return None
    arrived, length = story.forwarded or story.opening.day, int(story.settings.confirmation_gap)
    why = "申请到达"
    if story.tried_again is not None and story.tried_again >= arrived:
        arrived, why = story.tried_again, "最近一次联系不上，应当再次联系"
    steps = [start(arrived, why, ogi.A31_I3)]
    if length:
        steps += working_days(story.calendar, arrived, length, ogi.A31_I3)
    found = deadline("confirmation", "与申请人确认", steps, ogi.A31_I3, story.calendar)
    return found.noting(caveats=(story.settings.caveat(law.CONFIRMATION_GAP),))


def correction_deadline(story: RequestStory) -> Deadline | None:
    """The last day that the applicant was given for the correction; None when none was.

    A day of rest rolls to the next working day (民法典 203), which favours the applicant; that it holds for a day named by an organ is inferred.
    """
    until, notice = story.correction_until, story.correction
    if until is None or notice is None:
        return None
    return _named_by_us(story, "correction", "补正", until, notice.day, ogi.A30)


def reasons_deadline(story: RequestStory) -> Deadline | None:
    """The last day that the applicant was given to explain so many requests; None when none was. It rolls as that for a correction."""
    until, asked = story.period.reasons_until, story.period.reasons_asked
    if until is None or asked is None:
        return None
    return _named_by_us(story, "reasons", "说明理由", until, asked, ogi.A35)


def _named_by_us(story: RequestStory, key: str, what: str, until: date, told: date, cite: Cite) -> Deadline:
    why = f"{weekday(until)}，{told} 告知申请人的{what}期限末日，由机关确定"
    named = Step(until, False, 0, why, cite)
    try:
        after = rolled(story.calendar, named)[1:]
    except OutsideCalendar:
        after = []
    found = deadline(key, f"{what}期满", (named, *after), cite, story.calendar)
    rule = f"{until} 是休息日，{what}期限顺延到 {found.due}（推定，{civil_code.A203.label}）。"
    return found.noting(caveats=(rule,) if after else ())


def within_shortest(story: RequestStory, day: date) -> bool:
    """Whether `day` lies within the 20 working days from the beginning, which nothing can shorten but a named day.

    Nearly every act does, so that the exact last day need not be worked out to allow it.
    """
    begun, reopening = story.period.begun, story.period.reopening
    if begun is None or (reopening is not None and reopening.data.get("until")):
        return False
    return day <= story.calendar.advance(begun, REPLY_WORKING_DAYS)


def running_due(story: RequestStory) -> date | None:
    """The last day of the running period, None before receipt. Worked out again only after an act that may move it."""
    if story.due is None:
        found = clocks(story)
        story.due = found.reply.due if found else None
    return story.due


def channel_named(code: str) -> Channel:
    """The channel of that code. Refused: none that is known."""
    try:
        return Channel(code)
    except ValueError:
        known = "、".join(f"{rule.label}（{channel.value}）" for channel, rule in RULES.items())
        raise Refusal(f"没有“{code}”这种提交方式，可用：{known}。", (ogi.A31_I1,)) from None


def _by_named_day(found: RequestClocks, reopening: CaseAct) -> RequestClocks:
    """The day that a decision or a judgment named stands in the place of the period."""
    until = day_of(reopening.data.get("until"))
    if until is None:
        caveat = "重新办理的期限，决定、裁判没有写明的，按答复期限重新计算（推定，以主管部门解释为准）。"
        return replace(found, reply=found.reply.noting(caveats=(caveat,)))
    last = found.reply.steps[-1]
    step = Step(until, False, last.n, f"{weekday(until)}，复议决定、法院裁判或本机关确定的答复末日", review_law.A66)
    reply = replace(
        found.reply, due=until, steps=(*found.reply.steps, step), cite=review_law.A66, provisional=False, reasons=()
    )
    return replace(found, reply=reply)


def _facts(story: RequestStory) -> Iterator[Act]:
    for kind, day in (
        (Kind.FORWARDED, story.forwarded),
        (Kind.UNREACHABLE, story.unreachable),
        (Kind.CONFIRMED, story.confirmed),
    ):
        if day is not None:
            yield Act(kind, day)
    period = story.period
    yield from _correction(story, period)
    yield from _charge(period)
    for asked in period.bodies.values():
        kinds = _ASKED[asked.kind]
        for each, day in zip(kinds, (asked.asked, asked.received, asked.replied), strict=True):
            if each is not None and day is not None:
                yield Act(each, day, asked.label)
    yield from _extensions(period)
    for kind, day in ((Kind.REASONS_ASKED, period.reasons_asked), (Kind.REASONS_GIVEN, period.reasons_given)):
        if day is not None:
            yield Act(kind, day)
    if period.delayed is not None:
        yield Act(Kind.DELAY_NOTIFIED, period.delayed[0])
        yield Act(Kind.DELAYED_TO, period.delayed[1])
    if replied := _replied(period):
        yield Act(Kind.REPLIED, replied)


def _replied(period: Period) -> date | None:
    # A lapse ends the request while its period stands still: the notice of it is no reply that could be late.
    lapsed = period.decided is not None and period.decided.code in LAPSES
    return None if lapsed else period.replied


def _correction(story: RequestStory, period: Period) -> Iterator[Act]:
    notice = story.correction
    if notice is None or (period.begun is not None and notice.day < period.begun):
        return
    yield Act(Kind.CORRECTION_NOTICE, notice.day)
    if period.corrected is not None:
        yield Act(Kind.CORRECTION_RECEIVED, period.corrected)
    given, replied = correction_deadline(story), _replied(period)
    until = given.due if given else None
    if until is not None and (replied is None or until <= replied):
        yield Act(Kind.CORRECTION_LAPSED, until)


def _charge(period: Period) -> Iterator[Act]:
    charge = period.charge
    if charge is None:
        return
    yield Act(Kind.FEE_NOTICE, charge.day)
    if charge.received is not None:
        yield Act(Kind.FEE_NOTICE_RECEIVED, charge.received)
    if charge.paid is not None:
        yield Act(Kind.FEE_PAID, charge.paid)


def _extensions(period: Period) -> Iterator[Act]:
    for place, each in enumerate(period.extensions):
        label = f"第{place + 1}次" if place else ""
        if each.notified is not None:
            yield Act(Kind.EXTENDED, each.notified, label, each.working_days)
        elif each.approved is not None:
            yield Act(Kind.EXTENSION_APPROVED, each.approved)
