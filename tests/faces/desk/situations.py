"""For every act a case in which it may be done, brought there by real acts, and what is told at it.

A row: who acts, the acts that go before, what is typed. Days count back from the tests' today.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.faces.desk.world import Case, Office

TODAY = date(2026, 11, 20)
CONTENT = "该信息可以公开，随函提供。"
PROVIDED = {"decision": "provided", "reason": CONTENT}
CORRECTION = {"what": "请写明文件名称。", "until": "2026-11-17", "manner": "email"}
THIRD = {"label": "第三方甲", "body_name": "某某公司", "number": "昌政公开〔2026〕9号"}
CO_PRODUCER = {"label": "县自然资源局", "number": "昌政公开〔2026〕12号"}
FEE = {"scale": "requests", "quantity": 12, "number": "昌政公开〔2026〕11号", "manner": "email"}


def back(days: int) -> date:
    return TODAY - timedelta(days)


def fresh(where: Office) -> Case:
    return Case(where, back(10))


def arrived(where: Office) -> Case:
    return Case(where, back(2), "log_arrival", channel="ordinary_mail")


def correcting(where: Office) -> Case:
    return fresh(where).do("ask_correction", day=back(9), **CORRECTION)


def paying(where: Office) -> Case:
    return fresh(where).do("charge_fee", day=back(9), **FEE)


def asked(where: Office) -> Case:
    return fresh(where).do("consult_third_party", day=back(8), **THIRD)


def overruled(where: Office) -> Case:
    """The third party objects without good reason, and it is disclosed all the same."""
    case = asked(where).do("third_party_received", day=back(7), label="第三方甲", evidence="签收单")
    case.do("third_party_replied", day=back(6), label="第三方甲", opinion="refuses")
    return (
        case.do("propose", day=back(5), **PROVIDED)
        .do("review", "reviewer", day=back(4))
        .do("sign", "head", day=back(3), number="昌政公开〔2026〕17号")
    )


def asked_co_producer(where: Office) -> Case:
    return fresh(where).do("consult_co_producer", day=back(8), **CO_PRODUCER)


def asked_other(where: Office) -> Case:
    return fresh(where).do("consult_other_organ", day=back(8), **CO_PRODUCER)


def reasons_asked(where: Office) -> Case:
    return fresh(where).do("ask_reasons", day=back(8), reason="近三个月申请二十余件。", manner="email")


def reasons_given(where: Office) -> Case:
    return reasons_asked(where).do("give_reasons", day=back(6), given="为了写论文。")


def extension_wanted(where: Office) -> Case:
    return fresh(where).do("request_extension", day=back(4), working_days=10, reason="卷宗较多。")


def extension_approved(where: Office) -> Case:
    return extension_wanted(where).do("approve_extension", "head", day=back(3))


def proposed(where: Office) -> Case:
    return fresh(where).do("propose", day=back(5), **PROVIDED)


def reviewed(where: Office) -> Case:
    return proposed(where).do("review", "reviewer", day=back(4))


def signed(where: Office) -> Case:
    return reviewed(where).do("sign", "head", day=back(3), number="昌政公开〔2026〕10号")


def served(where: Office) -> Case:
    return signed(where).do("serve", day=back(2), manner="email", evidence="回执 4")


def department_asked(where: Office) -> Case:
    return fresh(where).do("ask_department", day=back(8), label="财务科", what="近三年的预算。", until="2026-11-17")


def unpaid(where: Office) -> Case:
    case = Case(where, back(80)).do("charge_fee", day=back(79), **FEE)
    return case.do("fee_notice_received", day=back(78), evidence="回执 5")


@dataclass(frozen=True)
class Situation:
    """`role` does the act in the case that `made` makes, telling `told`."""

    made: Callable[[Office], Case]
    told: dict[str, Any] = field(default_factory=dict)
    role: str = "clerk"


SITUATIONS: dict[str, Situation] = {
    "unreachable": Situation(arrived, {"note": "电话两次无人接听。"}),
    "confirm": Situation(arrived, {"how": "电话，有录音。"}),
    "ask_correction": Situation(fresh, CORRECTION | {"until": "2026-12-08"}),
    "receive_correction": Situation(correcting, {"corrected": "要 2025 年的那一份。"}),
    "declare_lapsed": Situation(correcting, {"number": "昌政公开〔2026〕13号", "reason": "逾期没有补正。"}, "head"),
    "ask_reasons": Situation(fresh, {"reason": "近三个月申请二十余件。", "manner": "email"}),
    "give_reasons": Situation(reasons_asked, {"given": "为了写论文。"}),
    "delay": Situation(
        reasons_given,
        {"until": "2026-12-25", "reason": "理由合理，数量多。"},
        "head",
    ),
    "charge_fee": Situation(fresh, FEE),
    "fee_notice_received": Situation(paying, {"evidence": "签收单"}),
    "pay_fee": Situation(paying, {"receipt_number": "0001234"}),
    "take_back_fee": Situation(paying, {"reason": "数量算错了。", "manner": "email"}, "head"),
    "tell_third_party": Situation(overruled, {"label": "第三方甲", "number": "昌政公开〔2026〕16号", "manner": "mail"}),
    "declare_unpaid": Situation(unpaid, {"number": "昌政公开〔2026〕14号", "reason": "逾期没有缴费。"}, "head"),
    "consult_third_party": Situation(fresh, THIRD),
    "third_party_received": Situation(asked, {"label": "第三方甲", "evidence": "签收单"}),
    "third_party_replied": Situation(asked, {"label": "第三方甲", "opinion": "agrees", "note": "同意。"}),
    "consult_co_producer": Situation(fresh, CO_PRODUCER),
    "co_producer_received": Situation(asked_co_producer, {"label": "县自然资源局", "evidence": "签收单"}),
    "co_producer_replied": Situation(asked_co_producer, {"label": "县自然资源局", "opinion": "agrees"}),
    "consult_other_organ": Situation(fresh, CO_PRODUCER),
    "other_organ_replied": Situation(asked_other, {"label": "县自然资源局", "note": "可以公开。"}),
    "request_extension": Situation(fresh, {"working_days": 10, "reason": "卷宗较多。"}),
    "approve_extension": Situation(extension_wanted, role="head"),
    "refuse_extension": Situation(extension_wanted, {"reason": "不需要。"}, "head"),
    "notify_extension": Situation(extension_approved, {"manner": "email", "evidence": "回执"}),
    "search": Situation(fresh, {"scope": "档案室", "method": "按文号", "result": "找到一份。"}),
    "confer": Situation(fresh, {"participants": "县司法局", "conclusion": "可以公开。"}),
    "ask_department": Situation(fresh, {"label": "财务科", "what": "近三年的预算。", "until": "2026-11-26"}),
    "urge_department": Situation(department_asked, {"label": "财务科", "rung": "first", "until": "2026-11-26"}),
    "department_replied": Situation(department_asked, {"label": "财务科", "outcome": "provided", "note": "一份。"}),
    "assign": Situation(fresh, {"to": "甲一"}),
    "note": Situation(fresh, {"note": "已转业务科室。"}),
    "propose": Situation(fresh, PROVIDED),
    "review": Situation(proposed, {"opinion": "同意。"}, "reviewer"),
    "return": Situation(proposed, {"reason": "请补写依据。"}, "reviewer"),
    "sign": Situation(reviewed, {"number": "昌政公开〔2026〕10号"}, "head"),
    "serve": Situation(signed, {"manner": "email", "evidence": "回执"}),
    "record_reply": Situation(
        fresh, PROVIDED | {"number": "昌政公开〔2026〕15号", "manner": "email", "evidence": "回执"}, "head"
    ),
    "withdraw": Situation(fresh, {"evidence": "撤回申请书"}),
    "service_received": Situation(served, {"evidence": "已读回执"}),
    "archive": Situation(served, {"archive_number": "2026-01"}),
    "void": Situation(fresh, {"ground": "not_ours", "reason": "写给县财政局的信，误登。"}, "head"),
    "reopen": Situation(served, {"ground": "own", "reason": "漏了一份附件。"}, "head"),
}
"""Every act of officers but those that begin a case, `correct`, which test_corrections has, and those in `OWN_DOORS`."""
OWN_DOORS = frozenset({"split", "hand_over"})
"""Acts that make further cases: each has a door of its own in `apps/requests`."""
