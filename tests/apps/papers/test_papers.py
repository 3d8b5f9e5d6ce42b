"""Papers are sealed, listed without names, opened with a trace, shredded with their case, and never silently wrong."""

from __future__ import annotations

import os
import stat
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction

from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.papers import actions, examining, queries, safe
from gongkai.apps.papers.models import Paper
from gongkai.apps.papers.refusals import PaperLost, PaperRefusal
from gongkai.apps.people.actor import applicant
from gongkai.apps.people.rights import Forbidden
from tests.apps.files.made import a_docx, a_pdf, a_picture, zipped
from tests.apps.office import MONDAY, Office, at, member, office

pytestmark = pytest.mark.django_db
NOW = at(MONDAY)
NAME = "欧阳锦绣的身份证.png"
PICTURE = a_picture()


@pytest.fixture
def here() -> Office:
    return office()


def added(where: Office, *uploads: actions.Upload, **more: Any) -> list[Paper]:
    files = uploads or (actions.Upload(NAME, PICTURE),)
    return actions.add(where.clerk, "request", 7, "identity", files, NOW, **more)


def test_a_paper_is_listed_without_its_name_and_opened_with_a_trace(here: Office) -> None:
    (row,) = added(here)
    (line,) = queries.of_case(here.clerk, "request", 7)
    assert (line.id, line.label, line.media, line.size, line.day) == (row.pk, "身份证明", "png", len(PICTURE), MONDAY)
    assert NAME not in repr(line)
    opened = queries.open_(here.clerk, row.pk, "handling", NOW)
    assert (opened.name, opened.media, opened.data) == (NAME, "image/png", PICTURE)
    assert opened.disposition.startswith("attachment;")
    (read,) = entries.entries("vault", row.record_id)
    assert (read.event, read.person, read.data) == ("read", here.clerk.person, {"why": "handling"})


def test_nothing_of_it_lies_in_the_clear(here: Office, papers_folder: Path) -> None:
    (row,) = added(here)
    kept = safe.path_of(row.stored)
    assert PICTURE[:16] not in kept.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    told = repr(list(Paper.objects.values())) + repr(list(Entry.objects.values()))
    assert "欧阳" not in told + str(kept)
    assert "欧阳".encode() not in bytes(PersonalRecord.objects.get().sealed)
    (entry,) = entries.entries("paper", row.pk)
    assert entry.data["digest"] == row.digest
    assert entry.personal_digest == row.record.digest


def test_the_same_file_twice_is_kept_under_two_keys_and_digests(here: Office) -> None:
    one, two = added(here, actions.Upload("a.png", PICTURE), actions.Upload("b.png", PICTURE))
    assert one.digest != two.digest
    assert safe.get(one.stored) != safe.get(two.stored)


def test_other_organs_and_roles_see_and_open_nothing(here: Office) -> None:
    (row,) = added(here)
    other = office("land")
    assert queries.of_case(other.clerk, "request", 7) == ()
    with pytest.raises(Paper.DoesNotExist):
        queries.open_(other.clerk, row.pk, "handling", NOW)
    for who in (here.leader, here.compiler, member(here.organ, "supervisor")):
        assert len(queries.of_case(who, "request", 7)) == 1
        with pytest.raises(Forbidden):
            queries.open_(who, row.pk, "handling", NOW)
        with pytest.raises(Forbidden):
            actions.add(who, "request", 7, "evidence", (actions.Upload(NAME, PICTURE),), NOW)
    with pytest.raises(Forbidden):
        queries.open_(applicant(here.organ.pk), row.pk, "handling", NOW)
    assert entries.entries("vault", row.record_id) == []


