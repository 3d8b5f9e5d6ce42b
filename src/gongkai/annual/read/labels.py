"""Which row of the form is this label?

Labels on published pages lose characters, gain spaces, are shortened or stand in traditional characters. They keep
their order. So a label is compared by its Chinese characters only, exactly first and then by likeness, and a table is
matched as a whole: rows keep the order of the form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from gongkai.annual.traditional import simplified
from gongkai.law.returns import FORM_2019, FORM_2021
from gongkai.law.returns.annual import OTHER_HANDLING

_NOT_CHINESE = re.compile(r"[^\u4e00-\u9fff]+")
_ENUMERATOR = re.compile(r"^(?:[一二三四五六七]、|（[一二三四五六七]）|\d\.)")

_SPARE = 4
_LONG_ENOUGH = 4
"""Names shorter than this must be whole: half of 其他 is anything."""
ENOUGH = 0.5
"""Least likeness at which a damaged label still counts."""

_SHORT_FORMS: dict[int, tuple[str, ...]] = {
    1: ("本年新收政府信息公开申请", "本年新收申请数量", "本年新收"),
    2: ("上年结转政府信息公开申请", "上年结转申请数量", "上年结转"),
    3: ("予以公开数", "予以公开"),
    4: ("部分公开", "部分公开区分处理的只计这一情况不计其他情形"),
    9: ("内部事务信息",),
    10: ("过程性信息",),
    11: ("行政执法案卷",),
    12: ("行政查询事项",),
    16: ("信访举报投诉类",),
    21: ("逾期不补正", "其他处理", "其他处理情况"),
    22: ("逾期不缴费", "逾期未缴费", "逾期未缴纳费用"),
    24: ("合计", "总计数"),
    25: ("结转下年度", "结转下年继续办理", "结转下年度办理"),
}


def chinese_only(text: str) -> str:
    """The Chinese characters of a print, simplified: what labels are compared by."""
    return simplified(_NOT_CHINESE.sub("", text))


def _core(label: str) -> str:
    return chinese_only(_ENUMERATOR.sub("", label))


def _lines() -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    for form in (FORM_2021, FORM_2019):
        for line in form.lines:
            spoken = (*names.get(line.number, ()), _core(line.label), *_SHORT_FORMS.get(line.number, ()))
            names[line.number] = tuple(dict.fromkeys(spoken))
    return dict(sorted(names.items()))


LINES: Mapping[int, tuple[str, ...]] = _lines()
"""Table 3: the names that each line goes by, the full one first."""

SINGLE_OTHER = "其他处理"
"""The one row that older forms, and careless copies of the new one, have in place of lines 21 to 23."""

_EXACT_LINE = {name: line for line, names in reversed(list(LINES.items())) for name in names}
_EXACT_LINE |= {"（" + name: line for name, line in _EXACT_LINE.items()}


def line_named(text: str) -> int | None:
    """The line of table 3 whose name the Chinese characters `text` are, exactly; None otherwise."""
    return _EXACT_LINE.get(text)


@lru_cache(maxsize=4096)
def likeness(text: str, names: tuple[str, ...]) -> float:
    """How well `text` ends in one of `names`: 1 and a little more for an exact end, below 1 for a damaged one."""
    best = 0.0
    for name in names:
        if text.endswith(name):
            best = max(best, 1 + len(name) / 100)
    if best:
        return best
    for name in names:
        if len(name) >= _LONG_ENOUGH:
            best = max(best, 0.95 * _ending(name, text[-len(name) - _SPARE :]))
    return best if best >= ENOUGH else 0.0


def within(text: str, names: tuple[str, ...]) -> float:
    """How much of one of `names` stands in `text` in order, wherever: for labels broken over lines."""
    best = 0.0
    for name in names:
        best = max(best, 0.9 * _kept(name, text) if len(name) >= _LONG_ENOUGH else 0.7 * (name in text))
    return best if best >= ENOUGH else 0.0


_MOST_LOST = 4
_EDGE = 2


def is_damaged(label: str, line: int) -> bool:
    """Whether the label lost characters of the line's name or has one wrong; other wordings of the name are no damage.

    Both ends must stand, so that a label broken over lines, or shortened, is not taken for a damaged one.
    """
    text, names = _core(label).replace("它", "他"), LINES[line]
    name = names[0]
    if label.endswith(names) or text[:_EDGE] != name[:_EDGE] or text[-_EDGE:] != name[-_EDGE:]:
        return False
    if len(text) == len(name):
        return sum(a != b for a, b in zip(text, name, strict=True)) == 1
    kept = iter(name)
    return 0 < len(name) - len(text) <= _MOST_LOST and all(character in kept for character in text)


@lru_cache(maxsize=8192)
def _ending(name: str, text: str) -> float:
    """How nearly `text` ends in `name`: one less the share of characters to mend (edit distance, free at the front)."""
    if not set(name) & set(text):
        return 0.0
    row = [0] * (len(text) + 1)
    for taken, character in enumerate(name, 1):
        diagonal, row[0] = row[0], taken
        for at, other in enumerate(text, 1):
            diagonal, row[at] = row[at], min(diagonal + (character != other), row[at] + 1, row[at - 1] + 1)
    return 1 - row[-1] / len(name)


@lru_cache(maxsize=8192)
def _kept(name: str, text: str) -> float:
    """Share of the characters of `name` that are found in `text` in the same order (longest common subsequence)."""
    if not set(name) & set(text):
        return 0.0
    row = [0] * (len(text) + 1)
    for character in name:
        previous = 0
        for at, other in enumerate(text, 1):
            above = row[at]
            row[at] = previous + 1 if character == other else max(above, row[at - 1])
            previous = above
    return row[-1] / len(name)


def align(scores: Sequence[Mapping[int, float]], order: Sequence[int]) -> dict[int, int]:
    """Which item is which row, keeping both orders and winning the greatest sum of scores.

    `scores[i][row]` is how well item i fits `row`; rows that are not mentioned do not fit. Gives row -> item.
    """
    width = len(order)
    best = [[0.0] * (width + 1) for _ in range(len(scores) + 1)]
    for i in range(len(scores) - 1, -1, -1):
        fits = scores[i]
        here, below = best[i], best[i + 1]
        for j in range(width - 1, -1, -1):
            score = max(below[j], here[j + 1])
            fit = fits.get(order[j], 0.0)
            if fit > 0:
                score = max(score, fit + below[j + 1])
            here[j] = score
    found: dict[int, int] = {}
    i = j = 0
    while i < len(scores) and j < width:
        fit = scores[i].get(order[j], 0.0)
        if fit > 0 and best[i][j] == fit + best[i + 1][j + 1]:
            found[order[j]] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def is_single_other(text: str) -> bool:
    """Whether the label is the single row 其他处理 rather than the first of its three rows."""
    full = LINES[OTHER_HANDLING]
    return text.endswith(SINGLE_OTHER) and not any(name in text for name in full if name != SINGLE_OTHER)
