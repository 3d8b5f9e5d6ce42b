"""Whoever changes the journal past its guards is found, and the first entry that is wrong is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection

from gongkai.apps.journal import actions, queries, verification
from gongkai.apps.journal.canonical import canonical, entry_hash, moment, sm3
from gongkai.apps.journal.models import Chain, DailyHead, Entry
from gongkai.apps.organs.models import Organ
from tests.apps.journal.situations import DAY, NOW, clerk, filled, office
from tests.rigs.journal import lifted

pytestmark = pytest.mark.django_db


def _sql(statement: str, *values: object) -> None:
    """What somebody does who may write to the database and is stopped by no guard."""
    with lifted(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def _rehash(organ: Organ, seq: int) -> str:
    """Give an entry the hash that its content asks for, as a careful forger does."""
    entry = Entry.objects.get(organ=organ, seq=seq)
    before = Entry.objects.get(organ=organ, seq=seq - 1).hash
    fields = (entry.organ_id, entry.seq, entry.subject, entry.subject_id, entry.event, entry.day)
    rest = (moment(entry.recorded_at), entry.person, entry.role, entry.payload, entry.personal_digest)
    digest = entry_hash(before, *fields, *rest)
    _sql("UPDATE journal_entry SET hash = %s WHERE id = %s", digest, entry.pk)
    return digest


@pytest.fixture
def organ() -> Organ:
    made = office()
    filled(made, 12)
    return made


def test_an_honest_journal_is_whole(organ: Organ) -> None:
    other = office("bureau")
    filled(other, 5)
    actions.gather_heads(DAY, NOW + timedelta(days=1))
    told: list[tuple[int, int]] = []
    verdict = queries.verify(progress=lambda done, total: told.append((done, total)))
    assert verdict == verification.Verdict(entries=17, chains=2, days=1, broken=())
    assert told[-1] == (17, 17)
    assert queries.verify([other.pk]).entries == 5


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("payload", '{"number":99}'),
        ("day", date(2026, 3, 1)),
        ("event", "note"),
        ("subject", "remedy"),
        ("subject_id", 4711),
        ("person", "8"),
        ("role", "head"),
        ("personal_digest", "a" * 64),
        ("recorded_at", NOW - timedelta(seconds=1)),
        ("hash", "b" * 64),
    ],
)
def test_every_changed_column_is_found(organ: Organ, column: str, value: object) -> None:
    with lifted():
        Entry.objects.filter(organ=organ, seq=6).update(**{column: value})
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.organ_id, broken.seq) == ("hash", organ.pk, 6)
    assert "第 6 条" in broken.message


def test_a_forged_row_with_its_hash_made_anew_breaks_the_next(organ: Organ) -> None:
    _sql("UPDATE journal_entry SET payload = '{}' WHERE organ_id = %s AND seq = 6", organ.pk)
    _rehash(organ, 6)
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.seq) == ("hash", 7)
    assert "第 6 条被改过" in broken.message


def test_the_last_row_forged_with_its_hash_differs_from_the_end_of_the_chain(organ: Organ) -> None:
    _sql("UPDATE journal_entry SET payload = '{}' WHERE organ_id = %s AND seq = 12", organ.pk)
    _rehash(organ, 12)
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.seq) == ("head", 12)


def test_a_row_taken_out_of_the_middle_leaves_a_gap(organ: Organ) -> None:
    _sql("DELETE FROM journal_entry WHERE organ_id = %s AND seq = 6", organ.pk)
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.seq) == ("gap", 6)


def test_rows_taken_off_the_end_are_missed(organ: Organ) -> None:
    _sql("DELETE FROM journal_entry WHERE organ_id = %s AND seq > 9", organ.pk)
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.seq) == ("end", 10)


def test_a_row_added_behind_the_end_is_found(organ: Organ) -> None:
    _sql("UPDATE journal_chain SET seq = 11, head = (SELECT hash FROM journal_entry WHERE seq = 11)")
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.seq) == ("beyond", 12)


def test_a_chain_that_was_taken_away_is_found(organ: Organ) -> None:
    _sql("DELETE FROM journal_chain")
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.seq) == ("beyond", 1)


def test_one_broken_chain_does_not_hide_another(organ: Organ) -> None:
    other = office("bureau")
    filled(other, 4)
    _sql("UPDATE journal_entry SET payload = '{}' WHERE seq = 3")
    assert [(each.organ_id, each.seq) for each in queries.verify().broken] == [(organ.pk, 3), (other.pk, 3)]


def _rewrite(organ: Organ, seq: int) -> None:
    """Forge an entry and make everything after it anew, ends of chains and daily heads too."""
    _sql("UPDATE journal_entry SET payload = '{}' WHERE organ_id = %s AND seq = %s", organ.pk, seq)
    digest = ""
    for number in range(seq, Entry.objects.filter(organ=organ).count() + 1):
        digest = _rehash(organ, number)
    _sql("UPDATE journal_chain SET head = %s WHERE organ_id = %s", digest, organ.pk)


def test_a_whole_rewriting_differs_from_the_daily_head(organ: Organ) -> None:
    actions.gather_heads(DAY, NOW + timedelta(days=1))
    filled_later = actions.append("request", 2, "note", DAY, clerk(organ), NOW + timedelta(days=1), {})
    _rewrite(organ, 5)
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.seq, broken.day) == ("daily", 12, DAY)
    assert filled_later.seq == 13


def test_who_rewrites_the_daily_heads_too_is_found_only_by_a_head_kept_outside(organ: Organ) -> None:
    (head,) = actions.gather_heads(DAY, NOW + timedelta(days=1))
    _rewrite(organ, 5)
    last = Entry.objects.get(organ=organ, seq=12)
    heads = canonical({"before": "0" * 64, "chains": {str(organ.pk): [12, last.hash]}, "day": DAY.isoformat()})
    _sql("UPDATE journal_dailyhead SET heads = %s, head = %s", heads, sm3(heads.encode()))
    assert queries.verify().broken == (), "everything was made anew, and agrees with itself"
    (broken,) = queries.verify(kept=[(DAY, head.head)]).broken
    assert (broken.kind, broken.day) == ("kept", DAY)


def test_a_head_kept_outside_agrees_with_an_honest_journal(organ: Organ) -> None:
    (head,) = actions.gather_heads(DAY, NOW + timedelta(days=1))
    assert queries.verify(kept=[(DAY, head.head.upper())]).broken == ()
    (unknown,) = queries.verify(kept=[(date(2026, 1, 1), head.head)]).broken
    assert unknown.kind == "kept"
    assert "2026-01-01" in unknown.message


@pytest.mark.parametrize(
    ("attack", "day"),
    [
        ("UPDATE journal_dailyhead SET head = repeat_a WHERE day = '2026-03-04'", date(2026, 3, 4)),
        ("UPDATE journal_dailyhead SET heads = '{}' WHERE day = '2026-03-04'", date(2026, 3, 4)),
        ("DELETE FROM journal_dailyhead WHERE day = '2026-03-04'", date(2026, 3, 5)),
    ],
)
def test_changed_daily_heads_are_found(organ: Organ, attack: str, day: date) -> None:
    actions.gather_heads(date(2026, 3, 6), NOW + timedelta(days=9))
    _sql(attack.replace("repeat_a", f"'{'a' * 64}'"))
    (broken,) = queries.verify().broken
    assert (broken.kind, broken.day) == ("daily", day)


@pytest.mark.parametrize("text", ["x", "{}", "[]", '{"before":"' + "0" * 64 + '","chains":{"1":2},"day":"2026-03-02"}'])
def test_a_daily_head_that_cannot_be_read_is_a_finding_and_no_fault(organ: Organ, text: str) -> None:
    actions.gather_heads(DAY, NOW + timedelta(days=1))
    _sql("UPDATE journal_dailyhead SET heads = %s, head = %s", text, sm3(text.encode()))
    (broken,) = queries.verify().broken
    assert broken.kind == "daily"


def test_verifying_takes_the_chain_in_pieces(organ: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_PIECE", 5)
    told: list[int] = []
    assert queries.verify(progress=lambda done, total: told.append(done)).broken == ()
    assert told == [5, 10, 12, 12]
    _sql("UPDATE journal_entry SET payload = '{}' WHERE seq = 6")
    assert queries.verify().broken[0].seq == 6


def test_an_entry_added_while_verifying_is_left_for_the_next_time(
    organ: Organ, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: Callable[..., object] = verification._rows

    def meanwhile(*words: int) -> object:
        found = rows(*words)
        filled_once.append(actions.append("request", 99, "note", DAY, clerk(organ), NOW, {}))
        return found

    filled_once: list[Entry] = []
    monkeypatch.setattr(verification, "_rows", meanwhile)
    verdict = queries.verify()
    assert verdict.broken == ()
    assert verdict.entries == 12
    assert Chain.objects.get(organ=organ).seq == 13


class TestHeads:
    def test_each_day_is_gathered_once(self, organ: Organ) -> None:
        first = actions.gather_heads(DAY, NOW + timedelta(days=1))
        assert [head.day for head in first] == [DAY]
        assert actions.gather_heads(DAY, NOW + timedelta(days=1)) == []
        assert DailyHead.objects.count() == 1

    def test_days_that_were_missed_are_filled(self, organ: Organ) -> None:
        actions.gather_heads(DAY, NOW + timedelta(days=1))
        actions.append("request", 2, "note", DAY, clerk(organ), NOW + timedelta(days=2), {})
        made = actions.gather_heads(DAY + timedelta(days=4), NOW + timedelta(days=5))
        assert [head.day for head in made] == [DAY + timedelta(days=each) for each in range(1, 5)]
        ends = [verification.ends_of(head)[organ.pk][0] for head in made]
        assert ends == [12, 13, 13, 13]
        assert queries.verify().broken == ()

    @pytest.mark.parametrize("ahead", [0, 1])
    def test_a_day_that_is_not_over_is_refused(self, organ: Organ, ahead: int) -> None:
        with pytest.raises(Exception, match="还没有过完"):
            actions.gather_heads(DAY + timedelta(days=ahead), NOW)

    def test_an_empty_journal_has_no_heads(self) -> None:
        assert actions.gather_heads(DAY, NOW + timedelta(days=1)) == []

    def test_the_day_is_that_of_the_office_and_not_of_greenwich(self, organ: Organ) -> None:
        late = NOW.replace(hour=17)  # 01:00 of the next day in Beijing
        actions.append("request", 2, "note", DAY, clerk(organ), late, {})
        first, second = actions.gather_heads(DAY + timedelta(days=1), NOW + timedelta(days=3))
        assert verification.ends_of(first)[organ.pk][0] == 12
        assert verification.ends_of(second)[organ.pk][0] == 13
