"""What must be told at each act of a request: the fields of 条例 29 at registration, then those of every step.

Gives: `REQUEST_FORMS`, one `Form` an event of `REQUEST`.
"""

from __future__ import annotations

from gongkai.law.clocks import service
from gongkai.law.clocks.receipt import RULES
from gongkai.law.decisions import DECISIONS
from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.returns.annual import APPLICANTS

APPLICANT_KINDS = dict(
    zip(("natural", "business", "research", "welfare", "legal", "other"), APPLICANTS[:-1], strict=True)
)
"""Columns of table 3 by our code, in the order of the form."""

WANTED_FORMS = {"paper": "纸质", "electronic": "电子文档", "view": "查阅", "copy": "抄录、复制", "any": "不限"}
SERVICE_MANNERS = service.MANNERS
ELECTRONIC_MANNERS = service.ELECTRONIC_MANNERS
LAPSES = frozenset({"correction_lapsed", "payment_lapsed", "withdrawn"})
"""Decisions that acts of their own lead to; the others are proposed."""

THIRD_PARTY_OPINIONS = {
    "agrees": "同意公开",
    "refuses_with_reason": "不同意且理由合理",
    "refuses": "不同意，理由不合理",
}
CO_PRODUCER_OPINIONS = {"agrees": "同意公开", "refuses": "不同意公开"}
SCALES = {"requests": "按件", "pages": "按量（页）"}
REOPENING_GROUNDS = {"review": "复议决定", "judgment": "法院裁判", "own": "本机关自行纠正"}

DEPARTMENT_OUTCOMES = {"provided": "找到并提供", "partly": "找到一部分", "none": "没有找到", "not_theirs": "不归本科室"}
RUNGS = {"first": "第一次催办", "second": "第二次催办", "leader": "报分管负责人督办"}
"""The chase ladder of a department that does not answer: each rung higher than the last."""
SCORES = {"5": "非常满意", "4": "满意", "3": "基本满意", "2": "不满意", "1": "非常不满意"}

VOID_GROUNDS = {"duplicate": "重复登记", "not_ours": "不属于本机关的登记", "mistake": "其他误登"}
"""Why a registration never was one."""

_CODES = {each.code: each.name for each in DECISIONS}
PROPOSABLE = {code: name for code, name in _CODES.items() if code not in LAPSES}
WITHHELD = {
    code: name for code, name in PROPOSABLE.items() if code not in ("provided", "already_public", "partial", "other")
}

_T, _L, _D, _W, _Y, _C, _CS = FieldKind
_REASON = Field("reason", "理由", _L)
_NUMBER = Field("number", "文号", help="如：昌政公开〔2024〕3号。")
_MANNER = Field("manner", "送达方式", _C, choices=SERVICE_MANNERS)
_EVIDENCE = Field("evidence", "凭据", required=False, help="邮件号、签收人、系统回执号等。")

VOIDING = (
    Field("ground", "情形", _C, choices=VOID_GROUNDS),
    Field("duplicate_of", "保留的那一件的编号", required=False, help="只用于重复登记。"),
    Field("reason", "理由", _L, help="写明怎样误登、怎样发现；这里不加密，不写姓名、联系方式等个人信息。"),
)
"""Of requests and remedies alike. A clerk who finds one asks the head by a note."""

