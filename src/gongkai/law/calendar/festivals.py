"""Which days are statutory festivals in a year whose notice is not out yet?

Law:     放假办法 article 2 (2024 version from 2025 on; the 2013 version before)
Takes:   the year; lunar festivals from `festivals.json` (春节, 清明, 端午, 中秋 of 2019–2035).
Gives:   day -> festival. It knows nothing of 调休 and 补假, which only the notice settles: a provisional picture.
Unclear: 清明 and the lunar days outside the table are left out, and `lunar_known` says so.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from gongkai.law.cite import Cite
from gongkai.law.sources import holidays_law

_TABLE = Path(__file__).with_name("festivals.json")


@cache
def _lunar() -> dict[int, tuple[date, ...]]:
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {int(year): tuple(date.fromisoformat(day) for day in days) for year, days in table.items()}


def lunar_known(year: int) -> bool:
    return year in _lunar()


def rule(year: int) -> Cite:
    """The provision that names the festivals of `year`."""
    return holidays_law.A2 if year >= 2025 else holidays_law.OLD_A2


@cache
def festivals(year: int) -> dict[date, str]:
    """Statutory festival days of all citizens in `year`, without any that were moved or made up for."""
    since_2025 = year >= 2025
    days = {date(year, 1, 1): "元旦"}
    days |= {date(year, 5, n): "劳动节" for n in ((1, 2) if since_2025 else (1,))}
    if lunar_known(year):
        spring, tomb_sweeping, dragon_boat, mid_autumn = _lunar()[year]
        first = -1 if since_2025 else 0  # 除夕 is a festival day since 2025
        days |= {spring + timedelta(n): "春节" for n in range(first, 3)}
        days |= {tomb_sweeping: "清明节", dragon_boat: "端午节", mid_autumn: "中秋节"}
    return days | {date(year, 10, n): "国庆节" for n in (1, 2, 3)}
