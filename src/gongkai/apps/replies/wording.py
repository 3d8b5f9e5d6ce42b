"""What does a letter say? Its title, to whom it goes, its paragraphs, made from the acts of the case and the table of decisions.

Law:     条例 30, 32–36 and the fee rules, each paragraph by the provision that its act rests on; the remedy paragraph by
         law.casework.letters; which elements a reply has: law.sources.letter_models
Takes:   the case, the act that the letter tells of, whom it is about (opened by the caller), the organ.
Gives:   `Wording`. Nothing is stored; what is lacking is said in `lacking`, and such a letter is only a draft.
Unclear: no national text of letters was found; the sentences are ours and say what the provision says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.casework import CaseAct, RequestCase, outline_of
from gongkai.law.casework.alerts_of_others import other_organ_awaited
from gongkai.law.casework.filling import day_of, text, whole
from gongkai.law.clocks.consultation import OPINION_WORKING_DAYS
from gongkai.law.clocks.fee import PAYMENT_WORKING_DAYS
from gongkai.law.decisions import Forums, Review, decision, letters
from gongkai.law.decisions.letters import Addressee, Letter
from gongkai.law.decisions.options import Chosen
from gongkai.law.fees import fee_by_pages, fee_of_request
from gongkai.law.procedures import REQUEST
from gongkai.law.sources import fee_rules, ogi

DECIDING = ("sign", "record_reply", "declare_lapsed", "declare_unpaid")
"""Acts that make the decision which a reply tells of."""
OF_EVENT: Mapping[str, Letter] = {
    "ask_correction": letters.CORRECTION,
    "ask_reasons": letters.REASONS,
    "notify_extension": letters.EXTENSION,
    "charge_fee": letters.FEE,
    "consult_third_party": letters.CONSULTATION,
    "consult_co_producer": letters.CO_PRODUCER,
    "consult_other_organ": letters.ASSISTANCE,
    "tell_third_party": letters.DISCLOSURE_TOLD,
    "hand_over": letters.NOTICE,
}
"""The letter that an act needs; of a decision it is in the table of decisions."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter is made from. `private` are the fields told at the opening, `about` those told at the act itself; `names` of organs."""

    case: RequestCase
    act: CaseAct
    number: str
    private: Mapping[str, str]
    about: Mapping[str, str]
    forums: Forums | None
    chosen: Chosen
    names: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A letter in words. `to` is empty where nobody is named; `lacking` says what keeps it from being made final."""

    letter: Letter
    title: str
    number: str
    to: str
    paragraphs: tuple[str, ...]
    day: date
    lacking: tuple[str, ...] = ()


def letter_of(case: RequestCase, act: CaseAct) -> Letter | None:
    """Which letter an act needs; None for none."""
    if act.event in DECIDING:
        return decision(case.decision).letter if case.decision and _decides(case, act) else None
    return OF_EVENT.get(act.event)


def about(act: CaseAct) -> str:
    """What tells two letters of the same name apart on a list."""
    return text(act.data, "label") or text(act.data, "to_organ")


def worded(facts: Facts) -> Wording:
    """The letter of an act. Refused with LookupError: an act that needs none."""
    letter = letter_of(facts.case, facts.act)
    if letter is None:
        raise LookupError(facts.act.event)
    to, lacking = _addressee(facts, letter)
    paragraphs, more = _BODIES.get(facts.act.event, _reply)(facts)
    number = text(facts.act.data, "number") or (facts.case.number if facts.act.event in DECIDING else "")
    return Wording(letter, letter.name.partition("（")[0], number, to, paragraphs, facts.act.day, (*lacking, *more))


def chinese_day(day: date) -> str:
    """A day as letters write it."""
    return f"{day.year}年{day.month}月{day.day}日"


Body = tuple[tuple[str, ...], tuple[str, ...]]


def _decides(case: RequestCase, act: CaseAct) -> bool:
    """Whether an act made the decision in force: the last of its kind, and none since a request was taken up again."""
    for each in reversed(case.acts):
        if each.event in DECIDING:
            return each.seq == act.seq
        if each.event in ("reopen", "return", "withdraw"):
            return False
    return False


def _addressee(facts: Facts, letter: Letter) -> tuple[str, tuple[str, ...]]:
    if letter.addressee is Addressee.APPLICANT:
        name = facts.private.get("applicant_name", "")
        return name, () if name else ("申请人的姓名已经销毁，写不出称呼。",)
    if letter.addressee is Addressee.THIRD_PARTY:
        name = facts.about.get("body_name", "")
        return name, () if name else ("没有登记第三方的姓名或者名称，请先更正“征求第三方意见”那一条。",)
    return about(facts.act), ()


def _asked(facts: Facts) -> str:
    """When what was asked; the words of the applicant as he wrote them."""
    case = facts.case
    came = f"本机关于{chinese_day(case.received or case.arrived)}收到您提交的政府信息公开申请（登记编号{facts.number}）"
    return f"{came}，您申请获取的信息是：{facts.private.get('content') or case.subject}"


def _reply(facts: Facts) -> Body:
    case, act = facts.case, facts.act
    found = decision(case.decision)
    told = (
        act
        if text(act.data, "decision")
        else next((each for each in reversed(case.acts) if each.event == "propose"), act)
    )
    reason = text(act.data, "reason") if act.event.startswith("declare_") else text(told.data, "reason")
    manner = text(act.data, "manner") or _wanted(case)
    written = outline_of(case, case.decided or act.day, facts.forums, manner, facts.chosen)
    grounds = "、".join(dict.fromkeys(cite.label for cite in found.grounds))
    parts = "；".join(
        f"{each.name}（{'、'.join(cite.label for cite in each.grounds)}）" for each in map(decision, case.withheld)
    )
    # What does not exist or is another organ's is not withheld: only 条例 14–16 withhold, and lead to review first.
    withholds = all(decision(each).review is Review.FIRST for each in case.withheld)
    called = "其中不予公开的部分" if withholds else "其余没有提供的部分"
    paragraphs = [
        _asked(facts),
        *_on_the_way(case),
        f"经审查，{reason}",
        f"根据{grounds}的规定，{found.name}：{found.reply}。",
        *([f"{called}：{parts}。"] if parts else []),
    ]
    lacking = (written.lacking,) if written and written.lacking else ()
    if written and written.remedy and written.remedy.text:
        paragraphs.append(written.remedy.text)
    return tuple(paragraphs), lacking


def _wanted(case: RequestCase) -> str:
    opening = next(each for each in case.acts if each.event in REQUEST.openings)
    return text(opening.data, "wanted_way")


def _on_the_way(case: RequestCase) -> list[str]:
    found = []
    if case.asked_correction and case.corrected:
        found.append(
            f"{chinese_day(case.asked_correction)}，本机关告知您补正；{chinese_day(case.corrected)}，本机关收到您的补正。"
        )
    if case.decision == "correction_lapsed" and case.asked_correction:
        asked = next(each for each in reversed(case.acts) if each.event == "ask_correction")
        until = day_of(asked.data.get("until"))
        found.append(
            f"{chinese_day(case.asked_correction)}，本机关告知您补正，期限至{chinese_day(until) if until else ''}，您没有补正。"
        )
    if case.decision == "payment_lapsed":
        days = {each.event: each.day for each in case.acts if each.event in ("charge_fee", "fee_notice_received")}
        found.append(
            f"{chinese_day(days['charge_fee'])}，本机关发出收费通知（{case.fee}元）；{chinese_day(days['fee_notice_received'])}，"
            f"您收到通知，{PAYMENT_WORKING_DAYS}个工作日内没有缴纳。"
        )
    if told := next((each for each in reversed(case.acts) if each.event == "notify_extension"), None):
        found.append(f"{chinese_day(told.day)}，经批准，本机关告知您延长答复期限。")
    return found


def _correction(facts: Facts) -> Body:
    until = day_of(facts.act.data.get("until"))
    return (
        _asked(facts),
        f"经审查，申请的内容不明确，需要补正：{text(facts.act.data, 'what')}",
        f"根据{ogi.A30.label}的规定，请您最迟于{chinese_day(until) if until else ''}（含当日，遇法定休假日顺延）补正。答复期限自本机关收到补正之日起计算；"
        "无正当理由逾期不补正的，视为放弃申请，本机关不再处理。",
    ), ()


def _reasons(facts: Facts) -> Body:
    until = day_of(facts.act.data.get("until"))
    by = f"最迟于{chinese_day(until)}（含当日，遇法定休假日顺延）" if until else ""
    return (
        _asked(facts),
        f"{text(facts.act.data, 'reason')}",
        f"根据{ogi.A35.label}的规定，请您{by}说明理由。理由不合理的，本机关告知您不予处理。",
    ), ()


def _extension(facts: Facts) -> Body:
    # The wish that this notice ended: the last before it, not that of a later extension.
    before = facts.case.acts[: facts.case.acts.index(facts.act)] if facts.act in facts.case.acts else facts.case.acts
    asked = next((each for each in reversed(before) if each.event == "request_extension"), None)
    days = whole(asked.data, "working_days") if asked else 0
    until = _extended_until(facts.case)
    return (
        _asked(facts),
        f"因{text(asked.data, 'reason') if asked else ''}",
        f"根据{ogi.A33_2.label}的规定，经本机关政府信息公开工作机构负责人同意，答复期限延长{days}个工作日{until}。特此告知。",
    ), ()


def _extended_until(case: RequestCase) -> str:
    """The day after the extension; none where another organ's answer may still move it, or a restart has left the extension behind."""
    if case.due is None or case.extension != "notified" or other_organ_awaited(case):
        return ""
    return f"，至{chinese_day(case.due)}" + (
        "（按已公布的放假安排推算，放假通知发布后以通知为准）" if case.provisional else ""
    )