def test_an_applicant_takes_what_is_shown_and_nothing_else(here: Office) -> None:
    (kept,) = added(here)
    (sent,) = added(here, actions.Upload("答复.pdf", a_pdf()), shown=True)
    assert [each.id for each in queries.shown_to_applicant("request", 7)] == [sent.pk]
    assert queries.open_shown("request", 7, sent.pk, NOW).name == "答复.pdf"
    assert entries.entries("vault", sent.record_id)[-1].role == "applicant"
    for subject_id, paper in ((7, kept.pk), (8, sent.pk)):
        with pytest.raises(Paper.DoesNotExist):
            queries.open_shown("request", subject_id, paper, NOW)
    assert actions.show(here.clerk, [kept.pk, sent.pk], NOW) == 1
    assert actions.show(here.clerk, [sent.pk], NOW, shown=False) == 1
    assert [each.id for each in queries.shown_to_applicant("request", 7)] == [kept.pk]
    assert [each.event for each in entries.entries("paper", sent.pk)] == ["add", "hide"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", PICTURE, "扩展名"),
        ("a.exe", b"MZ" + b"\x00" * 200, "程序文件"),
        ("a.sh", b"#!/bin/sh\necho", "脚本"),
        ("a.zip", zipped({"a.txt": b"x"}), "压缩包"),
        ("a.docm", zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}), "宏"),
        ("a.html", b"<html><script>alert(1)</script>", "网页"),
        ("a.png", PICTURE + zipped({"evil.txt": b"x"}), "夹带"),
        ("a.docx", zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 300_000_000}), ""),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"),
        ("照片\u202egnp.exe", PICTURE, "看不见的字符"),
        ("a.txt", b"", "空的"),
    ],
)  # fmt: skip
def test_what_could_act_or_hide_something_is_refused_whole(here: Office, name: str, data: bytes, said: str) -> None:
    with pytest.raises(PaperRefusal, match="第 2 个文件.*" + said):
        added(here, actions.Upload(NAME, PICTURE), actions.Upload(name, data))
    assert not Paper.objects.exists()
    assert list(safe.old(NOW.timestamp() + 10**9)) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/身份证.png", "身份证.png"), ("C:\\照片\\a.png", "a.png"), ("长" * 400 + ".png", "长" * 116 + ".png")],
)
def test_only_the_last_part_of_a_name_is_kept(here: Office, name: str, kept: str) -> None:
    (row,) = added(here, actions.Upload(name, PICTURE))
    assert queries.open_(here.clerk, row.pk, "handling", NOW).name == kept


def test_there_is_a_limit_to_how_many_how_large_and_how_much_a_day(here: Office, settings: Any) -> None:
    settings.PAPERS_AT_ONCE = 1
    with pytest.raises(PaperRefusal, match="一次最多上传 1 个"):
        added(here, actions.Upload("a.png", PICTURE), actions.Upload("b.png", PICTURE))
    settings.PAPERS_A_CASE = 1
    added(here)
    with pytest.raises(PaperRefusal, match="一件最多存 1 份"):
        added(here)
    settings.PAPERS_A_CASE, settings.PAPERS_CASE_MB = 9, 0
    with pytest.raises(PaperRefusal, match="合计不超过"):
        added(here)
    settings.PAPERS_CASE_MB, settings.PAPERS_DAY_MB = 9, 0
    added(here)
    with pytest.raises(PaperRefusal, match="今天通过网站"):
        actions.add(applicant(here.organ.pk), "request", 8, "application", [actions.Upload("a.png", PICTURE)], NOW)
    settings.FILE_LIMIT_BYTES = 10
    with pytest.raises(PaperRefusal, match="上限"):
        added(here)


def test_a_scanner_that_is_set_and_does_not_answer_refuses_and_says_so(
    here: Office, settings: Any, tmp_path: Path
) -> None:
    settings.CLAMD = f"unix:{tmp_path}/nobody.ctl"
    with pytest.raises(PaperRefusal, match="病毒扫描服务没有应答"):
        added(here)


