"""The database refuses what the program never does, whoever asks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.apps.journal import actions, triggers, vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.organs.models import Organ
from tests.apps.journal.situations import DAY, NOW, clerk, filled, office
from tests.rigs.journal import lifted, remove

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ() -> Organ:
    made = office()
    filled(made, 3)
    actions.gather_heads(DAY, NOW + timedelta(days=1))
    record = vault.seal(made.pk, {"applicant_name": "李四光"})
    actions.append("request", 9, "register", DAY, clerk(made), NOW, {}, record)
    return made


def _refused(statement: str) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(refusal.value)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET payload = '{}' WHERE seq = 2",
        "UPDATE journal_entry SET payload = payload",
        "DELETE FROM journal_entry WHERE seq = 3",
        "DELETE FROM journal_entry",
        "UPDATE journal_dailyhead SET head = ''",
        "DELETE FROM journal_dailyhead",
    ],
)
def test_entries_and_heads_are_neither_changed_nor_deleted(organ: Organ, statement: str) -> None:
    before = list(Entry.objects.order_by("pk").values())
    assert triggers.APPEND_ONLY in _refused(statement)
    assert list(Entry.objects.order_by("pk").values()) == before


def test_the_programs_own_way_to_change_rows_is_refused_too(organ: Organ) -> None:
    entry = Entry.objects.filter(organ=organ).first()
    assert entry is not None
    entry.payload = "{}"
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete):
        with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal_personalrecord",
        "UPDATE journal_personalrecord SET digest = 'x'",
        "UPDATE journal_personalrecord SET masked = '李四光'",
        "UPDATE journal_personalrecord SET lookup = ''",
        "UPDATE journal_personalrecord SET shredded_at = '2026-01-01 00:00:00'",
    ],
)
def test_sealed_records_change_by_shredding_alone(organ: Organ, statement: str) -> None:
    assert triggers.SEALED in _refused(statement)


def test_a_shredded_record_stays_so(organ: Organ) -> None:
    record = vault.seal(organ.pk, {"applicant_name": "王一"}, due=DAY)
    vault.shred_due(DAY, NOW)
    assert triggers.SEALED in _refused(f"UPDATE journal_personalrecord SET shredded_at = NULL WHERE id = {record.pk}")
    assert triggers.SEALED in _refused(f"UPDATE journal_personalrecord SET masked = 'x' WHERE id = {record.pk}")


@pytest.mark.parametrize("statement", ["DELETE FROM journal_chain", "UPDATE journal_chain SET seq = 1"])
def test_the_end_of_a_chain_moves_on_only(organ: Organ, statement: str) -> None:
    assert triggers.FORWARD in _refused(statement)


def test_replacing_a_row_is_refused_on_sqlite(organ: Organ) -> None:
    columns = ", ".join(field.column for field in Entry._meta.concrete_fields)
    statement = f"INSERT OR REPLACE INTO journal_entry ({columns}) SELECT {columns} FROM journal_entry WHERE seq = 2"
    if connection.vendor == "sqlite":  # The other has no such statement.
        assert triggers.APPEND_ONLY in _refused(statement)


def test_truncation_is_refused_on_postgresql(organ: Organ) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A table that still has foreign keys to check is refused for that reason.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("journal_entry", "journal_dailyhead", "journal_personalrecord CASCADE"):
            assert triggers.APPEND_ONLY in _refused(f"TRUNCATE {table}")


def test_the_guards_are_there_and_their_absence_is_seen() -> None:
    assert triggers.missing(connection) == []
    with lifted():
        assert len(triggers.missing(connection)) == len(triggers.statements(connection.vendor))
    assert triggers.missing(connection) == []


def test_missing_guards_are_restored(organ: Organ) -> None:
    remove()
    assert triggers.restore(connection) == sorted(triggers.statements(connection.vendor))
    assert triggers.missing(connection) == triggers.restore(connection) == []
    assert triggers.APPEND_ONLY in _refused("DELETE FROM journal_entry")


def test_inserting_goes_on(organ: Organ) -> None:
    assert actions.append("request", 1, "note", date(2026, 3, 3), clerk(organ), NOW, {}).seq == 5
