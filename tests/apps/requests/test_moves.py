"""A new holiday notice moves open cases: which, from what day to what day, and by which notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from gongkai.apps import rules
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.requests import actions, queries
from gongkai.apps.requests.models import Request
from gongkai.law.calendar import Calendar, official
from gongkai.law.calendar.notice import Notice
from gongkai.law.cite import Grade
from tests.apps.office import Office, at, closed, member, office, opened

pytestmark = pytest.mark.django_db

DAY = date(2027, 2, 22)
TODAY = date(2027, 2, 26)
NOTICE = Notice(
    id="2027-test",
    title="关于2027年部分节假日安排的通知",
    number="",
    grade=Grade.UNVERIFIED,
    number_grade=Grade.UNVERIFIED,
    year=2027,
    issued=date(2026, 11, 20),
    off={date(2027, 3, 8): "试验", date(2027, 3, 9): "试验"},
    work=frozenset(),
    supersedes="",
    region="",
    remarks={},
    sha256="0" * 64,
)


def with_notice() -> Calendar:
    return official().with_notices([NOTICE])


@pytest.fixture
def where() -> Office:
    return office()


def test_open_cases_move_and_closed_ones_do_not(where: Office) -> None:
    row, done = opened(where, DAY), closed(where, opened(where, DAY), TODAY)
    assert row.provisional
    before = row.due_on
    (moved,) = actions.calendar_moved(official(), with_notice(), TODAY, at(TODAY))
    assert (moved.number, moved.what, moved.before) == (row.number, "答复", before)
    assert moved.after is not None
    assert moved.after > moved.before  # type: ignore[operator]
    assert NOTICE.title in moved.why
    now = Request.objects.get(pk=row.pk)
    assert (now.due_on, now.next_due_on, now.provisional) == (moved.after, moved.after, False)
    assert Request.objects.get(pk=done.pk).due_on == done.due_on


def test_the_list_stands_in_the_journal_and_on_the_desk(where: Office) -> None:
    other = office("kangping")
    opened(where, DAY)
    moved = actions.calendar_moved(official(), with_notice(), TODAY, at(TODAY))
    entry = Entry.objects.get(event="calendar_moved")
    assert (entry.organ_id, entry.role) == (where.organ.pk, "system")
    ((when, why, listed),) = queries.moved_cases(where.clerk, TODAY)
    assert (when, listed) == (entry.recorded_at, moved)
    assert NOTICE.title in why
    assert queries.moved_cases(other.clerk, TODAY) == ()
    assert queries.moved_cases(where.clerk, TODAY + timedelta(31)) == ()
    with pytest.raises(Forbidden):
        queries.moved_cases(member(where.organ, "admin"), TODAY)


def test_nothing_moves_twice(where: Office) -> None:
    opened(where, DAY)
    assert actions.calendar_moved(official(), with_notice(), TODAY, at(TODAY))
    assert actions.calendar_moved(with_notice(), with_notice(), TODAY, at(TODAY)) == ()
    assert Entry.objects.filter(event="calendar_moved").count() == 1


def test_a_new_notice_is_noticed_until_it_is_taken_up(where: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert queries.rebuild_due() == ""
    opened(where, DAY)
    assert queries.rebuild_due() == ""
    monkeypatch.setattr(rules, "calendar", with_notice)
    assert NOTICE.title in queries.rebuild_due()
    assert "gongkai rebuild --calendar" in queries.rebuild_due()
    before = actions.calendar_before()
    assert NOTICE not in before.notices
    assert len(actions.calendar_moved(before, rules.calendar(), TODAY, at(TODAY))) == 1
    assert queries.rebuild_due() == ""
    monkeypatch.setattr(rules, "calendar", official)
    assert "撤下" in queries.rebuild_due()


def test_a_notice_that_came_before_its_case_moves_nothing(where: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    early = opened(where, DAY)
    monkeypatch.setattr(rules, "calendar", with_notice)
    late = opened(where, DAY)
    (moved,) = actions.calendar_moved(actions.calendar_before(), rules.calendar(), TODAY, at(TODAY))
    assert moved.number == early.number
    assert Request.objects.get(pk=late.pk).due_on == late.due_on


def test_other_settings_are_noticed_too(where: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(where, DAY)
    changed = replace(rules.settings(), stop_last_day="counts")
    monkeypatch.setattr(rules, "settings", lambda: changed)
    assert "口径设置" in queries.rebuild_due()
    actions.rebuild(now=at(TODAY))
    assert queries.rebuild_due() == ""


def test_without_cases_nothing_is_due(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rules, "calendar", with_notice)
    assert queries.rebuild_due() == ""
    assert actions.calendar_moved(actions.calendar_before(), rules.calendar(), TODAY, at(TODAY)) == ()
    assert list(tmp_path.iterdir()) == []
