"""Signatures tell nothing of a text, go with it, and are made again where they are missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from gongkai.apps.alike import bands, keeping, queries
from gongkai.apps.alike.models import Signature, Standing
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, PersonalRecord
from tests.apps.alike.asking import ANNA, BERT, HEATING, HOUSES, HOUSES_TOLD_LONGER, asked
from tests.apps.office import MONDAY, at, office

pytestmark = pytest.mark.django_db


def _kept() -> bytes:
    """All that is kept for finding, as one string of bytes."""
    rows = [
        bytes(row.mins) + bytes(row.facts) + f"{row.lookup}{row.day}{row.weight}".encode()
        for row in Signature.objects.all()
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT band, signature FROM {bands.TABLE}")
        pairs = [f"{band} {signature}".encode() for band, signature in cursor.fetchall()]
    return b"\n".join([*rows, *pairs])


def test_nothing_of_a_text_is_kept() -> None:
    asked(office(), HOUSES)
    kept = _kept()
    assert Signature.objects.get().weight
    pairs = {HOUSES[at : at + 2] for at in range(len(HOUSES) - 1)} | {ANNA}
    words = [each for each in pairs if not each.isascii()]
    for coding in ("utf-8", "gb18030", "utf-16-le"):
        assert not [word for word in words if word.encode(coding) in kept]


def test_another_key_or_organ_gives_another_sketch(monkeypatch: pytest.MonkeyPatch) -> None:
    where, other = office(), office("kangping")
    asked(where, HOUSES)
    asked(other, HOUSES)
    one, two = Signature.objects.order_by("pk")
    assert bytes(one.facts) != bytes(two.facts)
    same = sum(left == right for left, right in zip(bytes(one.mins), bytes(two.mins), strict=True))
    assert same < 12, "as many as chance makes, of 128"
    monkeypatch.setattr(vault, "keyed", lambda text: "another key")
    assert queries.resembling(where.clerk, HOUSES, ANNA, MONDAY) == ()


def test_what_is_shredded_leaves_nothing() -> None:
    where = office()
    row = asked(where, HOUSES)
    other = asked(where, HOUSES, BERT)
    vault.keep_until([row.person_id or 0], MONDAY)
    later = MONDAY + timedelta(1)
    vault.shred_due(later, at(later))
    assert [each.case for each in Signature.objects.all()] == [other.pk]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT signature FROM {bands.TABLE}")
        assert [pk for (pk,) in cursor.fetchall()] == [Signature.objects.get().pk]
    assert queries.several(where.clerk, other.pk, later).count == 0
    assert keeping.compare(at(later)) == (2, [])


def test_an_installation_from_before_is_made_step_by_step() -> None:
    where = office()
    first, second = asked(where, HOUSES), asked(where, HOUSES_TOLD_LONGER, BERT)
    bands.clear()
    Signature.objects.all().delete()
    Standing.objects.all().delete()
    assert not keeping.current()
    assert keeping.making() == keeping.Making(0, 2)
    entries = Entry.objects.filter(subject="vault", event="read").count()
    assert keeping.renew(at(MONDAY)) == 2
    assert keeping.making() is None
    assert keeping.renew(at(MONDAY)) is None
    assert Entry.objects.filter(subject="vault", event="read").count() == entries + 2, "each reading is journaled"
    assert [each.pk for each in queries.several(where.clerk, first.pk, MONDAY).others] == [second.pk]


def test_a_stopped_run_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    where = office()
    for name in (ANNA, BERT):
        asked(where, HOUSES, name)
    before = {row.case: bytes(row.mins) for row in Signature.objects.all()}
    Standing.objects.update(edition="0")
    monkeypatch.setattr(keeping, "_AT_ONCE", 1)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keeping.renew(at(MONDAY), stop)
    assert keeping.making() == keeping.Making(1, 2)
    assert keeping.renew(at(MONDAY)) == 1
    assert {row.case: bytes(row.mins) for row in Signature.objects.all()} == before


def test_what_is_missing_is_told_and_mended() -> None:
    where = office()
    row = asked(where, HOUSES)
    asked(where, "如题", BERT)
    assert keeping.compare(at(MONDAY)) == (2, []), "a text that tells too little is no difference"
    Signature.objects.filter(case=row.pk).delete()
    expected = [keeping.Difference(keeping.MISSING, "request", row.pk)]
    assert keeping.compare(at(MONDAY)) == (2, expected)
    assert keeping.compare(at(MONDAY), mend=True) == (2, expected)
    assert keeping.compare(at(MONDAY)) == (2, [])
    assert queries.resembling(where.clerk, HOUSES, ANNA, MONDAY)


def test_acts_without_words_ask_nothing_more() -> None:
    where = office()
    asked(where, HEATING)
    assert PersonalRecord.objects.count() == Signature.objects.count() == 1
