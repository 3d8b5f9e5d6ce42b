"""What must be told at each act of a message? Gives: `QUESTION_FORMS`, one `Form` an event of `QUESTION`.

Whatever somebody wrote, or was written to them, may hold what concerns a person: it is private throughout. What becomes public is
a text of its own, `public_question` and `public_answer`, private too until a second person has signed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.questions.doors import DOORS

KINDS: Mapping[str, str] = {
    "consult": "咨询",
    "correction": "纠错",
    "opinion": "意见建议",
    "disclose": "建议主动公开",
    "complaint": "反映未依法公开",
}
CHANNELS: Mapping[str, str] = {
    "web": "网上",
    "phone": "电话",
    "letter": "信函",
    "counter": "当面",
    "email": "电子邮件",
    "forwarded": "其他机关转来",
}
WAYS_OF_ANSWER: Mapping[str, str] = {
    "online": "网上凭编号和查询码查看",
    "phone": "电话告知",
    "letter": "信函",
    "email": "电子邮件",
    "counter": "当面告知",
}
VOID_GROUNDS: Mapping[str, str] = {
    "spam": "广告或者机器发送的内容",
    "empty": "没有可以办理的内容",
    "abusive": "只有辱骂、没有诉求",
    "duplicate": "重复提交",
    "mistake": "误登记",
}
MOST_TITLE, MOST_TEXT, MOST_CONTACT = 60, 2000, 100
_MOST_WITH_ADDITIONS = 50_000
_L, _C, _Y, _D = FieldKind.LONG, FieldKind.CHOICE, FieldKind.YES, FieldKind.DAY
_REASON = Field("reason", "理由", _L, help="不写个人姓名、电话和住址。")
_ABOUT = Field(
    "about", "所说的网页", required=False, most=200, help="索引号或者网页地址，如 /xxgk/…；只写地址，不写别的。"
)
_ABOUT_ORGAN = Field("about_organ", "所反映的机关", required=False, most=40, help="机关代码；反映未依法公开的填写。")
_REQUEST = Field(
    "request_number", "所涉申请的登记编号", required=False, most=40, help="申请过这条信息、建议主动公开的填写。"
)
_PUBLISH = Field(
    "publish", "同意公开留言和答复", _Y, required=False, help="公开之前去掉姓名、电话等个人信息，由另一人签字。"
)
_MINOR = Field("minor", "提问人未满十四周岁", _Y, required=False)
_CODE = Field("code", "查询码的摘要", required=False, most=64, by_program=True)
_PRIVATE = (
    Field("title", "标题", private=True, most=MOST_TITLE),
    Field("text", "内容", _L, private=True, most=MOST_TEXT),
    Field("asker_name", "姓名", private=True, required=False, most=40),
    Field("contact", "联系方式", private=True, required=False, most=MOST_CONTACT, help="电话、电子邮件或者通信地址。"),
)

QUESTION_FORMS: Mapping[str, Form] = {
    form.event: form
    for form in (
        Form(
            "receive",
            "收到之日",
            (
                Field("kind", "类别", _C, choices=KINDS),
                Field("channel", "来源", _C, choices=CHANNELS),
                _ABOUT,
                _ABOUT_ORGAN,
                _REQUEST,
                _PUBLISH,
                _MINOR,
                _CODE,
                *_PRIVATE,
            ),
        ),
        Form(
            "take_over",
            "转来之日",
            (
                Field("kind", "类别", _C, choices=KINDS),
                Field("channel", "来源", _C, choices=CHANNELS),
                Field("received_on", "最初收到之日", _D),
                Field("origin", "转来的编号", most=60),
                _ABOUT,
                _ABOUT_ORGAN,
                _REQUEST,
                _PUBLISH,
                _MINOR,
                # What was added in the meantime comes with it.
                *(replace(each, most=_MOST_WITH_ADDITIONS) if each.name == "text" else each for each in _PRIVATE),
            ),
        ),
        Form(
            "accept",
            "受理之日",
            (
                Field("kind", "类别", _C, choices=KINDS, help="提问人选错的，在这里改正。"),
                Field("subject", "事由", most=60, help="一句话，清单上显示，不写个人姓名、电话和住址。"),
            ),
        ),
        Form(
            "assign",
            "交办之日",
            (
                Field("to", "承办人或者科室", most=40, help="名单里没有的，写科室或者姓名。"),
                Field("assignee", "承办人的登录名代号", required=False, most=20, by_program=True),
            ),
        ),
        Form("ask_back", "告知之日", (Field("message", "请补充什么", _L, private=True, most=MOST_TEXT),)),
        Form("supplement", "补充之日", (Field("supplement", "补充的内容", _L, private=True, most=MOST_TEXT),)),
        Form(
            "draft",
            "拟稿之日",
            (Field("answer", "答复", _L, private=True, help="提问人看到的就是这些文字。", most=5000),),
        ),
        Form("return", "退回之日", (_REASON,)),
        Form("sign", "签发之日", (Field("opinion", "签发意见", _L, required=False),)),
        Form("answer", "答复之日", (Field("manner", "怎样告知", _C, choices=WAYS_OF_ANSWER),)),
        Form("transfer", "转办之日", (Field("to_organ", "转给哪个机关", most=40, help="机关代码。"), _REASON)),
        Form(
            "redirect",
            "告知之日",
            (
                Field("door", "正确的渠道", _C, choices={code: door.name for code, door in DOORS.items()}),
                Field("message", "另行说明", _L, private=True, required=False, most=MOST_TEXT),
            ),
        ),
        Form(
            "void",
            "认定之日",
            (
                Field("ground", "情形", _C, choices=VOID_GROUNDS),
                Field("duplicate_of", "与哪一件重复", required=False, most=60, help="“重复提交”填写那一件的编号。"),
                _REASON,
            ),
        ),
        Form("reopen", "重新办理之日", (_REASON,)),
        Form(
            "verify",
            "核实之日",
            (
                Field("found", "是否属实", _C, choices={"true": "属实", "partly": "部分属实", "untrue": "不属实"}),
                Field("note", "核实的情况", _L, help="不写个人姓名、电话和住址。"),
            ),
        ),
        Form(
            "urge",
            "督促之日",
            (
                Field("organ", "督促哪个机关", most=40, help="机关代码。"),
                Field("until", "要求在哪天之前整改", _D),
                Field("note", "整改要求", _L),
            ),
        ),
        Form("rectify", "整改完成之日", (Field("note", "怎样整改的", _L),)),
        Form(
            "criticise",
            "通报之日",
            (
                Field("organ", "通报哪个机关", most=40, help="机关代码。"),
                Field("document_number", "通报文号", required=False, most=60),
                _REASON,
            ),
        ),
        Form(
            "adopt",
            "纳入之日",
            (Field("item", "公开信息的索引号", most=40, help="先在“信息发布”起草，属性定为主动公开。"),),
        ),
        Form(
            "prepare",
            "拟公开之日",
            (
                Field("public_title", "公开的标题", private=True, most=MOST_TITLE),
                Field("public_question", "公开的留言", _L, private=True, help="去掉姓名、电话、住址。", most=MOST_TEXT),
                Field("public_answer", "公开的答复", _L, private=True, most=5000),
                Field("doubts", "须答复的疑点", _L, required=False, by_program=True),
            ),
        ),
        Form(
            "clear",
            "答复之日",
            (Field("finding", "哪一处疑点"), Field("reason", "为什么可以公开", _L, help="不重复疑点的内容。")),
        ),
        Form("publish", "公开之日", (Field("digest", "公开文字的摘要", required=False, most=64, by_program=True),)),
        Form("give_up", "放弃之日", (_REASON,)),
        Form("withdraw", "撤回之日", (_REASON,)),
        Form("withdraw_consent", "撤回同意之日"),
        Form("note", "记录之日", (Field("note", "记录", _L, help="不写个人姓名、电话和住址。"),)),
        Form("archive", "归档之日", (Field("archive_number", "档号", required=False),)),
    )
}
