"""In which words is an applicant told of his request?

Law:     条例 30–36, 42 and the fee rules, each by the provision that the notice rests on
Takes:   a `RequestCase`, the day.
Gives:   the state, what happens now, the steps, the notices with what they ask. Internal acts are left out: drafts, reviews and signatures,
         searches, departments, who handles it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.apps.applying.because import because
from gongkai.apps.applying.seen import Consulted, FeeNotice, Notice, Step
from gongkai.law.calendar import Calendar
from gongkai.law.casework import CaseAct, RequestCase
from gongkai.law.casework.alerts_of_others import other_organ_awaited
from gongkai.law.casework.case import Branch
from gongkai.law.casework.filling import day_of, text, whole
from gongkai.law.cite import Cite
from gongkai.law.clocks import fee as fee_clock
from gongkai.law.clocks.consultation import BODIES
from gongkai.law.decisions import letters
from gongkai.law.fees import fee_by_pages, fee_of_request
from gongkai.law.procedures.request_forms import SCALES
from gongkai.law.settings import Settings
from gongkai.law.sources import fee_rules, ogi

_STATES = {
    "arrived": "等待与您确认",
    "handling": "办理中",
    "correcting": "等您补正",
    "paying": "等您缴费",
    "proposed": "办理中",
    "reviewed": "办理中",
    "signed": "办理中",
    "void": "登记已撤销",
}
_NOW = {
    "arrived": "工作人员会同您联系确认，请留意电话、短信和邮件。双方确认之日是收到申请之日，答复期限从第二天起算。",
    "handling": "正在办理。不需要您做什么；要补充说明的，请联系办理的机关。",
    "correcting": "申请的内容还不够明确，请按下面的告知补正。收到补正之日起，答复期限重新计算。",
    "paying": "这件申请要收取信息处理费，请按下面的通知缴费。缴清之前不办理，答复期限停止计算。",
    "proposed": "正在审核答复。",
    "reviewed": "正在审核答复。",
    "signed": "答复已经作出，正在送达。",
    "void": "这件登记是误登，已经撤销。您确实提交过申请的，请联系本机关。",
}
_SAID: Mapping[str, tuple[str, str]] = {
    "register": ("收到您的申请", "从第二天起计算答复期限"),
    "log_arrival": ("您的申请已经送达", "确认之前不计算答复期限"),
    "unreachable": ("工作人员联系您，没有联系上", ""),
    "confirm": ("已与您确认，这一天是收到申请之日", "从第二天起计算答复期限"),
    "ask_correction": ("请您补正申请", "等您补正期间不计算"),
    "receive_correction": ("收到您的补正", "答复期限从第二天起重新计算"),
    "ask_reasons": ("请您说明申请的理由", ""),
    "give_reasons": ("收到您说明的理由", ""),
    "delay": ("告知您延迟答复", "答复期限改到告知的日期"),
    "charge_fee": ("发出收费通知", "等您缴费期间不计算"),
    "fee_notice_received": ("您收到收费通知", "缴费期限从第二天起计算"),
    "pay_fee": ("费用已经缴清", ""),
    "take_back_fee": ("收费通知已经撤回，不用缴费", "答复期限继续计算"),
    "consult_third_party": ("征求第三方的意见", "征求意见的时间不计入答复期限"),
    "third_party_replied": ("第三方的意见已经收到", "答复期限继续计算"),
    "consult_co_producer": ("征求共同制作机关的意见", "征求意见的时间不计入答复期限"),
    "co_producer_replied": ("共同制作机关的意见已经收到", "答复期限继续计算"),
    "consult_other_organ": ("征求其他机关的意见", "征求意见的时间不计入答复期限"),
    "other_organ_replied": ("其他机关的意见已经收到", "答复期限继续计算"),
    "notify_extension": ("告知您延长答复期限", "答复期限按告知的工作日延长"),
    "split": ("分成几件办理", ""),
    "hand_over": ("已代您转给负责的机关", ""),
    "serve": ("答复已经送出", ""),
    "record_reply": ("答复已经送出", ""),
    "withdraw": ("您撤回了申请，办理终止", ""),
    "service_received": ("您收到了答复", ""),
    "rate": ("您作了评价", ""),
    "reopen": ("重新办理", "答复期限重新计算"),
    "void": ("这件登记已经撤销", ""),
}
"""What the applicant is told of the way, and what it does to the term; who drafts, reviews and signs is the house's own."""
_AFTER_PAYMENT = {"restart": "答复期限从第二天起重新计算", "resume": "答复期限继续计算"}
_ASKED = {
    "third_party": ("第三方", ogi.A32),
    "co_producer": ("共同制作机关", ogi.A34),
    "other_organ": ("其他机关", ogi.A33_3),
}
_SORTS = {each.key: each for each in BODIES}
_SILENT = {
    "third_party": "第三方没有按期提出意见，由本机关决定是否公开",
    "co_producer": "共同制作机关没有按期提出意见，视为同意公开",
}
SERVING = frozenset({"serve", "record_reply"})


