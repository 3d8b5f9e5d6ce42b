"""Do the numbers of the prose agree with tables 2 and 3?

Law:     PROSE_AGREES (R6)
Takes:   statements whose scope is the report's own; 余 and 约 are given room.
Unclear: 办理 and 受理 may mean the new applications or the new and the carried ones: either is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.annual.check.context import Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.facts import Part, Sentence, Statement
from gongkai.annual.findings import Severity
from gongkai.annual.model import Number, Place
from gongkai.law.returns import APPLICANTS, FORM_2021
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, NEW, OPEN, PARTIAL, TOTAL
from gongkai.law.sources import annual_report as source

_LAST = len(APPLICANTS) - 1


def _lines(*lines: int, column: int = _LAST) -> tuple[Place, ...]:
    return tuple(Place(3, line, column) for line in lines)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The cells whose sum a measure must equal, how a person calls them, and other sums that are as good.

    `most` is a sum that the number may stay below: 答复 may leave out what was not answered.
    """

    places: tuple[Place, ...]
    name: str
    others: tuple[tuple[Place, ...], ...] = ()
    most: bool = False


_HANDLED = _lines(NEW, CARRIED_IN)
_COLUMNS = {f"{APPLICANTS[n]}申请": (n,) for n in range(5)} | {"法人或其他组织申请": (1, 2, 3, 4, 5)}
_RESULTS = {
    "予以公开": (OPEN,),
    "部分公开": (PARTIAL,),
    "予以公开及部分公开": (OPEN, PARTIAL),
    "不予公开": range(5, 13),
    "无法提供": range(13, 16),
    "不予处理": range(16, 21),
}


def _applicant(columns: tuple[int, ...], *lines: int) -> tuple[Place, ...]:
    return tuple(place for column in columns for place in _lines(*lines, column=column))


COUNTERPARTS: dict[str, Counterpart] = {
    "收到申请": Counterpart(_lines(NEW), "表三“本年新收”总计"),
    "收办申请": Counterpart(_HANDLED, "表三“本年新收”加“上年结转”", (_lines(NEW), _lines(TOTAL))),
    "答复申请": Counterpart(_HANDLED, "表三“本年新收”加“上年结转”", most=True),
    "上年结转": Counterpart(_lines(CARRIED_IN), "表三“上年结转”总计"),
    "结转下年": Counterpart(_lines(CARRIED_OUT), "表三“结转下年度继续办理”总计"),
    "办结": Counterpart(_lines(TOTAL), "表三“（七）总计”"),
    **{name: Counterpart(_lines(*lines), f"表三“{name}”各行总计") for name, lines in _RESULTS.items()},
    **{
        name: Counterpart(
            _applicant(columns, NEW),
            f"表三“本年新收”行“{name.removesuffix('申请')}”",
            (_applicant(columns, NEW, CARRIED_IN), _applicant(columns, TOTAL)),
        )
        for name, columns in _COLUMNS.items()
    },
    **{
        line.label.split(".", 1)[-1]: Counterpart(_lines(line.number), f"表三“{line.label}”行总计")
        for line in FORM_2021.lines
        if 5 <= line.number <= 22
    },
}


def _table2(context: Context) -> dict[str, Counterpart]:
    """Counterparts in table 2, by the columns of the form."""
    found: dict[str, Counterpart] = {}
    verbs = {"本年制发件数": "制发", "本年废止件数": "废止", "现行有效件数": "有效", "本年新制作数量": "制发"}
    for row in context.layout.table2:
        for n, column in enumerate(row.columns):
            name = "规范性文件" if row.label.endswith("规范性文件") else row.label
            if column in verbs and row.label.endswith(("规范性文件", "规章")):
                found[f"{name}{verbs[column]}"] = Counterpart((Place(2, row.label, n),), f"表二“{row.label}”{column}")
            elif "处理决定数量" in column or "收费金额" in column:
                found[name] = Counterpart((Place(2, row.label, n),), f"表二“{row.label}”")
    return found


def agrees(stated: Number, held: Number, approx: bool) -> bool:
    """Whether a stated number can be the held one: exactly, or within what 余 and 约 leave open."""
    if not approx:
        return stated == held
    step = 1
    while step * 10 <= stated and stated % (step * 10) == 0:
        step *= 10
    return stated * 9 <= held * 10 and held < stated + max(step, 1)


def compare(context: Context, part: Part, sentence: Sentence, said: Statement, mate: Counterpart) -> Number | None:
    """What the tables hold where it differs from what is said; None where they agree or cannot be told."""
    held = context.total(mate.places)
    for places in (mate.places, *mate.others):
        other = context.total(places)
        if other is not None and (agrees(said.value, other, said.approx) or (mate.most and said.value <= other)):
            return None
    if held is None:
        context.skip(f"{part_name(part)}中的“{said.measure}”与{mate.name}", "表中的格缺失或读法不止一种")
    return held


