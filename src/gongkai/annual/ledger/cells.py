"""What does one cell say? Exactly one reading, or a fault with the way to mend it.

Takes:   what a spreadsheet holds in a cell (text, number, day, truth value), and its column.
Gives:   text, a whole number, a day as YYYY-MM-DD, a code, a list of codes; None for a cell that says nothing.
Unclear: `3/4/2024` and `24-3-4` have two readings each and are refused, never guessed.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache

from gongkai.annual.ledger.columns import Column
from gongkai.law.procedures.fields import FieldKind

Raw = str | int | float | bool | date | datetime | time | timedelta | None
Value = str | int | bool | list[str]

EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)
_EPOCH = date(1899, 12, 30)
_EXACT = 10**15
"""Excel keeps fifteen digits of a number; the rest of a longer one is already lost."""
_NOTHING = frozenset({"/", "\\", "-", "--", "—", "——", "–", "无", "/ ", "N/A", "n/a"})
_FULL = re.compile(
    r"(\d{4})\s*[-./年·]\s*(\d{1,2})\s*[-./月·]\s*(\d{1,2})\s*[日号]?(?:[ T]\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"\d{1,2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,4}\s*[日号]?")
_MONTH = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?")
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s*[件项页次人个场条份元日天年]?")
_PUNCTUATION = re.compile(r"[\s()、,。.:;'\"“”‘’·|_\-—–/<>《》]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDE = {
    code: code - 0xFEE0 for code in (0xFF0D, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_DAY_REMEDY = "请写成“2024-03-04”或者“2024年3月4日”。"


class CellFault(Exception):
    """A cell that cannot be taken: why, and how to mend it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def value(column: Column, raw: Raw, serials_since: date = _EPOCH) -> Value | None:
    """What a cell of that column says. `serials_since` is the day zero of the workbook. Refused with `CellFault`."""
    if raw is None or (isinstance(raw, str) and not raw.strip("\u3000\xa0 \t\r\n\u200b\ufeff")):
        return None
    if isinstance(raw, str) and column.kind not in (FieldKind.TEXT, FieldKind.LONG) and raw.strip() in _NOTHING:
        return None
    match column.kind:
        case FieldKind.DAY:
            return _day(raw, serials_since).isoformat()
        case FieldKind.WHOLE:
            return _whole(column, raw)
        case FieldKind.YES:
            return _yes(raw)
        case FieldKind.CHOICE:
            return _choice(column, _plain(raw))
        case FieldKind.CHOICES:
            parts = [part for part in re.split(r"[、,，;；\n]+", _plain(raw)) if part.strip()]
            return sorted({_choice(column, part) for part in parts}, key=list(column.choices).index) or None
    text = tidy(_plain(raw), long=column.kind is FieldKind.LONG)
    text = keyed(text) if column.is_key else text
    if len(text) > column.longest:
        raise CellFault(f"有 {len(text)} 个字，最多 {column.longest} 个字", "请写得短一些。")
    return text or None


def tidy(text: str, long: bool) -> str:
    """Text as a ledger keeps it: no stray blanks, no control characters; line breaks only where there may be several."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u200b", "").replace("\ufeff", ""))
    lines = [line.strip() for line in text.split("\n")]
    if long:
        return "\n".join(lines).strip("\n")
    joined = ""
    for line in (line for line in lines if line):
        # A break between two Chinese characters is only the width of the cell; between others it stood for a blank.
        apart = joined and joined[-1].isascii() and line[0].isascii()
        joined += (" " if apart else "") + line
    return joined.strip()


def keyed(text: str) -> str:
    """An identifier with narrow digits and letters and no blanks, as other sheets and the database refer to it."""
    return re.sub(r"\s+", "", tidy(text, long=False).translate(_WIDE))


def label(text: str) -> str:
    """A label without what people vary: width, blanks, punctuation."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _plain(raw: Raw) -> str:
    if isinstance(raw, bool):
        raise CellFault("是一个逻辑值（TRUE 或 FALSE）", "请写文字。")
    if isinstance(raw, (datetime, date, time, timedelta)):
        raise CellFault("被 Excel 变成了日期", "请把单元格格式设为“文本”，重新填写。")
    if isinstance(raw, (int, float)):
        if raw != int(raw):
            return f"{raw:.15g}"
        if abs(raw) >= _EXACT:
            raise CellFault("数字过长，Excel 已把后几位变成 0", "请把单元格格式设为“文本”，重新填写。")
        return str(int(raw))
    return raw or ""


