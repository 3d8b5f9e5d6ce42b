"""A review or a suit against what the organ did with a request: from the notice to the file.

Law:     行政复议法 39, 48, 54, 62; 行政诉讼法 45, 46 (law/clocks/remedies has the periods)
Gives:   `REMEDY`. How it ends is an outcome of law/returns/conventions, its own field, not a state.
"""

from __future__ import annotations

from gongkai.law.procedures.table import ClockEffect, Guard, Procedure, Transition
from gongkai.law.sources import annual_report, litigation_law, ogi, review_law

CLERK, HEAD = "clerk", "head"

OUTCOME_FITS = Guard("outcome_fits", "这种结果不属于这一类案件，请重新选择。")
FINAL_OUTCOME = Guard("final_outcome", "“中止”“尚未审结”不是审结的结果，请用“登记中止”，或等结果作出后再登记。")
REASON_GIVEN = Guard("reason_given", "请写明理由。")
HOLDS_AFTER = Guard("holds_after", "更正之后，其后登记的事项就不成立了，请先更正那些事项。")

_CASE = (review_law.A48, litigation_law.A46)
_END = (ogi.A51, annual_report.TABLE_4)
_OPEN = ("notified", "answered", "suspended")

REMEDY = Procedure(
    key="remedy",
    title="复议诉讼应对程序",
    states={
        "new": "未登记",
        "notified": "待答复",
        "answered": "审理中",
        "suspended": "已中止",
        "concluded": "已审结",
        "archived": "已归档",
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
    },
    roles={CLERK: "经办人", HEAD: "公开工作机构负责人"},
    initial="new",
    resting=frozenset({"archived"}),
    cite=ogi.A51,
    transitions=(
        Transition("notify", "new", "notified", (CLERK, HEAD), _CASE, clock=ClockEffect.STARTS, notices=(HEAD,)),
        Transition("answer", "notified", "answered", (CLERK,), _CASE, clock=ClockEffect.MET, notices=(HEAD,)),
        *(Transition("suspend", state, "suspended", (CLERK,), (review_law.A39,), (REASON_GIVEN,)) for state in ("notified", "answered")),
        Transition("resume", "suspended", "answered", (CLERK,), (review_law.A39,)),
        Transition("extend_review", "answered", "answered", (CLERK,), (review_law.A62,)),
        *(Transition("conclude", state, "concluded", (CLERK, HEAD), _END, (OUTCOME_FITS, FINAL_OUTCOME), ClockEffect.MET, (HEAD,)) for state in _OPEN),
        Transition("comply", "concluded", "concluded", (CLERK,), (review_law.A66, litigation_law.CORRECTING_JUDGMENTS)),
        *(Transition("note", state, state, (CLERK, HEAD), (ogi.A45,)) for state in (*_OPEN, "concluded")),
        Transition("archive", "concluded", "archived", (CLERK,), (ogi.A45,)),
        *(Transition("correct", state, state, (HEAD,) if state in ("concluded", "archived") else (CLERK, HEAD), (ogi.A45,), (REASON_GIVEN, HOLDS_AFTER)) for state in (*_OPEN, "concluded", "archived")),
    ),
)  # fmt: skip
