"""In which words is somebody told of his request to correct a record?

Law:     条例 41; no days are told there: the last day rests on a setting, and every sentence about it says so
Takes:   a `RecordCase`, the day, the settings. Gives: the state, what happens now, the steps, why the last day is what it is, what came of it.
Unclear: whether silence may be contested, and from when, before any term is set by law; it is said that no day can be named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.apps import rules
from gongkai.apps.applying.record_seen import Result
from gongkai.apps.applying.seen import Notice, Remedies, Remedy, Step
from gongkai.apps.organs.models import Organ
from gongkai.law import settings as law
from gongkai.law.casework import CaseAct
from gongkai.law.casework.filling import text
from gongkai.law.casework.record import RecordCase
from gongkai.law.clocks import remedies as clocks
from gongkai.law.clocks.service import MANNERS
from gongkai.law.procedures.record_forms import CONTESTED, OUTCOMES
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

_STATES = {
    "handling": "核实中",
    "asked": "等您补充证据",
    "proposed": "核实中",
    "signed": "核实中",
    "told": "已告知结果",
    "archived": "已告知结果",
    "void": "登记已撤销",
}
_NOW = {
    "handling": "正在核实记录是否准确。不需要您做什么；还有证据的，可以在下面补充。",
    "asked": "现有的证据还不够，请按下面的告知补充。等您补充的时间不计算；不补充的，按现有的证据核实。",
    "proposed": "正在审核处理意见。还有证据的，可以在下面补充，补充以后要重新核实。",
    "signed": "处理意见已经作出，正在更正、转送或者准备告知您。",
    "void": "这件登记是误登，已经撤销。您确实要求更正的，请联系本机关。",
}
_SAID: Mapping[str, tuple[str, str]] = {
    "receive": ("收到您的更正申请", "从第二天起数工作日"),
    "ask_evidence": ("请您补充证据", "等您补充的时间不计算"),
    "add_evidence": ("收到您补充的证据", ""),
    "mend": ("记录已经更正", ""),
    "pass_on": ("已经转给有权更正的机关", ""),
    "tell": ("告知您结果", ""),
    "withdraw": ("您撤回了更正申请，办理终止", ""),
    "void": ("这件登记已经撤销", ""),
}
_WORDS = {
    "corrected": "记录确有不准确，已经更正。",
    "transferred": "更正这条记录不是本机关的职能，已经转给有权更正的机关，由它核实办理。",
    "directed": "更正这条记录不是本机关的职能，请向有权更正的机关提出。",
    "refused": "经核实，不予更正，理由见下面。",
}


def state(case: RecordCase) -> str:
    """Where it is, in a word or two."""
    return "已撤回" if case.withdrawn else _STATES[case.state]


def now(case: RecordCase) -> str:
    """What happens now, and who has to do something."""
    if case.withdrawn:
        return "您撤回了更正申请，办理已经终止。需要的，可以重新提出。"
    return _NOW.get(case.state, "办理已经结束，结果见下面。")


def steps(case: RecordCase) -> tuple[Step, ...]:
    """What happened so far, the newest last; what was corrected stands as it is now."""
    asked = False
    found = []
    for act in case.acts:
        if act.event not in _SAID:
            continue
        words, clock = _SAID[act.event]
        if act.event == "add_evidence" and asked:
            clock = "期限继续计算"
        asked = act.event == "ask_evidence"
        found.append(Step(act.day, words, clock))
    return tuple(found)


def why(case: RecordCase, settings: Settings) -> tuple[str, ...]:
    """Why the last day is what it is, in sentences; one alone once nothing is owed any more."""
    if case.closed is not None or case.voided is not None:
        return ("已经办结，不再计算期限。",)
    told = [
        f"收到更正申请之日是 {case.received}，从第二天起数 {settings.record_days} 个工作日。",
        f"条例第四十一条没有规定几天内告知，这里按本机关的设置计算（{law.RECORD_DAYS.grade.value}），不是法定的期限。",
    ]
    if case.asked:
        told.append(f"{case.asked} 请您补充证据，等您补充的时间不计算。")
    for deadline in case.deadlines:
        told += [f"这一天是暂定的：{reason}。放假通知发布后可能变动，这里会跟着改。" for reason in deadline.reasons]
    return tuple(told)


def notice(case: RecordCase) -> Notice | None:
    """What was asked for, and whether it came; None where nothing was."""
    asked = next((act for act in reversed(case.acts) if act.event == "ask_evidence"), None)
    if asked is None:
        return None
    came = (act.day for act in case.acts if act.event == "add_evidence" and act.seq > asked.seq)
    words = f"需要补充的：{text(asked.data, 'what')}"
    return Notice(asked.seq, asked.day, "补充证据告知", words, ogi.A41, answered=next(came, None))


def result(case: RecordCase) -> Result | None:
    """What came of it; None until it was told, and where it was taken back."""
    told = next((act for act in reversed(case.acts) if act.event == "tell"), None)
    if told is None or case.closed is None or case.withdrawn or case.voided is not None:
        return None
    mended = _last(case, "mend")
    return Result(
        name=OUTCOMES[case.outcome],
        words=_WORDS[case.outcome],
        number=case.number,
        told=told.day,
        manner=MANNERS.get(text(told.data, "manner"), ""),
        reason=case.reason,
        organ=case.organ,
        mended=case.mended if case.outcome == "corrected" else None,
        where=text(mended.data, "where") if mended and case.outcome == "corrected" else "",
        passed_on=case.passed_on if case.outcome == "transferred" else None,
    )


def remedies(case: RecordCase, organ: Organ) -> Remedies | None:
    """What may be done against a record that is left as it is: review or suit, as against any act of an organ, with the last days."""
    told = result(case)
    if told is None or case.outcome not in CONTESTED:
        return None
    calendar = rules.calendar()
    review = clocks.review_application(told.told, calendar, first=False)
    ways = (
        Remedy("申请行政复议", _where(organ.review_organ), review, False, organ.review_online),
        Remedy("直接提起行政诉讼", _where(organ.court), clocks.direct_suit(told.told, calendar), False),
    )
    caveats = (
        f"这里从告知之日（{told.told}）起算；期限从您收到之日起算，收到得晚的，最后一天也晚。",
        "以告知的文书写明的机关和期限为准。",
    )
    paragraph = "不服不予更正的，可以申请行政复议，也可以直接起诉；也可以向政府信息公开主管部门投诉、举报。"
    return Remedies(paragraph, ways, (ogi.A41, ogi.A51), caveats)


def _last(case: RecordCase, event: str) -> CaseAct | None:
    return next((act for act in reversed(case.acts) if act.event == event), None)


def _where(name: str) -> str:
    return name or "（本机关没有写明，请向本机关询问）"


def overdue(case: RecordCase, today: date) -> bool:
    """Whether the day of the setting has passed without a word."""
    return any(each.due < today for each in case.deadlines) and not case.awaiting
