"""Two people at once, each with a connection of their own: one wins, the other is told, no number is given twice."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests import actions
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Refusal
from tests.apps.office import DECISION, MONDAY, REGISTRATION, SECRETS, office, opened
from tests.apps.requests.stories import LATER

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """What each came to, result or refusal, all of them started together."""
    results: list[object] = [None] * len(works)
    start = Barrier(len(works))

    def run(place: int) -> None:
        start.wait(10)
        try:
            results[place] = works[place]()
        except (Refusal, Stale) as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert None not in results
    return results


def test_of_two_who_decide_at_once_one_is_told() -> None:
    where = office()
    row = opened(where)

    def decide(decision: str) -> Callable[[], object]:
        data = {**DECISION, "decision": decision}
        return lambda: actions.act(where.head, row.pk, "record_reply", MONDAY, data, {}, LATER, based_on=1)

    results = at_once([decide("provided"), decide("not_found")])
    assert sorted(type(each).__name__ for each in results) == ["Request", "Stale"]
    assert Request.objects.get().acts == 2
    assert Entry.objects.filter(subject="request").count() == 2


def test_without_a_form_behind_it_the_law_refuses_the_second() -> None:
    where = office()
    row = opened(where)

    def reply() -> object:
        return actions.act(where.head, row.pk, "record_reply", MONDAY, DECISION, {}, LATER)

    results = at_once([reply, reply])
    assert sorted(type(each).__name__ for each in results) == ["Refusal", "Request"]


def test_many_registrations_at_once_get_many_numbers() -> None:
    where, other = office(), office("kangping")

    def register(by: Actor) -> Callable[[], object]:
        return lambda: actions.open_request(by, "register", MONDAY, REGISTRATION, SECRETS, LATER)

    results = at_once([register(by) for by in (where.clerk, where.head, other.clerk, where.clerk, where.clerk)])
    assert all(isinstance(each, Request) for each in results), results
    numbers = sorted(Request.objects.filter(organ=where.organ).values_list("number", flat=True))
    assert numbers == ["2024-0001", "2024-0002", "2024-0003", "2024-0004"]
    seqs = Entry.objects.filter(organ=where.organ).order_by("seq").values_list("seq", flat=True)
    assert list(seqs) == [1, 2, 3, 4]


def test_one_number_given_twice_at_once_is_taken_once() -> None:
    where = office()

    def register() -> object:
        return actions.open_request(where.clerk, "register", MONDAY, REGISTRATION, SECRETS, LATER, number="甲-1")

    results = at_once([register, register])
    assert sorted(type(each).__name__ for each in results) == ["Refusal", "Request"]


def test_a_rebuild_beside_acts_takes_nothing_away() -> None:
    where = office()
    rows = [opened(where) for _ in range(4)]

    def note(row: Request) -> Callable[[], object]:
        return lambda: actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "查档"}, {}, LATER)

    def register() -> object:
        return actions.open_request(where.clerk, "register", MONDAY, REGISTRATION, SECRETS, LATER)

    at_once([actions.rebuild, *(note(row) for row in rows), register, actions.rebuild])
    assert Request.objects.count() == 5
    assert actions.rebuild(check=True).differences == ()
