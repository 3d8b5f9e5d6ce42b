"""Do the lists and shares of the prose agree with themselves?

Law:     PROSE_AGREES
Takes:   numbers with the same counter behind 其中; shares with 占; growth with 同比 where last year's report is there.
Unclear: 其中 need not name every part: a list that falls far short is left alone, one that exceeds its whole is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise

from gongkai.annual.check.context import Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.facts import Part, Sentence, Statement
from gongkai.annual.facts.scanner import Token
from gongkai.annual.findings import Severity
from gongkai.annual.model import Number, Place
from gongkai.law.returns import APPLICANTS
from gongkai.law.returns.annual import CARRIED_IN, NEW, TOTAL
from gongkai.law.sources import annual_report as source

_LEADS = re.compile(r"其中|包括|分别为|分别是|具体为|涉及")
_OPEN_END = re.compile(r"等|以及其他|主要")
_SHARE_OF = re.compile(
    r"占(?:比|比例|总数|总量|总|申请|全部|全年|其中|受理|收到|办结|办理|答复|数量|数|量|件|的|为|约|达|到|达到|：|，){0,6}$"
)
_GROWTH = re.compile(
    r"(?:同比|[比较](?:上年|去年|上一年|上年度|上年同期|去年同期))(增长|上升|增加|提高|下降|减少|降低)(?:了|约)?$"
)
_FALL = ("下降", "减少", "降低")
_NEAR_WHOLE = Decimal("0.9")
_FEWEST_PARTS = 3
_LAST = len(APPLICANTS) - 1


_CHANGE = re.compile(
    r"(?:增加|减少|增长|下降|上升|提高|[多少])(?:了|约)?$|[比较与同](?:20\d\d年度?|上一?年度?|去年|[上去]年同期)[^，。；]{0,6}$"
)
"""What stands before a number that tells a change, or another year: 同比减少2件, 较2020年的9件."""
_LONGEST_CHANGE = 16


def _numbers(sentence: Sentence) -> list[tuple[int, Token]]:
    """The numbers that count this year's matter, with their places among the tokens."""
    text = sentence.text
    return [
        (i, token)
        for i, token in enumerate(sentence.tokens)
        if token.kind == "number"
        and not _CHANGE.search(text, max(token.start - _LONGEST_CHANGE, sentence.start), token.start)
    ]


@rule("prose.list_sum", source.PROSE_AGREES)
def rule_list_sum(context: Context) -> Iterator[Fault]:
    """98期，其中市级48期、县级50期: the parts make the whole."""
    for part in context.parts:
        known = {(sentence.start, said.token): said for sentence, said in part.statements}
        for sentence in part.sentences:
            found = _list(sentence, known)
            if found is None:
                continue
            whole, items, more = found
            total = sum(token.value for token in items)
            # What follows a complete list, with the same counter, is no part of it; what cannot be named may be.
            if whole.value in list(accumulate(token.value for token in (*items, *more)))[1:] or _explained(
                context, total, whole, sentence, known
            ):
                continue
            severity = _severity(total, whole.value, len(items))
            if severity is not None:
                first, last = whole.start, items[-1].end
                yield Fault(
                    severity,
                    f"{part_name(part)}分项合计",
                    f"正文写总数{whole.value}{whole.unit}，所列{len(items)}项相加为{total}{whole.unit}，"
                    f"相差{abs(total - whole.value)}；请核对总数和各分项。",
                    whole.value,
                    total,
                    (),
                    context.passage(part, first, last),
                    context.quote(part, first, last),
                )


def _list(sentence: Sentence, known: dict[tuple[int, int], Statement]) -> tuple[Token, list[Token], list[Token]] | None:
    """The whole, its parts and what may be more of them; None where there is no list, or one that leaves room for doubt."""
    numbers = _numbers(sentence)
    for (i, whole), (j, first) in pairwise(numbers):
        between = sentence.text[whole.end : first.start]
        lead = _LEADS.search(between)
        if (
            not lead
            or "；" in between[: lead.start()]
            or whole.approx
            or not whole.unit
            or any(t.kind == "percent" for t in sentence.tokens[i:j])
        ):
            continue
        rest = sentence.text[first.end : sentence.end]
        if _LEADS.search(rest.replace("分别", "")) or lead.start() > _LONGEST_LEAD or _OPEN_END.search(between):
            return None
        family = _family(known.get((sentence.start, j)))
        lead_said = known.get((sentence.start, i))
        if lead_said is not None and lead_said.scope:
            return None
        items: list[Token] = []
        more: list[Token] = []
        for n, token in numbers:
            if n < j:
                continue
            if token.unit != whole.unit:
                break
            if more or _family(known.get((sentence.start, n))) != family:
                more.append(token)
                continue
            if token.approx or (items and "。" in sentence.text[items[-1].end : token.start]):
                return None
            items.append(token)
        after = sentence.text[items[-1].end : items[-1].end + 1] if items else ""
        return None if len(items) < 2 or after == "等" else (whole, items, more)
    return None


_LONGEST_LEAD = 12
_RESULTS = ("result", "reason")


def _family(said: Statement | None) -> str:
    """Items of different kinds are not parts of one whole: applicants beside results."""
    if said is None or said.family == "publication":
        return ""
    return "result" if said.family in _RESULTS else said.family


