"""How may a request end, on what ground, by which letter, and in which line of table 3 is it counted?

Law:     articles 14 to 16, 30, 32, 35 to 39 of the Regulation; article 6 of the fee rules; the labels of table 3
Gives:   one row per decision. From a row follow the letter, the remedy paragraph and the line.
Unclear: no published text ties a ground to a line; nearly all lines are inferred from their labels, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.law.cite import Cite, Grade
from gongkai.law.decisions.letters import NOTICE, REPLY, Letter
from gongkai.law.decisions.options import ARCHIVED_LINE, Chosen, value
from gongkai.law.returns.annual import GROUPS, OPEN, OTHER_HANDLING, PARTIAL, Form
from gongkai.law.sources import (
    annual_report,
    fee_rules,
    form_filling,
    interpretations,
    litigation_interpretation,
    neighbours,
    ogi,
    review_law,
)


class Review(Enum):
    """How a decision may be contested since 2024. Before, the applicant could always choose."""

    FIRST = "复议前置"
    EITHER = "复议或诉讼任选"
    DOUBTFUL = "常被认为不可诉"
    BY_PARTS = "按不予公开部分的理由"
    NONE = "没有决定可争议"


_REVIEW_CITES = {
    Review.FIRST: (review_law.A23_1_I4, litigation_interpretation.A1_I2),
    Review.EITHER: (ogi.A51,),
    Review.DOUBTFUL: (litigation_interpretation.NOT_SUABLE, litigation_interpretation.A1_I1),
    Review.BY_PARTS: (review_law.A23_1_I4, ogi.A37),
    Review.NONE: (),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One way for a request to end.

    `grounds` are the provisions that it rests on, the first the one that the letter cites; `reply` says what is told;
    `letter` is None where nothing has to be sent; `line` counts it in table 3; `line_grade` says how well that is
    known; `must_state` are the facts without which the letter would not stand.
    """

    code: str
    name: str
    grounds: tuple[Cite, ...]
    reply: str
    letter: Letter | None
    line: int
    review: Review
    must_state: tuple[str, ...] = ()
    line_grade: Grade = Grade.INFERRED

    @property
    def kind(self) -> str:
        """The group of table 3 that the default line belongs to: （三）不予公开."""
        return GROUPS[self.line]

    @property
    def reviewability(self) -> tuple[Cite, ...]:
        """Why it may be contested as `review` says."""
        # The 2025 interpretation names 无法提供 and 不予处理, not what was disclosed.
        if self.review is Review.EITHER and self.kind not in (GROUPS[OPEN], GROUPS[PARTIAL]):
            return (*_REVIEW_CITES[self.review], litigation_interpretation.A1_I1)
        return _REVIEW_CITES[self.review]

    def line_note(self, form: Form, chosen: Chosen | None = None) -> str:
        """Where it is counted and how well that is known, for the officer who counts."""
        return f"计入表三“{form.line(self.line_in(form, chosen)).path}”行（{self.line_grade.value}）。"

    def line_in(self, form: Form, chosen: Chosen | None = None) -> int:
        """Its line in one edition of the form. All of 其他处理 is one line in the 2019 form."""
        line = int(value(ARCHIVED_LINE, chosen or {})) if self.code == "archived" else self.line
        if GROUPS[line] == GROUPS[OTHER_HANDLING] and line not in form.results:
            line = OTHER_HANDLING
        return form.line(line).number


_WHY = "不予公开的理由"