def _fee(facts: Facts) -> Body:
    data, quantity = facts.act.data, whole(facts.act.data, "quantity")
    by_requests = text(data, "scale") == "requests"
    counted = (fee_of_request if by_requests else fee_by_pages)(quantity, facts.act.day)
    what = f"您本月的第{quantity}件申请" if by_requests else f"共{quantity}页（A4）"
    steps = "；".join(step.sentence for step in counted.steps)
    return (
        _asked(facts),
        f"根据{ogi.A42.label}、{fee_rules.A3.label}的规定，本件收取信息处理费{counted.amount}元。计算：{what}；{steps}。",
        f"请您自收到本通知次日起{PAYMENT_WORKING_DAYS}个工作日内缴纳。{fee_rules.A6_PAYMENT.gist}",
    ), ()


def _third_party(facts: Facts) -> Body:
    return (
        f"本机关收到一件政府信息公开申请，申请公开的内容涉及您（贵单位）的合法权益：{facts.case.subject}。",
        f"根据{ogi.A32.label}的规定，现征求您（贵单位）的意见：是否同意公开，不同意的请说明理由。请自收到本征求意见书之日起"
        f"{OPINION_WORKING_DAYS}个工作日内提出书面意见；逾期未提出意见的，由本机关依照条例的规定决定是否公开。",
    ), ()


