"""What must be told at each act of a publication? Gives: `PUBLICATION_FORMS`, one `Form` an event, and the fields of a draft.

The text itself, its pictures and attachments travel beside the fields of `draft` and `edit` (apps/publishing/content).
The checklist of a stage (law/publication/checklists) is answered in the field `checked`.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.procedures.fields import Field, FieldKind, Form
from gongkai.law.procedures.publication import STAGES
from gongkai.law.publication.checklists import CHECKLISTS

_REASON = Field("reason", "理由", FieldKind.LONG)

ATTRIBUTES: Mapping[str, str] = {"proactive": "主动公开", "on_request": "依申请公开", "withheld": "不予公开"}
GENRES: Mapping[str, str] = {
    "information": "一般信息",
    "policy": "政策文件",
    "normative": "行政规范性文件",
    "text": "文字解读",
    "picture": "图片解读",
    "questions": "问答",
    "news": "新闻",
}
POLICIES = frozenset({"policy", "normative"})
"""Genres that others interpret; none of them goes without its interpretation or a signed exemption."""
INTERPRETATIONS = frozenset({"text", "picture", "questions"})
"""Genres that count as interpretation; a piece of news accompanies a policy, but does not explain it."""
GROUNDS: Mapping[str, str] = {
    "secret": "属于国家秘密（第十四条）",
    "forbidden": "法律、行政法规禁止公开（第十四条）",
    "security": "危及国家安全、公共安全、经济安全、社会稳定（第十四条）",
    "third_party": "公开会损害第三方合法权益（第十五条）",
    "internal": "内部事务信息（第十六条第一款）",
    "process": "过程性信息（第十六条第二款）",
    "enforcement": "行政执法案卷信息（第十六条第二款）",
    "specific": "只涉及特定人，不需要公众广泛知晓（限依申请公开）",
}
WITHDRAWALS: Mapping[str, str] = {"repealed": "废止", "lapsed": "失效", "merged": "并入", "mistaken": "误发"}
"""What becomes of the page: 废止 and 失效 keep the text under a banner, 并入 leads on, 误发 is gone."""

CONTENT_FIELDS: tuple[Field, ...] = (
    Field("title", "标题"),
    Field("genre", "体裁", FieldKind.CHOICE, choices=GENRES),
    Field("column", "栏目", most=60),
    Field("attribute", "公开属性", FieldKind.CHOICE, choices=ATTRIBUTES),
    Field("ground", "不主动公开的依据", FieldKind.CHOICE, required=False, choices=GROUNDS),
    Field("ground_reason", "不主动公开的理由", FieldKind.LONG, required=False),
    Field("formed_on", "形成日期", FieldKind.DAY, help="成文或者变更之日，二十个工作日内公开从次日起算。"),
    Field("document_number", "文号", required=False, most=60),
    Field("source", "信息来源", help="制作或者转载来源的机关。"),
    Field("summary", "内容概述", FieldKind.LONG, required=False),
    Field("keywords", "关键词", required=False, help="用空格分开。"),
    Field("interprets", "所解读的政策", required=False, most=40, help="那份政策的索引号；解读、问答、图片、新闻填写。"),
    Field("registration_number", "统一登记编号", required=False),
    Field("effective_on", "施行日期", FieldKind.DAY, required=False, help="行政规范性文件填写。"),
    Field("valid_until", "有效期至", FieldKind.DAY, required=False, help="最后一个有效的日子，次日自动失效。"),
    Field(
        "changes",
        "对其他文件的影响",
        FieldKind.LONG,
        required=False,
        help="一行一个：“废止 文号”“修改 文号 第三条、第五条”“部分废止 文号 第六条”。",
    ),
    Field("expires_on", "下线日期", FieldKind.DAY, required=False, help="到这一天页面改标“失效”。"),
)
"""What is told of a text besides the text. One list for forms, imports and the fields of the page."""

_OPINION = Field("opinion", "意见", FieldKind.LONG, required=False)
_INSTEAD = Field("instead_of", "代谁审签", required=False, help="替班时由系统填写。")
_HOW = Field("how", "撤下的方式", FieldKind.CHOICE, choices=WITHDRAWALS)


_OBJECTS = Field(
    "objects",
    "逐件审查",
    FieldKind.CHOICES,
    required=False,
    help="正文和每一个附件分别审查；有哪几件，由这一稿决定。",
    choices={"body": "标题、要素和正文（含图片）"},
)


def _ticks(stage: str) -> Field:
    lines = {line.code: line.text for line in CHECKLISTS[stage]}
    return Field("checked", "逐项核对", FieldKind.CHOICES, choices=lines, help="每一项都须核对。")


PUBLICATION_FORMS: Mapping[str, Form] = {
    form.event: form
    for form in (
        Form("draft", "起草之日", CONTENT_FIELDS),
        Form("edit", "修改之日", CONTENT_FIELDS),
        Form(
            "answer",
            "答复之日",
            (
                Field("finding", "哪一处疑点"),
                Field("verdict", "结论", FieldKind.CHOICE, choices={"right": "不是差错", "cleared": "已核实可以公开"}),
                Field("reason", "理由", FieldKind.LONG),
            ),
        ),
        Form("submit", "送审之日"),
        *(
            Form(
                code,
                f"{name}之日",
                (_ticks(code), *((_OBJECTS,) if code == "secrecy_review" else ()), _OPINION, _INSTEAD),
            )
            for code, name in STAGES
        ),
        Form("return", "退回之日", (_REASON,)),
        Form("recall", "收回之日", (_REASON,)),
        Form("exempt", "签批之日", (_REASON,)),
        Form("publish", "公开之日"),
        Form("schedule", "设定之日", (Field("publish_at", "公开时间", help="YYYY-MM-DD HH:MM"),)),
        Form("unschedule", "取消之日", (_REASON,)),
        Form("go_live", "公开之日"),
        Form("emergency", "公开之日", (_REASON,)),
        Form("ratify", "补审之日", (Field("opinion", "补审意见", FieldKind.LONG),)),
        Form("correct", "启动之日", (_REASON,)),
        Form("abandon", "放弃之日", (_REASON,)),
        Form("discard", "作废之日", (_REASON,)),
        Form(
            "withdraw",
            "撤下之日",
            (
                _HOW,
                _REASON,
                Field("by", "依据的文件", required=False, most=60, help="废止它的文件的文号。"),
                Field("successor", "并入哪一条", required=False, most=40, help="“并入”时填写那一条的索引号。"),
            ),
        ),
        Form("expire", "下线之日"),
        Form("archive", "归档之日", (Field("archive_number", "档号", required=False),)),
        Form("propose_withhold", "送审之日"),
        Form("approve_withhold", "认定之日", (_OPINION,)),
        Form("reevaluate", "评估之日", (_REASON,)),
        Form("disclose", "决定之日", (_REASON,)),
        Form("stage", "迁入之日", (*CONTENT_FIELDS, Field("published_on", "原公开日期", FieldKind.DAY))),
        Form("accept", "核准之日"),
        Form("reject", "退回之日", (_REASON,)),
    )
}
