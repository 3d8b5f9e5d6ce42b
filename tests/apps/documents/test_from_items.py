"""A published page makes its document, ends and amends others, and is marked in its turn."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.documents import actions, queries
from gongkai.apps.documents.models import Amendment, Document
from gongkai.apps.journal.models import Entry
from gongkai.law.casework import Refusal
from tests.apps.documents.pages import Page, Text, fields, publish
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db

OLD, NEW = "昌政发〔2020〕3号", "昌政发〔2024〕1号"
DAY = date(2024, 3, 1)


def sentences(where: Office, item: str, on: date) -> str:
    return "".join(queries.marks(where.organ.pk, [item], on)[item].sentences)


def test_a_published_text_is_registered_with_its_days() -> None:
    where = office()
    told = fields(NEW, date(2024, 4, 1), valid_until="2026-03-31", registration_number="LN-1", formed_on="2024-02-20")
    row = publish(where, "K-2024-00001", told, DAY)
    assert (row.formed_on, row.issued_on, row.published_on) == (date(2024, 2, 20), date(2024, 2, 20), DAY)
    assert (row.in_force_on, row.valid_until, row.item) == (date(2024, 4, 1), date(2026, 3, 31), "K-2024-00001")
    entry = Entry.objects.get(subject="document", subject_id=row.pk)
    assert (entry.event, entry.person) == ("record", where.head.person)


def test_other_genres_leave_the_register_alone() -> None:
    where = office()
    assert actions.from_item(where.head, Page("K-1"), Text({"genre": "news", "title": "新闻"}), DAY, at(DAY)) is None
    assert not Document.objects.exists()


def test_publishing_again_with_the_same_text_enters_nothing_and_a_correction_only_what_changed() -> None:
    where = office()
    told = fields(NEW, date(2024, 4, 1))
    publish(where, "K-1", told, DAY)
    before = Entry.objects.count()
    publish(where, "K-1", told, date(2024, 3, 5))
    assert Entry.objects.count() == before
    row = publish(where, "K-1", {**told, "title": "绿化办法"}, date(2024, 3, 6))
    assert (row.title, row.published_on) == ("绿化办法", DAY)
    assert Entry.objects.latest("seq").data["columns"] == {"title": "绿化办法"}


def test_a_document_in_the_register_is_met_by_its_number_however_it_is_written() -> None:
    where = office()
    row = publish(where, "K-1", fields(OLD, date(2020, 2, 1), formed_on="2020-01-02"), date(2020, 1, 10))
    Document.objects.update(item="")
    again = publish(where, "K-2", fields("昌政发[2020]03号", date(2020, 2, 1), formed_on="2020-01-02"), DAY)
    assert (again.pk, again.number, again.item) == (row.pk, OLD, "K-2")
    assert again.published_on == date(2020, 1, 10)


def test_a_repeal_takes_effect_with_the_repealing_document_and_marks_the_old_page() -> None:
    where = office()
    publish(where, "K-1", fields(OLD, date(2020, 2, 1), formed_on="2020-01-02"), date(2020, 1, 10))
    publish(where, "K-2", fields(NEW, date(2024, 4, 1), changes=f"废止 {OLD}"), DAY)
    old = Document.objects.get(number=OLD)
    assert (old.ended_on, old.ended_how, old.ended_by) == (date(2024, 4, 1), "repealed", NEW)
    before = queries.marks(where.organ.pk, ["K-1", "K-2"], date(2024, 3, 31))
    assert (before["K-1"].label, before["K-2"].label) == ("有效", "尚未施行")
    assert "自 2024-04-01 起废止" in sentences(where, "K-1", date(2024, 3, 31))
    after = queries.marks(where.organ.pk, ["K-1", "K-2"], date(2024, 4, 1))
    assert (after["K-1"].label, after["K-2"].label) == ("已废止", "有效")
    assert (after["K-1"].by, after["K-1"].by_item) == (NEW, "K-2")


def test_amended_and_repealed_in_parts_by_articles() -> None:
    where = office()
    publish(where, "K-1", fields(OLD, date(2020, 2, 1), formed_on="2020-01-02"), date(2020, 1, 10))
    publish(where, "K-2", fields(NEW, date(2024, 4, 1), changes=f"修改 {OLD} 第三条、第五条"), DAY)
    assert queries.marks(where.organ.pk, ["K-1"], date(2024, 3, 31))["K-1"].label == "有效"
    mark = queries.marks(where.organ.pk, ["K-1"], date(2024, 4, 1))["K-1"]
    assert (mark.label, mark.state, mark.in_force) == ("已被修改", "in_force", True)
    assert [(each.by, each.articles, each.item) for each in mark.changed] == [(NEW, "第三条、第五条", "K-2")]
    publish(where, "K-3", fields("昌政发〔2024〕8号", date(2024, 6, 1), changes=f"部分废止 {OLD} 第六条"), DAY)
    assert queries.marks(where.organ.pk, ["K-1"], date(2024, 6, 1))["K-1"].label == "部分废止"
    assert "第六条自 2024-06-01 起已由昌政发〔2024〕8号废止" in sentences(where, "K-1", date(2024, 6, 1))


def test_a_corrected_text_takes_back_what_it_does_not_say_any_more() -> None:
    where = office()
    third = "昌政发〔2021〕7号"
    for item, number in (("K-1", OLD), ("K-2", third)):
        publish(where, item, fields(number, date(2021, 2, 1), formed_on="2021-01-02"), date(2021, 1, 10))
    told = fields(NEW, date(2024, 4, 1), changes=f"废止 {OLD}\n修改 {third} 第一条")
    publish(where, "K-3", told, DAY)
    publish(where, "K-3", {**told, "changes": f"修改 {third} 第二条", "effective_on": "2024-05-01"}, DAY)
    assert Document.objects.get(number=OLD).ended_on is None
    amendment = Amendment.objects.get(annulled=False)
    assert (amendment.articles, amendment.effective_on) == ("第二条", date(2024, 5, 1))
    publish(where, "K-3", {**told, "changes": f"废止 {third}"}, DAY)
    assert Amendment.objects.get().annulled
    assert Document.objects.get(number=third).ended_by == NEW
    assert actions.rebuild(check=True).differences == ()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ("废止 昌政发〔1999〕1号", "登记簿里没有“昌政发〔1999〕1号”"),
        (f"废止 {NEW}", "不能废止它自己"),
        ("取消 昌政发〔2020〕3号", "读不懂"),
        ("废止 昌政发〔2019〕1号", "从 2023-01-01 起已失效"),
    ],
)
def test_changes_that_do_not_fit_are_refused_before_anybody_signs(changes: str, says: str) -> None:
    where = office()
    told = fields("昌政发〔2019〕1号", date(2019, 2, 1), formed_on="2019-01-02", valid_until="2022-12-31")
    publish(where, "K-1", told, date(2019, 1, 10))
    faults = queries.check_changes(changes, where.organ.pk, NEW, date(2024, 4, 1))
    assert len(faults) == 1
    assert says in faults[0]
    with pytest.raises(Refusal, match="行："):
        publish(where, "K-2", fields(NEW, date(2024, 4, 1), changes=changes), DAY)
    assert not Document.objects.filter(number=NEW).exists()


def test_documents_of_other_organs_are_named_and_left_to_them() -> None:
    where = office()
    row = publish(where, "K-1", fields(NEW, date(2024, 4, 1), changes="废止 铁政发〔2001〕9号（其他机关）"), DAY)
    found = queries.relations(row)
    assert [(each.toward, each.label, each.number, each.document_id) for each in found] == [
        (False, "废止", "铁政发〔2001〕9号", None)
    ]


def test_what_a_normative_page_needs_is_said_at_once() -> None:
    where = office()
    faults = queries.check_item({"genre": "normative", "changes": "废止 x"}, where.organ.pk)
    assert [each[:10] for each in faults[:2]] == ["行政规范性文件须填写", "行政规范性文件须填写"]
    assert len(faults) == 3
    publish(where, "K-1", fields(NEW, date(2024, 4, 1)), DAY)
    assert "已由索引号“K-1”" in queries.check_item(fields(NEW, date(2024, 4, 1)), where.organ.pk, "K-2")[0]
    assert queries.check_item(fields(NEW, date(2024, 4, 1)), where.organ.pk, "K-1") == ()


def test_a_page_taken_off_as_repealed_ends_its_document_and_one_sent_by_mistake_does_not() -> None:
    where = office()
    for item, number in (("K-1", OLD), ("K-2", NEW)):
        publish(where, item, fields(number, date(2024, 2, 1)), DAY)
    actions.item_withdrawn(where.head, "K-1", "repealed", NEW, DAY, at(DAY))
    assert actions.item_withdrawn(where.head, "K-1", "mistaken", "", DAY, at(DAY)) is None
    assert Document.objects.get(number=OLD).ended_by == NEW
    actions.item_withdrawn(where.head, "K-2", "lapsed", "", DAY, at(DAY))
    assert Document.objects.get(number=NEW).ended_how == "lapsed"
    assert actions.item_withdrawn(where.head, "K-2", "repealed", "", DAY, at(DAY)) is None


THIRD = "昌政发〔2021〕7号"


def changing(where: Office) -> Document:
    """A page that repeals one document and amends another."""
    for item, number in (("K-1", OLD), ("K-2", THIRD)):
        publish(where, item, fields(number, date(2021, 2, 1), formed_on="2021-01-02"), date(2021, 1, 10))
    return publish(where, "K-3", fields(NEW, date(2024, 2, 1), changes=f"废止 {OLD}\n修改 {THIRD} 第一条"), DAY)


def labels(where: Office) -> list[str]:
    return [mark.label for _, mark in sorted(queries.marks(where.organ.pk, ["K-1", "K-2"], DAY).items())]


def test_a_page_sent_by_mistake_takes_back_what_it_did_to_others_and_does_it_anew_on_another_page() -> None:
    where = office()
    changing(where)
    assert labels(where) == ["已废止", "已被修改"]
    said = queries.undone(where.organ.pk, "K-3", DAY)
    assert said == (f"“{OLD}”恢复为没有被这件文件废止。", f"“{THIRD}”恢复为没有被这件文件修改。")
    actions.item_withdrawn(where.head, "K-3", "mistaken", "", DAY, at(DAY))
    assert labels(where) == ["有效", "有效"]
    assert queries.undone(where.organ.pk, "K-3", DAY) == ()
    entry = Entry.objects.filter(subject="document", subject_id=Document.objects.get(number=OLD).pk).latest("seq")
    assert "误发" in entry.data["reason"]
    publish(where, "K-4", fields(NEW, date(2024, 2, 1), changes=f"废止 {OLD}\n修改 {THIRD} 第一条"), DAY)
    assert labels(where) == ["已废止", "已被修改"]
    assert actions.rebuild(check=True).differences == ()


@pytest.mark.parametrize("how", ["merged", "filed", "repealed first"])
def test_what_an_issued_document_did_to_others_stands_whatever_becomes_of_its_page(how: str) -> None:
    where = office()
    row = changing(where)
    if how == "filed":
        actions.file(where.head, row.pk, DAY, at(DAY))
    if how == "repealed first":
        actions.item_withdrawn(where.head, "K-3", "repealed", "昌政发〔2024〕9号", DAY, at(DAY))
    if how != "merged":
        assert all("登记不变" in each for each in queries.undone(where.organ.pk, "K-3", DAY))
    actions.item_withdrawn(where.head, "K-3", "merged" if how == "merged" else "mistaken", "", DAY, at(DAY))
    assert labels(where) == ["已废止", "已被修改"]


def test_an_end_that_was_recorded_by_another_number_stays_when_a_document_is_annulled() -> None:
    where = office()
    row = changing(where)
    other = Document.objects.get(number=OLD)
    told = {"ended_by": "昌政发〔2023〕8号"}
    actions.correct_document(where.head, other.pk, told, "文号登错了", DAY, at(DAY))
    actions.annul_document(where.head, row.pk, "误登", DAY, at(DAY))
    assert labels(where) == ["已废止", "有效"]


def test_a_term_ends_by_itself_on_the_page() -> None:
    where = office()
    publish(where, "K-1", fields(NEW, date(2024, 4, 1), valid_until="2024-12-31"), DAY)
    assert "有效期至 2024-12-31" in sentences(where, "K-1", date(2024, 12, 31))
    mark = queries.marks(where.organ.pk, ["K-1", "K-9"], date(2025, 1, 1))
    assert set(mark) == {"K-1"}
    assert (mark["K-1"].label, mark["K-1"].end) == ("已失效", date(2025, 1, 1))
    assert mark["K-1"].cite.instrument.number == "国办发〔2017〕47号"
