"""What does the letter say that tells somebody what came of asking to have a record corrected?

Law:     条例 41: who corrects says so, who may not hands on or tells where to ask; the remedy paragraph by law.decisions.remedy
Takes:   the case, the signature that it tells of, what was written at the opening (opened by the caller), the organ's forums.
Gives:   `letter_of`, `worded`. What is lacking keeps it a draft.
Unclear: no text of such a letter was found, neither its name; the sentences are ours (`letters.RECORD_TOLD.unverified`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.apps.replies.wording import Wording, chinese_day
from gongkai.law.casework import CaseAct
from gongkai.law.casework.filling import text
from gongkai.law.casework.record import RecordCase
from gongkai.law.decisions import Forums, letters, remedy_of_record
from gongkai.law.decisions.letters import Letter
from gongkai.law.procedures.record_forms import CONTESTED, FINDINGS, WEB
from gongkai.law.sources import ogi

DECIDING = "sign"


def letter_of(case: RecordCase, act: CaseAct) -> Letter | None:
    """Which letter an act needs: the signature in force, and no other."""
    if act.event != DECIDING or case.voided is not None:
        return None
    later = (each.event for each in case.acts if each.seq > act.seq)
    return (
        None
        if any(event in (DECIDING, "return", "withdraw", "add_evidence") for event in later)
        else letters.RECORD_TOLD
    )


def worded(case: RecordCase, act: CaseAct, number: str, private: Mapping[str, str], forums: Forums | None) -> Wording:
    """The letter. `number` is that of the case, `private` what was told when it was opened."""
    name = private.get("applicant_name", "")
    lacking = [] if name else ["申请人的姓名已经销毁，写不出称呼。"]
    done, missing = _outcome(case)
    remedy, without = _remedy(case, act, forums)
    paragraphs = [
        f"本机关于{chinese_day(case.received)}收到您提出的更正申请（编号{number}），您要求更正的记录是：{case.subject}。",
        *([f"您提出：{private['wrong']}"] if private.get("wrong") else []),
        *_evidence(case),
        f"经核实，{FINDINGS[case.finding]}。{case.reason}",
        f"根据{ogi.A41.label}的规定，{done}",
        *([remedy] if remedy else []),
    ]
    found = letters.RECORD_TOLD
    lacking += [each for each in (missing, without) if each]
    # What was done after the signature is told in it: a letter is not older than what it tells.
    day = max(each for each in (act.day, *_done_on(case)) if each is not None)
    return Wording(found, found.name, case.number, name, tuple(paragraphs), day, tuple(lacking))


def _done_on(case: RecordCase) -> tuple[date | None, ...]:
    return (
        case.mended if case.outcome == "corrected" else None,
        case.passed_on if case.outcome == "transferred" else None,
    )


def _evidence(case: RecordCase) -> list[str]:
    asked = next((each for each in reversed(case.acts) if each.event == "ask_evidence"), None)
    if asked is None:
        return []
    came = next((each.day for each in case.acts if each.event == "add_evidence" and each.seq > asked.seq), None)
    then = f"{chinese_day(came)}，本机关收到您补充的证据" if came else "您没有补充，本机关按现有的证据核实"
    return [f"{chinese_day(asked.day)}，本机关请您补充证据；{then}。"]


def _outcome(case: RecordCase) -> tuple[str, str]:
    """What came of it, and what has yet to be done before it may be said."""
    if case.outcome == "corrected":
        mended = next((each for each in reversed(case.acts) if each.event == "mend"), None)
        if mended is None:
            return "本机关予以更正。", "还没有登记记录已经更正，写不出何时更正了什么。"
        return f"本机关已于{chinese_day(mended.day)}予以更正：{text(mended.data, 'where')}", ""
    if case.outcome == "transferred":
        if case.passed_on is None:
            return f"本机关将您的更正申请转送{case.organ}。", "还没有登记已经转送，写不出何时转送。"
        return f"更正不属于本机关职能，本机关已于{chinese_day(case.passed_on)}将您的更正申请转送{case.organ}。", ""
    if case.outcome == "directed":
        return f"更正不属于本机关职能，请您向{case.organ}提出。", ""
    return "本机关不予更正。", ""


def _remedy(case: RecordCase, act: CaseAct, forums: Forums | None) -> tuple[str, str]:
    """The paragraph, and why it cannot be written; both empty where there is nothing to contest."""
    if case.outcome not in CONTESTED:
        return "", ""
    if forums is None:
        return "", "机构资料没有复议机关和法院名称，写不出救济段，请先填写。"
    try:
        return remedy_of_record(act.day, forums, served_online=case.channel == WEB).text, ""
    except ValueError as fault:
        return "", str(fault)