def unnamed(acts: Sequence[CaseAct]) -> tuple[CaseAct, ...]:
    """The acts with a number for each body's label: labels go into ledgers, and whom the house asked is not for the applicant."""
    numbers: dict[object, str] = {}

    def plain(data: Mapping[str, object]) -> dict[str, object]:
        kept = {name: plain(value) if isinstance(value, Mapping) else value for name, value in data.items()}
        if "label" in kept:
            kept["label"] = numbers.setdefault(kept["label"], f"第{len(numbers) + 1}个对象")
        return kept

    return tuple(replace(act, data=plain(act.data)) for act in acts)


def served(case: RequestCase) -> CaseAct | None:
    """The act by which the reply in force left the house; None while there is none, or since the request was reopened."""
    found = None
    for act in case.acts:
        if act.event == "reopen":
            found = None
        elif act.event in SERVING or act.event == "withdraw":
            found = act
    return found


def state(case: RequestCase) -> str:
    """Where the request is, in a word or two."""
    if case.state in _STATES:
        return _STATES[case.state]
    return "已撤回" if case.decision == "withdrawn" else "已答复"


def now(case: RequestCase, today: date) -> str:
    """What happens now, and who has to do something."""
    if case.state in _NOW:
        asked = _open_reasons(case)
        if asked and case.state == "handling":
            return "请您说明申请的理由（见下面的告知）。办理同时进行，答复期限照常计算。"
        waits = [who for kind, (who, _) in _ASKED.items() if _waits(case, kind, today)]
        if waits and case.state == "handling":
            return f"正在征求{'、'.join(waits)}的意见，这段时间不计入答复期限。不需要您做什么。"
        return _NOW[case.state]
    if case.decision == "withdrawn":
        return "您撤回了申请，办理已经终止。需要的，可以重新申请。"
    return "办理已经结束，答复和可以采取的救济见下面。"


def steps(case: RequestCase, today: date, settings: Settings) -> tuple[Step, ...]:
    """What happened so far, the newest last; what was corrected stands as it is now. Silence past its day is told as what it means."""
    said = {**_SAID, "pay_fee": (_SAID["pay_fee"][0], _AFTER_PAYMENT[settings.after_payment])}
    found = [
        Step(act.day, said[act.event][0], _resumed(case, act) or said[act.event][1])
        for act in case.acts
        if act.event in said
    ]
    silent = (each for each in case.branches if each.due and each.due < today and _late(each))
    found += [
        Step(each.due, _SILENT[each.kind], "" if _others(case, each, each.due) else "答复期限继续计算")
        for each in silent
        if each.due
    ]
    return tuple(sorted(found, key=lambda each: each.day))


def why(case: RequestCase, settings: Settings) -> tuple[str, ...]:
    """Why the last day is what it is, in sentences."""
    return tuple(because(case, settings))


def _resumed(case: RequestCase, act: CaseAct) -> str:
    """What an opinion does to the term where it does not simply run again; empty where it does, and for other acts."""
    kind, replied, _ = act.event.partition("_replied")
    if not replied:
        return ""
    label = text(act.data, "label")
    own = next(
        (each for each in case.branches if (each.kind, each.label, each.replied) == (kind, label, act.day)), None
    )
    if own is None:
        return ""
    if _late(own):
        return f"已过 {own.due}，答复期限从那以后就在计算"
    return "还在等其他对象的意见，答复期限仍不计算" if _others(case, own, act.day) else ""


def _late(branch: Branch) -> bool:
    """Whether a body was silent on its last day, or may still become so."""
    return branch.due is not None and (branch.replied is None or branch.replied > branch.due)


def _others(case: RequestCase, own: Branch, day: date) -> bool:
    """Whether somebody else was still being asked on a day, so that the term did not run again."""
    return any(
        each != own
        and each.asked <= day
        and (each.replied is None or each.replied > day)
        and (each.due is None or each.due > day)
        for each in case.branches
    )


