"""What becomes of a message to an organ: a question, a mistake on a page, an opinion, articles 44 and 47?

Law:     条例 9 (criticism and advice), 39 (other channels), 44 (suggesting publication), 47 (the office in charge urges and
         criticises); 检查指标, 互动回应差 (a channel there must be, and no valid message waits for more than three months)
Gives:   `QUESTION`. The answer is drafted by one person and signed by another; what is published of it likewise, and only where the
         asker allowed it. A message handed on to another organ keeps its day.
Unclear: no national text orders the steps; they are ours.
"""

from __future__ import annotations

from gongkai.law.cite import Cite
from gongkai.law.procedures.table import ClockEffect, Guard, Procedure, Transition, from_each
from gongkai.law.sources import inspection_19, ogi, personal_information

CLERK, HEAD, LEADER, SYSTEM = "clerk", "head", "leader", "system"

OTHER_PERSON = Guard("other_person", "答复是您拟写的，须由另一人签发。")
ASKED_ONCE = Guard("asked_once", "已经请提问人补充过一次，不能再要求补充，请按现有的内容答复。")
GROUND_FITS = Guard("ground_fits", "“重复提交”须写明与哪一件重复；其他情形不填。")
VERIFIABLE = Guard("verifiable", "只有纠错、建议主动公开和反映未依法公开的才登记核实情况。")
FOUND_TRUE = Guard("found_true", "反映未依法公开的，核实属实后才能督促整改、通报批评；请先登记核实情况。")
RECTIFIABLE = Guard("rectifiable", "登记整改完成须先核实属实；反映未依法公开的，还须先督促整改。")
SUGGESTED = Guard("suggested", "只有建议主动公开的才登记纳入主动公开。")
ALLOWED = Guard("allowed", "提问人没有同意公开，或者撤回了同意，不能公开。")
NOT_PREPARER = Guard("not_preparer", "拟公开的文字是您整理的，须由另一人办理。")
DOUBTS_CLEARED = Guard(
    "doubts_cleared", "拟公开的文字里还有个人信息、涉密或者敏感内容的疑点没有逐条答复，请删改，或者由另一人说明。"
)
SHOWN = Guard("shown", "这一件没有公开的内容。")
UNTIL_LATER = Guard("until_later", "整改的最后一天不能早于督促之日。")

OPEN = ("received", "handling", "asked", "drafted", "signed")
ENDED = ("answered", "prepared", "published", "redirected", "transferred", "void", "archived")
"""States in which nothing is owed to the asker any more."""
_AT_WORK = ("handling", "drafted", "signed", "answered", "prepared", "published")
_BOTH = (CLERK, HEAD)
_SIGNERS = (HEAD, LEADER)
_BOX: tuple[Cite, ...] = (ogi.A9, inspection_19.NO_CHANNEL)
_ANSWERING: tuple[Cite, ...] = (inspection_19.UNANSWERED, inspection_19.ANSWER_DAYS)
_SHOWING: tuple[Cite, ...] = (inspection_19.INTERACTION, ogi.A15)
_FILE: tuple[Cite, ...] = (inspection_19.UNANSWERED,)


