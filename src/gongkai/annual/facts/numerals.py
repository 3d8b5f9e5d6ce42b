"""Counts as prose writes them: 1,136 · 14万余 · 3千多 · 十二 · 两."""

from __future__ import annotations

from decimal import Decimal

from gongkai.annual.model import Number

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "": 1}


def arabic(digits: str, scale: str = "") -> Number:
    """The value of `1,136`, `14` with scale `万`, `1.5` with scale `万`; whole numbers come back as int."""
    value = Decimal(digits.replace(",", "")) * _SCALES[scale]
    if "." not in digits or (scale and value == value.to_integral_value()):
        return int(value)
    return value


def chinese(text: str) -> int | None:
    """The value of a numeral below one hundred million, None for what is not a well-made one (`一三`, `百十`)."""
    if text in ("零", "〇"):
        return 0
    head, scaled, tail = text.partition("万")
    if scaled:
        high = chinese(head)
        low = chinese(tail.removeprefix("零")) if tail else 0
        return None if not high or low is None else high * 10_000 + low
    total, digit, floor = 0, -1, 10_000
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= floor or (digit < 0 and unit != 10):
                return None
            total += (1 if digit < 0 else digit) * unit
            digit, floor = -1, unit
        elif char == "零":
            continue
        elif digit >= 0 or char not in _DIGITS:
            return None
        else:
            digit = _DIGITS[char]
    return total + max(digit, 0) if text else None