_REGISTRATION = (
    Field("channel", "提交方式", _C, choices={channel.value: rule.label for channel, rule in RULES.items()}),
    Field("applicant", "申请人类别", _C, choices=APPLICANT_KINDS),
    Field("applicant_name", "姓名或者名称", private=True),
    Field("identity", "身份证明", required=False, private=True, help="证件名称和号码；组织填统一社会信用代码。"),
    # A letter without it was still received: it is registered, and the applicant asked to correct it where that is possible.
    Field(
        "contact",
        "联系方式",
        required=False,
        private=True,
        help="电话、通信地址、电子邮箱，至少一种；没有写的在下面说明。",
    ),
    Field("phone", "联系电话", required=False, private=True, most=40),
    Field("email", "电子邮箱", required=False, private=True, most=120, help="选择电子邮件送达的，请填写。"),
    Field("representative", "法定代表人或者负责人", required=False, private=True, help="组织申请的填写。"),
    Field("agent_name", "代理人姓名", required=False, private=True, help="代他人申请的填写，并附授权委托书。"),
    Field("agent_identity", "代理人身份证明", required=False, private=True),
    Field(
        "needs_help", "需要的帮助", required=False, private=True, help="阅读、视听、书写有困难的，写明需要怎样的帮助。"
    ),
    Field("subject", "事由", help="一句话写明申请什么，不写姓名、住址、证件号。"),
    Field("content", "所需信息的描述", _L, private=True, help="名称、文号或者便于查询的其他特征性描述。"),
    Field("items", "项数", _W, least=1, most=999, help="一份申请含几项内容；一般是 1。"),
    Field("wanted_form", "提供形式", _C, choices=WANTED_FORMS),
    Field("wanted_way", "获取方式", _C, choices=SERVICE_MANNERS),
    Field("forwarded_on", "转到公开工作机构之日", _D, required=False, help="寄给其他机构或个人、后来转来的才填。"),
    Field("decline_reason", "身份证明、联系方式不全的说明", required=False),
    Field("code", "查询码的摘要", required=False, most=64, by_program=True),
    Field("origin", "分出或者转来的申请", required=False, most=60, by_program=True),
)
_TO_WHOM = "从名单里选；名单里没有的可以写姓名，系统会注明没有对应的登录名，提醒发给全体经办人。"
_LABEL = Field("label", "对象", help="一个对象一个名称，如“第三方甲”“县自然资源局”；不写个人姓名。")
_OPINION_NOTE = Field("note", "意见摘要", _L, required=False)
_DECISION = (
    Field("decision", "结论", _C, choices=PROPOSABLE),
    Field("withheld", "其余部分不公开的理由", _CS, required=False, choices=WITHHELD, help="只用于部分公开。"),
    Field("reason", "事实、理由", _L, help="写明该结论须写明的事项。"),
)

