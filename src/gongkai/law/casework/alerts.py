"""What must somebody do about a request today, and until when?

Law:     条例 30–35 and 信息处理费管理办法 6 through the clocks of the case; how early to speak is the house's own (`house`)
Takes:   a replayed case, today, the calendar, what the house chose.
Gives:   `Alert`s, the most urgent first. Each has a key made of its kind and of what it is about, so that a day that was
         missed loses nothing and nothing is told twice. `watching.may_alert` says of which rows nobody need ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.law.calendar import Calendar, weekday
from gongkai.law.casework.alert import LAPSE, NEAR, NOW, RUNNING, SOONER, TODAYS, Alert, Look
from gongkai.law.casework.alerts_of_others import (
    departments,
    extension,
    opinions,
    other_organ_awaited,
    third_party_untold,
)
from gongkai.law.casework.case import RequestCase
from gongkai.law.casework.due import CORRECTION_NOTICE, ENDED, OVERDUE, PAYMENT, SOON, TODAY, light
from gongkai.law.casework.house import RECEIPT_REMINDER, SERVE_REMINDER
from gongkai.law.casework.letters import silence
from gongkai.law.casework.watching import NOTICE_SOON
from gongkai.law.clocks import Channel, Deadline
from gongkai.law.clocks.receipt import RULES
from gongkai.law.clocks.receipt_proof import MARK
from gongkai.law.decisions import Review
from gongkai.law.decisions.options import Chosen
from gongkai.law.procedures.request import CLERK, HEAD, REQUEST
from gongkai.law.procedures.request_forms import LAPSES
from gongkai.law.settings import CONFIRMATION_GAP
from gongkai.law.sources import fee_rules, ogi

__all__ = ["Alert", "alerts"]


def alerts(case: RequestCase, today: date, calendar: Calendar, chosen: Chosen | None = None) -> tuple[Alert, ...]:
    """Everything that somebody must do about a request on a day, the most urgent first; nothing once it has ended."""
    if case.state in ENDED:
        return ()
    look = Look(case, today, calendar, chosen or {})
    rules = (_arrival, _proof, _notice, _correction, _payment, _reply, _silence, _provisional, _service)
    beside = (opinions, third_party_untold, extension, departments)
    found = [alert for rule in (*rules, *beside) for alert in rule(look)]
    return tuple(sorted(found, key=lambda each: (each.urgency, each.due or date.max, each.key)))


def _arrival(look: Look) -> Iterator[Alert]:
    case, gap = look.case, look.case.confirmation
    if case.state != "arrived" or gap is None:
        return
    # Only letters that nobody signs for have a term in law: the day on which they came.
    letter = case.channel not in (Channel.WEB.value, Channel.EMAIL.value, Channel.FAX.value)
    term = "条例要求收到当日确认" if letter else "条例没有规定几日内确认"
    came = f"申请 {case.arrived} 到达，还没有与申请人确认；确认之日才是收到之日，{term}"
    cites = (ogi.A31_I2,) if letter else (ogi.A31_I3,)
    if look.today <= gap.due:
        own = f"{came}；本系统按设置 {CONFIRMATION_GAP.name} 过了 {gap.due} 报警。"
        yield look.tell("confirmation.missing", case.arrived, own, gap.due, TODAYS, cites)
    else:
        late = f"{came}。已经拖过 {gap.due}，拖延确认会被质疑为推迟起算：请马上联系，联系不上的登记“记录联系不上”。"
        yield look.tell("confirmation.dragging", gap.due, late, gap.due, NOW, cites, told=(CLERK, HEAD))


def _proof(look: Look) -> Iterator[Alert]:
    lacks, channel = look.case.proof_lacks, Channel(look.case.channel)
    if not lacks:
        return
    named = "、".join(f"{each.label}{'（写明哪一天）' if each.day else ''}" for each in lacks)
    pattern = "；".join(f"{each.label} {'2026-03-02' if each.day else '……'}" for each in lacks)
    sentence = (
        f"收到之日的凭据只记了一部分，还缺{named}：复议、诉讼时收到之日由本机关证明。"
        f"请用“{REQUEST.events['note']}”补记，写成“{MARK}：{pattern}”。"
    )
    about = ",".join(each.name for each in lacks)
    yield look.tell("receipt.partly", about, sentence, None, SOONER, (RULES[channel].cite,), "note", CLERK)


def _notice(look: Look) -> Iterator[Alert]:
    case = look.case
    if case.state != "handling" or case.asked_correction or case.reopened or case.clocks is None:
        return
    due = case.clocks.of(CORRECTION_NOTICE).due
    if not look.today <= due or (left := look.left(due)) > NOTICE_SOON:
        return
    sentence = f"内容不明确、需要补正的，最迟 {due} 一次性告知申请人{_left(left)}；内容明确的不用理会。"
    urgency = NEAR if left else TODAYS
    yield look.tell("correction_notice", due, sentence, due, urgency, (ogi.A30,), "ask_correction")


def _correction(look: Look) -> Iterator[Alert]:
    given = look.case.correction
    if look.case.state != "correcting" or given is None or look.today <= given.due:
        return
    sentence = (
        f"补正期限 {given.due} 已过，申请人没有补正：无正当理由的视为放弃申请，请“认定逾期不补正”；补正来了的照收。"
    )
    yield look.tell(
        "correction.lapsed", given.due, sentence, given.due, LAPSE, (ogi.A30,), "declare_lapsed", HEAD, (HEAD, CLERK)
    )


def _payment(look: Look) -> Iterator[Alert]:
    case = look.case
    if case.state != "paying" or case.clocks is None:
        return
    asked = max((act for act in case.acts if act.event == "charge_fee"), key=lambda act: (act.day, act.seq))
    received = any(act.event == "fee_notice_received" and act.day >= asked.day for act in case.acts)
    if not received:
        if look.waited(asked.day) >= look.length(RECEIPT_REMINDER):
            sentence = (
                f"收费通知 {asked.day} 发出，还没有登记申请人收到：缴费期限从收到次日起算，没有收到之日就不能认定逾期。"
            )
            yield look.tell(
                "fee_notice.unreceived",
                asked.day,
                sentence,
                None,
                SOONER,
                (fee_rules.A6_PAYMENT,),
                "fee_notice_received",
            )
        return
    last = case.clocks.of(PAYMENT).due
    if look.today > last:
        sentence = f"缴费期限 {last} 已过，没有登记缴费：视为放弃申请，请“认定逾期未缴费”；已经缴了的请登记缴费。"
        yield look.tell(
            "payment.lapsed",
            last,
            sentence,
            last,
            LAPSE,
            (fee_rules.A6_PAYMENT,),
            "declare_unpaid",
            HEAD,
            (HEAD, CLERK),
        )


def _reply(look: Look) -> Iterator[Alert]:
    reply = _running(look)
    if reply is None:
        return
    lit = light(reply.due, look.today, look.calendar)
    if lit not in (OVERDUE, TODAY, *SOON):
        return
    kind, what = ("delay", "延迟答复的期限") if reply.cite is ogi.A35 else ("reply", "答复期限")
    what = f"重新办理的{what}" if look.case.reopened else what
    told = (CLERK, HEAD) if lit in (OVERDUE, TODAY, SOON[0]) else (CLERK,)
    if lit is OVERDUE:
        sentence = f"{what} {reply.due} 已过，逾期{look.waited(reply.due)}个工作日：请立即“{look.step()}”，并把原因写入办理记录。"
    else:
        day = f"{reply.due}（{weekday(reply.due)}）"
        sentence = f"{what}最后一天是 {day}{_left(look.left(reply.due))}，现在该“{look.step()}”。"
    yield look.tell(
        f"{kind}.{lit.key}", reply.due, sentence, reply.due, lit.urgency, (reply.cite,), told=_unique(look, told)
    )


def _silence(look: Look) -> Iterator[Alert]:
    reply = _running(look)
    contest = silence(look.case, look.today, look.chosen) if reply else None
    if reply is None or contest is None:
        return
    route, cites = contest
    ways = "先申请行政复议" if route is Review.FIRST else "申请行政复议，也可以直接起诉"
    sentence = f"逾期没有答复，申请人自 {reply.due + timedelta(1)} 起可以{ways}；答复仍要作出。"
    told = _unique(look, (HEAD, CLERK))
    yield look.tell("silence", reply.due, sentence, reply.due, NOW, cites, told=told)


def _provisional(look: Look) -> Iterator[Alert]:
    reply = _running(look)
    if reply is None or not reply.provisional or look.today > reply.due:
        return
    if light(reply.due, look.today, look.calendar) not in (TODAY, *SOON):
        return
    why = "；".join(reply.reasons)
    sentence = f"答复期限 {reply.due} 是推算的，放假通知可能改动它：{why}。请尽早办结，不要等到最后一天。"
    yield look.tell("provisional", reply.due, sentence, reply.due, SOONER, (reply.cite,))


def _service(look: Look) -> Iterator[Alert]:
    signed = look.case.decided
    if look.case.state != "signed" or signed is None or look.waited(signed) < look.length(SERVE_REMINDER):
        return
    sentence = f"{signed} 已经签发，还没有送达：邮寄以交邮当日、当面以签收当日为答复之日，没有送达就没有答复。"
    yield look.tell("service.missing", signed, sentence, look.case.due, NEAR, (ogi.A33_2,), "serve")


def _running(look: Look) -> Deadline | None:
    """The reply's deadline while it runs; a lapse is no reply that could be late, another organ's silence no delay of ours."""
    case = look.case
    if case.state not in RUNNING or case.clocks is None or case.decision in LAPSES or other_organ_awaited(case):
        return None
    return case.clocks.reply


def _left(working_days: int) -> str:
    return f"，还有{working_days}个工作日" if working_days else "，就是今天"


def _unique(look: Look, told: tuple[str, ...]) -> tuple[str, ...]:
    """Whoever does the next step hears of it, whoever else is told."""
    from_step = look.tell("", "", "", None, 0, ()).role
    return tuple(dict.fromkeys((from_step, *told)))
