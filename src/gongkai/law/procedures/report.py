"""Through which hands does an annual report go before it is public, and after?

Law:     articles 17, 47, 49 and 50 of the Regulation; who answers for the report (国办公开办函〔2021〕30号)
Gives:   the procedure of one organ's report, from the draft to publication and, where it must be, correction.
Unclear: the form names who is responsible, not the steps; the steps are ours. A correction goes the whole way again.
"""

from __future__ import annotations

from gongkai.law.procedures.table import ClockEffect, Guard, Procedure, Transition
from gongkai.law.sources import annual_report, form_filling, neighbours, ogi

COMPILER, HEAD, LEADER = "compiler", "head", "leader"

CHECK_PASSED = Guard("check_passed", "自查还有未更正也未说明的错误，请先更正或逐条说明。")
OTHER_PERSON = Guard("other_person", "审签人不能是编制人，请由另一人审签。")
REASON_GIVEN = Guard("reason_given", "请写明理由。")
UNCHANGED = Guard("unchanged", "审签之后内容有改动，请重新自查、送审。")
SECRECY_REVIEWED = Guard("secrecy_reviewed", "公开前审查尚未完成，请先审查、后公开。")
NOT_COMPILER = Guard("not_compiler", "公开前审查人不能是编制人，请由另一人审查。")
YEAR_ENDED = Guard("year_ended", "统计期（当年1月1日至12月31日）还没有过完，不能送审；可以先看截至今天的草稿。")
IS_DEPARTMENT = Guard("is_department", "只有政府部门向主管部门报送年报，本级政府年报直接公布。")

_RESPONSIBLE = (form_filling.RESPONSIBILITY,)

REPORT = Procedure(
    key="report",
    title="年报编制程序",
    states={
        "draft": "起草",
        "checked": "已自查",
        "submitted": "待审签",
        "returned": "已退回",
        "approved": "已审签",
        "frozen": "已定稿",
        "published": "已公布",
        "correcting": "更正中",
    },
    events={
        "check": "自查",
        "explain": "说明",
        "edit": "修改",
        "submit": "送审",
        "approve": "审签",
        "return": "退回",
        "freeze": "定稿",
        "reopen": "撤回定稿",
        "review_secrecy": "公开前审查",
        "publish": "公布",
        "deliver": "报送主管部门",
        "correct": "启动更正",
    },
    roles={COMPILER: "编制人", HEAD: "公开工作机构负责人", LEADER: "分管领导"},
    initial="draft",
    resting=frozenset({"published"}),
    cite=annual_report.SIX_SECTIONS,
    transitions=(
        Transition("check", "draft", "checked", (COMPILER,), (annual_report.INFLOW, ogi.A50_2), (CHECK_PASSED,)),
        Transition("explain", "draft", "draft", (COMPILER,), _RESPONSIBLE, (REASON_GIVEN,)),
        Transition("edit", "checked", "draft", (COMPILER,), _RESPONSIBLE),
        Transition("submit", "checked", "submitted", (COMPILER, HEAD), _RESPONSIBLE, (YEAR_ENDED,), notices=(LEADER,)),
        Transition(
            "approve", "submitted", "approved", (LEADER,), _RESPONSIBLE, (OTHER_PERSON,), notices=(COMPILER, HEAD)
        ),
        Transition(
            "return", "submitted", "returned", (HEAD, LEADER), _RESPONSIBLE, (REASON_GIVEN,), notices=(COMPILER,)
        ),
        Transition("edit", "returned", "draft", (COMPILER,), _RESPONSIBLE),
        Transition("freeze", "approved", "frozen", (HEAD,), _RESPONSIBLE, (UNCHANGED,)),
        Transition("return", "approved", "returned", (LEADER,), _RESPONSIBLE, (REASON_GIVEN,), notices=(COMPILER,)),
        Transition("reopen", "frozen", "draft", (HEAD,), _RESPONSIBLE, (REASON_GIVEN,), notices=(COMPILER, LEADER)),
        Transition(
            "review_secrecy",
            "frozen",
            "frozen",
            (HEAD, LEADER),
            (ogi.A17, neighbours.SECRECY_A35),
            (NOT_COMPILER,),
        ),
        Transition(
            "publish",
            "frozen",
            "published",
            (HEAD,),
            (ogi.A49_1, ogi.A49_2, ogi.A17, neighbours.SECRECY_A35),
            (SECRECY_REVIEWED,),
            ClockEffect.MET,
            (COMPILER, LEADER),
        ),
        Transition("deliver", "frozen", "frozen", (HEAD,), (ogi.A49_1,), (IS_DEPARTMENT,)),
        Transition("deliver", "published", "published", (HEAD,), (ogi.A49_1,), (IS_DEPARTMENT,)),
        Transition(
            "correct",
            "published",
            "correcting",
            (HEAD,),
            (ogi.A47, *_RESPONSIBLE),
            (REASON_GIVEN,),
            notices=(COMPILER,),
        ),
        Transition("explain", "correcting", "correcting", (COMPILER,), _RESPONSIBLE, (REASON_GIVEN,)),
        Transition("check", "correcting", "checked", (COMPILER,), (annual_report.INFLOW, ogi.A50_2), (CHECK_PASSED,)),
    ),
)
