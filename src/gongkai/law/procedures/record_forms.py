"""What must be told at each act of a request for correcting a record. Gives: `RECORD_FORMS`, one `Form` an event of `RECORD`."""

from __future__ import annotations

from gongkai.law.clocks import service
from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.procedures.request_forms import APPLICANT_KINDS, REQUEST_FORMS, VOIDING

WEB = "web"
CHANNELS = {
    "counter": "当面",
    "letter": "来信",
    "email": "电子邮件",
    "fax": "传真",
    "phone": "电话（代为登记）",
    WEB: "网上提交",
}
BY_HAND = {code: name for code, name in CHANNELS.items() if code != WEB}
"""The channels that a clerk may register; what came by the web registers itself."""
IDENTITIES = {"same": "核对无误，是记录所涉的本人", "not_shown": "没有能够证明是记录所涉的本人"}
FINDINGS = {
    "inaccurate": "记录不准确，本机关有权更正",
    "not_ours": "更正不属于本机关职能",
    "accurate": "记录准确",
    "not_proved": "证据不足，不能认定不准确",
}
OUTCOMES = {
    "corrected": "予以更正",
    "transferred": "转送有权更正的机关",
    "directed": "告知向有权更正的机关提出",
    "refused": "不予更正",
}
FITTING = {
    "inaccurate": ("corrected",),
    "not_ours": ("transferred", "directed"),
    "accurate": ("refused",),
    "not_proved": ("refused",),
}
"""Which outcomes follow from what was found (条例 41)."""
CONTESTED = frozenset({"refused", "directed"})
"""Outcomes that leave the record as it is."""

_L, _C, _Y, _W = FieldKind.LONG, FieldKind.CHOICE, FieldKind.YES, FieldKind.WHOLE
_REASON = Field("reason", "理由", _L)
_PERSON = tuple(
    REQUEST_FORMS["log_arrival"].field(name)
    for name in ("phone", "email", "representative", "agent_name", "agent_identity", "needs_help")
)
"""The same as of a request: who may be told how, and who acts for another."""
_MANNER = Field("manner", "告知方式", _C, choices=service.MANNERS)

RECORD_FORMS = {
    form.event: form
    for form in (
        Form(
            "receive",
            "收到之日",
            (
                Field("channel", "提交方式", _C, choices=CHANNELS),
                Field("applicant", "申请人类别", _C, choices=APPLICANT_KINDS),
                Field("applicant_name", "姓名或者名称", private=True),
                Field("identity", "身份证明", required=False, private=True, help="只有记录所涉的本人可以要求更正，须核对身份。"),
                Field("contact", "联系方式", private=True),
                *_PERSON,
                Field("subject", "哪一条记录", help="记录所在的系统、名册、文件，一句话；不写姓名、住址、证件号。"),
                Field("wrong", "不准确之处", _L, private=True, help="记录上怎样写、应当怎样写。"),
                Field("evidence", "提供的证据", _L, private=True, help="列明各项证据；没有的写“没有提供”，并请其补充。"),
                Field("request_number", "提供过这条信息的申请的登记编号", required=False),
                Field("code", "查询码的摘要", required=False, most=64, by_program=True),
            ),
        ),
        Form("ask_evidence", "告知之日", (Field("what", "需要补充的证据", _L), _MANNER)),
        Form("add_evidence", "收到之日", (Field("evidence", "补充的证据", _L, private=True),)),
        Form(
            "identify",
            "核对之日",
            (
                Field("result", "核对的结果", _C, choices=IDENTITIES),
                Field("how", "怎样核对的", _L, help="比对了哪些材料、怎样与本人联系；这里不加密，不写姓名、证件号。"),
            ),
        ),
        Form(
            "verify",
            "核实之日",
            (
                Field("finding", "核实的情况", _C, choices=FINDINGS),
                Field("how", "怎样核实的", _L, help="查了哪些原始材料、问了哪个科室；这里不加密，不写个人信息。"),
            ),
        ),
        Form(
            "propose",
            "提出之日",
            (
                Field("outcome", "处理意见", _C, choices=OUTCOMES),
                Field("organ", "有权更正的机关", required=False, help="转送、告知的填写名称和联系方式。"),
                _REASON,
            ),
        ),
        Form("return", "退回之日", (_REASON,)),
        Form("sign", "签发之日", (Field("number", "文号", required=False),)),
        Form("mend", "更正之日", (Field("where", "更正了哪些记录", _L, help="各系统、名册、已公开的页面；不写个人信息。"),)),
        Form("pass_on", "转送之日", (Field("evidence", "凭据", help="函号、邮件号、对方签收人等。"),)),
        Form("tell", "告知之日", (_MANNER, Field("evidence", "凭据", required=False, help="邮件号、签收人等。"))),
        Form("withdraw", "撤回之日", (Field("evidence", "凭据"),)),
        Form("note", "记录之日", (Field("note", "记录", _L),)),
        Form("archive", "归档之日", (Field("archive_number", "归档号", required=False),)),
        Form(
            "correct",
            "更正之日",
            (
                Field("target", "更正哪一条", _W, help="办理经过中的序号。"),
                Field("annul", "撤销这一条，不另登记", _Y, required=False),
                _REASON,
                Field("sealed", "加密保存的内容另有更正", _Y, required=False, by_program=True),
            ),
        ),
        Form("void", "撤销之日", VOIDING),
    )
}  # fmt: skip