def notices(case: RequestCase, today: date) -> tuple[Notice, ...]:
    """The notices of the running period, the newest first: what is asked or told, and until when."""
    found: list[Notice] = []
    extension: CaseAct | None = None
    asked_reasons: CaseAct | None = None
    for act in case.acts:
        match act.event:
            case "reopen":
                found, extension, asked_reasons = [], None, None
            case "ask_correction":
                found.append(_correction(case, act, today))
            case "ask_reasons":
                asked_reasons = act
                found.append(_reasons(case, act, today))
            case "give_reasons" if asked_reasons is not None:
                found = [_answered(each, act.day) if each.place == asked_reasons.seq else each for each in found]
            case "request_extension":
                extension = act
            case "notify_extension" if extension is not None:
                found.append(_extension(case, act, extension))
            case "delay":
                words = f"延迟到 {text(act.data, 'until')} 答复。理由：{text(act.data, 'reason')}"
                found.append(Notice(act.seq, act.day, "延迟答复告知", words, ogi.A35))
    return tuple(reversed(found))


def fee(case: RequestCase, calendar: Calendar) -> FeeNotice | None:
    """The fee in force, with its arithmetic; None where none is asked, or it was taken back."""
    charge = next((act for act in reversed(case.acts) if act.event == "charge_fee"), None)
    if charge is None or not case.fee:
        return None
    got = next(
        (act.day for act in reversed(case.acts) if act.event == "fee_notice_received" and act.seq > charge.seq), None
    )
    by_requests, quantity = text(charge.data, "scale") == "requests", whole(charge.data, "quantity")
    counted = (fee_of_request if by_requests else fee_by_pages)(quantity, charge.day)
    what = f"这件是您本月第{quantity}件申请。" if by_requests else f"共{quantity}页（A4）。"
    return FeeNotice(
        day=charge.day,
        amount=counted.amount,
        arithmetic=(what, *(step.sentence for step in counted.steps)),
        scale=SCALES[text(charge.data, "scale")],
        number=text(charge.data, "number"),
        received=got,
        due=fee_clock.payment_deadline(got, calendar) if got and case.fee_paid_on is None else None,
        paid=case.fee_paid_on,
        cites=(fee_rules.A6_NOTICE, fee_rules.A6_PAYMENT, *dict.fromkeys(step.cite for step in counted.steps)),
    )


def consulted(case: RequestCase) -> tuple[Consulted, ...]:
    """Who was asked in the running period, without names: the label of a third party is the house's own."""
    return tuple(
        Consulted(
            _ASKED[each.kind][0], each.asked, each.due, each.replied, _ASKED[each.kind][1], _SORTS[each.kind].silence
        )
        for each in case.branches
    )


def reasons_given(case: RequestCase) -> bool:
    """Whether there is nothing more to explain: no reasons were asked for, or they were given."""
    return not _open_reasons(case)


def _correction(case: RequestCase, act: CaseAct, today: date) -> Notice:
    until, answered = day_of(act.data.get("until")), case.corrected
    # Where the named day is one of rest, the case knows to which day it rolls.
    until = case.correction.due if case.correction else until
    late = answered is None and until is not None and today > until
    return Notice(
        act.seq,
        act.day,
        letters.CORRECTION.name,
        f"需要补正的：{text(act.data, 'what')}",
        ogi.A30,
        until,
        answered,
        late and case.state == "correcting",
        act.event,
    )


def _reasons(case: RequestCase, act: CaseAct, today: date) -> Notice:
    """What is asked of him, and until when; of several askings the latest day holds for all, and rolls where it is one of rest."""
    until = case.reasons.due if case.reasons else day_of(act.data.get("until"))
    late = case.reasons is not None and today > case.reasons.due
    told = _notice(act, letters.REASONS, f"需要说明的：{text(act.data, 'reason')}", ogi.A35)
    return replace(told, until=until, overdue=late, event=act.event)


def _extension(case: RequestCase, act: CaseAct, asked: CaseAct) -> Notice:
    days, reason = whole(asked.data, "working_days"), text(asked.data, "reason")
    # After a restart the extension is gone, and while another organ is asked no last day can be told.
    stands = case.due is not None and case.extension == "notified" and not other_organ_awaited(case)
    until = f"延长后最迟 {case.due}{'（暂定）' if case.provisional else ''} 答复。" if stands else ""
    return _notice(act, letters.EXTENSION, f"答复期限延长{days}个工作日。{until}理由：{reason}", ogi.A33_2)


def _notice(act: CaseAct, letter: letters.Letter, words: str, cite: Cite) -> Notice:
    return Notice(act.seq, act.day, letter.name, words, cite)


def _answered(notice: Notice, day: date) -> Notice:
    return replace(notice, answered=day)


def _open_reasons(case: RequestCase) -> bool:
    asked = False
    for act in case.acts:
        if act.event == "ask_reasons":
            asked = True
        elif act.event in ("give_reasons", "reopen"):
            asked = False
    return asked


def _waits(case: RequestCase, kind: str, today: date) -> bool:
    return any(
        each.kind == kind and each.replied is None and (each.due is None or today <= each.due) for each in case.branches
    )
