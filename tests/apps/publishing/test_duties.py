"""Who signs a stage, who stands in, and what duties cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.people.models import Person
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.duties import NewDuty
from gongkai.apps.publishing.models import Signed
from gongkai.law.casework import Refusal
from gongkai.law.publication.case import Barred
from tests.apps.office import member
from tests.apps.publishing.desk import (
    DAY,
    NOW,
    House,
    drafted,
    house,
    ticked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def login(actor: object) -> str:
    return Person.objects.get(pk=int(getattr(actor, "person"))).username  # noqa: B009 -- any actor


def test_a_duty_keeps_others_from_a_stage_and_a_stand_in_signs_in_his_own_name(where: House) -> None:
    stand_in = member(where.office.organ, "reviewer")
    duty = NewDuty("first_review", login(where.reviewer), DAY, login(stand_in), 2)
    actions.record_duty(where.head, duty, NOW)
    row = actions.act(where.clerk, drafted(where).pk, "submit", {}, NOW)
    assert row.stage_due == date(2026, 3, 4)
    with pytest.raises(Barred, match=f"指定由.*{where.reviewer.name}"):
        actions.act(where.proofer, row.pk, "first_review", ticked("first_review"), NOW)
    assert queries.items(where.proofer, queries.ItemFilters(to_sign=True), NOW).rows == ()
    assert [each.item.pk for each in queries.items(stand_in, queries.ItemFilters(to_sign=True), NOW).rows] == [row.pk]
    told = {**ticked("first_review"), "instead_of": "999"}
    actions.act(stand_in, row.pk, "first_review", told, NOW)
    signature = Signed.objects.get()
    assert (signature.person, signature.instead_of) == (stand_in.person, where.reviewer.person)
    seen = queries.item(where.head, row.pk, NOW)
    assert (seen.stages[0].person, seen.stages[0].instead_of) == (stand_in.name, where.reviewer.name)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"person": "nobody"}, "没有“nobody”这个登录名"),
        ({"stage": "draft"}, "没有“draft”"),
        ({"stand_in": "same"}, "替班人就是审签人本人"),
        ({"until": date(2026, 2, 1)}, "早于起日"),
    ],
)
def test_an_impossible_duty_is_refused(where: House, changed: dict[str, object], says: str) -> None:
    person = login(where.reviewer)
    told: dict[str, object] = {"stage": "first_review", "person": person, "since": DAY, **changed}
    told = {**told, "stand_in": person} if told.get("stand_in") == "same" else told
    with pytest.raises(Refusal, match=says):
        actions.record_duty(where.head, NewDuty(**told), NOW)  # type: ignore[arg-type]  # made of a table
