"""Is a date one that exists, on the weekday that is said, in the right order and the right year?

Law:     GB/T 9704 (the date of a document is written without filled-up zeros)
Takes:   a text; for years, the day on which it was formed. No clock.
Unclear: which of two dates in the wrong order is wrong; both are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from gongkai.law.sources import layout_9704
from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "Ｏ": 0}
_N = "[一二三四五六七八九十]{1,3}"
_FROM_MONTH = re.compile(rf"月\s?(?P<d>[0-9]{{1,2}}|{_N})\s?[日号]")
_TO_MONTH = re.compile(
    rf"(?:(?P<y>(?<![0-9])[0-9]{{4}}|[一二][〇零○O一二三四五六七八九]{{3}})\s?年\s?)?(?<![0-9.])(?P<m>[0-9]{{1,2}}|{_N})\s?$"
)
_REACH = 12
"""So many characters before 月 a year and a month may take."""
_SHORT = re.compile(
    r"(?<![\d./-])(?P<y>(?:19|20)\d{2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d./-]|\s?%)"
)
_LUNAR = re.compile(r"(?:农历|阴历|腊|正)[^，。\n]{0,8}$")


def _number(printed: str) -> int:
    """12, 十二, 二十, 三十一; -1 for what is no number."""
    if printed.isdecimal():
        return int(printed)
    tens, ten, units = printed.rpartition("十")
    try:
        if not ten:
            return _DIGITS[printed] if len(printed) == 1 else -1
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)
    except KeyError:
        return -1


def _year(printed: str | None) -> int | None:
    if printed is None:
        return None
    return int("".join(str(_DIGITS[c]) if c in _DIGITS else c for c in printed))


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(2024 if year is None else year, month, day)  # Without a year any leap year will do.
    except ValueError:
        return None


class Written(NamedTuple):
    """A date as it stands: -1 for what is no number, `year` None where none is said, `iso` for 2024-03-04."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    iso: str = ""


def _written_out(plain: str) -> Iterator[Written]:
    for match in _FROM_MONTH.finditer(plain):
        before = _TO_MONTH.search(plain[max(0, match.start() - _REACH) : match.start()])
        if before is not None:
            start = max(0, match.start() - _REACH) + before.start()
            yield Written(start, match.end(), _year(before["y"]), _number(before["m"]), _number(match["d"]))


def _dates(text: Text) -> list[Written]:
    """Every date, those in words first."""

    def find() -> list[Written]:
        short = (
            Written(*match.span(), int(match["y"]), int(match["m"]), int(match["d"]), match["sep"])
            for match in _SHORT.finditer(text.plain)
        )
        return [*_written_out(text.plain), *short]

    return text.once("dates", find)


@rule("date.impossible")
def rule_impossible(text: Text) -> Iterator[Fault]:
    """2月30日, 13月1日, 2023年2月29日."""
    for each in _dates(text):
        if _day(each.year, each.month, each.day) is None and not _LUNAR.search(text.before(each.start, 12)):
            tier = Tier.WEAK if each.iso in ("/", ".") else Tier.CONFIRMED
            yield Fault(tier, each.start, each.end, f"没有“{_shown(text, each)}”这一天，请核对。")


def _shown(text: Text, each: Written) -> str:
    return text.original[each.start : each.end]


_WEEKDAY = re.compile(r"[\s，,]{0,2}[（(]?\s?(?:星期|周|礼拜)(?P<n>[一二三四五六日天末])")


_NO_MONTH = re.compile(r"[12](?<!\d.)\d{3}年(?:1[3-9]|[2-9]\d|0{1,2})月")


@rule("date.month")
def rule_month(text: Text) -> Iterator[Fault]:
    """2024年13月, without a day."""
    told = {(each.start, each.day) for each in _dates(text)}
    for match in _NO_MONTH.finditer(text.plain):
        if not any(start <= match.start() < start + _REACH for start, _ in told):
            yield Fault(Tier.CONFIRMED, *match.span(), f"没有“{match.group()}”这个月份，请核对。")


@rule("date.weekday")
def rule_weekday(text: Text) -> Iterator[Fault]:
    """A whole date and the weekday beside it that it is not."""
    for each in _dates(text):
        said = _WEEKDAY.match(text.plain, each.end)
        formed = text.background.formed_on
        year = each.year if each.year is not None else formed.year if formed else None
        on = _day(year, each.month, each.day) if year is not None else None
        if said is None or on is None or said["n"] == "末":
            continue
        number = "一二三四五六日".index("日" if said["n"] == "天" else said["n"])
        if on.weekday() != number:
            right = "一二三四五六日"[on.weekday()]
            yield Fault(
                Tier.CONFIRMED if each.year is not None else Tier.STRONG,
                each.start,
                said.end("n"),
                f"{on.year}年{on.month}月{on.day}日是星期{right}，不是星期{said['n']}，请核对日期和星期。",
            )


_TO = re.compile(r"\s?(?:至|到|—{1,2}|-{1,2}|~|～)\s?")


