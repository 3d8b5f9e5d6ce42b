"""Personal data is sealed, read with a trace, shredded in time, and nowhere else."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from gongkai.apps.journal import actions, names, queries, vault
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.rights import Forbidden
from tests.apps.journal.situations import DAY, NOW, clerk, office
from tests.rigs.journal import lifted

pytestmark = pytest.mark.django_db
FIELDS = {"applicant_name": "李四光", "contact": "测试路1号", "content": "关于某事的文件"}


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Settings) -> Path:
    settings.VAULT_KEYS = str(tmp_path / "keys.json")
    return tmp_path / "keys.json"


@pytest.fixture
def organ() -> Organ:
    return office()


def test_what_was_sealed_is_read_again_and_the_reading_is_entered(organ: Organ) -> None:
    record = vault.seal(organ.pk, FIELDS)
    assert vault.open_(record, clerk(organ, "42"), "handling", NOW) == FIELDS
    (entry,) = queries.entries("vault", record.pk)
    assert (entry.event, entry.person, entry.data) == ("read", "42", {"why": "handling"})


def test_nothing_personal_is_in_the_database_in_the_clear(organ: Organ) -> None:
    record = vault.seal(organ.pk, FIELDS)
    actions.append("request", 1, "register", DAY, clerk(organ), NOW, {"channel": "web"}, record)
    row = repr(PersonalRecord.objects.values().get()) + repr(Entry.objects.values().last())
    for text in FIELDS.values():
        assert text not in row
        assert text.encode() not in bytes(record.sealed)
    assert record.masked == "李**"


def test_the_same_twice_is_sealed_differently_and_found_by_the_same_lookup(organ: Organ) -> None:
    one, two = vault.seal(organ.pk, FIELDS), vault.seal(organ.pk, FIELDS)
    assert bytes(one.sealed) != bytes(two.sealed)
    assert one.digest != two.digest, "a digest must not tell who else is meant"
    assert one.lookup == two.lookup == vault.lookup("李 四光 ") == vault.lookup("李　四光") != vault.lookup("李四")
    assert vault.lookup("  ") == ""


@pytest.mark.parametrize("role", ["compiler", "leader", "supervisor", "admin"])
def test_who_has_no_business_with_it_does_not_read_it(organ: Organ, role: str) -> None:
    record = vault.seal(organ.pk, FIELDS)
    with pytest.raises(Forbidden, match="查看个人信息"):
        vault.open_(record, replace(clerk(organ), role=role), "handling", NOW)
    with pytest.raises(Forbidden):
        vault.open_(record, clerk(office("bureau")), "handling", NOW)
    with pytest.raises(VaultRefusal, match="原因"):
        vault.open_(record, clerk(organ), "李四光来电", NOW)
    assert queries.entries("vault", record.pk) == []


def test_a_record_moved_to_another_organ_does_not_open(organ: Organ) -> None:
    record = vault.seal(organ.pk, FIELDS)
    other = office("bureau")
    with lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_personalrecord SET organ_id = %s", [other.pk])
    with pytest.raises(VaultRefusal, match="打不开"):
        vault.open_(PersonalRecord.objects.get(pk=record.pk), clerk(other), "handling", NOW)


class TestShredding:
    def test_what_is_due_goes_and_the_chain_stays_whole(self, organ: Organ) -> None:
        gone = vault.seal(organ.pk, FIELDS, due=DAY)
        kept = vault.seal(organ.pk, FIELDS, due=DAY + timedelta(days=1))
        for number, record in enumerate((gone, kept)):
            actions.append("request", number, "register", DAY, clerk(organ), NOW, {}, record)
        assert vault.shred_due(DAY, NOW) == [gone.pk]
        assert vault.shred_due(DAY, NOW) == [], "the second time there is nothing to do"
        gone.refresh_from_db()
        assert (bytes(gone.sealed), gone.masked, gone.lookup) == (b"", "", "")
        with pytest.raises(VaultRefusal, match="2026-03-02 保管期满销毁"):
            vault.open_(gone, clerk(organ), "handling", NOW)
        assert [entry.event for entry in queries.entries("vault", gone.pk)] == ["shred"]
        assert vault.open_(kept, clerk(organ), "handling", NOW) == FIELDS
        assert queries.verify(records=True).broken == ()

    def test_the_day_may_be_set_when_it_becomes_known(self, organ: Organ) -> None:
        record = vault.seal(organ.pk, FIELDS)
        assert vault.shred_due(DAY, NOW) == []
        vault.keep_until([record.pk], DAY)
        assert vault.shred_due(DAY, NOW) == [record.pk]


class TestKeys:
    def test_they_are_made_once_and_for_their_owner_alone(self, organ: Organ, keys: Path) -> None:
        vault.seal(organ.pk, FIELDS)
        first = keys.read_bytes()
        vault.seal(organ.pk, FIELDS)
        assert keys.read_bytes() == first
        assert stat.S_IMODE(keys.stat().st_mode) == 0o600
        assert list(keys.parent.iterdir()) == [keys]

    def test_lost_keys_are_not_replaced_by_new_ones(self, organ: Organ, keys: Path) -> None:
        record = vault.seal(organ.pk, FIELDS)
        keys.unlink()
        for attempt in (lambda: vault.seal(organ.pk, FIELDS), lambda: vault.open_(record, clerk(organ), "check", NOW)):
            with pytest.raises(VaultRefusal, match="从备份恢复"):
                attempt()
        assert not keys.exists()

    @pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"current": 1, "sealing": {"1": "AA=="}}', "\udc80"])
    def test_a_broken_file_is_one_sentence(self, organ: Organ, keys: Path, text: str) -> None:
        keys.write_text(text, encoding="utf-8", errors="surrogateescape")
        with pytest.raises(VaultRefusal, match="已损坏"):
            vault.seal(organ.pk, FIELDS)

    def test_another_key_does_not_open_and_a_missing_version_is_named(self, organ: Organ, keys: Path) -> None:
        record = vault.seal(organ.pk, FIELDS)
        told = json.loads(keys.read_text())
        keys.write_text(json.dumps({**told, "sealing": {"1": told["lookup"]}}, indent=2))
        with pytest.raises(VaultRefusal, match="密钥不是密封时所用的"):
            vault.open_(record, clerk(organ), "check", NOW)
        keys.write_text(json.dumps({**told, "current": 2, "sealing": {"2": told["lookup"]}}))
        with pytest.raises(VaultRefusal, match="第 1 版密钥"):
            vault.open_(record, clerk(organ), "check", NOW)
        assert queries.entries("vault", record.pk) == [], "what was not read is not entered as read"

    def test_rotation_seals_all_by_a_new_key(self, organ: Organ, keys: Path) -> None:
        records = [vault.seal(organ.pk, {"contact": str(number)}, DAY if number == 0 else None) for number in range(3)]
        vault.shred_due(DAY, NOW)
        told: list[tuple[int, int]] = []
        assert vault.rotate(lambda done, total: told.append((done, total))) == 2
        assert told == [(2, 2)]
        record = PersonalRecord.objects.get(pk=records[2].pk)
        assert record.key_version == 2
        assert (record.digest, record.lookup) == (records[2].digest, records[2].lookup)
        assert vault.open_(record, clerk(organ), "check", NOW) == {"contact": "2"}
        assert vault.rotate(new_key=False) == 0
        assert queries.verify(records=True).broken == ()

    def test_their_state_is_told(self, organ: Organ, keys: Path) -> None:
        assert vault.state_of_keys() == "unused"
        vault.seal(organ.pk, FIELDS)
        assert vault.state_of_keys() == "good"
        keys.chmod(0o644)
        assert vault.state_of_keys() == "open"
        keys.unlink()
        assert "从备份恢复" in vault.state_of_keys()

    def test_a_guarded_secret_comes_back(self, keys: Path) -> None:
        text = vault.guarded("SECRET")
        assert "SECRET" not in text
        assert vault.revealed(text) == "SECRET"
        for other in ("", "9:AAAA", text[:-4], "x"):
            with pytest.raises(VaultRefusal):
                vault.revealed(other)


class TestVerifyingRecords:
    @pytest.fixture
    def entered(self, organ: Organ) -> PersonalRecord:
        record = vault.seal(organ.pk, FIELDS)
        actions.append("request", 1, "register", DAY, clerk(organ), NOW, {}, record)
        return record

    @pytest.mark.parametrize(
        "attack",
        [
            "UPDATE journal_personalrecord SET sealed = (SELECT sealed FROM journal_personalrecord ORDER BY id DESC LIMIT 1)",
            "UPDATE journal_personalrecord SET digest = 'x'",
            "UPDATE journal_personalrecord SET shredded_at = '2026-01-01 00:00:00', sealed = ''",
            "UPDATE journal_entry SET personal_id = NULL",
            "UPDATE journal_entry SET personal_id = (SELECT max(id) FROM journal_personalrecord) WHERE personal_id IS NOT NULL",
        ],
    )
    def test_a_changed_or_exchanged_record_is_found(self, organ: Organ, entered: PersonalRecord, attack: str) -> None:
        vault.seal(organ.pk, {"applicant_name": "王一"})
        assert queries.verify(records=True).broken == ()
        with lifted(), connection.cursor() as cursor:
            cursor.execute(attack)
        (broken,) = queries.verify(records=True).broken
        assert broken.kind == "record"
        assert "第 2 条" in broken.message

    def test_a_missing_key_is_a_refusal_and_no_finding(self, entered: PersonalRecord, keys: Path) -> None:
        keys.unlink()
        with pytest.raises(VaultRefusal):
            queries.verify(records=True)
        assert queries.verify().broken == (), "the chain needs no key"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李四光", "李**"),
        ("王一", "王*"),
        ("欧阳小明明", "欧***"),
        ("李", "李*"),
        (" 李　四 ", "李**"),
        ("测试县东风农业专业合作社", "测试***"),
        ("某某有限公司", "某某***"),
        ("John Smith", "J***"),
        ("", ""),
    ],
)
def test_names_are_masked(name: str, shown: str) -> None:
    assert vault.masked(name) == shown


@hypothesis_settings(max_examples=100)
@given(st.text(max_size=60))
def test_a_mask_never_shows_more_than_two_characters(name: str) -> None:
    shown = names.masked(name)
    assert len(shown.rstrip("*")) <= 2
    assert len(shown) <= 5
