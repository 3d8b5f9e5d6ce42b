"""By which day does a column need something new, and how many that have not fail the site?

Law:     国办秘函〔2019〕19号 (columns that are not updated, empty columns); 条例 26 where information is published as it is formed
Takes:   the day of the last publication in a column, its term, the calendar.
Gives:   the last day by which something new is in time; terms by kind of column where an instrument has one; `VETOES`.
Unclear: how long 长期未更新 is: every column past its own term counts. The days do not roll, for whoever inspects counts
         back from the day of inspection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar
from gongkai.law.cite import Cite
from gongkai.law.clocks.publication import PUBLICATION_WORKING_DAYS
from gongkai.law.sources import inspection_19, ogi

NONE, DAYS, WORKING_DAYS, WEEKS, MONTHS, FORMATION = "none", "days", "working_days", "weeks", "months", "formation"
EVERY: Mapping[str, str] = {
    NONE: "不定期",
    DAYS: "每隔若干天",
    WORKING_DAYS: "每隔若干个工作日",
    WEEKS: "每隔若干周",
    MONTHS: "每隔若干个月",
    FORMATION: f"信息形成之日起{PUBLICATION_WORKING_DAYS}个工作日内",
}
"""How the duty to update is counted. With `FORMATION` the column has no term of its own: every item has (article 26)."""
PERIODIC: Mapping[str, str] = {DAYS: "天", WORKING_DAYS: "个工作日", WEEKS: "周", MONTHS: "个月"}
"""Those that take a number, and its unit."""
LONGEST = 60
"""More than so many units is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Term:
    """A duty to update, and the provision it rests on."""

    every: str
    times: int
    cite: Cite


TERMS: Mapping[str, Term] = {
    "news": Term(WEEKS, 2, inspection_19.NEWS_STALE),
    "notices": Term(MONTHS, 6, inspection_19.NOTICES_STALE),
    "policies": Term(MONTHS, 6, inspection_19.NOTICES_STALE),
}
"""By kind of column (law/website/columns), where an instrument names a term; the office may set a shorter one."""
FORMATION_CITE = ogi.A26


@dataclass(frozen=True, slots=True)
class Veto:
    """So many columns of a sort fail the whole site. `what` names the sort."""

    code: str
    what: str
    at_least: int
    cite: Cite


VETOES: tuple[Veto, ...] = (
    Veto("unrenewed", "动态要闻、通知公告、政策文件类一级栏目未按时更新", 5, inspection_19.NEWS_STALE),
    Veto("stale", "应更新而未更新的栏目", 10, inspection_19.LONG_STALE),
    Veto("empty", "空白栏目", 5, inspection_19.EMPTY),
)


def in_words(every: str, times: int) -> str:
    """The duty as people say it: 每2周至少更新一次; 不定期."""
    if every in PERIODIC:
        return f"每{times if times > 1 else ''}{PERIODIC[every]}至少更新一次"
    return EVERY.get(every, "")


def next_due(last: date, every: str, times: int, calendar: Calendar) -> date | None:
    """The last day by which something new is in time, after what was published on `last`; None without a term.

    Refused (ValueError): a term of less than one.
    """
    if every not in PERIODIC:
        return None
    if times < 1:
        raise ValueError(f"更新周期应为不小于1的整数，收到 {times}。")
    if every == WORKING_DAYS:
        return calendar.advance(last, times)
    if every == MONTHS:
        return _months_later(last, times)
    return last + timedelta(times * (7 if every == WEEKS else 1))


def shortfall(kind: str, every: str, times: int, calendar: Calendar, on: date) -> Term | None:
    """The term that an instrument names for a kind, if the duty told is longer or missing."""
    term = TERMS.get(kind)
    if term is None:
        return None
    asked = next_due(on, term.every, term.times, calendar)
    told = next_due(on, every, times, calendar)
    return term if asked is not None and (told is None or told > asked) else None


def _months_later(day: date, months: int) -> date:
    """The same day of a later month; its last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(day.day - 1), following - timedelta(1))
