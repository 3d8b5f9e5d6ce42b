"""What must be told at each act of an annual report? Gives: `REPORT_FORMS`, one `Form` an event of `REPORT`."""

from __future__ import annotations

from gongkai.law.procedures.fields import Field, FieldKind, Form

_REASON = Field("reason", "理由", FieldKind.LONG)

REPORT_FORMS = {
    form.event: form
    for form in (
        Form("check", "自查之日"),
        Form(
            "explain",
            "说明之日",
            (
                Field("finding", "说明哪一条", help="自查发现的编号。"),
                Field("reason", "说明", FieldKind.LONG, help="为什么不改，如机构改革、口径更正。随年报保留。"),
            ),
        ),
        Form("edit", "修改之日"),
        Form("submit", "送审之日"),
        Form("approve", "审签之日", (Field("opinion", "审签意见", FieldKind.LONG, required=False),)),
        Form("return", "退回之日", (_REASON,)),
        Form("freeze", "定稿之日"),
        Form("reopen", "撤回之日", (_REASON,)),
        Form("review_secrecy", "审查之日", (Field("opinion", "审查意见", FieldKind.LONG),)),
        Form("publish", "公布之日"),
        Form("deliver", "报送之日", (Field("evidence", "凭据", required=False, help="报送文号、系统回执等。"),)),
        Form("correct", "启动更正之日", (_REASON,)),
    )
}