REQUEST_FORMS = {
    form.event: form
    for form in (
        Form("register", "收到之日（提交、签收、代填）", _REGISTRATION),
        Form("log_arrival", "到达之日", _REGISTRATION),
        Form("unreachable", "联系不上之日", (Field("note", "怎样联系的"),)),
        Form("confirm", "双方确认之日", (Field("how", "确认方式", help="电话、短信、邮件回复等，写明留存的记录。"),)),
        Form(
            "ask_correction",
            "告知之日",
            (
                Field("what", "需要补正的事项", _L),
                Field("until", "补正期限至", _D, help="合理的期限，由机关确定。"),
                _MANNER,
            ),
        ),
        Form("receive_correction", "收到补正之日", (Field("corrected", "补正的内容", _L, private=True),)),
        Form("declare_lapsed", "认定之日", (_NUMBER, _REASON)),
        Form(
            "ask_reasons",
            "告知之日",
            (
                _REASON,
                Field("until", "请于何日前说明", _D, required=False, help="合理的期限，由机关确定；不写的，申请人说明之前不能以此不予处理。"),
                _MANNER,
            ),
        ),
        Form("give_reasons", "收到理由之日", (Field("given", "申请人说明的理由", _L, private=True),)),
        Form("delay", "告知之日", (Field("until", "延迟答复至", _D), _REASON)),
        Form(
            "charge_fee",
            "发出之日",
            (
                Field("scale", "收费方式", _C, choices=SCALES),
                Field(
                    "quantity",
                    "数量",
                    _W,
                    least=1,
                    help="按件：本件是同一申请人本月第几件；按量：A4 页数。",
                ),
                _NUMBER,
                _MANNER,
            ),
        ),
        Form("fee_notice_received", "申请人收到之日", (_EVIDENCE,)),
        Form("pay_fee", "缴清之日", (Field("receipt_number", "财政票据号"),)),
        Form("take_back_fee", "撤回之日", (_REASON, _MANNER)),
        Form("declare_unpaid", "认定之日", (_NUMBER, _REASON)),
        Form(
            "consult_third_party",
            "发函之日",
            (_LABEL, Field("body_name", "第三方姓名或者名称", private=True), _NUMBER),
        ),
        Form("third_party_received", "第三方收到之日", (_LABEL, _EVIDENCE)),
        Form(
            "third_party_replied",
            "收到意见之日",
            (_LABEL, Field("opinion", "意见", _C, choices=THIRD_PARTY_OPINIONS), _OPINION_NOTE),
        ),
        Form("consult_co_producer", "发函之日", (_LABEL, _NUMBER)),
        Form("co_producer_received", "对方收到之日", (_LABEL, _EVIDENCE)),
        Form(
            "co_producer_replied",
            "收到意见之日",
            (_LABEL, Field("opinion", "意见", _C, choices=CO_PRODUCER_OPINIONS), _OPINION_NOTE),
        ),
        Form("consult_other_organ", "发函之日", (_LABEL, _NUMBER)),
        Form("other_organ_replied", "收到意见之日（不再等待的，为决定之日）", (_LABEL, _OPINION_NOTE)),
        Form("tell_third_party", "告知之日", (_LABEL, _NUMBER, _MANNER)),
        Form("request_extension", "提请之日", (Field("working_days", "延长工作日数", _W, least=1, most=20), _REASON)),
        Form("approve_extension", "批准之日"),
        Form("refuse_extension", "不批准之日", (_REASON,)),
        Form("notify_extension", "告知之日", (_MANNER, _EVIDENCE)),
        Form(
            "search",
            "检索之日",
            (
                Field("scope", "检索范围", help="哪些系统、库房、科室，一处一条记录最清楚。"),
                Field("searcher", "检索人", required=False, help="谁查的：工作人员的姓名、科室、职务。"),
                Field("words", "检索词", required=False, help="用过的关键词、文号、名称，用顿号隔开。"),
                Field("span", "查找的时间范围", required=False, help="如：2019年1月至2024年12月形成的。"),
                Field("method", "检索方法", help="如：系统全文检索、目录检索、逐卷翻查。"),
                Field("hits", "命中件数", _W, required=False, help="没有就填 0。"),
                Field("result", "检索结果", _L),
            ),
        ),
        Form(
            "confer",
            "会商之日",
            (Field("participants", "参加部门和人员", help="部门、职务，如“县司法局、法律顾问”。"), Field("conclusion", "会商意见", _L)),
        ),
        Form(
            "ask_department",
            "发出之日",
            (
                Field("label", "科室", help="一个科室一个名称，如“人事科”。"),
                Field("what", "请协查的内容", _L, help="这里不加密，不写申请人的姓名、联系方式。"),
                Field("until", "请于何日前答复", _D),
            ),
        ),
        Form(
            "urge_department",
            "催办之日",
            (
                Field("label", "科室"),
                Field("rung", "催办层级", _C, choices=RUNGS),
                Field("until", "改为何日前答复", _D, required=False),
                Field("note", "说明", required=False),
            ),
        ),
        Form(
            "department_replied",
            "收到答复之日",
            (Field("label", "科室"), Field("outcome", "结果", _C, choices=DEPARTMENT_OUTCOMES), _OPINION_NOTE),
        ),
        Form(
            "split",
            "分件之日",
            (
                Field("parts", "拆出几件", _W, least=1, most=50, help="拆出的各自登记、各自答复、各自计入年报；剩下的留在本件。"),
                _REASON,
                Field("into", "拆出的登记编号", _L, required=False, by_program=True),
            ),
        ),
        Form(
            "assign",
            "交办之日",
            (
                Field("to", "交给谁", most=40, help=_TO_WHOM),
                Field("note", "要求", required=False),
                Field("assignee", "交给的人的登录名代号", required=False, most=20, by_program=True),
            ),
        ),
        Form("note", "记录之日", (Field("note", "记录", _L),)),
        Form("propose", "提出之日", _DECISION),
        Form("review", "审核之日", (Field("opinion", "审核意见", _L, required=False),)),
        Form("return", "退回之日", (_REASON,)),
        Form("sign", "签发之日", (_NUMBER,)),
        Form("serve", "答复之日（当面签收、邮寄交邮、电子发送成功）", (_MANNER, _EVIDENCE)),
        Form("record_reply", "答复之日（当面签收、邮寄交邮、电子发送成功）", (*_DECISION, _NUMBER, _MANNER, _EVIDENCE)),
        Form("withdraw", "撤回之日", (Field("evidence", "凭据", help="撤回申请书、电话记录等。"),)),
        Form("service_received", "申请人收到之日", (_EVIDENCE,)),
        Form(
            "hand_over",
            "转递之日",
            (
                Field("to_organ", "转给哪个机关", most=40, help="填机关的代码。"),
                Field("evidence", "申请人同意转递的凭据", help="电话记录、来信等。"),
                Field("into", "对方的登记编号", required=False, most=60, by_program=True),
            ),
        ),
        Form(
            "rate",
            "评价之日",
            (Field("score", "满意程度", _C, choices=SCORES), Field("comment", "意见", _L, required=False, private=True, most=500)),
        ),
        Form("archive", "归档之日", (Field("archive_number", "归档号", required=False),)),
        Form(
            "reopen",
            "重新办理之日",
            (Field("ground", "根据", _C, choices=REOPENING_GROUNDS), _REASON, Field("until", "应在何日前答复", _D, required=False)),
        ),
        Form(
            "correct",
            "更正之日",
            (
                Field("target", "更正哪一条", _W, help="办理经过中的序号。"),
                Field("annul", "撤销这一条，不另登记", FieldKind.YES, required=False),
                _REASON,
                Field("sealed", "加密保存的内容另有更正", FieldKind.YES, required=False, by_program=True),
            ),
        ),
        Form("void", "撤销之日", VOIDING),
    )
}  # fmt: skip
