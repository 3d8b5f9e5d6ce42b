"""Alerts that are put off against the journal: what was written past the program is told, what officers did is left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.apps.watch import actions
from gongkai.apps.watch.models import Alert
from gongkai.apps.watch.verification import verify
from tests.apps.office import MONDAY, Office, at, office, opened

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=60)
NOW = at(LATER)


@pytest.fixture
def here() -> Office:
    where = office()
    opened(where)
    actions.round_of_the_day(NOW)
    return where


def _alert() -> Alert:
    return Alert.objects.order_by("pk")[0]


def test_what_officers_did_is_whole(here: Office) -> None:
    assert verify() == []
    actions.put_off(here.clerk, _alert().pk, LATER + timedelta(3), "waiting", NOW)
    assert verify([here.organ.pk]) == []
    actions.take_back_put_off(here.clerk, _alert().pk, NOW + timedelta(hours=1))
    assert verify() == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"put_off_until": LATER + timedelta(300)}, "暂缓以后被改过"),
        ({"put_off_why": "known"}, "暂缓以后被改过"),
        ({"put_off_by": "999"}, "暂缓以后被改过"),
        ({"put_off_until": None, "put_off_why": "", "put_off_by": "", "put_off_at": None}, "被抹去"),
    ],
)
def test_what_was_changed_past_the_program_is_told(here: Office, changed: dict[str, object], said: str) -> None:
    then = NOW + timedelta(days=1)
    actions.put_off(here.clerk, _alert().pk, LATER + timedelta(3), "waiting", then)
    Alert.objects.filter(pk=_alert().pk).update(**changed)
    (found,) = verify()
    assert said in found.message
    assert found.organ_id == here.organ.pk


def test_one_put_off_past_the_program_is_told(here: Office) -> None:
    Alert.objects.filter(pk=_alert().pk).update(put_off_until=LATER + timedelta(3), put_off_why="known")
    (found,) = verify()
    assert "不是经由系统作出" in found.message
