"""What must be told at each act of a review or a suit. Gives: `REMEDY_FORMS`, one `Form` an event of `REMEDY`."""

from __future__ import annotations

from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.procedures.request_forms import VOIDING
from gongkai.law.returns.annual import CASE_GROUPS
from gongkai.law.returns.conventions import REVIEW_OUTCOMES, SUIT_OUTCOMES

CAPACITIES = {"own": "本机关的行为", "reviewer": "复议机关作共同被告"}
"""国办公开办函〔2016〕201号: a suit in which the organ is co-defendant as reviewer is not counted in its table 4."""

PROCEDURES = {"ordinary": "普通程序", "simplified": "简易程序"}
OUTCOMES = {each.code: each.name for each in (*SUIT_OUTCOMES, *REVIEW_OUTCOMES)}
_L, _D, _C = FieldKind.LONG, FieldKind.DAY, FieldKind.CHOICE
_REASON = Field("reason", "理由", _L)

REMEDY_FORMS = {
    form.event: form
    for form in (
        Form(
            "notify",
            "收到申请书副本、起诉状副本之日",
            (
                Field("group", "案件类别", _C, choices=CASE_GROUPS),
                Field("capacity", "身份", _C, choices=CAPACITIES),
                Field("forum", "复议机关或者法院"),
                Field("case_number", "案号", required=False),
                Field("subject", "争议的行为", help="一句话，不写个人姓名。"),
                Field("request_number", "所涉申请的登记编号", required=False),
                Field(
                    "procedure", "审理程序", _C, required=False, choices=PROCEDURES, help="只用于复议；不填按普通程序。"
                ),
                Field("accepted_on", "受理之日", _D, required=False, help="只用于复议；受理通知书写明的才填。"),
                Field("party_name", "申请人、原告", private=True),
            ),
        ),
        Form("answer", "提交之日", (Field("evidence", "提交了哪些证据", _L, required=False),)),
        Form("suspend", "中止之日", (_REASON,)),
        Form("resume", "恢复之日"),
        Form(
            "extend_review",
            "决定延长之日",
            (Field("until", "延长至", _D, required=False, help="复议不填按最长30日；诉讼必填。"),),
        ),
        Form(
            "conclude",
            "收到决定书、裁判文书之日",
            (
                Field("outcome", "结果", _C, choices=OUTCOMES),
                Field("decided_on", "决定、裁判作出之日", _D, required=False),
                Field("number", "文号", required=False),
                Field("note", "要求本机关做什么", _L, required=False),
                Field("until", "应在何日前履行", _D, required=False),
            ),
        ),
        Form("comply", "履行之日", (Field("note", "怎样履行", _L),)),
        Form("note", "记录之日", (Field("note", "记录", _L),)),
        Form("archive", "归档之日", (Field("archive_number", "归档号", required=False),)),
        Form(
            "correct",
            "更正之日",
            (
                Field("target", "更正哪一条", FieldKind.WHOLE, help="办理经过中的序号。"),
                Field("annul", "撤销这一条，不另登记", FieldKind.YES, required=False),
                _REASON,
                Field("sealed", "加密保存的内容另有更正", FieldKind.YES, required=False, by_program=True),
            ),
        ),
        Form("void", "撤销之日", VOIDING),
    )
}
