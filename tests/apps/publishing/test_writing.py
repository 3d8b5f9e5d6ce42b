"""Drafts as they are written: what a text needs, its pictures, whose version stands, what is typed and not yet saved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.files import actions as files
from gongkai.apps.files import shelf
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.publishing import actions, queries, verification
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.models import Item, Version
from gongkai.law.casework import Refusal
from gongkai.law.publication.case import Barred
from tests.apps.files.made import a_picture
from tests.apps.office import at
from tests.apps.publishing.desk import (
    BODY,
    DAY,
    FIELDS,
    NOW,
    House,
    content,
    drafted,
    house,
    signed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def test_a_draft_is_saved_unfinished_and_sent_only_whole(where: House) -> None:
    row = actions.draft(where.clerk, Content({"title": "只有标题"}), NOW)
    with pytest.raises(Refusal, match="还缺：“体裁”、“栏目”、“公开属性”、“形成日期”、“信息来源”、正文"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW)
    with pytest.raises(Refusal, match="缺“标题”"):
        actions.draft(where.clerk, Content({}), NOW)
    assert not Entry.objects.filter(event="refused").exists(), "slips are no attempts"


def pictured(where: House, alt: str = "", data: bytes = b"") -> Content:
    """A text with a picture, and the same as its attachment."""
    blob = files.store(where.clerk, data or a_picture(), "map.png", NOW)
    body = f'{BODY}<p><img src="file:{blob.digest}" alt="{alt}"></p>'
    return Content(FIELDS, body, (FileRef(blob.digest, "map.png", "picture", alt), FileRef(blob.digest, "造林图.png")))


def test_a_picture_needs_words_and_a_change_of_them_alone_is_another_text(where: House) -> None:
    row = actions.draft(where.clerk, pictured(where), NOW)
    with pytest.raises(Refusal, match="1张图片的替代文字"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW)
    with pytest.raises(Refusal, match="一张图片没有随稿保存"):
        actions.edit(where.clerk, row.pk, Content(FIELDS, pictured(where).body), NOW)
    with pytest.raises(Refusal, match="没有上传成功"):
        actions.edit(where.clerk, row.pk, Content(FIELDS, BODY, (FileRef("0" * 64, "表.docx"),)), NOW)
    row = actions.edit(where.clerk, row.pk, pictured(where, "造林分布图"), NOW)
    before = row.working_id
    row = actions.edit(where.clerk, row.pk, pictured(where, "造林地块分布图"), NOW)
    assert row.working_id != before
    row = signed(where, row)
    assert row.state == "cleared"


def test_bytes_that_changed_on_the_disk_are_neither_signed_nor_published(where: House) -> None:
    row = actions.draft(where.clerk, pictured(where, "造林分布图", a_picture("PNG", compress_level=1)), NOW)
    row = signed(where, row)
    assert row.working is not None
    digest = row.working.files.select_related("blob")[0].blob.digest
    path = shelf.path_of(digest)
    kept = path.read_bytes()
    try:
        path.chmod(0o600)
        path.write_bytes(kept + b"x")
        with pytest.raises(Barred, match="内容与存入时不同"):
            actions.act(where.clerk, row.pk, "publish", {}, NOW)
        assert any("内容与存入时不同" in each.message for each in verification.verify())
    finally:
        path.write_bytes(kept)
    assert actions.act(where.clerk, row.pk, "publish", {}, NOW).state == "live"


def test_a_day_that_cannot_be_is_named(where: House) -> None:
    row = drafted(where, content(formed_on="2026-03-09", effective_on="2026-05-01", valid_until="2026-04-01"))
    with pytest.raises(Refusal, match=r"不晚于今天的形成日期（现在是 2026-03-09）.*不早于施行日期的有效期"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW)


def test_the_same_text_once_more_changes_nothing_and_a_newer_one_is_not_written_over(where: House) -> None:
    row = drafted(where)
    again = actions.edit(where.head, row.pk, content(), NOW, based_on=1)
    assert (again.acts, Version.objects.count(), again.writer) == (1, 1, where.clerk.person)
    actions.edit(where.head, row.pk, content("<p>甲</p>"), NOW, based_on=1)
    with pytest.raises(Stale, match=f"{where.head.name}保存了第2稿"):
        actions.edit(where.clerk, row.pk, content("<p>乙</p>"), NOW, based_on=1)
    with pytest.raises(Stale, match="已有变化"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW, based_on=1)


def test_scripts_do_not_get_into_a_text(where: House) -> None:
    row = drafted(where, content("<p onclick='x()'>甲<script>alert(1)</script></p>"))
    assert row.working is not None
    assert "script" not in row.working.body
    assert "onclick" not in row.working.body


def test_index_numbers_follow_one_another_and_pass_over_what_a_register_holds(where: House) -> None:
    assert drafted(where).number == "changtu-2026-00001"
    Item.objects.create(
        organ_id=where.organ_id, number="changtu-2026-00002", title="登记的", column="通知", published_on=DAY
    )
    assert drafted(where).number == "changtu-2026-00003"
    assert drafted(where, now=at(date(2027, 1, 4))).number == "changtu-2027-00001"


def test_what_is_typed_is_kept_for_its_writer_and_seen_by_others_as_presence(where: House) -> None:
    row = drafted(where)
    actions.autosave(where.clerk, "page-1", row.pk, {"title": "写了一半"}, 1, NOW)
    actions.autosave(where.clerk, "page-1", row.pk, {"title": "写了一大半"}, 1, NOW)
    kept = queries.scratch(where.clerk, "page-1")
    assert kept is not None
    assert "一大半" in kept.typed
    assert queries.scratch(where.head, "page-1") is None
    assert [each.name for each in queries.present(where.head, row.pk, NOW)] == [where.clerk.name]
    assert queries.present(where.clerk, row.pk, NOW) == []
    assert queries.present(where.head, row.pk, NOW + timedelta(minutes=5)) == []
    actions.drop_scratch(where.clerk, "page-1")
    assert queries.scratch(where.clerk, "page-1") is None
