"""The annual return as data: the 2021 form and the 2019 form.

Law:     条例第五十条; 国办公开办函〔2021〕30号 (2021 form), 国办公开办函〔2019〕60号 (2019 form, used for 2019 and 2020)
Gives:   labels in the official order, with the numbers by which the rest of Gongkai names lines and columns.
Unclear: which form a late or careless office used: readers decide by the labels on the page, never by the year.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.cite import Cite
from gongkai.law.sources import annual_report as source

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
"""Titles of the six parts, verbatim and in order."""

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
"""Columns of table 3. The last is the sum of the six before it."""

CASE_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
"""Columns of each group of table 4. The last is the sum of the four before it."""

CASE_GROUPS = {
    "review": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_review": "复议后起诉",
}
"""Groups of table 4 in the order of the form, by our key."""

INFORMATION = "信息内容"
"""Heads the labels of each block of table 2."""

APPLICANT_KINDS, LEGAL_PERSONS = "申请人情况", "法人或其他组织"
"""Head the columns of table 3: all seven, and the five between 自然人 and 总计."""

LITIGATION = "行政诉讼"
"""Heads the second and third group of table 4; the first stands alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of table 3. `number` is its place, 1 to 25; `heading` the labels of the groups that it stands under."""

    number: int
    label: str
    headings: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return " / ".join((*self.headings, self.label))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of table 2: the block that it stands in, its label, and the labels of its numeric columns in order."""

    block: str
    label: str
    columns: tuple[str, ...]
    other_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the national form.

    `lines` holds table 3 by line number. In the 2019 form 其他处理 is one row; it is line 21, and 22 and 23 do not
    exist, so that line numbers mean the same in both forms.
    """

    key: str
    table2: tuple[Row, ...]
    lines: tuple[Line, ...]
    cite: Cite

    @property
    def results(self) -> tuple[int, ...]:
        """Numbers of the lines that add up to （七）总计."""
        return tuple(line.number for line in self.lines if 3 <= line.number <= 23)

    def line(self, number: int) -> Line:
        """A line of table 3 by its number.

        Offices mix the editions: lines 22 and 23 beside a table 2 of 2019 are those of the 2021 form.
        """
        for line in (*self.lines, *FORM_2021.lines):
            if line.number == number:
                return line
        raise KeyError(f"{self.key} 格式表三没有第 {number} 行")

    def row(self, label: str) -> Row:
        for row in self.table2:
            if label == row.label or label in row.other_labels:
                return row
        raise KeyError(f"{self.key} 格式表二没有“{label}”行")


NEW, CARRIED_IN, OPEN, PARTIAL = 1, 2, 3, 4
TOTAL, CARRIED_OUT = 24, 25
OTHER_HANDLING = 21
"""First line of （六）其他处理; in the 2019 form the only one."""

RESULT = "三、本年度办理结果"
REFUSED, UNABLE, NOT_HANDLED, OTHER = "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"
GROUPS = {
    OPEN: "（一）予以公开",
    PARTIAL: "（二）部分公开",
    **dict.fromkeys(range(5, 13), REFUSED),
    **dict.fromkeys(range(13, 16), UNABLE),
    **dict.fromkeys(range(16, 21), NOT_HANDLED),
    **dict.fromkeys(range(21, 24), OTHER),
}
"""The kind of result that each line 3–23 belongs to, as prose names them."""

_REFUSED = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
_UNABLE = ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")
_NOT_HANDLED = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
_OTHER = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)


def _group(first: int, heading: str, labels: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(first + i, label, (RESULT, heading)) for i, label in enumerate(labels))


_HEAD = (
    Line(1, "一、本年新收政府信息公开申请数量"),
    Line(2, "二、上年结转政府信息公开申请数量"),
    Line(3, "（一）予以公开", (RESULT,)),
    Line(4, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (RESULT,)),
    *_group(5, REFUSED, _REFUSED),
    *_group(13, UNABLE, _UNABLE),
    *_group(16, NOT_HANDLED, _NOT_HANDLED),
)
_TAIL = (Line(24, "（七）总计", (RESULT,)), Line(25, "四、结转下年度继续办理"))

INFLOW_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
"""Printed in the head of table 3."""

_ITEM_1, _ITEM_5, _ITEM_6, _ITEM_8, _ITEM_9 = (f"第二十条第（{n}）项" for n in "一五六八九")
_DOCUMENTS = ("本年制发件数", "本年废止件数", "现行有效件数")
_DECISIONS = ("本年处理决定数量",)
_DOCUMENTS_2019 = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
_DECISIONS_2019 = ("上一年项目数量", "本年增/减", "处理决定数量")

FORM_2021 = Form(
    key="2021",
    table2=(
        Row(_ITEM_1, "规章", _DOCUMENTS),
        Row(_ITEM_1, "行政规范性文件", _DOCUMENTS, ("规范性文件",)),
        Row(_ITEM_5, "行政许可", _DECISIONS),
        Row(_ITEM_6, "行政处罚", _DECISIONS),
        Row(_ITEM_6, "行政强制", _DECISIONS),
        Row(_ITEM_8, "行政事业性收费", ("本年收费金额（单位：万元）",)),
    ),
    lines=(*_HEAD, *_group(OTHER_HANDLING, OTHER, _OTHER), *_TAIL),
    cite=source.TABLE_3,
)
FORM_2019 = Form(
    key="2019",
    table2=(
        Row(_ITEM_1, "规章", _DOCUMENTS_2019),
        Row(_ITEM_1, "规范性文件", _DOCUMENTS_2019, ("行政规范性文件",)),
        Row(_ITEM_5, "行政许可", _DECISIONS_2019),
        Row(_ITEM_5, "其他对外管理服务事项", _DECISIONS_2019),
        Row(_ITEM_6, "行政处罚", _DECISIONS_2019),
        Row(_ITEM_6, "行政强制", _DECISIONS_2019),
        Row(_ITEM_8, "行政事业性收费", ("上一年项目数量", "本年增/减")),
        Row(_ITEM_9, "政府集中采购", ("采购项目数量", "采购总金额")),
    ),
    lines=(*_HEAD, Line(OTHER_HANDLING, OTHER, (RESULT,)), *_TAIL),
    cite=source.FORM_2019_TABLES,
)
FORMS = {"2021": FORM_2021, "2019": FORM_2019}


def form_for_year(year: int) -> Form:
    """The form that a report on `year` must use.

    Refused: years before 2019, whose statistics stand in an attachment of another shape (国办发〔2014〕32号).
    """
    if year < 2019:
        raise ValueError(f"{year} 年度年报用的是 2019 年以前的附表格式，本系统不读；请提供 2019 年度及以后的年报。")
    return FORM_2019 if year <= 2020 else FORM_2021
