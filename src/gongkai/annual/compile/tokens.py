"""Which figures and names may a text of the report hold, and how do they get in?

A text holds tokens, `{requests.new}` or `{table3.1.6}`; `render` puts in what the material says and tells where each
value stands, so that text and table cannot part. `{{` and `}}` are braces.

Takes:   the tables and the material that they were compiled from.
Gives:   `tokens`, every token with its Chinese name and value; `render`; `BadText` for a token that does not exist.
Unclear: a value that nobody recorded is None; a text that uses it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.annual.compile.cells import DocumentCount
from gongkai.annual.compile.material import DocumentCounts, Material, period_end
from gongkai.annual.model import Number, Place, Report
from gongkai.law.returns.annual import APPLICANTS, CARRIED_IN, CARRIED_OUT, CASE_GROUPS, CASE_OUTCOMES, NEW, OPEN, TOTAL

Value = Number | str | None


OURS = "{ours}"
"""Stands in an own text for the sentences that we draft for the paragraph, chosen anew whenever figures change."""


class BadText(ValueError):
    """A text that cannot be filled in: one Chinese sentence with the place and how to mend it. `key` is the paragraph's."""

    key = ""


@dataclass(frozen=True, slots=True)
class Token:
    """`label` says in Chinese what it stands for; `measures` are the names under which prose counts the same
    (annual/facts), so that a number typed instead of the token can be found. `places` are the cells that it adds up; what stands
    in no table and is counted all the same has none and is `behind` a list of its own."""

    name: str
    label: str
    value: Value
    measures: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a figure of the prose that is in no table: the sort of record, and which of them; documents by the
    count of table 2. `rule` says in a sentence what is counted."""

    what: str
    rule: str
    document: DocumentCount | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """Where a value stands in a text that was filled in."""

    start: int
    end: int
    token: str
    value: Number | str


DOCUMENTS, ITEMS, INTERPRETATIONS, SESSIONS, OPEN_DAY = (
    "documents",
    "items.published",
    "interpretations",
    "sessions",
    "open_day",
)
FEES = "fees"
BEHIND: Mapping[str, str] = {
    ITEMS: "统计期内首次公开、到统计期末没有撤下的信息；应急公开的和在登记簿里登记的也算。",
    INTERPRETATIONS: "其中解读某一政策的信息；只是随政策刊登的新闻不算。",
    SESSIONS: "统计期内举办的政策解读场次；没有登记场次的解读活动算一场。",
    OPEN_DAY: "统计期内举办的政务公开日活动。",
    FEES: "统计期内收取了信息处理费的申请。",
}
"""What each list behind a figure counts."""
_DOCUMENT_RULES = {
    "issued": "统计期内印发的{}，以印发日期为准。",
    "ended": "统计期内废止或者失效的{}；有效期届满的自次日起算失效。",
    "in_force": "统计期末现行有效的{}。",
}
_LAST = len(APPLICANTS) - 1
_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_RESULTS = {
    "granted": ("予以公开", (OPEN,)),
    "partial": ("部分公开", (4,)),
    "refused": ("不予公开", range(5, 13)),
    "unable": ("无法提供", range(13, 16)),
    "not_handled": ("不予处理", range(16, 21)),
    "other": ("其他处理", range(21, 24)),
}
_OUTCOMES = dict(zip(("upheld", "corrected", "otherwise", "pending", "total"), CASE_OUTCOMES, strict=True))
_SHORT = {"upheld": "维持", "corrected": "纠正", "otherwise": "其他结果", "pending": "尚未审结", "total": ""}
_SUITS = tuple(list(CASE_GROUPS)[1:])


def tokens(report: Report, material: Material) -> dict[str, Token]:
    """Every token by its name; those of the tables from the report's own cells."""
    found = [*_general(material), *_published(material), *_requests(report), *_cases(report), *_decisions(report)]
    found += [Token(place.key, report.place_label(place), cell.value, (), (place,)) for place, cell in report.cells()]
    return {each.name: each for each in found}


def render(text: str, known: Mapping[str, Token], where: str) -> tuple[str, tuple[Filled, ...]]:
    """The text with every token filled in, and where each value stands.

    Refused (`BadText`): unknown tokens, tokens without a value, a lone brace; `where` names the text in the sentence.
    """
    parts: list[str] = []
    filled: list[Filled] = []
    length = at = 0
    for match in _TOKEN.finditer(text):
        name = match[1]
        shown = match[0][0] if match[0] in ("{{", "}}") else str(_value(name, known, where))
        parts += [text[at : match.start()], shown]
        length += match.start() - at
        if name is not None:
            filled.append(Filled(length, length + len(shown), name, _value(name, known, where)))
        length += len(shown)
        at = match.end()
    return "".join([*parts, text[at:]]), tuple(filled)


def _value(name: str | None, known: Mapping[str, Token], where: str) -> Number | str:
    if name is None:
        raise BadText(f"{where}里有单独的花括号；要写数字请用整个标记，如 {{requests.new}}，要写花括号请写两个。")
    if name not in known:
        raise BadText(f"{where}里的标记“{{{name}}}”不认识；可用的标记见年报的标记表，如 {{requests.new}}。")
    value = known[name].value
    if value is None:
        raise BadText(f"{where}里的标记“{{{name}}}”（{known[name].label}）没有登记，不能填入；请先登记，或删去这一句。")
    return value


