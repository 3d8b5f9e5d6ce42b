"""Until when may the applicant ask for review or sue, and until when must the organ and the reviewer act?

Law:     复议法 20 (60 days, 1 year at most), 23 (review first), 48, 54, 62; 行诉法 45, 46; 行诉解释 48, 64, 66
Takes:   the day of service or knowledge; the day the remedy became known where nobody had told.
Gives:   natural days and months that roll off days of rest; the short procedural terms are working days.
         a request that was not answered: from the end of its period (行诉解释 66; for review the same, unverified).
Unclear: 复议法 62 rolls like other periods counted in days (民法典 203), which is our reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.law.calendar import Calendar
from gongkai.law.cite import Cite
from gongkai.law.clocks.ledger import (
    Deadline,
    Impossible,
    Stop,
    deadline,
    natural_days,
    natural_months,
    start,
    working_days,
)
from gongkai.law.sources import litigation_interpretation as interpretation
from gongkai.law.sources import litigation_law, repealed, review_law

REVIEW_DAYS = 60
SUIT_MONTHS = 6
SUIT_AFTER_REVIEW_DAYS = 15
LONGEST_MONTHS = 12
DECISION_DAYS = {"ordinary": 60, "simplified": 30}
LONGER_DAYS = 30
SUIT_ANSWER_DAYS = 15
ANSWER_WORKING_DAYS = {"ordinary": 10, "simplified": 5}
_PROCEDURES = {"ordinary": "普通程序", "simplified": "简易程序"}


def review_application(served: date, calendar: Calendar, *, first: bool = False) -> Deadline:
    """60 natural days from service; `first` when the refusal rests on articles 14–16, so that review must come first."""
    found = _days("review", "申请行政复议", served, "知道行政行为", REVIEW_DAYS, review_law.A20, calendar)
    caveats = []
    if first:
        caveats.append(f"{review_law.A23_1_I4.gist}答复书必须写明先复议（{review_law.A23_2.label}）。")
    in_force = review_law.REVIEW_2023.in_force
    if first and in_force and served < in_force:
        caveats = [f"{in_force} 以前：{repealed.OLD_CHOICE.gist}"]
    return found.noting(caveats=caveats)


def direct_suit(served: date, calendar: Calendar) -> Deadline:
    """Six months from the day the act was known; the corresponding day, or that month's last."""
    cite = litigation_law.A46
    steps = [start(served, "知道行政行为", cite), *natural_months(calendar, served, SUIT_MONTHS, cite)]
    caveat = f"只适用于可以直接起诉的答复；{interpretation.A1_I2.gist}"
    return deadline("suit", "直接提起行政诉讼", steps, cite, calendar).noting(caveats=(caveat,))


def suit_after_review(received: date, calendar: Calendar, *, lapsed: bool = False) -> Deadline:
    """15 natural days from the review decision, or from the end of the review period without one (`lapsed`)."""
    why = "复议期满未作决定" if lapsed else "收到复议决定"
    return _days("suit_after_review", "复议后起诉", received, why, SUIT_AFTER_REVIEW_DAYS, litigation_law.A45, calendar)


def against_silence(last: date, calendar: Calendar) -> tuple[Deadline, Deadline]:
    """Review and direct suit where no reply came by `last`, the last day of the period: both terms begin with its end.

    The day itself is not counted, so that the next is the first.
    """
    why = "答复期限届满，没有答复"
    cite = interpretation.LITIGATION_2018_A66
    review = _days("review", "申请行政复议", last, why, REVIEW_DAYS, review_law.A20, calendar)
    steps = [start(last, why, cite), *natural_months(calendar, last, SUIT_MONTHS, cite)]
    suit = deadline("suit", "直接提起行政诉讼", steps, cite, calendar)
    caveat = "从答复期限届满之日起算（未核实：条文没有读到原文，按较早的一天计算）。"
    return review.noting(caveats=(caveat,)), suit.noting(caveats=(caveat,))


def uninformed(knew: date, calendar: Calendar, learned: date | None = None) -> tuple[Deadline, Deadline]:
    """Review and suit when nobody told of the remedy: from the day it was learned, at most one year from `knew`.

    Refused: learned before the act was known.
    """
    if learned is not None and learned < knew:
        raise Impossible(f"得知救济（{learned}）早于知道行为内容（{knew}），请核对日期。", review_law.A20)
    cites = (("review", "申请行政复议（未告知）", review_law.A20),
             ("suit", "提起行政诉讼（未告知）", interpretation.LITIGATION_2018_A64))  # fmt: skip
    found = []
    for key, name, cite in cites:
        begun = start(knew, "知道行为内容，未被告知救济", cite)
        cap = deadline(key, name, [begun, *natural_months(calendar, knew, LONGEST_MONTHS, cite)], cite, calendar)
        if learned is not None:
            own = review_application(learned, calendar) if key == "review" else direct_suit(learned, calendar)
            if own.due < cap.due:
                cap = deadline(key, name, own.steps, cite, calendar)
        found.append(cap.noting(caveats=(f"最长自知道行为内容之日（{knew}）起1年。",)))
    return found[0], found[1]


def review_answer(received: date, calendar: Calendar, procedure: str = "ordinary") -> Deadline:
    """The organ's answer with its evidence: 10 working days from the copy, 5 in the simplified procedure."""
    cite = review_law.A54 if procedure == "simplified" else review_law.A48
    length = ANSWER_WORKING_DAYS[procedure]
    steps = [start(received, "收到复议申请书副本", cite), *working_days(calendar, received, length, cite)]
    found = deadline(f"review_answer_{procedure}", f"复议答复举证（{_PROCEDURES[procedure]}）", steps, cite, calendar)
    return found.noting(caveats=(review_law.A70.gist,))


def suit_answer(received: date, calendar: Calendar) -> Deadline:
    """The organ's evidence and defence in court: 15 natural days from the copy of the complaint."""
    cite = litigation_law.A67
    found = _days("suit_answer", "提交答辩状和证据", received, "收到起诉状副本", SUIT_ANSWER_DAYS, cite, calendar)
    return found.noting(caveats=(f"{cite.label}{cite.caveat}，法院通知书另有期限的从其通知。",))


def review_decision(
    accepted: date, calendar: Calendar, procedure: str = "ordinary", longer: int = 0, stops: Sequence[Stop] = ()
) -> Deadline:
    """The reviewer's decision: 60 natural days from acceptance, 30 when simplified; `longer` days were added to the 60.

    `stops` are the days on which the review stood still. Refused: more than 30 added, or any when simplified.
    """
    if longer and (procedure != "ordinary" or not 0 < longer <= LONGER_DAYS):
        raise Impossible(f"复议审限只有普通程序可以延长，最长{LONGER_DAYS}日。", review_law.A62)
    name, length = f"作出复议决定（{_PROCEDURES[procedure]}）", DECISION_DAYS[procedure] + longer
    key = f"review_decision_{procedure}"
    found = _days(key, name, accepted, "受理复议申请", length, review_law.A62, calendar, stops)
    return found.noting(
        caveats=(f"经批准可延长，最长{LONGER_DAYS}日。",) if procedure == "ordinary" and not longer else ()
    )


def _days(
    key: str,
    name: str,
    day: date,
    why: str,
    length: int,
    cite: Cite,
    calendar: Calendar,
    stops: Sequence[Stop] = (),
) -> Deadline:
    steps = [start(day, why, cite), *natural_days(calendar, day, length, cite, rolls=True, stops=stops)]
    return deadline(key, name, steps, cite, calendar)
