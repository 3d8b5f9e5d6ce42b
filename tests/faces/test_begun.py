"""Rows that tests begin with (rigs/begun.py): each sees those that it asks for and no others, as if they had been made for it alone."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.organs import actions
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import program
from tests.apps.office import at
from tests.rigs import begun

pytestmark = pytest.mark.django_db
SINCE = date(2020, 1, 1)


def _found(code: str) -> Organ:
    return actions.found(program(0), code, f"{code}水利局", "department", "county", SINCE, at(SINCE))


@begun.rows
def first() -> Organ:
    return _found("first")


@begun.rows
def second(first: Organ) -> Organ:
    return _found(f"{first.code}-second")


def _codes() -> set[str]:
    return set(Organ.objects.values_list("code", flat=True))


@pytest.mark.parametrize("time", ["once", "again"])
def test_what_a_test_changes_the_next_does_not_see(first: Organ, time: str) -> None:
    assert first.code == "first"
    assert _codes() == {"first"}
    first.code = "changed"
    first.save()
    _found("third")


def test_rows_stand_upon_rows(second: Organ) -> None:
    assert second.code == "first-second"
    assert _codes() == {"first", "first-second"}


def test_who_asks_for_less_sees_less(first: Organ) -> None:
    assert _codes() == {"first"}


def test_who_asks_for_nothing_sees_nothing() -> None:
    assert _codes() == set()


def test_they_come_back_for_who_asks_again(second: Organ, first: Organ) -> None:
    assert _codes() == {"first", "first-second"}
    assert Organ.objects.get(code="first") == first
