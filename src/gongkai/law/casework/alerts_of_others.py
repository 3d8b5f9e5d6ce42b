"""What is to be done because somebody else was asked: third parties, organs, departments of the house, the head?

Law:     条例 32 (silence of a third party: the organ decides), 34 (of a co-producer: consent), 33② ③
Takes:   a `Look`. Gives: `Alert`s; whether another organ is still awaited, which stops the period without a term.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.casework.alert import LAPSE, NEAR, NOW, RUNNING, SOONER, Alert, Look
from gongkai.law.casework.case import Branch, RequestCase
from gongkai.law.casework.chasing import rung_due
from gongkai.law.casework.filling import text
from gongkai.law.casework.house import OTHER_ORGAN_REMINDER, RECEIPT_REMINDER
from gongkai.law.casework.third_parties import to_be_told
from gongkai.law.clocks.consultation import BODIES
from gongkai.law.procedures.request import CLERK, HEAD
from gongkai.law.sources import ogi

_SORTS = {each.key: each for each in BODIES}
_ASKING = frozenset({"handling", "correcting", "paying"})
"""States in which an opinion may still change what will be answered."""


def other_organ_awaited(case: RequestCase) -> bool:
    """Whether another organ was asked within the period and has not answered: until it does, no last day can be told."""
    return any(
        each.kind == "other_organ" and each.replied is None and (case.due is None or each.asked <= case.due)
        for each in case.branches
    )


def opinions(look: Look) -> Iterator[Alert]:
    """Of everybody who was asked and is silent."""
    if look.case.state not in _ASKING:
        return
    for branch in look.case.branches:
        if branch.replied is None:
            yield from _silent(look, branch)


def _silent(look: Look, branch: Branch) -> Iterator[Alert]:
    sort, about = _SORTS[branch.kind], _asked_by(look.case, branch)
    cite = sort.term or ogi.A33_3
    if branch.due is not None:
        if look.today > branch.due:
            waits = any(each != branch and _still_asked(each, look) for each in look.case.branches)
            clock = "还有别的对象在征求意见，答复期限仍不计算" if waits else "答复期限已经恢复计算"
            sentence = f"“{branch.label}”的15个工作日 {branch.due} 已满，没有意见：{sort.silence}。{clock}。"
            yield look.tell(f"{branch.kind}.silent", f"{about}:{branch.due}", sentence, look.case.due, LAPSE, (cite,))
        return
    waited = look.waited(branch.asked)
    if sort.term is None:
        if waited >= look.length(OTHER_ORGAN_REMINDER):
            sentence = f"“{branch.label}” {branch.asked} 被征求意见，{waited}个工作日没有答复；等待不计入期限，但没有法定期满：请催问，不再等的登记决定之日。"
            yield look.tell("other_organ.silent", about, sentence, None, SOONER, (cite,), "other_organ_replied", CLERK)
    elif waited >= look.length(RECEIPT_REMINDER):
        sentence = f"征求意见书 {branch.asked} 发给“{branch.label}”，还没有登记对方收到：15个工作日从收到起算，没有收到之日就没有期满。"
        yield look.tell(
            f"{branch.kind}.unreceived", about, sentence, None, SOONER, (cite,), f"{branch.kind}_received", CLERK
        )


def _still_asked(branch: Branch, look: Look) -> bool:
    return branch.replied is None and (branch.due is None or look.today <= branch.due)


def third_party_untold(look: Look) -> Iterator[Alert]:
    """A third party that objected is told in writing, with reasons, before what it objected to goes out."""
    case = look.case
    if case.state != "signed":
        return
    for branch in to_be_told(case):
        sentence = f"“{branch.label}”不同意公开，现决定公开：须把决定公开的内容和理由书面告知对方，告知以后才能送达。"
        about = _asked_by(case, branch)
        yield look.tell("third_party.untold", about, sentence, case.due, NEAR, (ogi.A32,), "tell_third_party", CLERK)


def extension(look: Look) -> Iterator[Alert]:
    """An extension that was asked for and not decided, or approved and not told: both lapse with the period."""
    case = look.case
    if case.state not in RUNNING or case.due is None or case.extension not in ("requested", "approved"):
        return
    waits = other_organ_awaited(case)
    over = look.today > case.due and not waits
    urgency = NOW if over or (not waits and look.left(case.due) == 0) else NEAR
    if case.extension == "requested":
        end = "已经届满，不能再批准，请“不批准延期”" if over else f"{case.due} 届满，要批准的须在此之前"
        sentence = f"延期已经提请，还没有决定：答复期限{end}。"
        event = "refuse_extension" if over else "approve_extension"
        yield look.tell(
            "extension.undecided", case.due, sentence, case.due, urgency, (ogi.A33_2,), event, HEAD, (HEAD,)
        )
    elif not over:
        sentence = f"延期已经批准，还没有告知申请人：须在答复期限 {case.due} 届满前告知，过了就不能延长。"
        yield look.tell(
            "extension.untold",
            case.due,
            sentence,
            case.due,
            urgency,
            (ogi.A33_2,),
            "notify_extension",
            CLERK,
            (CLERK, HEAD),
        )


def departments(look: Look) -> Iterator[Alert]:
    """Each department that is late, by the rung of the ladder that is due."""
    for errand in look.case.departments:
        rung = rung_due(errand, look.today, look.calendar, look.chosen)
        if rung is None:
            continue
        about = f"{_errand(look.case, errand.label)}:{rung.key}:{rung.since}"
        sentence = f"“{errand.label}”应在 {errand.until} 前答复协查，已经迟{rung.late}个工作日：请“{rung.name}”。"
        yield look.tell(
            f"department.{rung.key}",
            about,
            sentence,
            errand.until,
            NEAR,
            (ogi.A4, ogi.A45),
            "urge_department",
            rung.told[0],
            rung.told,
        )


def _asked_by(case: RequestCase, branch: Branch) -> int:
    """The number of the act by which a body was asked: it names the branch in a key, where a label might be too long."""
    event = f"consult_{branch.kind}"
    return max(
        (act.seq for act in case.acts if act.event == event and text(act.data, "label") == branch.label), default=0
    )


def _errand(case: RequestCase, label: str) -> int:
    return max(
        (act.seq for act in case.acts if act.event == "ask_department" and text(act.data, "label") == label), default=0
    )
