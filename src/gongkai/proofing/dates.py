"""Is a date one that exists, on the weekday that is said, in the right order and the right year?

Law:     GB/T 9704 (the date of a document is written without filled-up zeros)
Takes:   a text; for years, the day on which it was formed. No clock.
Unclear: which of two dates in the wrong order is wrong; both are marked.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.law.sources import layout_9704
from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "Ｏ": 0}
_YEAR = r"(?P<y>(?<!\d)\d{4}|[一二][〇零○O一二三四五六七八九]{3})"
_WRITTEN = re.compile(
    rf"(?:{_YEAR}\s?年\s?)?(?<![\d.])(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?月\s?(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?[日号]"
)
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


def _dates(text: Text) -> Iterator[tuple[re.Match[str], int | None, int, int]]:
    for match in _WRITTEN.finditer(text.plain):
        yield match, _year(match["y"]), _number(match["m"]), _number(match["d"])
    for match in _SHORT.finditer(text.plain):
        yield match, int(match["y"]), int(match["m"]), int(match["d"])


@rule("date.impossible")
def rule_impossible(text: Text) -> Iterator[Fault]:
    """2月30日, 13月1日, 2023年2月29日."""
    for match, year, month, day in _dates(text):
        if _day(year, month, day) is None and not _LUNAR.search(text.before(match.start(), 12)):
            tier = Tier.CONFIRMED if "月" in match.group() or match["sep"] == "-" else Tier.WEAK
            yield Fault(tier, *match.span(), f"没有“{match.group()}”这一天，请核对。")


_WEEKDAY = re.compile(r"[\s，,]{0,2}[（(]?\s?(?:星期|周|礼拜)(?P<n>[一二三四五六日天末])")


@rule("date.weekday")
def rule_weekday(text: Text) -> Iterator[Fault]:
    """A whole date and the weekday beside it that it is not."""
    for match, year, month, day in _dates(text):
        said = _WEEKDAY.match(text.plain, match.end())
        on = _day(year, month, day) if year is not None else None
        if said is None or on is None or said["n"] == "末":
            continue
        number = "一二三四五六日".index("日" if said["n"] == "天" else said["n"])
        if on.weekday() != number:
            right = "一二三四五六日"[on.weekday()]
            yield Fault(
                Tier.CONFIRMED,
                match.start(),
                said.end("n"),
                f"{on.year}年{on.month}月{on.day}日是星期{right}，不是星期{said['n']}，请核对日期和星期。",
            )


_TO = re.compile(r"\s?(?:至|到|—{1,2}|-{1,2}|~|～)\s?")


@rule("date.order")
def rule_order(text: Text) -> Iterator[Fault]:
    """From a later day to an earlier one."""
    found = list(_WRITTEN.finditer(text.plain))
    for first, second in itertools.pairwise(found):
        if not _TO.fullmatch(text.plain, first.end(), second.start()):
            continue
        year = _year(first["y"])
        start = _day(year, _number(first["m"]), _number(first["d"]))
        end = _day(_year(second["y"]) or year, _number(second["m"]), _number(second["d"]))
        if start is None or end is None or end >= start:
            continue
        # Without a second year a span may reach over the end of the year.
        if second["y"] is None and (start - end) > timedelta(days=180):
            continue
        yield Fault(
            Tier.STRONG,
            first.start(),
            second.end(),
            f"“{text.plain[first.start() : second.end()]}”的起止颠倒，请核对。",
        )


_LONG_YEAR = re.compile(r"(?<![\d.,])(?:[12]\d{4}|[12]\d{2})(?=年(?:\d{1,2}月|度|以来|底|初|全年|上半年|下半年|末))")
_FAR_YEAR = re.compile(r"(?<!\d)(?:2[1-9]\d{2}|1[0-7]\d{2})(?=年\d{1,2}月)")
_TWO_DIGITS = re.compile(r"(?<![\d.\-至—第])[0-3]\d年(?=(?:1[0-2]|0?[1-9])月(?!份?个)\d{0,2})")
_LETTER_YEAR = re.compile(r"(?<![0-9A-Za-z])(?:2[Oo]\d{2}|20[0-9][Oo]|2[Oo][Oo0-9]\d|20[Oo]\d)(?=年)")
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
    r"[^，。；\n]{0,14}?(?:召开了|印发了|完成了|举行了|举办了|开展了|公布了|发布了|已经?(?:完成|印发|召开|公布|发布|施行|实施))"
)


@rule("date.future")
def rule_future(text: Text) -> Iterator[Fault]:
    """A day after the text was formed, told as past: most often last year's text with this year's figure, or a slip."""
    formed = text.background.formed_on
    if formed is None:
        return
    for match, year, month, day in _dates(text):
        on = _day(year, month, day) if year is not None else None
        if on is not None and on > formed and _DONE.match(text.plain, match.end()):
            yield Fault(
                Tier.STRONG,
                *match.span(),
                f"“{match.group()}”晚于形成日期{formed.year}年{formed.month}月{formed.day}日，却写成已经发生，请核对年份。",
            )


_PADDED = re.compile(r"(?<!\d)\d{4}年(?:0\d月\d{1,2}|\d{1,2}月0\d)日")
_MIXED = re.compile(r"二零[零〇一二三四五六七八九]{2}年|二[〇零]\d{2}年|20[一二三四五六七八九〇零]{2}年")
_CLOCK = re.compile(
    r"(?:上午|凌晨|早上)\s?(?P<late>1[3-9]|2[0-3])(?=[时点:：])|(?<![\d年月日:：])(?P<none>2[5-9]|[3-9]\d)时(?=\d{1,2}分|整|许|前|至)|(?<!\d)\d{1,2}时(?P<minute>[6-9]\d)分"
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
    for match in _CLOCK.finditer(text.plain):
        yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”不是一天里的时刻，请核对。")
