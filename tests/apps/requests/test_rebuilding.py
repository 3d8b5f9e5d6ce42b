"""Whatever happens to the cached columns, the journal restores them bit for bit, also when a run is stopped."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from random import Random

import pytest
from django.db import models
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.apps import cached_rows
from gongkai.apps.cached_rows import MISSING, SURPLUS, UNREADABLE
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.requests import actions
from gongkai.apps.requests.models import CountedBy, Request
from tests.apps.office import MONDAY, Office, closed, office, opened
from tests.apps.requests.stories import LATER, STORIES, perform, wander

pytestmark = pytest.mark.django_db
CODES = itertools.count()


def rows(where: Office) -> list[dict[str, object]]:
    return list(Request.objects.filter(organ=where.organ).order_by("pk").values())


def _other_value(field: models.Field[object, object], random: Random, row: Request) -> object:
    """Any value that the database takes for a column."""
    if isinstance(field, models.ForeignKey):
        return random.choice([None, *PersonalRecord.objects.values_list("pk", flat=True)[:3]])
    if field.choices and field.name != "counted":
        return random.choice([code for code, _ in field.flatchoices if code != "new"])
    if isinstance(field, models.DateField):
        return MONDAY + timedelta(random.randint(-900, 900))
    if isinstance(field, models.BooleanField):
        return random.random() < 0.5
    if isinstance(field, models.IntegerField):
        return random.randint(0, 30)
    return "".join(random.choices("甲乙丙丁", k=random.randint(0, 8)))


def scramble(where: Office, random: Random) -> None:
    """Change, swap, remove and add rows behind the back of the journal."""
    found = list(Request.objects.filter(organ=where.organ))
    columns = [each for each in Request._meta.concrete_fields if each.attname not in ("id", "organ_id", "number")]
    for row in random.sample(found, k=random.randint(1, len(found))):
        some = random.sample(columns, k=random.randint(1, 6))
        changes = {each.attname: _other_value(each, random, row) for each in some}
        if "closed_on" in changes or "counted" in changes:
            changes |= {"closed_on": MONDAY, "counted": "other"}
        Request.objects.filter(pk=row.pk).update(**changes)
    if len(found) > 2 and random.random() < 0.5:
        one, two = random.sample(found, k=2)
        Request.objects.filter(pk=one.pk).update(number="-")
        Request.objects.filter(pk=two.pk).update(number=one.number)
        Request.objects.filter(pk=one.pk).update(number=two.number)
    if random.random() < 0.5:
        Request.objects.filter(pk=random.choice(found).pk).delete()


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_what_was_scrambled_is_restored_bit_for_bit(random: Random, count: int) -> None:
    where = office(f"organ{next(CODES)}")
    for _ in range(count):
        wander(where, random, random.randint(1, 18), date(2024, 1, 1) + timedelta(random.randint(0, 300)))
    good = rows(where)
    scramble(where, random)
    bad = rows(where)
    seen = actions.rebuild([where.organ.pk], check=True)
    assert rows(where) == bad, "a check changes nothing"
    done = actions.rebuild([where.organ.pk])
    assert rows(where) == good
    assert [each.row_id for each in done.differences] == [each.row_id for each in seen.differences]
    assert bool(done.differences) == (bad != good)
    assert done.rows == len(good)
    assert actions.rebuild([where.organ.pk], check=True).differences == ()


def test_a_difference_says_what_it_was() -> None:
    where = office()
    first, second = opened(where), opened(where)
    Request.objects.filter(pk=first.pk).update(subject="改过", acts=7)
    Request.objects.filter(pk=second.pk).delete()
    stray = Request.objects.create(
        organ=where.organ, number="stray", state="handling", acts=1, channel="counter", applicant="natural",
        subject="没有登记过", arrived_on=MONDAY,
    )  # fmt: skip
    told = {each.row_id: (each.number, each.what, each.restored) for each in actions.rebuild().differences}
    assert told[first.pk] == (first.number, "acts、subject", True)
    assert told[second.pk] == (second.number, MISSING, True)
    assert told[stray.pk] == ("stray", SURPLUS, True)
    assert not Request.objects.filter(pk=stray.pk).exists()


def test_every_story_is_what_its_entries_say() -> None:
    where = office()
    for lines in STORIES.values():
        perform(where, lines)
    assert actions.rebuild(check=True).differences == ()


def test_what_cannot_be_replayed_is_named_and_left_alone() -> None:
    """An entry that no door would have let in, as an older or foreign program might have written."""
    where = office()
    row, other = opened(where), opened(where)
    data = {"data": {"archive_number": "1"}}
    journal.append("request", row.pk, "archive", MONDAY, where.clerk, LATER, data)
    good = rows(where)
    Request.objects.filter(pk=other.pk).update(subject="改过")
    told = {each.number: each for each in actions.rebuild().differences}
    assert told[row.number].what.startswith(UNREADABLE)
    assert not told[row.number].restored
    assert told[other.number].restored
    assert rows(where) == good


def test_a_run_that_was_stopped_goes_on_after_the_last_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_rows, "AT_ONCE", 2)
    where = office()
    made = [opened(where) for _ in range(5)]
    good = rows(where)
    Request.objects.update(subject="改过")

    class Stopped(Exception):
        pass

    told: list[tuple[str, int]] = []

    def stop(name: str, last: int) -> None:
        told.append((name, last))
        if len(told) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        actions.rebuild(progress=stop)
    assert [row.subject == "改过" for row in Request.objects.order_by("pk")] == [False] * 4 + [True]
    assert told[-1] == ("申请", made[3].pk)
    done = actions.rebuild(after=dict([told[-1]]))
    assert [each.row_id for each in done.differences] == [made[4].pk]
    assert rows(where) == good


def test_a_shredded_name_stays_shredded() -> None:
    where = office()
    row = closed(where, opened(where), date(2024, 3, 20))
    PersonalRecord.objects.update(sealed=b"", masked="", lookup="", shredded_at=LATER)
    assert actions.rebuild().differences == ()
    assert Request.objects.get(pk=row.pk).masked_name == ""


def test_other_organs_are_left_alone() -> None:
    where, other = office(), office("kangping")
    opened(where)
    opened(other)
    Request.objects.update(subject="改过")
    assert [each.organ_id for each in actions.rebuild([other.organ.pk]).differences] == [other.organ.pk]
    assert actions.rebuild([where.organ.pk], check=True).rows == 1


def test_a_whole_run_keeps_by_what_it_counted() -> None:
    where = office()
    opened(where)
    CountedBy.objects.update(notices={})
    actions.rebuild([where.organ.pk], now=LATER)
    assert CountedBy.objects.get().notices == {}
    actions.rebuild(now=LATER)
    assert CountedBy.objects.get().notices