def _fault(
    context: Context, part: Part, said: Statement, mate: Counterpart, held: Number, severity: Severity, advice: str = ""
) -> Fault:
    advice = advice or "请核对后改成一致"
    sign = "余" if said.approx else ""
    return Fault(
        severity,
        f"{part_name(part)}“{said.measure}”",
        f"正文写“{said.measure}”{said.value}{sign}{said.unit}，{mate.name}为{held}；{advice}。",
        held,
        said.value,
        mate.places,
        context.passage(part, said.start, said.end),
        context.quote(part, said.begin, said.end),
    )


def _own(context: Context, measures: dict[str, Counterpart]) -> Iterator[tuple[Part, Sentence, Statement, Counterpart]]:
    for part, sentence, said in context.said():
        if not said.scope and said.measure in measures:
            yield part, sentence, said, measures[said.measure]


@rule("prose.applications", source.PROSE_AGREES)
def rule_applications(context: Context) -> Iterator[Fault]:
    """Applications received, carried, handled, by result and by applicant."""
    if not context.report.table3:
        return
    mates = COUNTERPARTS | {"其他处理": Counterpart(_lines(*_other(context)), "表三“（六）其他处理”各行总计")}
    for part, sentence, said, mate in _own(context, mates):
        if said.measure == "办结" and said.token and _is_rate(sentence, said):
            continue
        held = compare(context, part, sentence, said, mate)
        if held is None:
            continue
        words = sentence.text[said.begin : said.end + 12]
        both = context.total(_HANDLED)
        if said.measure == "收到申请" and both is not None and agrees(said.value, both, said.approx):
            if _NEW.search(words):
                yield _fault(context, part, said, mate, held, Severity.ERROR)
            elif (
                "受理" not in words
                and "办理" not in words
                and "结转" not in sentence.text[sentence.start : sentence.end]
            ):
                advice = "这个数等于新收加上年结转，正文请写明“含上年结转”，或只写新收数"
                yield _fault(context, part, said, mate, held, Severity.NOTE, advice)
            continue
        hard = (
            said.measure not in ("收到申请", "收办申请", "答复申请")
            or _VERB.search(words) is not None
            or not said.value
        )
        yield _fault(context, part, said, mate, held, Severity.ERROR if hard else Severity.WARNING)


_NEW = re.compile("新收|新接|新受理")
"""Words that leave the carried applications out for certain."""
_VERB = re.compile("收到|接到|接收|受理|新收|收办")


def _other(context: Context) -> list[int]:
    return [line for line in context.sum_layout.results if line >= 21]


def _is_rate(sentence: Sentence, said: Statement) -> bool:
    """办结率 is followed by a share, which is no count."""
    return sentence.text[said.start - 1 : said.start] == "率"


@rule("prose.documents", source.PROSE_AGREES)
def rule_documents(context: Context) -> Iterator[Fault]:
    """Normative documents and rules issued, repealed, in force."""
    mates = {k: v for k, v in _table2(context).items() if k.startswith(("规范性文件", "规章"))}
    for part, sentence, said, mate in _own(context, mates):
        held = compare(context, part, sentence, said, mate)
        if held is None:
            continue
        words = sentence.text[said.begin : said.end + 8]
        if (
            said.measure.endswith("废止")
            and "失效" in sentence.text[sentence.start : sentence.end]
            and said.value < held
        ):
            continue  # 废止12件、宣布失效3件 make one cell together.
        strict = said.measure.endswith("废止") or "制发" in words or "新制" in words or not said.value
        advice = ""
        if said.measure.endswith("有效"):
            strict = False
            made = context.number(Place(2, str(mate.places[0].row), 0))
            if made and said.value + made == held:
                advice = f"两数相差正好是本年制发的{made}件，正文似未计入，请按年末数统一"
        yield _fault(context, part, said, mate, held, Severity.ERROR if strict else Severity.WARNING, advice)


@rule("prose.decisions", source.PROSE_AGREES)
def rule_decisions(context: Context) -> Iterator[Fault]:
    """Licences, penalties, coercive measures and administrative fees."""
    mates = {k: v for k, v in _table2(context).items() if k.startswith("行政")}
    for part, sentence, said, mate in _own(context, mates):
        if said.measure == "行政事业性收费":
            held = context.total(mate.places)
            if held is None or _same_money(said, held):
                continue
        elif (held := compare(context, part, sentence, said, mate)) is None:
            continue
        yield _fault(context, part, said, mate, held, Severity.WARNING, "口径不同的请在正文写明，否则请改成一致")


_IN_TEN_THOUSANDS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}


def _same_money(said: Statement, held: Number) -> bool:
    """Whether money in the prose is the table's, rounded to the digits that the prose shows."""
    unit = _IN_TEN_THOUSANDS.get(said.unit, Decimal(1))
    digits = len(str(said.value).partition(".")[2])
    room = unit / Decimal(10) ** digits * (10 if said.approx else 1)
    difference: Decimal = Decimal(said.value) * unit - Decimal(held)
    return abs(difference) < room
