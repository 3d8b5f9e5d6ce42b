"""What has happened to a request so far, as guards, clocks and figures need it?

Takes:   one act after another, each already allowed by the procedure.
Gives:   `RequestStory`, with the `Period` that runs since receipt or since the request was reopened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.casework.filling import codes, day_of, text, whole
from gongkai.law.casework.period import Asked, Charge, Decided, Errand, Extending, Period
from gongkai.law.casework.voiding import VOID
from gongkai.law.fees import fee_by_pages, price_of_request
from gongkai.law.procedures.request_forms import RUNGS
from gongkai.law.settings import Settings
from gongkai.law.sources import fee_rules, ogi

BODIES = ("third_party", "co_producer", "other_organ")


@dataclass(slots=True)
class RequestStory:
    """A request so far.

    `trial` is the entry that is being tried, 0 when what is recorded is read again. `strict` judges recorded acts by the
    present calendar too; without it what was in time when it was done stands, whatever notice has come out since.
    """

    calendar: Calendar
    settings: Settings
    trial: int = 0
    strict: bool = False
    state: str = "new"
    states: list[str] = field(default_factory=lambda: ["new"])
    """Those that the case has been in, in order."""
    opening: CaseAct | None = None
    forwarded: date | None = None
    unreachable: date | None = None
    tried_again: date | None = None
    """The latest day on which the applicant could not be reached."""
    confirmed: date | None = None
    correction: CaseAct | None = None
    correction_until: date | None = None
    corrected: date | None = None
    searched: bool = False
    assigned: str = ""
    assignee: str = ""
    departments: dict[str, Errand] = field(default_factory=dict)
    """What departments of the house were asked for, by label; the last errand of each."""
    parts: int = 0
    """How many items were taken out into cases of their own."""
    into: tuple[str, ...] = ()
    handed_to: str = ""
    rated: str = ""
    charge: Charge | None = None
    """The fee in force, also when the request was handled again since."""
    period: Period = field(default_factory=Period)
    closed: date | None = None
    counted: str = ""
    reopened: bool = False
    served: bool = False
    """Whether a reply left the house, in any run."""
    voided: date | None = None
    due: date | None = None
    """The running period's last day, kept until the next act may move it."""

    @property
    def extensions(self) -> list[Extending]:
        """Those of the running period: what was told before it began anew counts only where a setting carries it over."""
        period = self.period
        restarts = [period.corrected]
        if period.charge is not None and self.settings.after_payment == "restart":
            restarts.append(period.charge.paid)
        since = max((day for day in restarts if day is not None), default=None)
        if since is None or self.settings.extension_before_restart == "stays":
            return period.extensions
        return [each for each in period.extensions if each.notified is None or each.notified >= since]

    def apply(self, act: CaseAct, target: str) -> None:
        """Remember an act. Refused: days that the act itself puts in the wrong order, a fee outside its rules."""
        if act.event in _MOVING:
            self.due = None
        remember = _REMEMBER.get(act.event)
        if remember is not None:
            remember(self, act)
        if target == "closed" and self.closed is None and self.period.decided is not None:
            self.closed, self.counted = act.day, self.period.decided.code
        self.state = target
        if target not in self.states:
            self.states.append(target)


def fee_amount(data: Mapping[str, object], day: date) -> int:
    """What a notice asks for, in yuan: the price of the n-th request of the month, or that of all pages.

    Refused: a day before the scales, a count that cannot be.
    """
    quantity = whole(data, "quantity")
    try:
        if text(data, "scale") == "requests":
            return price_of_request(quantity, day)
        return fee_by_pages(quantity, day).amount
    except ValueError as error:
        raise Refusal(str(error), (fee_rules.A3,)) from error


def _open(story: RequestStory, act: CaseAct) -> None:
    story.opening = act
    story.forwarded = day_of(act.data.get("forwarded_on"))
    if story.forwarded is not None and story.forwarded < act.day:
        raise Refusal(
            f"转到公开工作机构之日（{story.forwarded}）早于申请到达之日（{act.day}），请核对日期。", (ogi.A31_I2,)
        )
    if act.event == "register":
        story.period.begun = act.day


def _unreachable(story: RequestStory, act: CaseAct) -> None:
    story.unreachable = story.unreachable or act.day
    story.tried_again = act.day


def _confirm(story: RequestStory, act: CaseAct) -> None:
    if story.forwarded is not None and act.day < story.forwarded:
        raise Refusal(f"确认（{act.day}）早于转到公开工作机构之日（{story.forwarded}），请核对日期。", (ogi.A31_I2,))
    story.confirmed = story.period.begun = act.day


