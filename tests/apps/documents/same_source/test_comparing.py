"""The comparison with the provincial list: figures, tasks from run to run, failures told, texts to the character."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from gongkai.apps.documents import actions as documents
from gongkai.apps.documents.models import Comparison, Difference, Document, Way
from gongkai.apps.documents.same_source import actions, queries
from gongkai.apps.documents.same_source.actions import Origin
from gongkai.apps.documents.same_source.fetching import NotFetched
from gongkai.apps.people.rights import Forbidden
from gongkai.config.environment import BadSetting
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 20)
NOW = at(DAY)
FILE = Origin(Way.FILE, "省库清单.json")
Row = dict[str, object]


@pytest.fixture
def where() -> Office:
    """Three documents in force, one that lapsed."""
    made = office()
    for serial, title in ((1, "绿化管理办法"), (2, "集市管理办法"), (3, "供水管理办法")):
        told = {"kind": "normative", "number": f"昌政发〔2024〕{serial}号", "title": title}
        days = {"issued_on": date(2024, 3, serial), "in_force_on": date(2024, 4, 1)}
        documents.record_row(made.clerk, {**told, **days}, NOW)
    old = {"kind": "normative", "number": "昌政发〔2019〕1号", "title": "旧办法", "valid_until": date(2024, 1, 1)}
    documents.record_row(made.clerk, {**old, "issued_on": date(2019, 1, 1), "in_force_on": date(2019, 1, 1)}, NOW)
    return made


def rows(**changed: object) -> list[Row]:
    """The three as the province has them, the first with changes."""
    found: list[Row] = [
        {"文号": f"昌政发[2024]{n}号", "标题": title, "施行日期": "2024-04-01", "有效性": "有效"}
        for n, title in ((1, "绿化管理办法"), (2, "集市管理办法"), (3, "供水管理办法"))
    ]
    found[0] |= changed
    return found


def run(where: Office, listed: Sequence[Row], now: datetime = NOW, origin: Origin = FILE) -> Comparison:
    data = json.dumps(list(listed), ensure_ascii=False).encode()
    return actions.compare_data(where.clerk, data, origin, now.date(), now)


def figures(done: Comparison) -> tuple[int, ...]:
    return done.identical, done.differs, done.missing_here, done.missing_there, done.duplicates


def test_the_same_list_is_identical_whatever_the_spelling_and_what_is_over_is_not_missed(where: Office) -> None:
    done = run(where, rows())
    assert figures(done) == (3, 0, 0, 0, 0)
    assert "清单没有“正文”一列" in done.notes
    assert not Difference.objects.exists()


def test_every_way_of_not_being_the_same(where: Office) -> None:
    listed: list[Row] = [
        *rows(有效性="已废止", 施行日期="2024-05-01")[:2],
        rows()[1],
        {"文号": "昌政发〔2023〕9号", "标题": "别的办法"},
    ]
    assert figures(run(where, listed)) == (1, 1, 1, 1, 1)
    differs = Difference.objects.get(what="differs")
    assert queries.fields_of(differs) == [("施行日期", "2024-04-01", "2024-05-01"), ("有效性", "有效", "已废止")]
    assert {(each.what, each.number) for each in Difference.objects.exclude(what="differs")} == {
        ("missing_here", "昌政发〔2023〕9号"),
        ("missing_there", "昌政发〔2024〕3号"),
        ("duplicate", "昌政发[2024]2号"),
    }


def test_a_wrong_number_is_found_by_the_title(where: Office) -> None:
    assert figures(run(where, rows(文号="昌政发〔2024〕11号"))) == (2, 1, 0, 0, 0)
    assert queries.fields_of(Difference.objects.get())[0] == (
        "文号",
        "昌政发〔2024〕1号",
        "昌政发〔2024〕11号",
    )


def test_a_task_is_settled_comes_again_and_goes(where: Office) -> None:
    run(where, rows(标题="绿化管理办法（试行）"))
    task = Difference.objects.get()
    actions.settle(where.clerk, task.pk, "reported", "已函告省司法厅", DAY, NOW)
    run(where, rows(标题="绿化管理办法（试行）"), NOW + timedelta(7))
    task.refresh_from_db()
    assert (task.state, task.openings, task.how, task.seen_on) == ("open", 2, "", DAY + timedelta(7))
    run(where, rows(), NOW + timedelta(14))
    task.refresh_from_db()
    assert task.state == "gone"
    assert figures(Comparison.objects.latest("pk")) == (3, 0, 0, 0, 0)
    assert documents.rebuild(check=True).differences == ()


def test_what_was_explained_stays_so_while_it_is_the_very_same(where: Office) -> None:
    run(where, rows(标题="绿化办法"))
    task = Difference.objects.get()
    with pytest.raises(Refusal, match="为什么本来如此"):
        actions.settle(where.clerk, task.pk, "explained", " ", DAY, NOW)
    actions.settle(where.clerk, task.pk, "explained", "省库用简称", DAY, NOW)
    assert run(where, rows(标题="绿化办法"), NOW + timedelta(7)).explained == 1
    task.refresh_from_db()
    assert task.state == "settled"
    run(where, rows(标题="绿化的办法"), NOW + timedelta(8))
    task.refresh_from_db()
    assert task.state == "open"


def test_corrected_here_is_gone_with_the_next_run(where: Office) -> None:
    run(where, rows(施行日期="2024-05-01"))
    row = Document.objects.get(number="昌政发〔2024〕1号")
    documents.correct_document(where.clerk, row.pk, {"in_force_on": date(2024, 5, 1)}, "看错了", DAY, NOW)
    actions.settle(where.clerk, Difference.objects.get().pk, "corrected", "", DAY, NOW)
    assert figures(run(where, rows(施行日期="2024-05-01"), NOW + timedelta(1))) == (3, 0, 0, 0, 0)
    assert Difference.objects.get().state == "gone"


def test_rows_of_other_organs_are_left_out_and_said(where: Office) -> None:
    listed = [each | {"制定机关": "changtu办公室"} for each in rows()]
    listed.append({"文号": "铁政发〔2024〕1号", "标题": "别处的办法", "制定机关": "铁岭市人民政府"})
    done = run(where, listed)
    assert (figures(done), done.left_out) == ((3, 0, 0, 0, 0), 1)
    assert "其他机关的 1 行没有比对" in done.notes


def test_texts_are_compared_in_their_normal_form_and_shown_to_the_character(
    where: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    Document.objects.filter(number="昌政发〔2024〕1号").update(item="K-1")
    monkeypatch.setattr(actions, "live_texts", lambda organ_id, numbers: {"K-1": "第一条 为了绿化。\n第二条 施行。"})
    assert run(where, rows(正文="<p>第一条　为了绿化。</p><p>第二条施行。</p>")).identical == 3
    run(where, rows(正文="第一条 为了录化。第二条 施行。"))
    task = Difference.objects.get()
    changed = [(each.kind, each.text) for each in queries.redline_of(task) if each.text in "录绿"]
    assert changed == [("delete", "录"), ("insert", "绿")]


def test_what_cannot_be_read_is_a_run_that_failed_and_leaves_the_tasks_alone(where: Office) -> None:
    run(where, rows(标题="绿化办法"))
    done = actions.compare_data(where.clerk, b"%PDF-1.7", FILE, DAY, NOW)
    assert "PDF" in done.failure
    standing = queries.standing(where.organ.pk)
    assert standing.failed == done
    assert standing.last is not None
    assert (standing.last.differs, standing.open) == (1, 1)


def test_only_who_may_run_it_and_only_their_own(where: Office) -> None:
    with pytest.raises(Forbidden):
        actions.compare_data(where.leader, b"[]", FILE, DAY, NOW)
    run(where, rows(标题="绿化办法"))
    other = office("kangping")
    with pytest.raises(Difference.DoesNotExist):
        actions.settle(other.clerk, Difference.objects.get().pk, "corrected", "", DAY, NOW)
    assert not queries.differences(other.leader).exists()
    assert queries.differences(where.leader).count() == 1


@pytest.fixture
def scheduled(where: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A file of settings for this organ, with more lines."""
    path = tmp_path / "same-source.toml"
    monkeypatch.setenv("GONGKAI_SAME_SOURCE", str(path))

    def write(more: str) -> None:
        path.write_text(
            f'[[source]]\norgan = "changtu"\naddress = "https://list.example/a.json"\n{more}', encoding="utf-8"
        )

    write("every_days = 7")
    return write