QUESTION = Procedure(
    key="question",
    title="留言办理程序",
    states={
        "new": "未登记",
        "received": "待受理",
        "handling": "办理中",
        "asked": "待补充",
        "drafted": "待签发",
        "signed": "已签发",
        "answered": "已答复",
        "prepared": "待审签公开",
        "published": "已公开",
        "redirected": "已告知渠道",
        "transferred": "已转办",
        "void": "无效留言",
        "archived": "已归档",
    },
    events={
        "receive": "登记留言",
        "take_over": "接收转办",
        "accept": "受理",
        "assign": "交办",
        "ask_back": "请提问人补充",
        "supplement": "补充说明",
        "draft": "拟写答复",
        "return": "退回修改",
        "sign": "签发答复",
        "answer": "送出答复",
        "transfer": "转其他机关",
        "redirect": "告知正确渠道",
        "void": "认定无效",
        "reopen": "重新办理",
        "verify": "登记核实情况",
        "urge": "督促整改",
        "rectify": "登记整改完成",
        "criticise": "通报批评",
        "adopt": "纳入主动公开",
        "prepare": "整理拟公开的文字",
        "clear": "答复疑点",
        "publish": "签字公开",
        "give_up": "放弃公开",
        "withdraw": "撤回公开",
        "withdraw_consent": "提问人撤回同意",
        "note": "办理记录",
        "archive": "归档",
    },
    roles={CLERK: "经办人", HEAD: "公开工作机构负责人", LEADER: "分管领导", SYSTEM: "系统"},
    initial="new",
    resting=frozenset({"answered", "published", "redirected", "transferred", "void", "archived"}),
    cite=inspection_19.UNANSWERED,
    transitions=(
        Transition("receive", "new", "received", (*_BOTH, SYSTEM), _BOX, clock=ClockEffect.STARTS, notices=(CLERK,)),
        Transition("take_over", "new", "received", (SYSTEM,), _BOX, clock=ClockEffect.STARTS, notices=(CLERK,)),
        Transition("accept", "received", "handling", _BOTH, _BOX),
        *from_each("assign", ("handling", "asked", "drafted"), "", _BOTH, _ANSWERING),
        Transition("ask_back", "handling", "asked", _BOTH, _ANSWERING, (ASKED_ONCE,), ClockEffect.STOPS),
        *from_each("supplement", ("received",), "", (*_BOTH, SYSTEM), _BOX, notices=(CLERK,)),
        *from_each(
            "supplement", ("handling", "drafted", "signed"), "handling", (*_BOTH, SYSTEM), _BOX, notices=(CLERK,)
        ),
        *from_each("supplement", ("asked",), "handling", (*_BOTH, SYSTEM), _BOX, (), ClockEffect.RESUMES, (CLERK,)),
        # Who was sent to another door and finds it the wrong one is heard again, and the day stays.
        *from_each(
            "supplement", ("redirected",), "handling", (*_BOTH, SYSTEM), _BOX, (), ClockEffect.RESUMES, (CLERK,)
        ),
        *from_each("draft", ("handling", "drafted"), "drafted", _BOTH, _ANSWERING, notices=(HEAD,)),
        *from_each("return", ("drafted", "signed"), "handling", _SIGNERS, _ANSWERING, notices=(CLERK,)),
        Transition("sign", "drafted", "signed", _SIGNERS, _ANSWERING, (OTHER_PERSON,), notices=(CLERK,)),
        Transition("answer", "signed", "answered", _BOTH, _ANSWERING, clock=ClockEffect.MET),
        *from_each("transfer", ("received", "handling"), "transferred", _BOTH, (ogi.A10_1, *_ANSWERING)),
        *from_each(
            "redirect", ("received", "handling"), "redirected", _BOTH, (ogi.A39_1, ogi.A29_1), (), ClockEffect.MET
        ),
        *from_each(
            "void", OPEN, "void", (HEAD,), (inspection_19.UNANSWERED,), (GROUND_FITS,), ClockEffect.MET, (CLERK,)
        ),
        *from_each("reopen", ("answered", "redirected", "archived"), "handling", _BOTH, _BOX, (), ClockEffect.RESTARTS),
        *from_each("reopen", ("void",), "handling", _BOTH, _BOX, (), ClockEffect.RESUMES, (CLERK,)),
        *from_each("verify", _AT_WORK, "", _BOTH, (ogi.A47, ogi.A44), (VERIFIABLE,), notices=(HEAD,)),
        *from_each("urge", _AT_WORK, "", _SIGNERS, (ogi.A47,), (FOUND_TRUE, UNTIL_LATER), notices=(CLERK,)),
        *from_each("rectify", _AT_WORK, "", _BOTH, (ogi.A47,), (RECTIFIABLE,), notices=(HEAD,)),
        *from_each("criticise", _AT_WORK, "", _SIGNERS, (ogi.A47,), (FOUND_TRUE,), notices=(CLERK,)),
        *from_each("adopt", _AT_WORK, "", _BOTH, (ogi.A44, ogi.A19), (SUGGESTED,)),
        *from_each("prepare", ("answered", "prepared"), "prepared", _BOTH, _SHOWING, (ALLOWED,), notices=(HEAD,)),
        *from_each("clear", ("prepared",), "", _SIGNERS, (ogi.A15, ogi.A17), (NOT_PREPARER,)),
        Transition(
            "publish",
            "prepared",
            "published",
            _SIGNERS,
            (*_SHOWING, ogi.A17),
            (ALLOWED, NOT_PREPARER, DOUBTS_CLEARED),
            notices=(CLERK,),
        ),
        Transition("give_up", "prepared", "answered", (CLERK, *_SIGNERS), _SHOWING),
        Transition("withdraw", "published", "answered", _SIGNERS, _SHOWING, (SHOWN,), notices=(CLERK,)),
        Transition("withdraw", "archived", "archived", _SIGNERS, _SHOWING, (SHOWN,), notices=(CLERK,)),
        *from_each(
            "withdraw_consent",
            (*OPEN, "answered", "redirected", "archived"),
            "",
            (CLERK, SYSTEM),
            (personal_information.A15,),
            (ALLOWED,),
        ),
        *from_each(
            "withdraw_consent",
            ("prepared", "published"),
            "answered",
            (CLERK, SYSTEM),
            (personal_information.A15,),
            (ALLOWED,),
            notices=(HEAD,),
        ),
        *from_each("note", (*OPEN, *(state for state in ENDED if state != "archived")), "", (*_BOTH, LEADER), _FILE),
        *from_each("archive", ("answered", "published", "redirected", "transferred", "void"), "archived", _BOTH, _FILE),
    ),
)
