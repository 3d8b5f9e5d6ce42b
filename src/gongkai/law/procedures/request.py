"""From arrival to archive: what may be done with a request for information, by whom, and what follows.

Law:     条例 29–45, 51; 信息处理费管理办法 3–6; 国办公开办函〔2016〕235号 and 民事诉讼法 87, 88 (the day of reply)
Gives:   `REQUEST`. Questions to third parties and other organs, and the wish for an extension, are branches beside the
         state: they are facts that guards ask for (law/casework), so that several may be open at once.
Unclear: article 35 names no term for explaining, the organ does; article 32 orders a third party to be told of a decision against its
         objection, not that it be told first: nobody could object any more to what has gone out. What was answered already
         (`record_reply`) is recorded as it was. Who reviews before the head signs is the office's own system under article 45; the steps are ours.
"""

from __future__ import annotations

from gongkai.law.procedures.request_guards import (
    BODY_ASKED,
    BODY_NOT_RECEIVED,
    BODY_SILENT,
    CORRECTED,
    CORRECTION_AWAITED,
    CORRECTION_OVERDUE,
    DECIDED_NOT_OURS,
    DEPARTMENT_ASKED,
    DUPLICATE_NAMED,
    EXCESS_EXPLAINED,
    EXCESS_TERM_OVER,
    EXTENSION_APPROVED,
    EXTENSION_REQUESTED,
    EXTENSION_ROOM,
    FEE_DUE,
    HOLDS_AFTER,
    NEEDS_CONFIRMATION,
    NEVER_SERVED,
    NO_EXTENSION_PENDING,
    NO_FEE_PAID,
    NO_OPEN_CONSULTATION,
    NOT_ASKED_BEFORE,
    NOT_ASKED_THIS_BODY,
    NOT_ASKED_THIS_DEPARTMENT,
    NOT_CHARGED_BEFORE,
    NOT_DELAYED_BEFORE,
    NOT_HANDED_OVER,
    NOT_RATED_BEFORE,
    NOTICE_NOT_RECEIVED,
    OTHER_PERSON,
    PARTS_EXPLAINED,
    PAYMENT_AWAITED,
    PAYMENT_OVERDUE,
    PERIOD_RUNNING,
    REASON_GIVEN,
    REASONS_ASKED,
    REASONS_GIVEN,
    RECEIVED_BY_CHANNEL,
    SEARCHED,
    SEVERAL_ITEMS,
    THIRD_PARTY_CONSULTED,
    THIRD_PARTY_TOLD,
    WAY_CHOSEN,
)
from gongkai.law.procedures.table import ClockEffect, Procedure, Transition, from_each
from gongkai.law.sources import (
    civil_procedure,
    fee_rules,
    form_filling,
    litigation_interpretation,
    litigation_law,
    neighbours,
    ogi,
    receipt_2015,
    review_law,
    service_2016,
)

CLERK, REVIEWER, HEAD, APPLICANT = "clerk", "reviewer", "head", "applicant"

_REGISTRATION = (ogi.A29_1, ogi.A29_2_I1, ogi.A29_2_I2, ogi.A29_2_I3, ogi.A45)
_SERVICE = (service_2016.BY_HAND, service_2016.BY_MAIL, civil_procedure.ELECTRONIC_REPLY)
_AFTER_ASKING = ("handling", "correcting", "paying", "proposed", "reviewed", "signed")
"""A body may answer whenever it likes: also when its term ended and the reply is on its way through the house."""

_WORKING = ("arrived", "handling", "correcting", "paying", "proposed", "reviewed", "signed")
_PROPOSING = (
    NO_OPEN_CONSULTATION,
    SEARCHED,
    THIRD_PARTY_CONSULTED,
    EXCESS_EXPLAINED,
    EXCESS_TERM_OVER,
    CORRECTED,
    PARTS_EXPLAINED,
)

_VOIDING = (REASON_GIVEN, DUPLICATE_NAMED, NEVER_SERVED, NO_FEE_PAID)


