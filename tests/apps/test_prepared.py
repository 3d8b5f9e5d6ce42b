"""Questions that are written out once give what the ORM gives; rows that are added so are the ORM's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Chain, Entry
from gongkai.apps.organs.models import Organ
from gongkai.apps.prepared import Prepared, add

pytestmark = pytest.mark.django_db
BY_CODE = Prepared(lambda code, level: Organ.objects.filter(code=code, level=level).order_by("-pk"), str, str)


def test_rows_are_those_of_the_queryset_each_time_with_other_values() -> None:
    first, second = _organ("one"), _organ("two")
    assert BY_CODE("one", "county") == [first]
    assert BY_CODE("two", "county") == [second]
    assert BY_CODE("two", "town") == []
    assert vars(BY_CODE("one", "county")[0]).keys() >= {each.attname for each in Organ._meta.concrete_fields}


def test_words_are_compared_and_never_part_of_the_question() -> None:
    _organ("one")
    for hostile in ("one' OR '1'='1", "%s", "\N{SYMBOL FOR NULL}0", "%"):
        assert BY_CODE(hostile, "county") == []


def test_what_changed_since_is_seen_at_once() -> None:
    organ = _organ("one")
    assert BY_CODE("one", "county")[0].until is None
    Organ.objects.filter(pk=organ.pk).update(until=date(2024, 1, 1))
    assert BY_CODE("one", "county")[0].until == date(2024, 1, 1)


def test_a_comparison_that_turns_its_value_into_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="as it is"):
        Prepared(lambda code: Organ.objects.filter(code__startswith=code), str)("one")


def test_rows_stay_locked_where_the_queryset_locks_them() -> None:
    organ = _organ("one")
    Chain.objects.create(organ=organ, head="0")
    locked = Prepared(lambda pk: Chain.objects.select_for_update().filter(pk=pk), int)
    with transaction.atomic():
        assert [each.pk for each in locked(organ.pk)] == [organ.pk]


def test_an_added_row_is_there_with_all_that_was_set_and_may_be_saved_again() -> None:
    organ = Organ(code="one", kind="office", level="county", since=date(2000, 1, 1))
    add(organ)
    assert organ.pk
    assert not organ._state.adding
    assert vars(Organ.objects.get(pk=organ.pk)).items() >= {"code": "one", "since": date(2000, 1, 1)}.items()
    organ.until = organ.since + timedelta(1)
    organ.save()
    assert Organ.objects.get().until == date(2000, 1, 2)


def test_entries_are_asked_for_by_subject_and_case_alone() -> None:
    assert entries.entries("request", 1, records=False) == list(Entry.objects.none())


def _organ(code: str) -> Organ:
    return Organ.objects.create(code=code, kind="office", level="county", since=date(2000, 1, 1))