def test_what_was_examined_is_not_examined_again(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = actions.examine([actions.Upload("a.docx", a_docx())])
    monkeypatch.setattr(examining.files, "examined", lambda data, name: pytest.fail("looked at twice"))
    actions.add(here.clerk, "request", 7, "application", ready, NOW)


def test_a_file_that_was_altered_exchanged_or_lost_is_not_given_and_is_found(here: Office) -> None:
    one, two, three = added(here, *(actions.Upload(f"{n}.png", PICTURE) for n in "abc"))
    assert queries.check().wrong == ()
    first, second = safe.path_of(one.stored), safe.path_of(two.stored)
    first.write_bytes(second.read_bytes())
    second.write_bytes(second.read_bytes()[:-1] + b"\x00")
    safe.forget(three.stored)
    for row in (one, two, three):
        with pytest.raises(PaperLost, match="从备份恢复"):
            queries.open_(here.clerk, row.pk, "handling", NOW)
    assert [number for _, number, _ in queries.check().wrong] == [one.pk, two.pk, three.pk]
    assert queries.missing() == 1


def test_a_row_whose_digest_was_changed_is_found(here: Office) -> None:
    (row,) = added(here)
    Paper.objects.update(digest="0" * 64)
    ((_, number, said),) = queries.check([here.organ.pk]).wrong
    assert (number, "登记行被改过" in said) == (row.pk, True)
    assert queries.check([here.organ.pk + 999]).papers == 0


def test_a_new_key_of_the_vault_reseals_the_keys_of_files(here: Office) -> None:
    (row,) = added(here)
    before = safe.get(row.stored)
    vault.rotate()
    assert safe.get(row.stored) == before
    assert PersonalRecord.objects.get().key_version == 2
    assert queries.open_(here.clerk, row.pk, "handling", NOW).data == PICTURE
    assert queries.check().wrong == ()


def test_papers_are_shredded_with_their_case_for_ever(here: Office) -> None:
    (row,) = added(here)
    (other,) = actions.add(here.clerk, "request", 8, "evidence", [actions.Upload("a.png", PICTURE)], NOW)
    journal.append("request", 7, "archive", MONDAY, here.clerk, NOW, {})
    late = NOW + timedelta(days=800)
    assert actions.settle_due(late.date(), 0) == 0
    assert actions.settle_due(late.date(), 2) == 1
    copy = safe.get(row.stored)
    assert vault.shred_due(late.date(), late) == [row.record_id]
    safe.path_of(row.stored).write_bytes(copy)  # As an old backup of the files would bring it back.
    with pytest.raises(VaultRefusal, match="销毁"):
        queries.open_(here.clerk, row.pk, "handling", late)
    assert [each.readable for each in queries.of_case(here.clerk, "request", 7)] == [False]
    assert actions.sweep(late) == 1
    assert not safe.path_of(row.stored).exists()
    assert queries.open_(here.clerk, other.pk, "handling", late).data == PICTURE
    assert queries.check().wrong == ()


def test_a_case_that_was_opened_again_keeps_its_papers(here: Office) -> None:
    added(here)
    journal.append("request", 7, "archive", MONDAY, here.clerk, NOW, {})
    journal.append("request", 7, "reopen", MONDAY, here.clerk, NOW, {})
    assert actions.settle_due((NOW + timedelta(days=8000)).date(), 1) == 0


def test_what_a_rolled_back_act_left_is_swept_and_nothing_else(here: Office) -> None:
    (row,) = added(here)
    with transaction.atomic():
        added(here)
        transaction.set_rollback(True)
    assert Paper.objects.count() == 1
    lying = {path.name for _, path in safe.old(NOW.timestamp() + 10**9)}
    assert len(lying) == 2
    draft = safe.path_of(row.stored).with_name("half.part")
    draft.write_bytes(b"half")
    for name in lying | {"half.part"}:
        path = safe.path_of(row.stored).parent.parent.glob(f"*/{name}")
        os.utime(next(path), (NOW.timestamp(), NOW.timestamp()))
    assert actions.sweep(NOW + timedelta(hours=20)) == 0, "its transaction may still be running"
    assert actions.sweep(NOW + timedelta(days=2)) == 2
    assert queries.check().wrong == ()


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a" * 31, "A" * 32, "", "0" * 32 + "/x"])
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    with pytest.raises(ValueError, match="sealed file"):
        safe.path_of(name)


def test_names_to_be_chosen_again() -> None:
    assert actions.names([actions.Upload("x/a.png", b""), actions.Upload("b.pdf", b"")]) == "“a.png”、“b.pdf”"


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_both_keep_their_papers() -> None:
    where = office()
    started = threading.Barrier(2)
    failed: list[BaseException] = []

    def add() -> None:
        try:
            ready = actions.examine([actions.Upload("a.png", PICTURE)])
            started.wait(10)
            actions.add(where.clerk, "request", 7, "evidence", ready, NOW)
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=add) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert failed == []
    assert Paper.objects.count() == 2
    assert queries.check().wrong == ()
    assert connection.vendor
