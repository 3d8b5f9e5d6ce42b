"""A review or a suit against what the organ did with a request: from the notice to the file.

Law:     行政复议法 39, 48, 54, 62; 行政诉讼法 45, 46, 67 (law/clocks/remedies has the periods)
Gives:   `REMEDY`. How it ends is an outcome of law/returns/conventions, its own field, not a state.
"""

from __future__ import annotations

from gongkai.law.procedures.table import ClockEffect, Guard, Procedure, Transition
from gongkai.law.sources import annual_report, form_filling, litigation_law, ogi, review_law

CLERK, HEAD = "clerk", "head"

PROCEDURE_FITS = Guard("procedure_fits", "审理程序（普通、简易）和受理之日只用于行政复议案件，诉讼案件请不填。")
OUTCOME_FITS = Guard(
    "outcome_fits", "这种结果不属于这一类案件，请重新选择。", (annual_report.TABLE_4, form_filling.OUTCOMES)
)
FINAL_OUTCOME = Guard(
    "final_outcome",
    "“中止”“尚未审结”不是审结的结果，请用“登记中止”，或等结果作出后再登记。",
    (annual_report.TABLE_4, review_law.A39),
)
REASON_GIVEN = Guard("reason_given", "请写明理由。")
MAY_EXTEND = Guard("may_extend", "复议审限只能延长一次、最长30日，简易程序不能延长；诉讼审限的延长请写明延长至哪一天。")
NO_OUTCOME = Guard(
    "no_outcome",
    "这个案件已经登记了结果，不能按误登撤销；结果也是误登的，请先用“更正登记”撤销登记结果那一条（已归档的先撤销归档）。",
    (annual_report.TABLE_4, ogi.A45),
)
DUPLICATE_NAMED = Guard("duplicate_named", "“重复登记”须写明保留的那一件的编号；其他情形不填。")
HOLDS_AFTER = Guard("holds_after", "更正之后，其后登记的事项就不成立了，请先更正那些事项。")

_ANSWER = (review_law.A48, review_law.A54, review_law.A70, litigation_law.A67)
_END = (ogi.A51, annual_report.TABLE_4, form_filling.OUTCOMES)
_FILE = (ogi.A45,)
_COMPLY = (review_law.A66, litigation_law.CORRECTING_JUDGMENTS)
_OPEN = ("notified", "answered", "held", "suspended")
_ENDED = ("concluded", "archived")
_VOIDING = (REASON_GIVEN, DUPLICATE_NAMED, NO_OUTCOME)

REMEDY = Procedure(
    key="remedy",
    title="复议诉讼应对程序",
    states={
        "new": "未登记",
        "notified": "待答复",
        "answered": "审理中",
        "held": "已中止（未答复）",
        "suspended": "已中止",
        "concluded": "已审结",
        "archived": "已归档",
        "void": "已撤销登记",
    },
    events={
        "notify": "登记收案",
        "answer": "提交答复和证据",
        "suspend": "登记中止",
        "resume": "登记恢复审理",
        "extend_review": "登记审限延长",
        "conclude": "登记结果",
        "comply": "登记履行",
        "note": "办理记录",
        "archive": "归档",
        "correct": "更正登记",
        "void": "撤销误登",
    },
    roles={CLERK: "经办人", HEAD: "公开工作机构负责人"},
    initial="new",
    resting=frozenset({"archived", "void"}),
    cite=ogi.A51,
    transitions=(
        Transition("notify", "new", "notified", (CLERK, HEAD), (ogi.A51, *_ANSWER), (PROCEDURE_FITS,), ClockEffect.STARTS, (HEAD,)),
        # 中止 stops the hearing, not the pen: an answer may be handed in meanwhile.
        Transition("answer", "notified", "answered", (CLERK,), _ANSWER, clock=ClockEffect.MET, notices=(HEAD,)),
        Transition("answer", "held", "suspended", (CLERK,), _ANSWER, clock=ClockEffect.MET, notices=(HEAD,)),
        Transition("suspend", "notified", "held", (CLERK,), (review_law.A39,), (REASON_GIVEN,), ClockEffect.STOPS),
        Transition("suspend", "answered", "suspended", (CLERK,), (review_law.A39,), (REASON_GIVEN,), ClockEffect.STOPS),
        Transition("resume", "held", "notified", (CLERK,), (review_law.A39,), clock=ClockEffect.RESUMES),
        Transition("resume", "suspended", "answered", (CLERK,), (review_law.A39,), clock=ClockEffect.RESUMES),
        *(Transition("extend_review", state, state, (CLERK,), (review_law.A62,), (MAY_EXTEND,), ClockEffect.ADDS) for state in ("notified", "answered")),
        *(Transition("conclude", state, "concluded", (CLERK, HEAD), _END, (OUTCOME_FITS, FINAL_OUTCOME), ClockEffect.MET, (HEAD,)) for state in _OPEN),
        Transition("comply", "concluded", "concluded", (CLERK,), _COMPLY, notices=(HEAD,)),
        *(Transition("note", state, state, (CLERK, HEAD), _FILE) for state in (*_OPEN, "concluded", "void")),
        Transition("archive", "concluded", "archived", (CLERK,), _FILE),
        *(Transition("correct", state, state, (CLERK, HEAD), _FILE, (REASON_GIVEN, HOLDS_AFTER)) for state in _OPEN),
        *(Transition("correct", state, state, (HEAD,), _FILE, (REASON_GIVEN, HOLDS_AFTER)) for state in (*_ENDED, "void")),
        *(Transition("void", state, "void", (HEAD,), _FILE, _VOIDING, ClockEffect.MET, (CLERK,)) for state in (*_OPEN, *_ENDED)),
    ),
)  # fmt: skip
