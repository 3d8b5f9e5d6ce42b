"""When must a normative document be looked through, and what can come of it?

Law:     CLEAN_UP_EVERY_2_YEARS, CLEAN_UP_A16, CLEAN_UP_A17, CLEAN_UP_A20 (Liaoning, order 237)
Takes:   the day of effect or that of the last clean-up. Gives: the day by which the next is due; conclusions by code.
Unclear: the order counts in years and names no last day; that it is the corresponding day of the second year is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.law.cite import Cite
from gongkai.law.sources import liaoning

EVERY_YEARS = 2
CONTINUE, AMEND, REPEAL, LAPSE = "continue", "amend", "repeal", "lapse"
CONCLUSIONS: Mapping[str, str] = {CONTINUE: "继续有效", AMEND: "修改", REPEAL: "废止", LAPSE: "宣布失效"}
LISTS: Mapping[str, str] = {
    CONTINUE: "继续有效的规范性文件目录",
    REPEAL: "废止的规范性文件目录",
    LAPSE: "宣布失效的规范性文件目录",
    AMEND: "修改的规范性文件目录",
}
"""The lists of a clean-up, in the order in which they are shown."""
LAPSE_GROUNDS: Mapping[str, str] = {"term": "适用期已满", "object": "调整对象已消失", "other": "其他"}
CITES: tuple[Cite, ...] = (liaoning.CLEAN_UP_EVERY_2_YEARS, liaoning.CLEAN_UP_A17, liaoning.CLEAN_UP_A20)


def due(since: date) -> date:
    """The day by which the clean-up after `since` (day of effect, or of the last clean-up) is due."""
    year = since.year + EVERY_YEARS
    if since.month == 2 and since.day == 29:
        # Two years after a leap year is none: the last day of the month (as CIVIL_CODE 202).
        return date(year, 2, 28)
    return since.replace(year=year)
