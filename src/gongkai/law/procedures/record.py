"""Somebody asks an organ to correct what it recorded about him: from the request to the file.

Law:     条例 41: with evidence, from the one whom the record is about; who has the power corrects what is found wrong and says so;
         who has not hands it on or tells where to ask
Gives:   `RECORD`. What came of it is an outcome of the forms, its own field, not a state. Whoever asks on the portal acts as `applicant`:
         he asks, adds evidence, takes back.
Unclear: article 41 names no days and orders no steps; both are ours (`law.settings.RECORD_DAYS`). That who asks on the portal must be
         known to be the one whom the record is about, before anything is proposed, follows from its first words.
"""

from __future__ import annotations

from gongkai.law.procedures.table import ClockEffect, Guard, Procedure, Transition
from gongkai.law.sources import ogi

CLERK, HEAD, APPLICANT = "clerk", "head", "applicant"

VERIFIED = Guard("verified", "还没有核实记录是否准确，请先登记“核实记录”；核实以后又收到证据的，要重新核实。")
IDENTIFIED = Guard("identified", "网上提交的，须先登记“核对身份”：只有记录所涉的本人可以要求更正。")
IDENTITY_FITS = Guard(
    "identity_fits", "没有能够证明是记录所涉的本人，不能予以更正；请先请其补充身份证明，或者更正“核对身份”那一条。"
)
NOT_IDENTIFIED = Guard("not_identified", "身份已经核对过；当时登错的请更正那一条，收到新的身份证明以后可以再核对。")
OUTCOME_FITS = Guard(
    "outcome_fits",
    "处理意见与核实的情况不符：属实且有权更正的予以更正；不属本机关职能的转送或者告知；不属实的不予更正。",
)
TARGET_FITS = Guard("target_fits", "转送、告知的须写明有权更正的机关；其他情形不填。")
OTHER_PERSON = Guard("other_person", "处理意见是您提出的，须由另一人签发。", (ogi.A45,))
CORRECTED_FIRST = Guard("corrected_first", "决定更正的，须先登记记录已经更正，再告知申请人。")
PASSED_ON_FIRST = Guard("passed_on_first", "决定转送的，须先登记已经转给有权更正的机关，再告知申请人。")
TO_BE_PASSED_ON = Guard("to_be_passed_on", "处理意见不是转送，不用登记转送。")
TO_BE_CORRECTED = Guard("to_be_corrected", "处理意见不是予以更正，不用登记更正了记录。")
ASKED_ONCE = Guard("asked_once", "已经请申请人补充过一次证据，不能再次要求，请按现有的证据核实。")
REASON_GIVEN = Guard("reason_given", "请写明理由。")
DUPLICATE_NAMED = Guard("duplicate_named", "“重复登记”须写明保留的那一件的编号；其他情形不填。")
NOT_TOLD = Guard("not_told", "这一件已经告知过申请人，不能按误登撤销；登错的内容请更正。", (ogi.A41, ogi.A45))
HOLDS_AFTER = Guard("holds_after", "更正之后，其后登记的事项就不成立了，请先更正那些事项。")

_OPEN = ("handling", "asked", "proposed", "signed")
_ENDED = ("told", "archived")
_FILE = (ogi.A45,)
_ASKING = (ogi.A41,)
_VOIDING = (REASON_GIVEN, DUPLICATE_NAMED, NOT_TOLD)

RECORD = Procedure(
    key="record",
    title="更正自身信息记录办理程序",
    states={
        "new": "未登记",
        "handling": "核实中",
        "asked": "待补充证据",
        "proposed": "待签发",
        "signed": "待告知",
        "told": "已告知",
        "archived": "已归档",
        "void": "已撤销登记",
    },
    events={
        "receive": "登记更正申请",
        "ask_evidence": "请申请人补充证据",
        "add_evidence": "收到补充证据",
        "identify": "核对身份",
        "verify": "核实记录",
        "propose": "提出处理意见",
        "return": "退回",
        "sign": "签发",
        "mend": "登记记录已更正",
        "pass_on": "登记已转送",
        "tell": "告知申请人",
        "withdraw": "登记撤回",
        "note": "办理记录",
        "archive": "归档",
        "correct": "更正登记",
        "void": "撤销误登",
    },
    roles={CLERK: "经办人", HEAD: "公开工作机构负责人", APPLICANT: "申请人"},
    initial="new",
    resting=frozenset({"archived", "void"}),
    cite=ogi.A41,
    transitions=(
        Transition("receive", "new", "handling", (CLERK, HEAD, APPLICANT), _ASKING, clock=ClockEffect.STARTS, notices=(CLERK,)),
        Transition("ask_evidence", "handling", "asked", (CLERK,), _ASKING, (ASKED_ONCE,), ClockEffect.STOPS),
        Transition("add_evidence", "asked", "handling", (CLERK, APPLICANT), _ASKING, clock=ClockEffect.RESUMES, notices=(CLERK,)),
        # Unasked evidence is looked at too, until somebody has signed; the term runs on.
        *(Transition("add_evidence", state, "handling", (CLERK, APPLICANT), _ASKING, notices=(CLERK,)) for state in ("handling", "proposed")),
        *(Transition("identify", state, state, (CLERK,), _ASKING, (NOT_IDENTIFIED,)) for state in ("handling", "asked")),
        # Who sends nothing is decided by what is there.
        Transition("verify", "asked", "handling", (CLERK,), _ASKING, clock=ClockEffect.RESUMES),
        Transition("verify", "handling", "handling", (CLERK,), _ASKING),
        Transition("propose", "handling", "proposed", (CLERK,), _ASKING, (IDENTIFIED, VERIFIED, OUTCOME_FITS, IDENTITY_FITS, TARGET_FITS), notices=(HEAD,)),
        *(Transition("return", state, "handling", (HEAD,), _FILE, (REASON_GIVEN,), notices=(CLERK,)) for state in ("proposed", "signed")),
        Transition("sign", "proposed", "signed", (HEAD,), (ogi.A41, ogi.A45), (OTHER_PERSON,), notices=(CLERK,)),
        Transition("mend", "signed", "signed", (CLERK,), _ASKING, (TO_BE_CORRECTED,), notices=(HEAD,)),
        Transition("pass_on", "signed", "signed", (CLERK,), _ASKING, (TO_BE_PASSED_ON,), notices=(HEAD,)),
        Transition("tell", "signed", "told", (CLERK,), _ASKING, (CORRECTED_FIRST, PASSED_ON_FIRST), ClockEffect.MET),
        *(Transition("withdraw", state, "told", (CLERK, APPLICANT), _FILE, clock=ClockEffect.MET, notices=(CLERK, HEAD)) for state in _OPEN),
        *(Transition("note", state, state, (CLERK, HEAD), _FILE) for state in (*_OPEN, "told", "void")),
        Transition("archive", "told", "archived", (CLERK,), _FILE),
        *(Transition("correct", state, state, (CLERK, HEAD), _FILE, (REASON_GIVEN, HOLDS_AFTER)) for state in _OPEN),
        *(Transition("correct", state, state, (HEAD,), _FILE, (REASON_GIVEN, HOLDS_AFTER)) for state in (*_ENDED, "void")),
        *(Transition("void", state, "void", (HEAD,), _FILE, _VOIDING, ClockEffect.MET, (CLERK,)) for state in (*_OPEN, *_ENDED)),
    ),
)  # fmt: skip
