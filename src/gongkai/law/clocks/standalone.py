"""Which deadlines follow from one fact by itself, without a request in view?

Takes:   facts: information formed, a reply served, a review decision, a notice received …
Gives:   the deadlines that each starts, in the order of the facts; the first is what was chiefly asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai.law.calendar import Calendar
from gongkai.law.clocks import consultation, fee, publication, remedies, report
from gongkai.law.clocks.acts import Act, Kind, first, in_order
from gongkai.law.clocks.ledger import Deadline, Impossible
from gongkai.law.clocks.reply import Start, reply_deadline
from gongkai.law.settings import Settings
from gongkai.law.sources import fee_rules, ogi, review_law

Clock = Callable[[Act, Calendar, Settings], Sequence[Deadline]]


def _restarted(why: str, payment: bool) -> Clock:
    cite = fee_rules.A6_RESTART if payment else ogi.A30
    return lambda act, calendar, settings: [reply_deadline([Start(act.day, why, cite)], calendar, settings)]


def _opinion(body: consultation.Body) -> Clock:
    return lambda act, calendar, settings: [consultation.opinion_deadline(body, act.day, calendar, act.label)]


def _served(act: Act, calendar: Calendar, settings: Settings) -> list[Deadline]:
    return [remedies.review_application(act.day, calendar), remedies.direct_suit(act.day, calendar)]


def _reports(act: Act, calendar: Calendar, settings: Settings) -> list[Deadline]:
    return [report.department_report(act.day.year, calendar), report.government_report(act.day.year, calendar)]


_THIRD_PARTY, _CO_PRODUCER, _ = consultation.BODIES
CLOCKS: dict[Kind, Clock] = {
    Kind.CORRECTION_RECEIVED: _restarted("收到补正，答复期限重新计算", payment=False),
    Kind.FEE_PAID: _restarted("缴清信息处理费，答复期限重新计算", payment=True),
    Kind.FEE_NOTICE_RECEIVED: lambda act, calendar, settings: [fee.payment_deadline(act.day, calendar)],
    Kind.THIRD_PARTY_RECEIVED: _opinion(_THIRD_PARTY),
    Kind.CO_PRODUCER_RECEIVED: _opinion(_CO_PRODUCER),
    Kind.FORMED: lambda act, calendar, settings: [publication.publication(act.day, calendar)],
    Kind.PENALTY_REVOKED: lambda act, calendar, settings: [publication.penalty_withdrawal(act.day, calendar)],
    Kind.DOCUMENT_ISSUED: lambda act, calendar, settings: [publication.document_filing(act.day, calendar, settings)],
    Kind.BUDGET_APPROVED: lambda act, calendar, settings: [publication.budget(act.day, calendar, department=False)],
    Kind.DEPARTMENT_BUDGET_APPROVED: lambda act, calendar, settings: [
        publication.budget(act.day, calendar, department=True)
    ],
    Kind.LAND_APPROVAL_RECEIVED: lambda act, calendar, settings: [publication.land_announcement(act.day, calendar)],
    Kind.SERVED: _served,
    Kind.REFUSAL_SERVED: lambda act, calendar, settings: [remedies.review_application(act.day, calendar, first=True)],
    Kind.SUIT_SERVED: lambda act, calendar, settings: [remedies.direct_suit(act.day, calendar)],
    Kind.REVIEW_DECISION: lambda act, calendar, settings: [remedies.suit_after_review(act.day, calendar)],
    Kind.REVIEW_LAPSED: lambda act, calendar, settings: [remedies.suit_after_review(act.day, calendar, lapsed=True)],
    Kind.REVIEW_ACCEPTED: lambda act, calendar, settings: [
        remedies.review_decision(act.day, calendar, each) for each in remedies.DECISION_DAYS
    ],
    Kind.REVIEW_COPY: lambda act, calendar, settings: [
        remedies.review_answer(act.day, calendar, each) for each in remedies.ANSWER_WORKING_DAYS
    ],
    Kind.REPORT_YEAR: _reports,
}
"""What each fact starts by itself. A restart told alone is taken at its word: the facts before it are not in view."""


def standalone(acts: Sequence[Act], calendar: Calendar, settings: Settings) -> tuple[Deadline, ...]:
    """Every deadline that the facts start by themselves. Refused: facts that mean nothing without a request."""
    found: list[Deadline] = []
    told = in_order(acts)
    for act in told:
        if act.kind is Kind.UNINFORMED:
            learned = first(told, Kind.REMEDY_LEARNED)
            found += remedies.uninformed(act.day, calendar, learned.day if learned else None)
        elif act.kind is Kind.REMEDY_LEARNED:
            if first(told, Kind.UNINFORMED) is None:
                raise Impossible("“得知救济”要与“未告知救济”（uninformed）同时给出。", review_law.A20)
        elif act.kind in CLOCKS:
            found += CLOCKS[act.kind](act, calendar, settings)
        else:
            raise Impossible(f"“{act.name}”要与收到申请的日期和渠道一起计算，请加 --received 和 --channel。")
    return tuple(found)
