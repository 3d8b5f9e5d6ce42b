"""All of it or nothing, each fault named, nothing public before another person accepts, nothing twice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import public
from gongkai.apps.publishing.models import Batch, Item, Publication, Version
from gongkai.apps.publishing.moving_in import actions, queries, staging
from gongkai.law.casework import Refusal
from gongkai.law.publication.case import Barred
from tests.apps.publishing.desk import NOW, House, house
from tests.apps.publishing.moving_in import exports

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def _staged(where: House, path: Path, told: str = "", skip_bad: bool = False) -> actions.Outcome:
    return actions.stage(where.clerk, path, told, NOW, skip_bad=skip_bad)


def test_a_csv_is_staged_unseen_then_accepted_by_another(where: House, tmp_path: Path) -> None:
    outcome = _staged(where, exports.csv_file(tmp_path))
    assert (outcome.batch.state, outcome.batch.rows, outcome.added) == ("staged", 2, True)
    items = list(Item.objects.order_by("pk"))
    assert [(each.state, each.title, each.due) for each in items] == [
        ("staged", "关于防汛工作的通知", None),
        ("staged", "办公时间", None),
    ]
    with pytest.raises(Item.DoesNotExist):
        public.item(where.office.organ.code, items[0].number)
    assert actions.accept(where.head, outcome.batch.pk, NOW) == 2
    seen = public.item(where.office.organ.code, items[0].number)
    assert (seen.title, seen.first_published_on, seen.way) == ("关于防汛工作的通知", date(2021, 5, 6), "imported")
    assert seen.body == "<p>各乡镇：</p>\n<p>做好防汛。</p>"
    assert seen.published_at.astimezone().strftime("%M") == "30"
    kept = json.loads(Version.objects.get(item=items[0]).meta)
    assert (kept["old_address"], kept["formed_on"]) == ("http://old.example/a/1.html", "2021-04-30")
    assert list(Publication.objects.values_list("way", "day", "batch_id")) == [
        ("imported", date(2021, 5, 6), outcome.batch.pk),
        ("imported", date(2020, 1, 2), outcome.batch.pk),
    ]
    assert [each.event for each in journal.entries("item", items[0].pk)] == ["stage", "accept"]
    assert [each.event for each in journal.entries("batch", outcome.batch.pk)] == ["stage", "accept"]
    assert publishing.rebuild(check=True).differences == ()


@pytest.mark.parametrize("kind", ["gbk", "json", "lines"])
def test_the_same_rows_from_other_files(where: House, tmp_path: Path, kind: str) -> None:
    path = (
        exports.csv_file(tmp_path, encoding="gb18030")
        if kind == "gbk"
        else exports.json_file(tmp_path, lines=kind == "lines")
    )
    assert _staged(where, path).batch.rows == 2
    assert set(Item.objects.values_list("title", flat=True)) == {"关于防汛工作的通知", "办公时间"}


def test_a_folder_of_old_pages_with_what_lies_beside_them(where: House, tmp_path: Path) -> None:
    outcome = _staged(where, exports.site(tmp_path))
    assert outcome.batch.rows == 2
    actions.accept(where.leader, outcome.batch.pk, NOW)
    row = Item.objects.get(title="养老补贴标准")
    seen = public.item(where.office.organ.code, row.number)
    assert [(each.use, each.name, each.alt) for each in seen.files] == [
        ("attachment", "附件下载.txt", ""),
        ("picture", "a.png", "标准图"),
    ]
    assert f'<img src="file:{seen.files[1].digest}" alt="标准图">' in seen.body
    assert "附件下载</p>" in seen.body
    assert json.loads(Version.objects.get(item=row).meta)["old_address"] == "mz/1.html"


BAD = (
    {**exports.ROWS[0], "标题": "", "原公开日期": "不详"},
    exports.ROWS[1],
    {
        **exports.ROWS[1],
        "原网址": "x",
        "原公开日期": "2026-03-02",
        "形成日期": "2021-02-30",
        "正文": "<p><img src='没有.png'>甲</p>",
    },
    {**exports.ROWS[1]},
)


def test_every_fault_of_every_row_is_named_and_nothing_is_taken(where: House, tmp_path: Path) -> None:
    path = exports.csv_file(tmp_path, BAD)
    with pytest.raises(actions.BadSource) as refused:
        _staged(where, path)
    assert [(each.place, each.field, each.reason) for each in refused.value.faults] == [
        ("items.csv 第2行", "原公开日期", "“不详”不是日期"),
        ("items.csv 第2行", "标题", "没有填写"),
        ("items.csv 第5行", "形成日期", "“2021-02-30”不是日期"),
        ("items.csv 第5行", "原公开日期", "2026-03-02 不早于迁入之日"),
        ("items.csv 第5行", "正文", "图片“没有.png”不在导出的文件旁边"),
        ("items.csv 第6行", "", "和前面的一条原网址（或者标题、日期、正文）相同"),
    ]
    assert all(each.remedy.startswith(("请", "迁入", "请把")) for each in refused.value.faults)
    assert Item.objects.count() == 0
    assert Batch.objects.get().state == "refused"
    seen = queries.batches(where.clerk)[0]
    assert (len(seen.account.faults), seen.account.faulty) == (6, 3)


def test_bad_rows_are_left_out_when_asked_and_listed(where: House, tmp_path: Path) -> None:
    outcome = _staged(where, exports.csv_file(tmp_path, BAD), skip_bad=True)
    assert (outcome.batch.rows, outcome.account.faulty) == (1, 3)
    assert outcome.account.remarks[0] == "有3条有问题，按要求没有迁入，见所列各处。"


def test_a_try_takes_nothing(where: House, tmp_path: Path) -> None:
    account = actions.examine(where.clerk, exports.csv_file(tmp_path), "", NOW)
    assert (account.rows, account.good, account.undated) == (2, 2, 1)
    assert (Item.objects.count(), Batch.objects.count()) == (0, 0)


def test_the_same_again_adds_nothing_and_a_longer_file_only_what_is_new(where: House, tmp_path: Path) -> None:
    path = exports.csv_file(tmp_path)
    first = _staged(where, path)
    again = _staged(where, path)
    assert (again.batch, again.added, Item.objects.count()) == (first.batch, False, 2)
    more = {**exports.ROWS[0], "标题": "新的一条", "原网址": "http://old.example/a/3.html"}
    longer = _staged(where, exports.csv_file(tmp_path, (*exports.ROWS, more)))
    assert (longer.batch.rows, longer.account.known, Item.objects.count()) == (1, 2, 3)


def test_a_stopped_run_goes_on_behind_the_last_piece(
    where: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "AT_ONCE", 2)
    rows = [{**exports.ROWS[0], "标题": f"第{at}条", "原网址": f"/a/{at}.html"} for at in range(7)]
    path = exports.csv_file(tmp_path, rows)

    def stop(what: str, done: int, total: int) -> None:
        if (what, done) == ("stage", 4):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.stage(where.clerk, path, "", NOW, progress=stop)
    assert (Batch.objects.get().done, Item.objects.count()) == (4, 4)
    with pytest.raises(Refusal, match="还没有读完"):
        actions.accept(where.head, Batch.objects.get().pk, NOW)
    with pytest.raises(Refusal, match="另一人开始"):
        actions.stage(where.head, path, "", NOW)
    outcome = _staged(where, path)
    assert (outcome.batch.state, outcome.batch.rows, Item.objects.count()) == ("staged", 7, 7)
    assert [each.title for each in Item.objects.order_by("number")] == [f"第{at}条" for at in range(7)]


def test_who_staged_may_not_accept_and_the_attempt_is_kept(where: House, tmp_path: Path) -> None:
    batch = actions.stage(where.head, exports.csv_file(tmp_path), "", NOW).batch
    with pytest.raises(Barred, match="另一人"):
        actions.accept(where.head, batch.pk, NOW)
    with pytest.raises(Forbidden):
        actions.accept(where.clerk, batch.pk, NOW)
    assert [each.event for each in journal.entries("batch", batch.pk)] == ["stage", "refused", "refused"]
    assert Item.objects.filter(state="live").count() == 0
    other = house("other")
    with pytest.raises(Batch.DoesNotExist):
        actions.accept(other.head, batch.pk, NOW)
    with pytest.raises(Refusal, match="按整批核准"):
        publishing.act(where.leader, Item.objects.earliest("pk").pk, "accept", {}, NOW)


def test_the_database_refuses_a_publication_of_a_batch_that_nobody_accepted(where: House, tmp_path: Path) -> None:
    batch = _staged(where, exports.csv_file(tmp_path)).batch
    version = Version.objects.earliest("pk")
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.create(
            version=version,
            way="imported",
            digest=version.digest,
            day=date(2021, 5, 6),
            published_at=NOW,
            person=where.head.person,
            batch=batch,
        )


def test_what_was_altered_behind_the_program_is_not_accepted(where: House, tmp_path: Path) -> None:
    batch = _staged(where, exports.csv_file(tmp_path)).batch
    entry = Entry.objects.filter(subject="item").earliest("pk")
    other = Version.objects.latest("pk")
    # The database keeps versions from being changed; an item may be led to another one of its own only.
    with pytest.raises(DatabaseError), transaction.atomic():
        Item.objects.filter(pk=entry.subject_id).update(working=other)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=other.pk).update(body="<p>改过</p>")
    assert actions.accept(where.head, batch.pk, NOW) == 2


def test_a_rejected_batch_is_gone_and_may_come_again(where: House, tmp_path: Path) -> None:
    path = exports.csv_file(tmp_path)
    batch = _staged(where, path).batch
    with pytest.raises(Refusal, match="理由"):
        actions.reject(where.head, batch.pk, " ", NOW)
    assert actions.reject(where.head, batch.pk, "栏目不对", NOW) == 2
    assert set(Item.objects.values_list("state", flat=True)) == {"discarded"}
    again = _staged(where, path)
    assert (again.batch.pk != batch.pk, again.batch.rows) == (True, 2)
    assert publishing.rebuild(check=True).differences == ()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("[fields]\ntitel = 'x'", "没有“titel”这一项"),
        ("[source]\npictures = 'keep'", "只能是“drop”"),
        ("not toml", "不是有效的 TOML"),
        ("[fixed]\ncolumn = 3", "应为一段文字"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_in_words(where: House, tmp_path: Path, told: str, said: str) -> None:
    with pytest.raises(actions.Unreadable, match=said):
        _staged(where, exports.csv_file(tmp_path), told)


def test_a_mapping_leads_to_other_names_and_fixed_words(where: House, tmp_path: Path) -> None:
    row = {"name": "甲", "time": "2020-01-02", "text": "<p>乙</p>", "cls": "旧栏目"}
    told = """
[fields]
title = "name"
published_on = "time"
body = "text"
column = "cls"
[fixed]
source = "某县人民政府"
[values.column]
"旧栏目" = "通知公告"
"""
    _staged(where, exports.csv_file(tmp_path, [row]), told)
    item = Item.objects.get()
    assert (item.title, item.column) == ("甲", "通知公告")


def test_nothing_outside_the_folder_is_read(where: House, tmp_path: Path) -> None:
    root = exports.site(tmp_path)
    (tmp_path / "secret.txt").write_text("密", "utf-8")
    (root / "mz" / "3.html").write_text(
        exports.page("越界", "<p><img src='../../secret.txt'>甲</p>", declared="utf-8"), "utf-8"
    )
    with pytest.raises(actions.BadSource) as refused:
        _staged(where, root)
    assert [each.reason for each in refused.value.faults] == ["图片“../../secret.txt”不在导出的文件旁边"]
