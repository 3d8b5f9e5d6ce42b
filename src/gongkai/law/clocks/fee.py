"""Until when may a fee be asked for, until when must it be paid, and what then?

Law:     信息处理费管理办法 6 (109号)
Gives:   the last day of the notice (the running period's), of the payment (20 working days after its receipt),
         and what payment does to the period: it restarts, or it resumes (a setting).
Unclear: restart or resume is not verified; whether a notice counts by sending or receipt is read as sending.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.clocks.acts import Act, Kind, first
from gongkai.law.clocks.ledger import Deadline, Impossible, Stop, deadline, start, working_days
from gongkai.law.settings import Settings
from gongkai.law.sources import fee_rules

PAYMENT_WORKING_DAYS = 20


@dataclass(frozen=True, slots=True)
class Fee:
    """What a fee does: the day of notice, a restart or a stop after payment, the payer's deadline, what to say."""

    notice: date | None = None
    restart: date | None = None
    stop: Stop | None = None
    deadline: Deadline | None = None
    caveats: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    pending: str = ""


def payment_deadline(notice_received: date, calendar: Calendar) -> Deadline:
    """The last day to pay: 20 working days from the day after the applicant received the notice."""
    steps = [start(notice_received, "申请人收到收费通知", fee_rules.A6_PAYMENT)]
    steps += working_days(calendar, notice_received, PAYMENT_WORKING_DAYS, fee_rules.A6_PAYMENT)
    return deadline("fee_payment", "缴纳信息处理费", steps, fee_rules.A6_PAYMENT, calendar)


def fee(acts: Sequence[Act], calendar: Calendar, settings: Settings) -> Fee:
    """What the facts about a fee do. Refused: payment or receipt without notice, dates in the wrong order."""
    notice, received = first(acts, Kind.FEE_NOTICE), first(acts, Kind.FEE_NOTICE_RECEIVED)
    paid = first(acts, Kind.FEE_PAID)
    _reject_disorder(notice, received, paid)
    sent = notice or received
    if sent is None:
        return Fee()
    caveats: list[str] = []
    own = payment_deadline((received or sent).day, calendar)
    if received is None:
        caveats.append(f"没有给出申请人收到收费通知之日，缴费末日暂按 {sent.day} 当日收到推算，收到后请补录。")
    if paid is None:
        pending = f"已于 {sent.day} 通知收费、尚未缴清：逾期（{own.due}）不缴视为放弃申请；下列答复末日按未缴费推算，只供参考。"
        return Fee(sent.day, None, None, own, (*caveats, settings.caveat(law.AFTER_PAYMENT)), (), pending)
    warnings: tuple[str, ...] = ()
    if paid.day > own.due:
        warnings = (f"缴费（{paid.day}）晚于缴费末日 {own.due}，可视为放弃申请；仍予办理的请留存决定。",)
    caveats.append(settings.caveat(law.AFTER_PAYMENT))
    if settings.after_payment == "restart":
        return Fee(sent.day, paid.day, None, own, tuple(caveats), warnings)
    stop = Stop(sent.day + timedelta(1), paid.day, "等待缴纳信息处理费期间", fee_rules.A6_RESTART)
    return Fee(sent.day, None, stop if paid.day > sent.day else None, own, tuple(caveats), warnings)


def _reject_disorder(notice: Act | None, received: Act | None, paid: Act | None) -> None:
    sent = notice or received
    if paid is not None and sent is None:
        raise Impossible(f"有缴费（{paid.day}）而没有收费通知，请补上收费通知的日期。", fee_rules.A6_NOTICE)
    if notice is not None and received is not None and received.day < notice.day:
        raise Impossible(
            f"收到收费通知（{received.day}）早于发出通知（{notice.day}），请核对日期。", fee_rules.A6_NOTICE
        )
    for earlier in (notice, received):
        if paid is not None and earlier is not None and paid.day < earlier.day:
            raise Impossible(
                f"缴费（{paid.day}）早于“{earlier.name}”（{earlier.day}），请核对日期。", fee_rules.A6_PAYMENT
            )