def test_by_schedule_every_so_many_days_and_the_day_after_a_failure(
    where: Office, scheduled: Callable[[str], None]
) -> None:
    data = json.dumps(rows(), ensure_ascii=False).encode()

    def take(address: str, private: bool) -> bytes:
        assert (address, private) == ("https://list.example/a.json", False)
        return data

    def refuse(address: str, private: bool) -> bytes:
        raise NotFetched("连不上。")

    assert [each.failure for each in actions.compare_due(NOW, refuse)] == ["连不上。"]
    assert actions.compare_due(NOW + timedelta(hours=3), take) == []
    done = actions.compare_due(NOW + timedelta(1), take)
    assert [figures(each) for each in done] == [(3, 0, 0, 0, 0)]
    assert done[0].way == "schedule"
    assert actions.compare_due(NOW + timedelta(7), take) == []
    assert len(actions.compare_due(NOW + timedelta(8), take)) == 1
    assert queries.standing(where.organ.pk).failed is None


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("every_days = 0", "1 到 366"),
        ('columns = "x"', "columns"),
        ("colour = 1", "不认识的“colour”"),
        ("every_days =", "写法有误"),
    ],
)
def test_half_a_setting_is_refused(where: Office, scheduled: Callable[[str], None], more: str, says: str) -> None:
    scheduled(more)
    with pytest.raises(BadSetting, match=says):
        actions.compare_due(NOW)
