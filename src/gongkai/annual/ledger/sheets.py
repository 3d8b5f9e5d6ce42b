"""Which sheets does a ledger have, and which columns? Everything follows from the forms and tables of the law.

Gives: `SHEETS` in the order of the tabs; `REQUESTS`, `BODIES`, `REMEDIES`, `STEPS` and the others by name.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from gongkai.annual.ledger.columns import Column, Sheet, act_columns, unique
from gongkai.annual.ledger.kinds import ACTIVITY_KINDS, DOCUMENT_KINDS, ENDINGS, ORGAN_KINDS, TALLY_KINDS, TEXT_KEYS
from gongkai.law.decisions import DECISIONS
from gongkai.law.procedures import REMEDY, REQUEST
from gongkai.law.procedures.fields import FieldKind
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import (
    CO_PRODUCER_OPINIONS,
    REQUEST_FORMS,
    THIRD_PARTY_OPINIONS,
)
from gongkai.law.returns.annual import FORM_2021
from gongkai.law.returns.conventions import REVIEW_OUTCOMES, SUIT_OUTCOMES

VERSION = "1"
GUIDE, LISTS = "填写说明", "选项"
"""The sheet that explains and the sheet that holds the drop-down lists; neither is read."""

OPENING, REPLY, LAPSE = "opening", "reply", "lapse"
"""Keys of columns that more than one event may stand behind."""

BODY_KINDS = {
    "third_party": REQUEST.events["consult_third_party"].removeprefix("征求").removesuffix("意见"),
    "co_producer": REQUEST.events["consult_co_producer"].removeprefix("征求").removesuffix("意见"),
    "other_organ": REQUEST.events["consult_other_organ"].removeprefix("征求").removesuffix("意见"),
}
_LINES = {each.code: FORM_2021.line(each.line_in(FORM_2021)).label for each in DECISIONS}
DECISION_CHOICES = {each.code: f"{each.name}｜表三：{_LINES[each.code].split('（区分')[0]}" for each in DECISIONS}
_DECISION_READINGS = {each.name: each.code for each in DECISIONS} | {
    label: code for code, label in _LINES.items() if list(_LINES.values()).count(label) == 1
}

_NUMBER = Column(
    "number",
    "登记编号",
    required=True,
    note="一件一个编号，不能重复；各表按编号对应。",
    is_key=True,
    longest=40,
    aliases=("编号",),
)
_CLERK = Column("clerk", "经办人", longest=30, note="办理登记、告知、送达的人；不填按“经办人”记。")
_HEAD = Column(
    "head", "负责人", longest=30, note="批准延期、作出结论的人；不填按“公开工作机构负责人”记。须与经办人不同。"
)


PLAIN_REFUSAL = "co_producer:refuses"
OPINIONS = {**THIRD_PARTY_OPINIONS, PLAIN_REFUSAL: CO_PRODUCER_OPINIONS["refuses"]}
"""A third party refuses with or without good reason, a co-producer just refuses: one list for both, read by the kind."""


def _request_columns() -> tuple[Column, ...]:
    of = partial(act_columns, REQUEST, REQUEST_FORMS)
    arrival = {each.key.removeprefix("register."): each for each in of("register", day="到达日")}
    opening = {name: replace(each, key=f"{OPENING}.{name}") for name, each in arrival.items()}
    for name, told in {each.name: each for each in REQUEST_FORMS["register"].fields if each.name in opening}.items():
        opening[name] = replace(opening[name], required=told.required)
    opening["day"] = replace(opening["day"], required=True, note="提交、签收、代填或者到达之日。" + opening["day"].note)
    first, rest = ("channel", "day", "forwarded_on"), list(opening)
    reply = tuple(
        replace(each, key=each.key.replace("record_reply", REPLY)) for each in of("record_reply", name="答复")
    )
    reply = tuple(
        replace(
            each, choices=DECISION_CHOICES, readings=_DECISION_READINGS, note="没有结论的留空，即尚未办结。" + each.note
        )
        if each.key == f"{REPLY}.decision"
        else each
        for each in reply
    )
    lapse = replace(
        of("declare_lapsed", day="认定日", skip=("number", "reason"))[0],
        key=f"{LAPSE}.day",
        note="结论为逾期不补正、逾期未缴费的，填认定之日；不填按答复日。",
    )
    return unique(
        (
            _NUMBER,
            *(opening[name] for name in first),
            *of("unreachable"),
            *of("confirm", day="确认日"),
            *(opening[name] for name in rest if name not in first),
            *of("ask_correction"),
            *of("receive_correction"),
            *of("ask_reasons", name="要求说明", day="要求说明理由日"),
            *of("give_reasons", day="收到理由日"),
            *of("delay", name="延迟答复"),
            *of("charge_fee", name="收费通知"),
            *of("fee_notice_received"),
            *of("pay_fee"),
            *of("request_extension"),
            *of("approve_extension"),
            *of("notify_extension"),
            *reply,
            lapse,
            *of("service_received"),
            *of("archive"),
            _CLERK,
            _HEAD,
            Column("note.note", "备注", FieldKind.LONG, note="记入办理记录，日期为到达日。"),
        )
    )


def _body_columns() -> tuple[Column, ...]:
    asked = act_columns(REQUEST, REQUEST_FORMS, "consult_third_party", day="发函日")
    received = act_columns(REQUEST, REQUEST_FORMS, "third_party_received", day="对方收到日", skip=("label",))
    replied = act_columns(REQUEST, REQUEST_FORMS, "third_party_replied", day="收到意见日", skip=("label",))
    columns = [
        replace(_NUMBER),
        Column("kind", "征求谁的意见", FieldKind.CHOICE, True, BODY_KINDS),
        *(replace(each, key="asked." + each.key.split(".")[1]) for each in asked),
        *(replace(each, key="received." + each.key.split(".")[1]) for each in received),
        *(replace(each, key="replied." + each.key.split(".")[1]) for each in replied),
    ]
    for at, column in enumerate(columns):
        if column.key in ("asked.label", "asked.day", "asked.number"):
            columns[at] = replace(column, required=True)
        if column.key == "replied.opinion":
            columns[at] = replace(
                column,
                choices=OPINIONS,
            )
    return unique(columns)


def _remedy_columns() -> tuple[Column, ...]:
    of = partial(act_columns, REMEDY, REMEDY_FORMS)
    needed = {each.name: each.required for each in REMEDY_FORMS["notify"].fields} | {"day": True}
    notify = [
        replace(each, required=needed[each.key.split(".")[1]], is_key=each.key == "notify.request_number")
        for each in of("notify", day="收到日")
    ]
    outcomes = {each.name: each.code for each in (*REVIEW_OUTCOMES, *SUIT_OUTCOMES)}
    conclude = [
        replace(each, readings=outcomes) if each.key == "conclude.outcome" else each
        for each in of("conclude", day="收到决定书、裁判文书日", name="结果")
    ]
    return unique(
        (
            replace(_NUMBER, heading="案件编号"),
            *notify,
            *of("answer"),
            *of("suspend", name="中止"),
            *of("resume", name="恢复审理"),
            *of("extend_review", name="审限延长"),
            *conclude,
            *of("comply", name="履行"),
            *of("archive"),
            _CLERK,
            Column("note.note", "备注", FieldKind.LONG, note="记入办理记录，日期为收到日。"),
        )
    )


REQUESTS = Sheet("申请台账", "一行一件申请。没有办结的，结论和答复日留空。", _request_columns())
BODIES = Sheet("征求意见", "一行一个被征求意见的对象；一件申请征求几个对象的，写几行。", _body_columns())
CASE_KINDS = {"request": "申请", "remedy": "复议诉讼"}
_EVENTS = {code: name for code, name in {**REQUEST.events, **REMEDY.events}.items() if code != "correct"}
"""A ledger holds what is right: an entry that was wrong is mended in its row, or by a correction in the system."""

_ROLES = {**REQUEST.roles, **REMEDY.roles}
STEPS = Sheet(
    "办理经过",
    "前面各表没有列出的事项，如检索、会商、审核、签发，一行一项。没有的不用填。",
    (
        Column("kind", "类别", FieldKind.CHOICE, True, CASE_KINDS),
        _NUMBER,
        Column("place", "序号", FieldKind.WHOLE, least=1, note="这一项是这件申请、案件的第几项；不填按日期排。"),
        Column("event", "事项", FieldKind.CHOICE, True, _EVENTS),
        Column("day", "日期", FieldKind.DAY, True),
        Column("role", "角色", FieldKind.CHOICE, True, _ROLES),
        Column("person", "办理人", required=True, longest=30),
        Column("content", "内容", FieldKind.LONG, note="一行一项，写成“名称：内容”，如“检索范围：档案室”。"),
    ),
)
REMEDIES = Sheet("复议诉讼", "一行一件行政复议或者行政诉讼案件。没有审结的，结果留空。", _remedy_columns())
ITEMS = Sheet(
    "公开信息",
    "一行一条主动公开的信息。",
    (
        Column("number", "编号", required=True, is_key=True, longest=40, note="索引号或者流水号，不能重复。"),
        Column("title", "标题", required=True, longest=300),
        Column("column", "栏目", required=True, longest=60),
        Column("published_on", "发布日期", FieldKind.DAY, True),
        Column("interprets", "解读的文件", longest=40, note="是政策解读的，填所解读文件的文号或者编号。"),
        Column("withdrawn_on", "撤回日期", FieldKind.DAY),
    ),
)
DOCUMENTS = Sheet(
    "规范性文件",
    "一行一件规章或者行政规范性文件；现行有效的，失效日期留空。",
    (
        Column("kind", "种类", FieldKind.CHOICE, True, DOCUMENT_KINDS),
        Column("number", "文号", required=True, is_key=True, longest=60),
        Column("title", "名称", required=True, longest=300),
        Column("issued_on", "印发日期", FieldKind.DAY, True),
        Column("in_force_on", "施行日期", FieldKind.DAY, True),
        Column("ended_on", "失效日期", FieldKind.DAY),
        Column("ended_how", "怎样失效", FieldKind.CHOICE, choices=ENDINGS),
        Column("ended_by", "废止它的文件", is_key=True, longest=60, note="被另一件文件废止的，填那件的文号。"),
        Column("valid_until", "有效期至", FieldKind.DAY, note="规定了有效期的填最后一天，次日自动失效。"),
    ),
)
ACTIVITIES = Sheet(
    "活动",
    "一行一场活动，如政务公开日、政策解读、培训。",
    (
        Column("number", "编号", required=True, is_key=True, longest=40),
        Column("kind", "种类", FieldKind.CHOICE, True, ACTIVITY_KINDS),
        Column("title", "名称", required=True, longest=200),
        Column("held_on", "举办日期", FieldKind.DAY, True),
        Column("attendance", "参加人数", FieldKind.WHOLE),
    ),
)
TALLIES = Sheet(
    "统计数",
    "从许可、处罚、收费系统取得的数；同一种数的起止日期不能重叠。",
    (
        Column("kind", "种类", FieldKind.CHOICE, True, TALLY_KINDS),
        Column("since", "自", FieldKind.DAY, True, aliases=("起始日期",)),
        Column("until", "至", FieldKind.DAY, True, aliases=("截止日期",)),
        Column("amount", "数", FieldKind.WHOLE, True, aliases=("数量",), note="收费按元填整数。"),
        Column("source", "来源", required=True, longest=200, note="哪个系统、哪个科室提供。"),
    ),
)
TEXTS = Sheet(
    "年报文字",
    "年报里要写的话，一行一段；分几段的在格内换行。",
    (
        Column("year", "年度", FieldKind.WHOLE, True, least=2008, most=2100),
        Column("key", "写在哪里", FieldKind.CHOICE, True, TEXT_KEYS),
        Column("text", "文字", FieldKind.LONG, True),
    ),
)
ORGAN = Sheet(
    "机构",
    "这本台账是哪个单位的，只填一行。",
    (
        Column("name", "单位名称", required=True, longest=100, note="全称，与年报上的一致。"),
        Column("kind", "单位类别", FieldKind.CHOICE, True, ORGAN_KINDS),
    ),
)
SHEETS = (ORGAN, REQUESTS, BODIES, STEPS, REMEDIES, ITEMS, DOCUMENTS, ACTIVITIES, TALLIES, TEXTS)
