"""The annual reports of the county: written, and led through the hands that `cases/reports.txt` names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from demo import county
from demo.agenda import Agenda
from demo.officers import Officers
from demo.situations import DAY, BadSituation
from gongkai.apps.people.actor import Actor
from gongkai.apps.reporting import actions as reporting
from gongkai.apps.reporting import queries as reports
from gongkai.law.calendar import Calendar
from gongkai.law.procedures import REPORT

WRITE = "write"
"""No act of the procedure: the report is begun and its paragraphs are written."""

_MAY_BEFORE_THE_END = frozenset({WRITE, "check", "edit"})
_TOLD: Mapping[str, Mapping[str, object]] = {
    "return": {"reason": "改进措施写得笼统，请逐条写明责任和时限。"},
    "reopen": {"reason": "定稿后发现一处文字错误，改正后重新送审。"},
    "correct": {"reason": "栏目名称写错，更正后重新公布。"},
    "review_secrecy": {"opinion": "逐项审查，不含国家秘密和个人信息，可以公开。"},
    "deliver": {"evidence": "公文交换系统回执"},
}


@dataclass(frozen=True, slots=True)
class Course:
    """One report and its acts as written: event and day."""

    organ: str
    year: int
    acts: tuple[tuple[str, str], ...]


class Reports:
    """Puts every report on the agenda, act after act."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today

    def put_all(self) -> None:
        for course in courses(self._today.year - 1):
            self._put(course, 0, date.min, None, REPORT.initial)

    def _put(self, course: Course, place: int, before: date, report_id: int | None, state: str) -> None:
        if place == len(course.acts):
            return
        event, word = course.acts[place]
        day = self._day(word, before)
        # Nobody hands on a report on a year that is not over.
        if day <= date(course.year, 12, 31) and event not in _MAY_BEFORE_THE_END:
            return

        def act(now: datetime) -> None:
            reached = self._act(course, event, day, report_id, state, now)
            self._put(course, place + 1, day, *reached)

        self._agenda.put(day, act)

    def _act(
        self, course: Course, event: str, day: date, report_id: int | None, state: str, now: datetime
    ) -> tuple[int, str]:
        if report_id is None:
            report_id = self._written(course, now)
        if event == WRITE:
            return report_id, state
        role = next(row.roles[0] for row in REPORT.transitions if (row.source, row.event) == (state, event))
        row = reporting.act(self._actor(course, role), report_id, event, day, _TOLD.get(event, {}), now)
        return row.pk, row.state

    def _written(self, course: Course, now: datetime) -> int:
        compiler = self._actor(course, "compiler")
        row = reporting.begin(compiler, course.year, now)
        texts = county.table("county/texts.toml")
        own = texts.get(f"{course.organ}:{course.year}")
        ours: dict[str, str] = {}
        if own:
            draft = reports.draft(compiler, compiler.organ_id, course.year, localdate(now))
            ours = {each.block.key: each.text for each in draft.paragraphs}
        for key, text in (own or texts["usual"]).items():
            # Behind the sentences with the figures, whose marks stay, so that text and tables cannot part.
            reporting.write(compiler, row.pk, key, ours.get(key, "") + text, now)
        return row.pk

    def _actor(self, course: Course, role: str) -> Actor:
        return self._officers.actor(course.organ, role)

    def _day(self, word: str, before: date) -> date:
        if word.startswith("="):
            return date.fromisoformat(word[1:])
        if word.startswith("+"):
            return self._calendar.advance(before, int(word[1:]))
        day = self._today
        for _ in range(int(word.removeprefix("T-"))):
            day = self._calendar.on_or_before(day - timedelta(1))
        return day


def courses(last_year: int) -> Iterator[Course]:
    """Every report of `cases/reports.txt`; L is `last_year`. Refused (`BadSituation`): a line that is none."""
    for line in (county.HERE / "cases" / "reports.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        try:
            organ, year, acts = (part.strip() for part in line.split("|"))
            yield Course(organ, last_year if year == "L" else int(year), tuple(_acts(acts)))
        except ValueError as error:
            raise BadSituation(f"reports.txt“{line}”：{error}") from error


def _acts(told: str) -> Iterator[tuple[str, str]]:
    for each in told.split(";"):
        event, *days = each.split()
        if len(days) > 1 or not all(DAY.fullmatch(day) for day in days):
            raise ValueError(f"“{each.strip()}”应为事项和一个日期")
        yield event, days[0] if days else "+1"
