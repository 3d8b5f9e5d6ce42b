"""Entries follow one another without a gap, one at a time, also when many write at once."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from pytest_django import DjangoAssertNumQueries

from gongkai.apps.journal import actions, queries
from gongkai.apps.journal.models import Chain, Entry
from gongkai.apps.organs.models import Organ
from tests.apps.journal.situations import DAY, NOW, clerk, filled, office


@pytest.fixture
def organ(db: None) -> Organ:
    return office()


def test_each_entry_follows_the_one_before(organ: Organ) -> None:
    first = Entry.objects.get(organ=organ)
    entry = actions.append("request", 5, "register", DAY, clerk(organ), NOW, {"subject": "某事", "items": 1})
    assert (entry.seq, entry.data) == (first.seq + 1, {"items": 1, "subject": "某事"})
    chain = Chain.objects.get(organ=organ)
    assert (chain.seq, chain.head) == (entry.seq, entry.hash) == queries.head(organ.pk)


def test_organs_have_chains_of_their_own(organ: Organ) -> None:
    other = office("bureau")
    filled(other, 4)
    assert queries.head(organ.pk)[0] == 1
    assert [entry.seq for entry in Entry.objects.filter(organ=other).order_by("seq")] == [1, 2, 3, 4]


def test_an_act_that_fails_leaves_no_entry(organ: Organ) -> None:
    def act() -> None:
        actions.append("request", 5, "register", DAY, clerk(organ), NOW, {})
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        act()
    assert queries.head(organ.pk)[0] == 1
    assert actions.append("request", 5, "register", DAY, clerk(organ), NOW, {}).seq == 2


@pytest.mark.parametrize("data", [{"day": DAY}, {"rate": float("nan")}])
def test_what_is_no_json_is_refused_whole(organ: Organ, data: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)), transaction.atomic():
        actions.append("request", 5, "register", DAY, clerk(organ), NOW, data)
    assert queries.head(organ.pk)[0] == 1


def test_a_moment_survives_the_database(organ: Organ) -> None:
    for moment in (
        NOW.replace(microsecond=0),
        NOW.replace(microsecond=7),
        datetime(2026, 3, 2, 23, 59, 59, 999999, UTC),
    ):
        actions.append("request", 5, "note", DAY, clerk(organ), moment, {})
    assert queries.verify().broken == ()


class TestMany:
    def test_an_import_is_entered_in_order_and_whole(self, organ: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "_CHUNK", 10)
        entries = (
            actions.NewEntry("request", number, "register", DAY, clerk(organ), {"n": number}) for number in range(25)
        )
        assert actions.append_many(organ.pk, entries, NOW) == 25
        assert [entry.data["n"] for entry in Entry.objects.filter(subject="request").order_by("seq")] == list(range(25))
        assert queries.verify().broken == ()
        assert actions.append("request", 1, "note", DAY, clerk(organ), NOW, {}).seq == 27

    def test_it_is_the_same_as_one_by_one(self, organ: Organ) -> None:
        other = office("bureau")
        for each in (organ, other):
            new = [actions.NewEntry("request", number, "register", DAY, clerk(each), {}) for number in range(3)]
            if each is organ:
                actions.append_many(each.pk, new, NOW)
            else:
                for entry in new:
                    actions.append("request", entry.subject_id, "register", DAY, entry.actor, NOW, {})
        assert queries.head(organ.pk)[0] == queries.head(other.pk)[0] == 4
        assert queries.verify().broken == ()

    def test_nothing_is_entered_when_a_later_one_fails(self, organ: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "_CHUNK", 2)

        def entries():  # type: ignore[no-untyped-def]
            for number in range(5):
                yield actions.NewEntry("request", number, "register", DAY, clerk(organ))
            raise RuntimeError

        with pytest.raises(RuntimeError), transaction.atomic():
            actions.append_many(organ.pk, entries(), NOW)
        assert queries.head(organ.pk)[0] == 1
        assert not Entry.objects.filter(subject="request").exists()

    def test_an_empty_import_changes_nothing(self, organ: Organ) -> None:
        before = queries.head(organ.pk)
        assert actions.append_many(organ.pk, [], NOW) == 0
        assert queries.head(organ.pk) == before

    def test_an_actor_of_another_organ_is_a_slip(self, organ: Organ) -> None:
        other = office("bureau")
        with pytest.raises(ValueError, match="another organ"), transaction.atomic():
            actions.append_many(organ.pk, [actions.NewEntry("request", 1, "note", DAY, clerk(other))], NOW)

    def test_a_thousand_entries_take_few_statements(
        self, organ: Organ, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        new = [actions.NewEntry("request", number, "register", DAY, clerk(organ)) for number in range(1000)]
        with django_assert_max_num_queries(30):
            actions.append_many(organ.pk, new, NOW)


def test_one_entry_takes_three_statements(organ: Organ, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        actions.append("request", 5, "note", DAY, clerk(organ), NOW, {})


def test_one_entry_costs_little(organ: Organ) -> None:
    """Measured 0.7 ms on SQLite; the bound leaves room for a busy machine."""
    quickest = 1.0
    for _ in range(50):
        start = time.perf_counter()
        actions.append("request", 5, "note", DAY, clerk(organ), NOW, {"text": "办理记录" * 20})
        quickest = min(quickest, time.perf_counter() - start)
    assert quickest < (0.0015 if connection.vendor == "sqlite" else 0.01)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("founded_before", [True, False])
def test_many_writers_at_once_make_one_chain(founded_before: bool) -> None:
    """Eight threads on one chain, whose first entry they may have to begin, and one of another organ beside them."""
    organ = office() if founded_before else Organ.objects.create(code="new", kind="office", level="county", since=DAY)
    other = office("bureau")
    failures: list[BaseException] = []

    def write(where: Organ) -> None:
        try:
            for number in range(5):
                with transaction.atomic():
                    actions.append("request", number, "note", DAY, clerk(where), NOW + timedelta(seconds=number), {})
        except DatabaseError as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(where,)) for where in [organ] * 8 + [other]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    verdict = queries.verify()
    assert verdict.broken == ()
    assert verdict.entries == 40 + 5 + (2 if founded_before else 1)
