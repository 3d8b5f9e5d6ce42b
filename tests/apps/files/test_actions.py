"""Taking files in: what is kept, what is refused, what is found in it, what is swept away."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from gongkai.apps.files import actions, bounded, queries, shelf
from gongkai.apps.files.actions import NotStored, clear, store, sweep
from gongkai.apps.files.models import Blob
from gongkai.apps.files.refusal import Damaged
from gongkai.apps.people.actor import program
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing.models import Item, Version, VersionFile
from tests.apps.files.made import a_docx, a_pdf, a_picture, a_xlsx, with_parts
from tests.apps.office import Office, member, office

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=31)


def used(where: Office, blob: Blob) -> VersionFile:
    item = Item.objects.create(organ=where.organ, number=f"{where.organ.code}-2026-00001", title="通知", column="通知公告", published_on=date(2026, 11, 20))  # fmt: skip
    version = Version.objects.create(item=item, number=1, title="通知", meta="{}", digest="0" * 64, person="1", written_at=NOW)  # fmt: skip
    return VersionFile.objects.create(version=version, place=1, blob=blob, use="attachment", name="附件.docx")


def test_a_docx_is_kept_read_and_looked_into() -> None:
    here = office()
    data = a_docx("关于修剪行道树的通知", author="欧阳某")
    blob = store(here.clerk, data, "通知.docx", NOW)
    assert (blob.kind, blob.text.strip(), blob.unread, blob.size) == ("docx", "关于修剪行道树的通知", "", len(data))
    assert [each.code for each in queries.traces(blob)] == ["file.author"]
    assert queries.traces(blob)[0].cite is not None
    assert queries.bytes_of(queries.blob(here.organ.pk, blob.digest)) == data
    assert shelf.path_of(blob.digest).stat().st_mode & 0o111 == 0


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (a_xlsx((("名称", "数量"), ("树苗", 12))), "表.xlsx", "名称\t数量\n树苗\t12"),
        (a_pdf("Notice of the office"), "文件.pdf", "Notice of the office"),
        ("名单如下。\r\n".encode("gb18030"), "名单.txt", "名单如下。"),
        ('名称,数量\n"树苗,云杉",12\n'.encode(), "表.csv", "名称\t数量\n树苗,云杉\t12"),
    ],
)
def test_the_text_of_other_kinds(data: bytes, name: str, text: str) -> None:
    blob = store(office().clerk, data, name, NOW)
    assert (blob.text.strip(), blob.unread, json.loads(blob.hidden)) == (text, "", [])


def test_what_stands_at_the_head_of_pages_is_text_too() -> None:
    blob = store(office().clerk, a_docx("正文", header="机密★1年"), "文件.docx", NOW)
    assert blob.text.splitlines() == ["正文", "机密★1年"]


def test_pictures_have_no_text_and_scans_say_so() -> None:
    here = office()
    assert store(here.clerk, a_picture(), "图.png", NOW).unread == ""
    scan = store(here.clerk, a_pdf(""), "扫描.pdf", NOW)
    assert "扫描件" in scan.unread
    assert [each.code for each in queries.traces(scan)] == ["file.unexamined"]


def test_what_no_database_keeps_is_left_out() -> None:
    here = office()
    torn = store(here.clerk, a_pdf(info="/Author <FEFFD80000410000>"), "文件.pdf", NOW)
    assert [each.text for each in queries.traces(Blob.objects.get(pk=torn.pk))] == ["（乱码）"]
    zeros = store(here.clerk, "名\x00单".encode("utf-16"), "名单.txt", NOW)
    assert Blob.objects.get(pk=zeros.pk).text == "名单"


def test_a_fault_of_ours_stops_nobody_and_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded.reading, "answer", lambda job: b"F" + b"Traceback: KeyError")
    blob = store(office().clerk, a_docx(), "文件.docx", NOW)
    assert "没有检查" in blob.unread
    assert [each.code for each in queries.traces(blob)] == ["file.unexamined"]


def test_old_formats_are_kept_with_what_was_not_looked_into() -> None:
    data = b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")
    blob = store(office().clerk, data, "旧.doc", NOW)
    assert "不能自动读取" in blob.unread
    assert [each.code for each in queries.traces(blob)] == ["file.unexamined"]


def test_the_same_content_is_kept_once_in_an_organ_and_on_the_shelf() -> None:
    here, there = office(), office("other")
    first = store(here.clerk, a_picture(), "一.png", NOW)
    again = store(here.head, a_picture(), "二.png", LATER)
    foreign = store(there.clerk, a_picture(), "三.png", NOW)
    assert again.pk == first.pk != foreign.pk
    assert again.stored_at == LATER
    assert Blob.objects.count() == 2
    assert (
        len([path for path in shelf.path_of(first.digest).parents[2].rglob("*") if path.is_file()]) == 2
    )  # And the lock.


def test_another_organs_file_is_not_there() -> None:
    here, there = office(), office("other")
    blob = store(here.clerk, a_picture(), "图.png", NOW)
    with pytest.raises(Blob.DoesNotExist):
        queries.blob(there.organ.pk, blob.digest)


def test_who_hands_nothing_in_may_not() -> None:
    here = office()
    with pytest.raises(Forbidden):
        store(member(here.organ, "supervisor"), a_picture(), "图.png", NOW)
    with pytest.raises(Forbidden):
        store(member(here.organ, "admin"), a_picture(), "图.png", NOW)
    store(program(here.organ.pk), a_picture(), "图.png", NOW)  # An import runs as the program.


def test_refused_files_leave_nothing() -> None:
    here = office()
    bomb = with_parts(a_docx(), {"word/document.xml": b"<a>" + b" " * 61_000_000 + b"</a>"})
    entity = with_parts(a_docx(), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    for data, name in ((b"MZ" + b"\x00" * 99, "a.docx"), (bomb, "a.docx"), (entity, "a.docx"), (a_pdf(), "a.docx")):
        with pytest.raises(NotStored):
            store(here.clerk, data, name, NOW)
    assert Blob.objects.count() == 0


def test_too_large(settings: Any) -> None:
    settings.FILE_LIMIT_BYTES = 1024 * 1024
    with pytest.raises(NotStored, match="超过 1 MB 的上限"):
        store(office().clerk, b"a" * (1024 * 1024 + 1), "大.txt", NOW)


def test_what_is_too_hard_to_read_is_kept_and_that_is_said(settings: Any) -> None:
    settings.CHECK_MEMORY_MB = 1
    blob = store(office().clerk, a_docx(*(["长文。" * 500] * 2000)), "长.docx", NOW)
    assert "没有检查" in blob.unread
    assert [each.code for each in queries.traces(blob)] == ["file.unexamined"]


def test_bytes_that_changed_or_went_are_not_given_out() -> None:
    blob = store(office().clerk, a_picture(), "图.png", NOW)
    path = shelf.path_of(blob.digest)
    path.write_bytes(b"other")
    with pytest.raises(Damaged, match="与存入时不同"):
        queries.bytes_of(blob)
    path.unlink()
    with pytest.raises(Damaged, match="不见了"):
        queries.bytes_of(blob)
    assert store(member(blob.organ, "clerk"), a_picture(), "图.png", NOW).pk == blob.pk
    assert queries.bytes_of(blob) == a_picture()  # Handed in again, it is there again.


def test_what_was_damaged_is_put_right_by_handing_it_in_again() -> None:
    where = office()
    blob = store(where.clerk, a_picture(), "图.png", NOW)
    path = shelf.path_of(blob.digest)
    path.write_bytes(b"x" * blob.size)
    assert store(where.clerk, a_picture(), "图.png", NOW) == blob
    assert queries.bytes_of(blob) == a_picture()


def test_a_digest_is_no_path() -> None:
    for digest in ("../../etc/passwd", "0" * 63, "G" * 64, ""):
        with pytest.raises(ValueError, match="digest"):
            shelf.path_of(digest)


def test_clearing_keeps_a_copy_without_properties_beside_the_original() -> None:
    here = office()
    blob = store(here.clerk, a_docx("正文", author="欧阳某"), "文件.docx", NOW)
    copy = clear(here.clerk, blob, NOW)
    assert copy.digest != blob.digest
    assert queries.traces(copy) == ()
    assert copy.text == blob.text
    assert clear(here.clerk, copy, NOW).digest == copy.digest
    with pytest.raises(NotStored, match="不能自动清除"):
        clear(here.clerk, store(here.clerk, a_pdf(), "文件.pdf", NOW), NOW)


def test_clearing_is_within_the_organ() -> None:
    blob = store(office().clerk, a_docx(author="欧阳某"), "文件.docx", NOW)
    with pytest.raises(Blob.DoesNotExist):
        clear(office("other").clerk, blob, NOW)


def test_what_nobody_uses_is_swept_after_its_days() -> None:
    here = office()
    kept, typed, idle = (store(here.clerk, f"内容{n}".encode(), f"{n}.txt", NOW) for n in range(3))
    used(here, kept)
    assert sweep(NOW + timedelta(days=29), ()) == 0
    assert sweep(LATER, {typed.digest}) == 1
    assert set(Blob.objects.values_list("digest", flat=True)) == {kept.digest, typed.digest}
    assert not shelf.path_of(idle.digest).exists()
    assert queries.bytes_of(kept)
    assert queries.bytes_of(typed)
    assert sweep(LATER, {typed.digest}) == 0


def test_what_another_organ_has_stays_on_the_shelf() -> None:
    here, there = office(), office("other")
    store(here.clerk, a_picture(), "图.png", NOW)
    theirs = store(there.clerk, a_picture(), "图.png", NOW)
    used(there, theirs)
    assert sweep(LATER, ()) == 0
    assert queries.bytes_of(theirs) == a_picture()
    assert Blob.objects.count() == 1


def test_what_was_just_handed_in_again_is_not_swept() -> None:
    here = office()
    blob = store(here.clerk, a_picture(), "图.png", NOW)
    store(here.clerk, a_picture(), "图.png", LATER - timedelta(days=1))
    assert sweep(LATER, ()) == 0
    assert queries.bytes_of(blob)


def test_what_an_interrupted_writing_left_is_swept(settings: Any) -> None:
    blob = store(office().clerk, a_picture(), "图.png", NOW)
    part = shelf.path_of(blob.digest).with_name("x.part")
    part.write_bytes(b"half")
    os.utime(part, (NOW.timestamp(), NOW.timestamp()))
    assert sweep(LATER, {blob.digest}) == 1
    assert not part.exists()


def test_every_use_of_a_file_keeps_it() -> None:
    """Every foreign key to a file is asked, hidden ones too: whoever adds a use need not think of the sweep."""
    blob = store(office().clerk, a_picture(), "图.png", NOW)
    tables = {
        (table, key["columns"][0])
        for table in connection.introspection.table_names()
        for key in connection.introspection.get_constraints(connection.cursor(), table).values()
        if key["foreign_key"] == (Blob._meta.db_table, "id")
    }
    assert tables == {(relation.model._meta.db_table, relation.column) for relation in actions.uses(blob)}


def test_a_name_is_handed_out_safely() -> None:
    here = office()
    blob = store(here.clerk, a_docx(), "文件.docx", NOW)
    out = queries.handout(blob, '关于"绿化"的\r\n通知/1.docx', inline=True)
    assert out.media_type.endswith("wordprocessingml.document")
    assert "\r" not in out.disposition
    assert "\n" not in out.disposition
    assert out.disposition.startswith('attachment; filename="')
    assert "filename*=UTF-8''%E5%85%B3%E4%BA%8E%E7%BB%BF%E5%8C%96%E7%9A%84%E9%80%9A%E7%9F%A51.docx" in out.disposition
    assert queries.handout(blob, "a.exe").disposition.endswith("a.exe.docx")
    picture = store(here.clerk, a_picture(), "图.png", NOW)
    assert queries.handout(picture, "图.png", inline=True).disposition.startswith("inline;")
    assert queries.handout(picture, "图.png").disposition.startswith("attachment;")