@rule("date.order")
def rule_order(text: Text) -> Iterator[Fault]:
    """From a later day to an earlier one."""
    found = [each for each in _dates(text) if not each.iso]
    for first, second in pairwise(found):
        if not _TO.fullmatch(text.plain, first.end, second.start):
            continue
        start = _day(first.year, first.month, first.day)
        end = _day(second.year or first.year, second.month, second.day)
        if start is None or end is None or end >= start:
            continue
        # Without a second year a span may reach over the end of the year.
        if second.year is None and (start - end) > timedelta(days=180):
            continue
        span = text.original[first.start : second.end]
        yield Fault(Tier.STRONG, first.start, second.end, f"“{span}”的起止颠倒，请核对。")


_LONG_YEAR = re.compile(r"[12](?<![\d.,].)(?:\d{4}|\d{2})(?=年(?:\d{1,2}月|度|以来|底|初|全年|上半年|下半年|末))")
_FAR_YEAR = re.compile(r"[12](?<!\d.)(?:(?<=2)[1-9]|(?<=1)[0-7])\d{2}(?=年\d{1,2}月)")
_TWO_DIGITS = re.compile(r"[0-3](?<![\d.\-至—第].)\d年(?=(?:1[0-2]|0?[1-9])月(?!份?个)\d{0,2})")
_LETTER_YEAR = re.compile(r"2(?<![0-9A-Za-z].)(?:[Oo]\d{2}|0[0-9][Oo]|[Oo][Oo0-9]\d|0[Oo]\d)(?=年)")
_FROM_EARLY = re.compile(r"公元|前|第")


@rule("date.year")
def rule_year(text: Text) -> Iterator[Fault]:
    """20224年, 202年度, 2204年3月, 2O24年, 24年3月."""
    for match in _LONG_YEAR.finditer(text.plain):
        if not _FROM_EARLY.search(text.before(match.start(), 3)):
            yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}年”的年份位数不对，请核对。")
    for match in _FAR_YEAR.finditer(text.plain):
        if not _FROM_EARLY.search(text.before(match.start(), 3)):
            yield Fault(Tier.WEAK, *match.span(), f"“{match.group()}年”离现在太远，请核对年份。")
    for match in _LETTER_YEAR.finditer(text.plain):
        right = match.group().upper().replace("O", "0")
        yield Fault(Tier.CONFIRMED, *match.span(), "年份里的字母 O 应为数字 0。", right)
    for match in _TWO_DIGITS.finditer(text.plain):
        yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”的年份应写全四位。", f"20{match.group()}")


_DONE = re.compile(
    r"[，,]?[^，。；\n]{0,14}?(?:召开了|印发了|完成了|举行了|举办了|开展了|公布了|发布了|已经?(?:完成|印发|召开|公布|发布|施行|实施))"
)


@rule("date.future")
def rule_future(text: Text) -> Iterator[Fault]:
    """A day after the text was formed, told as past: most often last year's text with this year's figure, or a slip."""
    formed = text.background.formed_on
    if formed is None:
        return
    for each in _dates(text):
        on = _day(each.year, each.month, each.day) if each.year is not None else None
        if on is not None and on > formed and _DONE.match(text.plain, each.end):
            yield Fault(
                Tier.STRONG,
                each.start,
                each.end,
                f"“{_shown(text, each)}”晚于形成日期{formed.year}年{formed.month}月{formed.day}日，却写成已经发生，请核对年份。",
            )


_PADDED = re.compile(r"[12](?<!\d.)\d{3}年(?:0\d月\d{1,2}|\d{1,2}月0\d)日")
_MIXED = re.compile(r"二零[零〇一二三四五六七八九]{2}年|二[〇零]\d{2}年|20[一二三四五六七八九〇零]{2}年")
_CLOCKS = (
    re.compile(r"(?:上午|凌晨|早上)\s?(?:1[3-9]|2[0-3])(?=[时点:：])"),
    re.compile(r"[2-9](?<![\d年月日:：].)\d时(?<!2[0-4]时)(?=\d{1,2}分|整|许|前|至)"),
    re.compile(r"时(?<=\d时)[6-9]\d分"),
)


@rule("date.form", layout_9704.DATE)
def rule_form(text: Text) -> Iterator[Fault]:
    """2024年03月05日 as the day of a document."""
    for match in _PADDED.finditer(text.plain):
        right = re.sub(r"(?<=[年月])0", "", match.group())
        yield Fault(Tier.WEAK, *match.span(), f"公文的日期不编虚位，“{match.group()}”应写作“{right}”。", right)


@rule("date.digits")
def rule_digits(text: Text) -> Iterator[Fault]:
    """二零二四年 → 二〇二四年; digits and characters in one year."""
    for match in _MIXED.finditer(text.plain):
        printed = match.group()
        if printed.startswith("二零") and not any(c.isdigit() and c.isascii() for c in printed):
            yield Fault(Tier.WEAK, *match.span(), "汉字年份中的“零”一般写作“〇”。", printed.replace("零", "〇"))
        elif printed != printed.translate({ord(c): None for c in "0123456789"}) and printed[:2] != "二〇":
            yield Fault(Tier.STRONG, *match.span(), f"“{printed}”数字与汉字混用，请统一写法。")


@rule("date.clock")
def rule_clock(text: Text) -> Iterator[Fault]:
    """上午14时, 25时, 8时75分."""
    for pattern in _CLOCKS:
        for match in pattern.finditer(text.plain):
            yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”不是一天里的时刻，请核对。")
