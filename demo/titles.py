"""Which items were published in a year, under which titles, in which columns and on which days?

Takes:   the parts of `items/columns.toml`, an organ's initials, a year, how many, the calendar. No chance is involved:
         parts are taken in turn with steps that have no divisor in common with how many there are.
Gives:   `Title`s in order of their days, each title once a year.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import gcd, prod

from gongkai.law.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the site: its weight among all, the patterns of its titles, the column whose items it explains."""

    name: str
    share: int
    titles: tuple[str, ...]
    interprets: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """One published item. `interprets` is the number of the item it explains, or empty."""

    number: str
    title: str
    column: str
    day: date
    interprets: str


def titles(
    columns: Sequence[Column],
    parts: Mapping[str, Sequence[str]],
    initials: str,
    days: Sequence[date],
    count: int,
) -> tuple[Title, ...]:
    """`count` items spread over the given days of one year, numbered `initials`-year-00001 and on."""
    writer = _Writer(parts)
    year, named = days[0].year, {each.name: each for each in columns}
    found: list[Title] = []
    policies: dict[str, list[Title]] = {}
    for place, wanted in enumerate(_in_turn(columns, count)):
        day = days[place * len(days) // count]
        done = writer.written[wanted.name]
        subject = _explained(policies.get(wanted.interprets, []), done) if wanted.interprets else None
        # Where every policy has been explained, another policy comes in the place of an explanation.
        column = wanted if subject or not wanted.interprets else named[wanted.interprets]
        number = f"{initials}-{year}-{place + 1:05}"
        title = Title(number, writer.write(column, day, subject), column.name, day, subject.number if subject else "")
        found.append(title)
        policies.setdefault(column.name, []).append(title)
    return tuple(found)


def working_days(calendar: Calendar, first: date, last: date) -> tuple[date, ...]:
    """The working days from `first` to `last`, both included."""
    every = (first + timedelta(n) for n in range((last - first).days + 1))
    return tuple(day for day in every if calendar.works(day))


def _in_turn(columns: Sequence[Column], count: int) -> Iterator[Column]:
    """A column for each item: the one that is furthest behind its share, so that every stretch looks like the whole."""
    whole = sum(column.share for column in columns)
    taken: Counter[str] = Counter()
    for place in range(count):
        column = max(columns, key=lambda each: each.share * (place + 1) / whole - taken[each.name])
        taken[column.name] += 1
        yield column


def _explained(policies: Sequence[Title], done: int) -> Title | None:
    """The next policy that has not been explained yet."""
    return policies[done] if done < len(policies) else None


class _Writer:
    """Fills patterns. The same words in the same order, whenever it is asked."""

    def __init__(self, parts: Mapping[str, Sequence[str]]) -> None:
        self._parts = parts
        self._seen: set[str] = set()
        self._turns: Counter[str] = Counter()
        self.written: Counter[str] = Counter()

    def write(self, column: Column, day: date, subject: Title | None) -> str:
        """The next title of a column that was not used yet. Refused: a column whose patterns are used up."""
        place = self.written[column.name]
        self.written[column.name] += 1
        first = place % len(column.titles)
        fixed = _fixed(day, subject)
        for pattern in (*column.titles[first:], *column.titles[:first]):
            for _ in range(self._combinations(pattern)):
                title = pattern.format(**fixed, n=self._turns[pattern] + 1, **self._filled(pattern))
                if title not in self._seen:
                    self._seen.add(title)
                    return title
        raise ValueError(f"栏目“{column.name}”的标题用完了，请在 columns.toml 中补充。")

    def _names(self, pattern: str) -> list[str]:
        return [name for _, name, _, _ in string.Formatter().parse(pattern) if name and name in self._parts]

    def _combinations(self, pattern: str) -> int:
        return prod(len(self._parts[name]) for name in self._names(pattern))

    def _filled(self, pattern: str) -> dict[str, str]:
        """The next combination of parts, in long steps, so that neighbours differ; all come before one comes again."""
        whole = self._combinations(pattern)
        rest = self._turns[pattern] * _step(whole) % whole
        self._turns[pattern] += 1
        filled = {}
        for name in self._names(pattern):
            rest, place = divmod(rest, len(self._parts[name]))
            filled[name] = self._parts[name][place]
        return filled


def _fixed(day: date, subject: Title | None) -> dict[str, object]:
    """What the day of publication, or the policy that is explained, puts into a pattern."""
    before = day.replace(day=1) - timedelta(1)
    fixed = {"year": day.year, "m": day.month, "d": day.day, "last_month": f"{before.year}年{before.month}月份"}
    return {**fixed, "of": _matter(subject.title)} if subject else fixed


def _matter(title: str) -> str:
    """What a policy is about, as those call it who explain it."""
    return re.sub(r"^昌图县人民政府办公室关于(印发)?|的通知$", "", title)


def _step(length: int) -> int:
    """A step of about five eighths of the length that visits every place."""
    step = max(1, length * 5 // 8)
    while gcd(step, length) != 1:
        step += 1
    return step