def _ask_correction(story: RequestStory, act: CaseAct) -> None:
    until = day_of(act.data.get("until"))
    if until is not None and until <= act.day:
        raise Refusal(f"补正期限（{until}）应晚于告知之日（{act.day}），请给申请人合理的期限。", (ogi.A30,))
    story.correction, story.correction_until = act, until


def _corrected(story: RequestStory, act: CaseAct) -> None:
    story.corrected = story.period.corrected = act.day


def _reasons_asked(story: RequestStory, act: CaseAct) -> None:
    until = day_of(act.data.get("until"))
    if until is not None:
        if until <= act.day:
            raise Refusal(f"说明理由的期限（{until}）应晚于告知之日（{act.day}），请给申请人合理的期限。", (ogi.A35,))
        story.period.reasons_until = max(until, story.period.reasons_until or until)
    story.period.reasons_asked = story.period.reasons_asked or act.day


def _reasons_given(story: RequestStory, act: CaseAct) -> None:
    story.period.reasons_given = story.period.reasons_given or act.day


def _delay(story: RequestStory, act: CaseAct) -> None:
    until = day_of(act.data.get("until"))
    if until is not None:
        if until <= act.day:
            raise Refusal(f"延迟答复的日期（{until}）应晚于告知之日（{act.day}），请核对。", (ogi.A35,))
        story.period.delayed = (act.day, until)


def _charge(story: RequestStory, act: CaseAct) -> None:
    story.charge = story.period.charge = Charge(act.day, fee_amount(act.data, act.day))


def _notice_received(story: RequestStory, act: CaseAct) -> None:
    if story.period.charge is not None:
        story.period.charge.received = act.day


def _pay(story: RequestStory, act: CaseAct) -> None:
    if story.period.charge is not None:
        story.period.charge.paid = act.day


def _take_back_fee(story: RequestStory, act: CaseAct) -> None:
    # What was taken back was never due: neither the period nor the return knows of it.
    story.charge = story.period.charge = None


def _ask_body(story: RequestStory, act: CaseAct) -> None:
    kind, label = act.event.removeprefix("consult_"), text(act.data, "label")
    story.period.bodies[kind, label] = Asked(kind, label, act.day)


def _body_received(story: RequestStory, act: CaseAct) -> None:
    if asked := story.period.bodies.get((act.event.removesuffix("_received"), text(act.data, "label"))):
        asked.received = act.day


def _body_replied(story: RequestStory, act: CaseAct) -> None:
    if asked := story.period.bodies.get((act.event.removesuffix("_replied"), text(act.data, "label"))):
        asked.replied, asked.opinion = act.day, text(act.data, "opinion")


def _told_body(story: RequestStory, act: CaseAct) -> None:
    if asked := story.period.bodies.get(("third_party", text(act.data, "label"))):
        asked.told = act.day


def _request_extension(story: RequestStory, act: CaseAct) -> None:
    story.period.extensions.append(Extending(whole(act.data, "working_days", 20), act.person))


def _approve_extension(story: RequestStory, act: CaseAct) -> None:
    if pending := story.period.pending_extension:
        pending.approved = act.day


def _refuse_extension(story: RequestStory, act: CaseAct) -> None:
    if pending := story.period.pending_extension:
        story.period.extensions.remove(pending)


def _notify_extension(story: RequestStory, act: CaseAct) -> None:
    if pending := story.period.pending_extension:
        pending.notified = act.day


def _search(story: RequestStory, act: CaseAct) -> None:
    story.searched = True


def _ask_department(story: RequestStory, act: CaseAct) -> None:
    until = day_of(act.data.get("until"))
    if until is None or until < act.day:
        raise Refusal(f"请科室答复的日期（{until}）不能早于发出之日（{act.day}），请核对。", (ogi.A45,))
    label = text(act.data, "label")
    story.departments[label] = Errand(label, act.day, until)


def _urge_department(story: RequestStory, act: CaseAct) -> None:
    errand, until = story.departments.get(text(act.data, "label")), day_of(act.data.get("until"))
    if errand is None:
        return
    if until is not None and until < act.day:
        raise Refusal(f"改定的答复日期（{until}）不能早于催办之日（{act.day}），请核对。", (ogi.A45,))
    rungs, rung = list(RUNGS), text(act.data, "rung")
    if errand.urged and rungs.index(errand.urged[-1][1]) > rungs.index(rung):
        raise Refusal(
            f"对“{errand.label}”已经催办到“{RUNGS[errand.urged[-1][1]]}”，层级只升不降，请选同一层或者更高的一层。",
            (ogi.A45,),
        )
    errand.urged.append((act.day, text(act.data, "rung")))
    errand.until = until or errand.until