def _co_producer(facts: Facts) -> Body:
    return (
        f"本机关收到一件政府信息公开申请，申请公开的信息由本机关与贵单位共同制作：{facts.case.subject}。",
        f"根据{ogi.A34.label}的规定，现征求贵单位的意见。请自收到本征求意见书之日起{OPINION_WORKING_DAYS}个工作日内提出意见；"
        "逾期未提出意见的，视为同意公开。",
    ), ()


def _other_organ(facts: Facts) -> Body:
    return (
        f"本机关收到一件政府信息公开申请：{facts.case.subject}。办理中需要贵单位协助，请就是否属于贵单位制作、保存，以及是否可以公开提出意见。",
        "请尽快函复本机关。",
    ), ()


def _disclosed(facts: Facts) -> Body:
    return (
        f"您（贵单位）曾就一件政府信息公开申请（{facts.case.subject}）提出意见。",
        f"根据{ogi.A32.label}的规定，本机关决定公开的政府信息内容和理由书面告知如下：{_told_reason(facts.case)}",
    ), ()


def _told_reason(case: RequestCase) -> str:
    proposal = next((each for each in reversed(case.acts) if each.event in ("propose", "record_reply")), None)
    return text(proposal.data, "reason") if proposal else ""


def _handed(facts: Facts) -> Body:
    to = facts.names(text(facts.act.data, "to_organ"))
    return (
        _asked(facts),
        f"您申请的信息不属于本机关负责公开。根据{ogi.A36_I5.label}的规定，经您同意，本机关已将申请转给{to}办理。答复期限由该机关另行计算，"
        "查询码不变。",
    ), ()


_BODIES: Mapping[str, Callable[[Facts], Body]] = {
    "ask_correction": _correction,
    "ask_reasons": _reasons,
    "notify_extension": _extension,
    "charge_fee": _fee,
    "consult_third_party": _third_party,
    "consult_co_producer": _co_producer,
    "consult_other_organ": _other_organ,
    "tell_third_party": _disclosed,
    "hand_over": _handed,
}