def _explained(
    context: Context, total: Number, whole: Token, sentence: Sentence, known: dict[tuple[int, int], Statement]
) -> bool:
    """Results may make the new and the carried applications together, or leave the carried ones out."""
    said = next((s for (start, _), s in known.items() if start == sentence.start and s.start == whole.start), None)
    if said is None or said.family != "application":
        return False
    if any(
        s.family == "applicant" and s.start > whole.start for (start, _), s in known.items() if start == sentence.start
    ):
        return False  # Who asked is counted of the same applications as the whole.
    carried = context.number(Place(3, CARRIED_IN, _LAST)) or 0
    left = context.number(Place(3, 25, _LAST)) or 0
    return total in (whole.value + carried, whole.value - left, whole.value + carried - left)


def _severity(total: Number, whole: Number, parts: int) -> Severity | None:
    if total > whole:
        return Severity.ERROR if parts >= _FEWEST_PARTS else Severity.WARNING
    if total >= whole * _NEAR_WHOLE:
        return Severity.WARNING if parts >= _FEWEST_PARTS else Severity.NOTE
    return Severity.NOTE if parts > _FEWEST_PARTS else None


@rule("prose.percent", source.PROSE_AGREES)
def rule_percent(context: Context) -> Iterator[Fault]:
    """予以公开42件，占51.85%: the share follows from its own figures."""
    for part in context.parts:
        named = {s.start: s.family for _, s in part.statements if not s.scope}
        for sentence in part.sentences:
            for n, token in enumerate(sentence.tokens):
                if token.kind != "percent":
                    continue
                fault = _share(context, part, sentence, n, named)
                if fault is not None:
                    yield fault


_OF_APPLICATIONS = ("result", "applicant")


def _share(context: Context, part: Part, sentence: Sentence, n: int, named: dict[int, str]) -> Fault | None:
    """`named`: the family of what each number counts, by its place; results and applicants are shares of table 3."""
    percent = sentence.tokens[n]
    before = [token for token in sentence.tokens[:n] if token.kind == "number"]
    if not before or not _SHARE_OF.search(sentence.text[before[-1].end : percent.start]):
        return None
    piece = before[-1]
    # Each base once: a list may repeat the same number without end.
    bases = list(
        dict.fromkeys(
            t.value for t in before[:-1] if t.unit == piece.unit and not t.approx and t.value >= piece.value and t.value
        )
    )
    of_table = not bases and len(before) == 1 and named.get(piece.start) in _OF_APPLICATIONS
    if piece.approx or not (bases or of_table):
        return None
    tables = [context.number(Place(3, line, _LAST)) for line in (NEW, CARRIED_IN, TOTAL)]
    if None not in tables[:2]:
        tables.append((tables[0] or 0) + (tables[1] or 0))
    if any(_is_share(piece.value, base, percent.value) for base in (*bases, *(t for t in tables if t))):
        return None
    if of_table and not tables[2]:
        return None
    base = bases[0] if bases else tables[2] or 0
    right = round(Decimal(piece.value) * 100 / Decimal(base), _digits(percent.value))
    return Fault(
        Severity.ERROR if len(bases) == 1 else Severity.WARNING,
        f"{part_name(part)}占比",
        f"正文写{piece.value}{piece.unit}占{percent.value}%，按{base}{piece.unit}计算应为{right}%；请核对件数和占比。",
        right,
        percent.value,
        (),
        context.passage(part, piece.start, percent.end),
        context.quote(part, piece.start, percent.end),
    )


def _digits(value: Number) -> int:
    return len(str(value).partition(".")[2])


def _is_share(piece: Number, base: Number, percent: Number) -> bool:
    """Rounded or cut off at the digits that are shown."""
    exact: Decimal = Decimal(piece) * 100 / Decimal(base)
    return abs(exact - Decimal(percent)) < Decimal(1).scaleb(-_digits(percent))


@rule("prose.growth", source.PROSE_AGREES)
def rule_growth(context: Context) -> Iterator[Fault]:
    """收到申请30件，同比增长20%: held against last year's report where it is given."""
    previous = context.previous_year
    if previous is None:
        return
    last = [previous.number(Place(3, line, _LAST)) for line in (NEW, CARRIED_IN)]
    if last[0] is None or last[1] is None:
        return
    bases = [base for base in (last[0], last[0] + last[1]) if base]
    for part, sentence, said in context.said():
        if said.measure not in ("收到申请", "收办申请") or said.scope or said.approx:
            continue
        percent = next((t for t in sentence.tokens[said.token + 1 :] if t.kind in ("number", "percent")), None)
        if percent is None or percent.kind != "percent":
            continue
        match = _GROWTH.search(sentence.text[said.end : percent.start])
        if not match or not bases:
            continue
        signed = Decimal(percent.value) * (-1 if match[1] in _FALL else 1)
        if any(_is_share(said.value - base, base, signed) for base in bases):
            continue
        base = bases[-1] if said.measure == "收办申请" else bases[0]
        right = round(Decimal(said.value - base) * 100 / Decimal(base), _digits(percent.value))
        yield Fault(
            Severity.WARNING,
            f"{part_name(part)}同比",
            f"正文写{said.value}{said.unit}同比变化{signed}%，上年年报为{base}{said.unit}，应为{right}%；请核对。",
            right,
            signed,
            (),
            context.passage(part, said.start, percent.end),
            context.quote(part, said.begin, percent.end),
        )
