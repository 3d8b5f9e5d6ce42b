"""What everybody may read of activities: held and announced ones, nothing that was called off."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.supervision import actions, public
from tests.apps.office import at, office

pytestmark = pytest.mark.django_db

TODAY, MAY = date(2024, 4, 8), date(2024, 5, 15)
NOW = at(TODAY)


def test_what_is_held_or_announced_is_public_and_what_is_called_off_is_not() -> None:
    where = office()
    plan = {"kind": "open_day", "title": "公开日", "planned_on": TODAY, "planned_for": MAY}
    kept, gone = actions.plan(where.clerk, plan, NOW), actions.plan(where.clerk, {**plan, "title": "取消的"}, NOW)
    told = {"activity": kept.number, "title": "一场", "kind": "interpretation", "noted_on": TODAY, "planned_for": MAY}
    first, second = actions.add_session(where.clerk, told, NOW), actions.add_session(where.clerk, told, NOW)
    actions.cancel(where.clerk, gone.pk, TODAY, "并入", NOW)
    actions.cancel_session(where.clerk, second.pk, TODAY, "并入", NOW)
    assert list(public.activities(where.organ.pk, TODAY)) == [kept]
    assert list(public.sessions(kept)) == [first]
    assert not public.activities(where.organ.pk, date(2024, 4, 7))
    assert not public.activities(where.organ.pk, date(2024, 5, 16)), "planned, over, and nobody told that it was held"
    actions.hold(where.clerk, kept.pk, MAY, 10, at(date(2024, 5, 16)))
    assert list(public.activities(where.organ.pk, date(2024, 5, 16))) == [kept]