REQUEST = Procedure(
    key="request",
    title="依申请公开办理程序",
    states={
        "new": "未登记",
        "arrived": "待确认",
        "handling": "办理中",
        "correcting": "待补正",
        "paying": "待缴费",
        "proposed": "待审核",
        "reviewed": "待签发",
        "signed": "待送达",
        "closed": "已办结",
        "archived": "已归档",
        "void": "已撤销登记",
    },
    events={
        "register": "登记申请",
        "log_arrival": "登记到件",
        "unreachable": "记录联系不上",
        "confirm": "与申请人确认",
        "ask_correction": "告知补正",
        "receive_correction": "收到补正",
        "declare_lapsed": "认定逾期不补正",
        "ask_reasons": "要求说明理由",
        "give_reasons": "说明理由",
        "delay": "告知延迟答复",
        "charge_fee": "发收费通知",
        "fee_notice_received": "登记收到收费通知",
        "pay_fee": "登记缴费",
        "take_back_fee": "撤回收费通知",
        "declare_unpaid": "认定逾期未缴费",
        "consult_third_party": "征求第三方意见",
        "third_party_received": "登记第三方收到",
        "third_party_replied": "登记第三方答复",
        "consult_co_producer": "征求共同制作机关意见",
        "co_producer_received": "登记共同制作机关收到",
        "co_producer_replied": "登记共同制作机关答复",
        "consult_other_organ": "征求其他机关意见",
        "other_organ_replied": "登记其他机关答复",
        "tell_third_party": "书面告知第三方",
        "request_extension": "提请延期",
        "approve_extension": "批准延期",
        "refuse_extension": "不批准延期",
        "notify_extension": "告知延期",
        "search": "检索记录",
        "confer": "会商记录",
        "ask_department": "请科室协查",
        "urge_department": "催办科室",
        "department_replied": "登记科室答复",
        "split": "分件办理",
        "assign": "交办",
        "note": "办理记录",
        "propose": "提出答复意见",
        "review": "审核",
        "return": "退回",
        "sign": "签发",
        "serve": "送达答复",
        "record_reply": "补录已作出的答复",
        "withdraw": "登记撤回",
        "service_received": "登记签收",
        "hand_over": "代为转递",
        "rate": "评价",
        "archive": "归档",
        "reopen": "重新办理",
        "correct": "更正登记",
        "void": "撤销误登",
    },
    roles={CLERK: "经办人", REVIEWER: "审核人", HEAD: "公开工作机构负责人", APPLICANT: "申请人"},
    initial="new",
    resting=frozenset({"archived", "void"}),
    cite=ogi.A45,
    transitions=(
        Transition("register", "new", "handling", (CLERK, HEAD, APPLICANT), (ogi.A31_I1, ogi.A31_I2, *_REGISTRATION), (RECEIVED_BY_CHANNEL,), ClockEffect.STARTS),
        Transition("log_arrival", "new", "arrived", (CLERK, HEAD, APPLICANT), (ogi.A31_I2, ogi.A31_I3, *_REGISTRATION), (NEEDS_CONFIRMATION,)),
        Transition("unreachable", "arrived", "arrived", (CLERK,), (ogi.A31_I2, receipt_2015.ORDINARY_MAIL)),
        Transition("confirm", "arrived", "handling", (CLERK,), (ogi.A31_I2, ogi.A31_I3), clock=ClockEffect.STARTS),
        # Asking the applicant
        Transition("ask_correction", "handling", "correcting", (CLERK,), (ogi.A30,), (NOT_ASKED_BEFORE,), ClockEffect.STOPS, (HEAD,)),
        Transition("receive_correction", "correcting", "handling", (CLERK, APPLICANT), (ogi.A30,), clock=ClockEffect.RESTARTS, notices=(CLERK,)),
        # A lapse that was taken back leaves the request in hand; what comes then still restarts the period.
        Transition("receive_correction", "handling", "handling", (CLERK, APPLICANT), (ogi.A30,), (CORRECTION_AWAITED,), ClockEffect.RESTARTS, (CLERK,)),
        Transition("declare_lapsed", "correcting", "signed", (HEAD,), (ogi.A30, form_filling.LAPSED), (CORRECTION_OVERDUE,), notices=(CLERK,)),
        Transition("ask_reasons", "handling", "handling", (CLERK,), (ogi.A35,)),
        Transition("give_reasons", "handling", "handling", (CLERK, APPLICANT), (ogi.A35,), (REASONS_ASKED,), notices=(CLERK,)),
        Transition("delay", "handling", "handling", (HEAD,), (ogi.A35,), (REASONS_GIVEN, NOT_DELAYED_BEFORE, PERIOD_RUNNING.under(ogi.A35, ogi.A33_2)), ClockEffect.ADDS, (CLERK,)),
        # The fee
        Transition("charge_fee", "handling", "paying", (CLERK,), (fee_rules.A6_NOTICE, fee_rules.A3, ogi.A42), (NOT_CHARGED_BEFORE, PERIOD_RUNNING.under(fee_rules.A6_NOTICE), FEE_DUE), ClockEffect.STOPS, (HEAD,)),
        Transition("fee_notice_received", "paying", "paying", (CLERK, APPLICANT), (fee_rules.A6_PAYMENT,), (NOTICE_NOT_RECEIVED,)),
        Transition("pay_fee", "paying", "handling", (CLERK,), (fee_rules.A6_PAYMENT, fee_rules.A6_RESTART), clock=ClockEffect.RESTARTS),
        Transition("pay_fee", "handling", "handling", (CLERK,), (fee_rules.A6_PAYMENT, fee_rules.A6_RESTART), (PAYMENT_AWAITED,), ClockEffect.RESTARTS),
        Transition("take_back_fee", "paying", "handling", (HEAD,), (fee_rules.MAY_CHARGE, ogi.A42), (REASON_GIVEN,), ClockEffect.RESUMES, (CLERK,)),
        Transition("declare_unpaid", "paying", "signed", (HEAD,), (fee_rules.A6_PAYMENT, form_filling.LAPSED), (PAYMENT_OVERDUE,), notices=(CLERK,)),
        # Asking others
        *(
            Transition(f"consult_{body}", "handling", "handling", (CLERK,), cites, (NOT_ASKED_THIS_BODY.under(cites[0]),), ClockEffect.STOPS)
            for body, cites in (("third_party", (ogi.A32, ogi.A15, ogi.A33_3)), ("co_producer", (ogi.A34, ogi.A33_3)), ("other_organ", (ogi.A33_3, ogi.A11)))
        ),
        *(
            Transition(f"{body}_received", state, state, (CLERK,), (cite,), (BODY_ASKED.under(cite), BODY_NOT_RECEIVED.under(cite)))
            for body, cite in (("third_party", ogi.A32), ("co_producer", ogi.A34))
            for state in _AFTER_ASKING
        ),
        *(
            Transition(f"{body}_replied", state, state, (CLERK,), cites, (BODY_ASKED.under(cites[0]), BODY_SILENT.under(cites[0])), ClockEffect.RESUMES)
            for body, cites in (("third_party", (ogi.A32, ogi.A33_3)), ("co_producer", (ogi.A34, ogi.A33_3)), ("other_organ", (ogi.A33_3,)))
            for state in _AFTER_ASKING
        ),
        *(Transition("tell_third_party", state, state, (CLERK,), (ogi.A32,), (BODY_ASKED.under(ogi.A32),)) for state in ("signed", "closed")),
        # More time
        *(
            row
            for state in ("handling", "proposed", "reviewed", "signed")
            for row in (
                Transition("request_extension", state, state, (CLERK,), (ogi.A33_2,), (PERIOD_RUNNING, NO_EXTENSION_PENDING, EXTENSION_ROOM), notices=(HEAD,)),
                Transition("approve_extension", state, state, (HEAD,), (ogi.A33_2,), (EXTENSION_REQUESTED, PERIOD_RUNNING, OTHER_PERSON), notices=(CLERK,)),
                Transition("refuse_extension", state, state, (HEAD,), (ogi.A33_2,), (EXTENSION_REQUESTED, REASON_GIVEN), notices=(CLERK,)),
                Transition("notify_extension", state, state, (CLERK,), (ogi.A33_2,), (EXTENSION_APPROVED, PERIOD_RUNNING), ClockEffect.ADDS),
            )
        ),
        # The work
        *from_each("search", ("handling", "proposed", "reviewed"), "", (CLERK,), (ogi.A36_I4, litigation_interpretation.EVIDENCE)),
        *from_each("confer", ("handling", "proposed", "reviewed"), "", (CLERK, REVIEWER, HEAD), (ogi.A11, ogi.A45)),
        *from_each("assign", _WORKING, "", (HEAD, CLERK), (ogi.A4, ogi.A45)),
        *from_each("note", (*_WORKING, "closed", "archived", "void"), "", (CLERK, REVIEWER, HEAD), (ogi.A45,)),
        # The house: departments that hold what is asked for have no term in law, and stop no clock.
        *from_each("ask_department", ("handling",), "", (CLERK, HEAD), (ogi.A4, ogi.A45), (NOT_ASKED_THIS_DEPARTMENT,)),
        *from_each("urge_department", _AFTER_ASKING, "", (CLERK, HEAD), (ogi.A4, ogi.A45), (DEPARTMENT_ASKED,)),
        *from_each("department_replied", _AFTER_ASKING, "", (CLERK,), (ogi.A4, ogi.A45), (DEPARTMENT_ASKED,)),
        *from_each("split", ("handling",), "", (CLERK, HEAD), (fee_rules.A4, ogi.A45), (SEVERAL_ITEMS, REASON_GIVEN)),
        # The reply
        Transition("propose", "handling", "proposed", (CLERK,), (ogi.A36_I2, ogi.A36_I3, ogi.A37, ogi.A45), _PROPOSING, notices=(REVIEWER,)),
        Transition("review", "proposed", "reviewed", (REVIEWER,), (ogi.A45, ogi.A17), (OTHER_PERSON,), notices=(HEAD,)),
        Transition("return", "proposed", "handling", (REVIEWER, HEAD), (ogi.A45,), (REASON_GIVEN,), notices=(CLERK,)),
        *(Transition("return", state, "handling", (HEAD,), (ogi.A45,), (REASON_GIVEN,), notices=(CLERK, REVIEWER)) for state in ("reviewed", "signed")),
        Transition("sign", "reviewed", "signed", (HEAD,), (ogi.A45, ogi.A33_2), (OTHER_PERSON,), notices=(CLERK,)),
        Transition("serve", "signed", "closed", (CLERK,), (ogi.A33_2, ogi.A40, *_SERVICE), (WAY_CHOSEN, THIRD_PARTY_TOLD), ClockEffect.MET),
        *(Transition("record_reply", state, "closed", (HEAD,), (ogi.A33_1, ogi.A33_2, *_SERVICE), (PARTS_EXPLAINED,), ClockEffect.MET, (CLERK,)) for state in ("handling", "correcting", "paying")),
        *(Transition("withdraw", state, "closed", (CLERK, APPLICANT), (form_filling.WITHDRAWN, ogi.A45), clock=ClockEffect.MET, notices=(CLERK, HEAD)) for state in _WORKING),
        # Afterwards
        *from_each("service_received", ("closed", "archived"), "", (CLERK, APPLICANT), (civil_procedure.A87, civil_procedure.A88)),
        *from_each("hand_over", ("closed", "archived"), "", (CLERK, HEAD), (ogi.A36_I5,), (DECIDED_NOT_OURS, NOT_HANDED_OVER)),
        *from_each("rate", ("closed", "archived"), "", (APPLICANT,), (ogi.A46,), (NOT_RATED_BEFORE,)),
        Transition("archive", "closed", "archived", (CLERK,), (ogi.A45, neighbours.RECORDS_A12_1)),
        *(
            Transition("reopen", state, "handling", (HEAD,), (ogi.A51, review_law.A66, litigation_law.CORRECTING_JUDGMENTS), (REASON_GIVEN,), ClockEffect.RESTARTS, (CLERK,))
            for state in ("closed", "archived")
        ),
        *from_each("correct", ("arrived", "handling", "correcting", "paying"), "", (CLERK, HEAD), (ogi.A45,), (REASON_GIVEN, HOLDS_AFTER)),
        *from_each("correct", ("proposed", "reviewed", "signed", "closed", "archived", "void"), "", (HEAD,), (ogi.A45,), (REASON_GIVEN, HOLDS_AFTER)),
        # What was answered was a request. Only a registration that nothing followed from is taken out of the figures, and the report says so.
        *(Transition("void", state, "void", (HEAD,), (ogi.A45,), _VOIDING, ClockEffect.MET, (CLERK,)) for state in (*_WORKING, "closed", "archived")),
    ),
)  # fmt: skip