def _day(raw: Raw, since: date) -> date:
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return _within(raw, str(raw))
    if isinstance(raw, (bool, time, timedelta)):
        raise CellFault("不是日期", _DAY_REMEDY)
    if isinstance(raw, (int, float)):
        return _from_number(float(raw), since)
    text = unicodedata.normalize("NFKC", raw or "").strip().strip("'‘’")
    if re.fullmatch(r"\d{5}(?:\.0+)?", text):
        return _from_number(float(text), since)
    if found := (_FULL.fullmatch(text) or _EIGHT.fullmatch(text)):
        year, month, day = (int(part) for part in found.groups())
        try:
            return _within(date(year, month, day), text)
        except ValueError:
            raise CellFault(f"“{_shown(text)}”不是一个存在的日期", "请核对年、月、日。") from None
    if _SHORT.fullmatch(text):
        raise CellFault(f"“{_shown(text)}”可以读成几个日期", "年份写四位、放在最前，如“2024-03-04”。")
    if _MONTH.fullmatch(text):
        raise CellFault(f"“{_shown(text)}”没有写明是哪一天", _DAY_REMEDY)
    raise CellFault(f"“{_shown(text)}”不是日期", _DAY_REMEDY)


def _from_number(number: float, since: date) -> date:
    if number == int(number) and 19_000_101 <= number <= 21_001_231:
        return _day(str(int(number)), since)
    try:
        return _within(since + timedelta(days=int(number)), f"{number:.15g}")
    except (OverflowError, ValueError):
        raise CellFault(f"数字“{number:.15g}”不是日期", _DAY_REMEDY) from None


def _within(day: date, shown: str) -> date:
    if not EARLIEST <= day <= LATEST:
        raise CellFault(f"“{_shown(shown)}”读作 {day}，早于 {EARLIEST.year} 年或晚于 {LATEST.year} 年", "请核对年份。")
    return day


def _whole(column: Column, raw: Raw) -> int:
    if isinstance(raw, (bool, date, time, timedelta)):
        raise CellFault("不是整数", "请写阿拉伯数字，如“1”。")
    if isinstance(raw, str):
        text = unicodedata.normalize("NFKC", raw).strip()
        found = _COUNT.fullmatch(text)
        if found is None or len(text) > 20:
            raise CellFault(f"“{_shown(text)}”不是整数", "请写阿拉伯数字，如“1”。")
        number = int(found.group(1).replace(",", ""))
    else:
        if raw is None or raw != int(raw) or abs(raw) >= _EXACT:
            raise CellFault(f"“{raw:.15g}”不是整数" if raw is not None else "不是整数", "请写阿拉伯数字，如“1”。")
        number = int(raw)
    if number < column.least or (column.most is not None and number > column.most):
        most = f"至 {column.most} " if column.most is not None else "以上"
        raise CellFault(f"“{number}”不在 {column.least} {most}之内".replace("以上之内", "以上的范围内"), "请核对数字。")
    return number


def _yes(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    text = label(_plain(raw))
    if text in ("是", "对", "yes", "1"):
        return True
    if text in ("否", "不是", "no", "0"):
        return False
    raise CellFault(f"“{_shown(text)}”不是“是”或者“否”", "请写“是”或者“否”。")


def _choice(column: Column, text: str) -> str:
    known = _readings(tuple(column.choices.items()), tuple(column.readings.items()))
    found = known.get(label(text))
    if found is not None:
        return found
    near = difflib.get_close_matches(label(text), list(known), n=1, cutoff=0.6) if len(text) < 80 else []
    names = list(column.choices.values())
    hint = f"是不是“{column.choices[known[near[0]]]}”？" if near else ""
    available = "、".join(names[:12]) + ("等" if len(names) > 12 else "")
    raise CellFault(f"“{_shown(text)}”不在可选的几项之中", f"{hint}请从下拉列表中选：{available}。")


@cache
def _readings(choices: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Every label that means exactly one code: as printed, without its words in brackets, and the other readings."""
    known: dict[str, set[str]] = {}
    for code, name in choices:
        known.setdefault(label(name), set()).add(code)
        stem = re.split(r"[（(｜]", name)[0]
        if sum(stem in other for _, other in choices) == 1:
            known.setdefault(label(stem), set()).add(code)
    for name, code in others:
        known.setdefault(label(name), set()).add(code)
    return {name: next(iter(codes)) for name, codes in known.items() if len(codes) == 1}


def _shown(text: str) -> str:
    """A cell's words in a sentence: not too many of them."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 20 else flat[:20] + "…"