def _general(material: Material) -> Iterable[Token]:
    end = period_end(material.year, material.as_of)
    # Filled in before all others (`prose`); here so that it is a token like them.
    yield Token(OURS.strip("{}"), "本段由系统起草的句子，随数字变化", "")
    yield Token("organ", "单位名称", material.organ)
    yield Token("year", "报告年度", material.year)
    yield Token("next_year", "下一年度", material.year + 1)
    yield Token("period_end", "统计期末", _day(end, material.year))
    yield Token("as_of", "数据截止日", f"{end.year}年{end.month}月{end.day}日")
    yield Token("running", "统计期尚未结束", int(end < date(material.year, 12, 31)))
    fees = Behind(FEES, BEHIND[FEES])
    yield Token("fee.yuan", "信息处理费（元）", material.fee_yuan, ("信息处理费",), (), fees)
    yield Token("fee.requests", "收取信息处理费的申请件数", material.fee_requests, (), (), fees)


def _day(end: date, year: int) -> str:
    return f"{year}年底" if (end.month, end.day) == (12, 31) else f"{end.year}年{end.month}月{end.day}日"


def _published(material: Material) -> Iterable[Token]:
    told = material.narrative
    for name, label, value, measures in (
        (ITEMS, "主动公开信息条数", told.published_items, ("主动公开信息",)),
        (INTERPRETATIONS, "政策解读材料件数", told.interpretations, ("政策解读",)),
        (SESSIONS, "政策解读场次", told.interpretation_sessions, ("政策解读",)),
        (OPEN_DAY, "政务公开日活动名称", told.open_day, ()),
    ):
        yield Token(name, label, value, measures, (), Behind(name, BEHIND[name]))
    for prefix, kind, name in (("documents", "normative", "规范性文件"), ("rules", "rule", "规章")):
        counts = material.documents.get(kind, DocumentCounts())
        for what, label, value, measure in (
            ("issued", "本年制发的", counts.issued, "制发"),
            ("ended", "本年废止的", counts.ended, "废止"),
            ("in_force", "现行有效的", counts.in_force, "有效"),
        ):
            behind = Behind(DOCUMENTS, _DOCUMENT_RULES[what].format(name), DocumentCount(kind, what))
            yield Token(f"{prefix}.{what}", f"{label}{name}", value, (f"{name}{measure}",), (), behind)


def _requests(report: Report) -> Iterable[Token]:
    def told(
        name: str, label: str, lines: Iterable[int], columns: Iterable[int], measures: tuple[str, ...] = ()
    ) -> Token:
        places = tuple(Place(3, line, column) for line in lines if line in report.table3 for column in columns)
        return Token(f"requests.{name}", label, _sum(report, places), measures, places)

    whole, organisations = (_LAST,), range(1, _LAST)
    yield told("new", "本年新收申请", (NEW,), whole, ("收到申请",))
    yield told("carried_in", "上年结转申请", (CARRIED_IN,), whole, ("上年结转",))
    yield told("closed", "本年办结申请", (TOTAL,), whole, ("办结",))
    yield told("carried_out", "结转下年度的申请", (CARRIED_OUT,), whole, ("结转下年",))
    yield told("handled", "本年新收加上年结转", (NEW, CARRIED_IN), whole, ("收办申请", "答复申请"))
    for name, (label, lines) in _RESULTS.items():
        yield told(name, f"{label}的申请", lines, whole, (label,))
    yield told("natural", "本年新收自然人申请", (NEW,), (0,), ("自然人申请",))
    yield told("legal", "本年新收法人或其他组织申请", (NEW,), organisations, ("法人或其他组织申请",))


def _cases(report: Report) -> Iterable[Token]:
    for prefix, groups, label, measure in (
        ("review", ("review",), "行政复议", "复议"),
        ("suits", _SUITS, "行政诉讼", "诉讼"),
        ("direct", _SUITS[:1], "未经复议直接起诉", "未经复议直接起诉"),
        ("after_review", _SUITS[1:], "复议后起诉", "复议后起诉"),
        ("cases", tuple(CASE_GROUPS), "行政复议和行政诉讼", "行政复议和行政诉讼"),
    ):
        for column, (name, outcome) in enumerate(_OUTCOMES.items()):
            places = tuple(Place(4, group, column) for group in groups)
            counted = label if name == "total" else f"{measure}{_SHORT[name]}"
            yield Token(f"{prefix}.{name}", f"{label}：{outcome}", _sum(report, places), (counted,), places)


def _decisions(report: Report) -> Iterable[Token]:
    for name, row, column in (
        ("licences", "行政许可", "处理决定数量"),
        ("penalties", "行政处罚", "处理决定数量"),
        ("coercions", "行政强制", "处理决定数量"),
        ("charges", "行政事业性收费", "收费金额"),
    ):
        cells = enumerate(report.table2.get(row, {}).items())
        found = next(((place, cell.value) for place, (label, cell) in cells if column in label), None)
        places = () if found is None else (Place(2, row, found[0]),)
        label = f"{row}（{'万元' if name == 'charges' else '件'}）"
        yield Token(name, label, None if found is None else found[1], (row,), places)


def _sum(report: Report, places: Iterable[Place]) -> Number | None:
    whole: Number = 0
    for place in places:
        cell = report.cell(place)
        if cell is None or cell.value is None:
            return None
        whole += cell.value
    return whole
