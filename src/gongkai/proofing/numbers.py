"""Are numbers and units written as they can be meant: 减少3倍, 3千5百, 12，345元, KG?

Takes:   a text. Sums against tables are the annual report's own rules (annual/check); here only what a number says by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.proofing.finding import Tier
from gongkai.proofing.registry import Fault, rule
from gongkai.proofing.text import Text

_LESS = re.compile(r"(?:减少|下降|降低|缩短|缩小|压缩|减)了?\s?\d+(?:\.\d+)?\s?倍")
_SHARE = re.compile(
    r"(?:占比|占|合格率|覆盖率|满意率|办结率|公开率|完成率为?|入户率)(?:为|达到|达|约)?\s?(?P<n>\d+(?:\.\d+)?)\s?%"
)
_OVER_ALLOWED = ("完成率",)


@rule("number.sense")
def rule_sense(text: Text) -> Iterator[Fault]:
    """Less by times, a share above the whole."""
    for match in _LESS.finditer(text.plain):
        yield Fault(
            Tier.STRONG, *match.span(), f"“{match.group()}”不成立：减少、下降不用倍数，请改为百分数或者几分之几。"
        )
    for match in _SHARE.finditer(text.plain):
        if float(match["n"]) > 100 and not match.group().startswith(_OVER_ALLOWED):
            yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”超过了整体的100%，请核对。")


_MIXED = re.compile(
    r"[0-9](?<![0-9.][0-9])[0-9]*(?:千[0-9]+百?(?![0-9.瓦克米卡])|百[0-9]+(?![0-9克米])|几(?=[个人名件条项户家次天年]))"
)
_COMMA = re.compile(r"[0-9](?<![0-9，,][0-9])[0-9]{0,2}(?:，[0-9]{3})+(?=\s?(?:元|万|亿|人|户|亩|件|平方米|公顷|吨|%))")
_DOTS = re.compile(r"[0-9](?<![0-9.][0-9])[0-9]*(?:\.\.[0-9]+|。[0-9]+(?=\s?[%万亿元亩吨公平人户件]))")
_RANGE = re.compile(r"[0-9](?<![0-9.%][0-9])[0-9]*(?:\.[0-9]+)?\s?[-~～至]\s?[0-9]+(?:\.[0-9]+)?\s?%")
_SPLIT_RANGE = re.compile(r"(?P<a>\d+(?:\.\d+)?)\s?(?P<dash>[-~～至])\s?(?P<b>\d+(?:\.\d+)?)")


@rule("number.form")
def rule_form(text: Text) -> Iterator[Fault]:
    """3千5百, 20几人, 12，345元, 3..5, 5-10%."""
    for match in _MIXED.finditer(text.plain):
        yield Fault(Tier.WEAK, *match.span(), f"“{match.group()}”数字与汉字混用，请统一写法。")
    for match in _COMMA.finditer(text.original):
        yield Fault(
            Tier.STRONG,
            *match.span(),
            "数字里的千分位不能用全角逗号，否则会读成两个数。",
            match.group().replace("，", ""),
        )
    for match in _DOTS.finditer(text.plain):
        yield Fault(Tier.STRONG, *match.span(), f"“{match.group()}”的小数点不对，请核对。")
    for match in _RANGE.finditer(text.plain):
        parts = _SPLIT_RANGE.match(match.group())
        if parts and float(parts["a"]) < float(parts["b"]) <= 100:
            right = f"{parts['a']}%{parts['dash']}{parts['b']}%"
            yield Fault(Tier.WEAK, *match.span(), "百分数的范围，前一个数也要写百分号。", right)


_UNITS = re.compile(
    r"(?<=[\d万亿千百])\s?(?P<unit>KG|Kg|KM|Km|kM|KW|Kw|KWH|Kwh|kwh|KWh|MHZ|Mhz|ML|Ml|MM|CM|Cm|公升|立升|公尺|公分|市斤|市尺|市亩|马力|平方(?![米公千分厘]|[\u4e00-\u9fff]程|根)|立方(?![米分厘]))(?![A-Za-z])"
)
_RIGHT_UNITS = {
    "kg": "kg", "km": "km", "kw": "kW", "kwh": "kW·h", "mhz": "MHz", "ml": "mL", "mm": "mm", "cm": "cm", "公升": "升", "立升": "升",
    "公尺": "米", "公分": "厘米", "市斤": "斤或者千克", "市尺": "尺或者米", "市亩": "亩", "马力": "千瓦", "平方": "平方米", "立方": "立方米",
}  # fmt: skip
_CELSIUS = re.compile(r"摄氏(?:零下)?\s?-?\d+(?:\.\d+)?\s?度")


@rule("number.unit")
def rule_unit(text: Text) -> Iterator[Fault]:
    """KG → kg, 公尺 → 米, 120平方 → 120平方米, 摄氏25度 → 25摄氏度."""
    for match in _UNITS.finditer(text.plain):
        unit = match["unit"]
        right = _RIGHT_UNITS[unit.lower()]
        yield Fault(
            Tier.WEAK if unit in ("平方", "立方", "马力") else Tier.STRONG,
            *match.span("unit"),
            f"单位“{unit}”应写作“{right}”。",
            "" if "或者" in right else right,
        )
    for match in _CELSIUS.finditer(text.plain):
        number = re.sub(r"[^\d.-]", "", match.group())
        below = "零下" if "零下" in match.group() else ""
        yield Fault(Tier.STRONG, *match.span(), "“摄氏度”是一个单位，不能拆开。", f"{below}{number}摄氏度")


_CHINESE = "一二三四五六七八九十"
_HEADING = re.compile(r"^[ \t\u3000]*(?P<n>[一二三四五六七八九十]{1,3})、", re.MULTILINE)
_SECOND = re.compile(r"^[ \t\u3000]*（(?P<n>[一二三四五六七八九十]{1,3})）", re.MULTILINE)


def _ordinal(printed: str) -> int:
    tens, ten, units = printed.rpartition("十")
    if not ten:
        return _CHINESE.index(printed) + 1 if len(printed) == 1 else 0
    if len(tens) > 1 or len(units) > 1:
        return 0
    return (_CHINESE.index(tens) + 1 if tens else 1) * 10 + (_CHINESE.index(units) + 1 if units else 0)


@rule("number.order")
def rule_order(text: Text) -> Iterator[Fault]:
    """一、二、四、: a heading left out or counted twice. A new count may begin with one anywhere."""
    firsts = [(match, _ordinal(match["n"])) for match in _HEADING.finditer(text.original)]
    yield from _broken(firsts)
    at = 0
    seconds = [(match, _ordinal(match["n"])) for match in _SECOND.finditer(text.original)]
    borders = [match.start() for match, _ in firsts]
    for border in [*borders, len(text.original)]:
        within = []
        while at < len(seconds) and seconds[at][0].start() < border:
            within.append(seconds[at])
            at += 1
        yield from _broken(within)


def _broken(found: list[tuple[re.Match[str], int]]) -> Iterator[Fault]:
    last, previous = 0, ""
    for match, number in found:
        line = match.string.find("\n", match.end())
        heading = match.string[match.end() : line if line >= 0 else len(match.string)][:40]
        if number not in (1, last + 1) and last and heading != previous:
            yield Fault(
                Tier.STRONG,
                *match.span("n"),
                f"序号“{match['n']}”前面是“{_written(last)}”，中间有缺漏或者重复，请核对。",
                _written(last + 1),
            )
        # The same heading again is the head of its table.
        last, previous = number, heading


def _written(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if tens < 2 else _CHINESE[tens - 1]) + ("十" if tens else "") + (_CHINESE[units - 1] if units else "")
