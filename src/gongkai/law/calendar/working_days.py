"""Is this a working day, why, and is that certain?

Law:     放假办法; the notices of the General Office of the State Council (`notices/`)
Takes:   notices, each immutable; a correction supersedes day by day.
Gives:   `Calendar.day(d)`: works or not, the reason in Chinese, the source, and whether it is provisional.
Unclear: a year without notice is computed from weekends and statutory festivals alone, and every answer says so.
         Days before the first notice are refused: their notices existed but are not recorded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from gongkai.law.calendar import festivals
from gongkai.law.calendar.notice import BadNotice, Notice, load_notices
from gongkai.law.cite import Cite
from gongkai.law.sources import holidays_law

_OWN_NOTICES = Path(__file__).with_name("notices")
_WEEKDAYS = "一二三四五六日"
_LAST_YEAR = 2100


class OutsideCalendar(ValueError):
    """A day of which the calendar can say nothing, not even provisionally: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day: whether offices work, why, on what that rests.

    `named` tells that a notice or a festival makes the day what it is, not merely the week; `provisional` is the reason
    for doubt, or empty.
    """

    day: date
    works: bool
    why: str
    cite: Cite
    provisional: str = ""
    named: bool = False


class Calendar:
    """Working days as the given notices make them. Immutable; `official()` is the country's own."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        """Refused (`BadNotice`): the same id twice, a correction of an unknown notice, two notices that clash."""
        self.notices = _in_order(tuple(notices))
        self._first_year = min((n.year for n in self.notices if not n.region), default=date.max.year)
        self._named, self._years = _index(self.notices)
        self._remarks = {day: remark for notice in self.notices for day, remark in notice.remarks.items()}
        self._seen: dict[date, Day] = {}

    def known_on(self, day: date) -> Calendar:
        """The calendar as it could be known on `day`: without the notices and corrections issued later."""
        known: list[Notice] = []
        for notice in self.notices:  # in order: what is corrected stands before its correction
            if notice.known_on(day) and (not notice.supersedes or any(k.id == notice.supersedes for k in known)):
                known.append(notice)
        earlier = Calendar(known)
        earlier._first_year = self._first_year
        return earlier

    def with_notices(self, extra: Iterable[Notice]) -> Calendar:
        """This calendar and further notices: next year's, a correction, local holidays."""
        return Calendar((*self.notices, *extra))

    def settled(self, year: int) -> bool:
        """Whether the notice of `year` is known, so that its days are certain."""
        return year in self._years

    def works(self, day: date) -> bool:
        return self.day(day).works

    def day(self, day: date) -> Day:
        """What `day` is. Refused (`OutsideCalendar`): days before the first notice, years after 2100."""
        found = self._seen.get(day)
        if found is None:
            found = self._look_up(day)
            if day in self._remarks:
                found = replace(found, why=f"{found.why}（{self._remarks[day]}）")
            self._seen[day] = found
        return found

    def working_days_between(self, after: date, through: date) -> int:
        """How many working days lie after `after`, up to and including `through`."""
        return sum(self.works(after + timedelta(n)) for n in range(1, (through - after).days + 1))

    def advance(self, start: date, working_days: int) -> date:
        """The day on which the count reaches `working_days`, the day after `start` being the first to count."""
        day = start
        while working_days > 0:
            day += timedelta(1)
            working_days -= self.works(day)
        return day

    def on_or_after(self, day: date) -> date:
        """`day`, or the first working day after it."""
        while not self.works(day):
            day += timedelta(1)
        return day

    def on_or_before(self, day: date) -> date:
        """`day`, or the last working day before it."""
        while not self.works(day):
            day -= timedelta(1)
        return day

    def _look_up(self, day: date) -> Day:
        named = self._named.get(day)
        if named is not None:
            return _as_noticed(day, named)
        if day.year in self._years:
            return _plain(day, holidays_law.YEARLY_NOTICE)
        if day.year < self._first_year or day.year > _LAST_YEAR:
            raise OutsideCalendar(
                f"日历里没有{day.year}年的放假通知，{day} 是否工作日无从确定；请核对日期，确需计算的请补录该年通知。"
            )
        return _computed(day)


@cache
def official() -> Calendar:
    """The calendar of the notices that Gongkai carries."""
    return Calendar(load_notices(_OWN_NOTICES))


def weekday(day: date) -> str:
    return f"周{_WEEKDAYS[day.weekday()]}"


def _in_order(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Every notice after the one it supersedes; otherwise by year and id, so that file order is without meaning."""
    by_id: dict[str, Notice] = {}
    for notice in notices:
        # An office's own record of a notice may meet the one that a later release brings: they need only agree.
        other = by_id.setdefault(notice.id, notice)
        if other.facts != notice.facts:
            raise BadNotice(
                f"两个放假通知的编号都是“{notice.id}”但内容不同，请改其中一个；更正请另用编号并写明 supersedes。"
            )
    return tuple(sorted(by_id.values(), key=lambda notice: (_depth(notice, by_id), notice.year, notice.id)))


def _depth(notice: Notice, by_id: Mapping[str, Notice]) -> int:
    depth, seen = 0, {notice.id}
    while notice.supersedes:
        if notice.supersedes not in by_id or notice.supersedes in seen:
            raise BadNotice(f"放假通知“{notice.id}”更正的“{notice.supersedes}”找不到，请核对 supersedes。")
        notice = by_id[notice.supersedes]
        seen.add(notice.id)
        depth += 1
    return depth


def _index(notices: tuple[Notice, ...]) -> tuple[dict[date, Notice], frozenset[int]]:
    """The notice that settles each named day. A local notice comes last and wins; national ones may not clash."""
    named: dict[date, Notice] = {}
    for notice in sorted(notices, key=lambda notice: bool(notice.region)):
        for day in notice.days:
            earlier = named.get(day)
            if earlier is not None and not notice.region and not _corrects(notice, earlier, notices):
                if (day in notice.off) != (day in earlier.off):
                    raise BadNotice(
                        f"放假通知“{earlier.id}”和“{notice.id}”对 {day} 说法相反，请核对；后一个如是更正，写明 supersedes。"
                    )
                continue
            named[day] = notice
    return named, frozenset(notice.year for notice in notices if not notice.region)


def _corrects(notice: Notice, earlier: Notice, notices: tuple[Notice, ...]) -> bool:
    by_id = {each.id: each for each in notices}
    while notice.supersedes:
        if notice.supersedes == earlier.id:
            return True
        notice = by_id[notice.supersedes]
    return False


def _as_noticed(day: date, notice: Notice) -> Day:
    if day in notice.off:
        return Day(day, False, f"{weekday(day)}，{notice.off[day]}放假", notice.cite, named=True)
    kind = "调休上班" if day.weekday() >= 5 else "恢复上班"
    return Day(day, True, f"{weekday(day)}，{kind}", notice.cite, named=True)


def _plain(day: date, cite: Cite, provisional: str = "") -> Day:
    works = day.weekday() < 5
    return Day(day, works, f"{weekday(day)}，{'工作日' if works else '休息日'}", cite, provisional)


def _computed(day: date) -> Day:
    reason = f"{day.year}年放假通知未发布（或未录入），只按周末和法定节日推算，未含调休和补假，通知发布后须重算"
    if not festivals.lunar_known(day.year):
        reason += "；农历节日和清明不在推算之内"
    name = festivals.festivals(day.year).get(day)
    if name is None:
        return _plain(day, festivals.rule(day.year), reason)
    return Day(day, False, f"{weekday(day)}，{name}（推算）", festivals.rule(day.year), reason, named=True)