DECISIONS = (
    Decision(
        "already_public",
        "已主动公开",
        (ogi.A36_I1,),
        "告知获取的方式、途径",
        NOTICE,
        3,
        Review.EITHER,
        ("获取该信息的方式、途径",),
    ),
    Decision(
        "provided",
        "予以公开",
        (ogi.A36_I2, ogi.A40),
        "提供该信息，或告知获取的方式、途径和时间",
        REPLY,
        3,
        Review.EITHER,
        ("提供的信息，或获取的方式、途径和时间",),
    ),
    Decision(
        "partial",
        "部分公开",
        (ogi.A37, ogi.A36_I2, ogi.A36_I3),
        "提供可以公开的部分，对其余说明理由",
        REPLY,
        4,
        Review.BY_PARTS,
        ("提供的部分", "其余部分不予公开的理由"),
        Grade.CORROBORATED,
    ),
    Decision(
        "state_secret",
        "属于国家秘密",
        (ogi.A14, ogi.A36_I3),
        "告知不予公开并说明理由",
        REPLY,
        5,
        Review.FIRST,
        (_WHY, "密级标识、保密期限"),
    ),
    Decision(
        "prohibited",
        "其他法律行政法规禁止公开",
        (ogi.A14, ogi.A36_I3),
        "告知不予公开并说明理由",
        REPLY,
        6,
        Review.FIRST,
        (_WHY, "禁止公开的法律、行政法规及条款"),
    ),
    Decision(
        "security",
        "危及三安全一稳定",
        (ogi.A14, ogi.A36_I3),
        "告知不予公开并说明理由",
        REPLY,
        7,
        Review.FIRST,
        (_WHY, "对三安全一稳定的不利影响"),
    ),
    Decision(
        "third_party_rights",
        "保护第三方合法权益",
        (ogi.A15, ogi.A32, ogi.A36_I3),
        "告知不予公开并说明理由",
        REPLY,
        8,
        Review.FIRST,
        (_WHY, "第三方的意见，或逾期未提意见后的决定"),
    ),
    Decision(
        "internal",
        "属于三类内部事务信息",
        (ogi.A16_1, ogi.A36_I3),
        "告知不予公开并说明理由",
        REPLY,
        9,
        Review.FIRST,
        (_WHY, "属于人事管理、后勤管理、内部工作流程中哪一类"),
    ),
    Decision(
        "deliberative",
        "属于四类过程性信息",
        (ogi.A16_2, ogi.A36_I3),
        "告知不予公开并说明理由",
        REPLY,
        10,
        Review.FIRST,
        (_WHY, "属于讨论记录、过程稿、磋商信函、请示报告中哪一类"),
    ),
    Decision(
        "enforcement_file",
        "属于行政执法案卷",
        (ogi.A16_2, ogi.A36_I3),
        "告知不予公开并说明理由",
        REPLY,
        11,
        Review.FIRST,
        (_WHY, "属于哪一行政执法案卷"),
    ),
    Decision(
        "registry_lookup",
        "属于行政查询事项",
        (ogi.A36_I7, interpretations.LOOKUPS),
        "告知依照有关法律、行政法规的规定办理",
        NOTICE,
        12,
        Review.DOUBTFUL,
        ("适用的特别规定", "办理查询的机关和途径"),
    ),
    Decision(
        "not_found",
        "经检索没有所申请信息",
        (ogi.A36_I4,),
        "告知该信息不存在",
        NOTICE,
        13,
        Review.EITHER,
        ("检索的范围、方法和结果",),
    ),
    Decision(
        "not_ours",
        "不属于本机关负责公开",
        (ogi.A36_I5,),
        "告知并说明理由，能确定负责机关的告知其名称、联系方式",
        NOTICE,
        13,
        Review.EITHER,
        ("不属于本机关负责的理由", "能确定时负责机关的名称、联系方式"),
    ),
    Decision(
        "needs_processing",
        "没有现成信息需要另行制作",
        (ogi.A38,),
        "告知需要加工、分析，不予提供",
        NOTICE,
        14,
        Review.DOUBTFUL,
        ("没有现成信息的情况",),
    ),
    Decision(
        "still_unclear",
        "补正后申请内容仍不明确",
        (ogi.A30,),
        "告知补正后内容仍不明确，无法提供",
        NOTICE,
        15,
        Review.EITHER,
        ("补正告知和补正的日期", "仍不明确之处"),
    ),
    Decision(
        "petition",
        "信访举报投诉类申请",
        (ogi.A39_1,),
        "告知不作为政府信息公开申请处理，可告知相应渠道",
        NOTICE,
        16,
        Review.DOUBTFUL,
        ("可以反映诉求的渠道",),
    ),
    Decision(
        "repeated",
        "重复申请",
        (ogi.A36_I6,),
        "告知不予重复处理",
        NOTICE,
        17,
        Review.DOUBTFUL,
        ("前次答复的文号和日期",),
    ),
    Decision(
        "in_print",
        "要求提供公开出版物",
        (ogi.A39_2,),
        "告知获取的途径",
        NOTICE,
        18,
        Review.DOUBTFUL,
        ("获取该出版物的途径",),
    ),
    Decision(
        "excessive",
        "无正当理由大量反复申请",
        (ogi.A35,),
        "告知不予处理",
        NOTICE,
        19,
        Review.EITHER,
        ("要求说明理由的日期", "理由不合理之处"),
    ),
    Decision(
        "reconfirmation",
        "要求行政机关确认或重新出具已获取信息",
        (form_filling.RECONFIRMATION, annual_report.TABLE_3),
        "告知不予处理",
        NOTICE,
        20,
        Review.EITHER,
        ("已经获取该信息的日期和方式",),
        Grade.CORROBORATED,
    ),
    Decision(
        "archived",
        "移交期限已满的档案",
        (neighbours.ARCHIVES_A15_2, ogi.A36_I7, neighbours.ARCHIVED),
        "告知按档案利用的规定办理",
        NOTICE,
        int(ARCHIVED_LINE.default),
        Review.EITHER,
        ("接收档案的档案馆和移交日期",),
        Grade.UNVERIFIED,
    ),
    Decision(
        "correction_lapsed",
        "逾期不补正",
        (ogi.A30, form_filling.LAPSED),
        "告知视为放弃申请，不再处理",
        NOTICE,
        21,
        Review.EITHER,
        ("补正告知的送达日期和补正期限",),
    ),
    Decision(
        "payment_lapsed",
        "逾期未缴纳信息处理费",
        (fee_rules.A6_PAYMENT, form_filling.LAPSED),
        "告知视为放弃申请，不再处理",
        NOTICE,
        22,
        Review.EITHER,
        ("收费通知的送达日期和缴纳期限",),
    ),
    Decision(
        "withdrawn",
        "申请人撤回",
        (form_filling.WITHDRAWN,),
        "登记撤回，终止办理",
        None,
        23,
        Review.NONE,
        ("撤回的日期和凭据",),
        Grade.CORROBORATED,
    ),
    Decision(
        "other",
        "其他处理",
        (annual_report.TABLE_3,),
        "按实际情况告知",
        NOTICE,
        23,
        Review.EITHER,
        ("处理的事实和理由",),
    ),
)

BY_CODE = {decision.code: decision for decision in DECISIONS}


def decision(code: str) -> Decision:
    """The decision of that code. Refused: unknown codes, with those that exist."""
    try:
        return BY_CODE[code]
    except KeyError:
        raise ValueError(f"没有“{code}”这种答复结论，可用：{'、'.join(BY_CODE)}。") from None