def _department_replied(story: RequestStory, act: CaseAct) -> None:
    if errand := story.departments.get(text(act.data, "label")):
        errand.replied, errand.outcome = act.day, text(act.data, "outcome")


def _split(story: RequestStory, act: CaseAct) -> None:
    story.parts += whole(act.data, "parts")
    story.into = (*story.into, *text(act.data, "into").split())


def _hand_over(story: RequestStory, act: CaseAct) -> None:
    story.handed_to = text(act.data, "to_organ")


def _rate(story: RequestStory, act: CaseAct) -> None:
    story.rated = text(act.data, "score")


def _assign(story: RequestStory, act: CaseAct) -> None:
    story.assigned, story.assignee = text(act.data, "to"), text(act.data, "assignee")


def _propose(story: RequestStory, act: CaseAct) -> None:
    story.period.proposal, story.period.reviewer = act, ""


def _review(story: RequestStory, act: CaseAct) -> None:
    story.period.reviewer = act.person


def _sign(story: RequestStory, act: CaseAct) -> None:
    proposal = story.period.proposal
    if proposal is not None:
        story.period.decided = _decided(proposal.data, act)


def _record(story: RequestStory, act: CaseAct) -> None:
    story.period.decided, story.period.replied = _decided(act.data, act), act.day
    story.served = True


def _return(story: RequestStory, act: CaseAct) -> None:
    story.period.decided = None


def _decided(told: Mapping[str, object], act: CaseAct) -> Decided:
    return Decided(act.day, text(told, "decision"), codes(told, "withheld"), text(act.data, "number"))


def _lapse(code: str) -> Callable[[RequestStory, CaseAct], None]:
    def remember(story: RequestStory, act: CaseAct) -> None:
        story.period.decided = Decided(act.day, code, (), text(act.data, "number"))

    return remember


def _serve(story: RequestStory, act: CaseAct) -> None:
    story.period.replied = act.day
    story.served = True


def _void(story: RequestStory, act: CaseAct) -> None:
    # What never was a request has not ended either, also when it had been registered as withdrawn.
    story.voided, story.closed, story.counted = act.day, None, ""


def _reopen(story: RequestStory, act: CaseAct) -> None:
    until = day_of(act.data.get("until"))
    if until is not None and until < act.day:
        raise Refusal(f"应在何日前答复（{until}）早于重新办理之日（{act.day}），请核对。", (ogi.A51,))
    # What is answered anew may be rated anew.
    story.rated = ""
    story.reopened, story.period = True, Period(begun=act.day, reopening=act)


_REMEMBER: dict[str, Callable[[RequestStory, CaseAct], None]] = {
    "register": _open,
    "log_arrival": _open,
    "unreachable": _unreachable,
    "confirm": _confirm,
    "ask_correction": _ask_correction,
    "receive_correction": _corrected,
    "declare_lapsed": _lapse("correction_lapsed"),
    "ask_reasons": _reasons_asked,
    "give_reasons": _reasons_given,
    "delay": _delay,
    "charge_fee": _charge,
    "fee_notice_received": _notice_received,
    "pay_fee": _pay,
    "take_back_fee": _take_back_fee,
    "declare_unpaid": _lapse("payment_lapsed"),
    **{f"consult_{body}": _ask_body for body in BODIES},
    **{f"{body}_received": _body_received for body in BODIES[:2]},
    **{f"{body}_replied": _body_replied for body in BODIES},
    "tell_third_party": _told_body,
    "request_extension": _request_extension,
    "approve_extension": _approve_extension,
    "refuse_extension": _refuse_extension,
    "notify_extension": _notify_extension,
    "ask_department": _ask_department,
    "urge_department": _urge_department,
    "department_replied": _department_replied,
    "split": _split,
    "hand_over": _hand_over,
    "rate": _rate,
    "search": _search,
    "assign": _assign,
    "propose": _propose,
    "review": _review,
    "return": _return,
    "sign": _sign,
    "serve": _serve,
    "record_reply": _record,
    "withdraw": _lapse("withdrawn"),
    "reopen": _reopen,
    VOID: _void,
}
_STILL = {"tell_third_party", "ask_department", "urge_department", "department_replied", "split", "hand_over", "rate"}
_MOVING = (
    frozenset(_REMEMBER) - _STILL - {"search", "assign", "propose", "review", "return", "sign", "request_extension"}
)
"""Acts after which the running period's last day may be another."""
