"""The way of a report: by whom, in which order, what is refused, what is kept."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.annual.ledger.model import LedgerTally
from gongkai.annual.read import read
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.reporting import actions, queries
from gongkai.apps.reporting.digests import intact
from gongkai.apps.reporting.guards import options
from gongkai.apps.reporting.models import AnnualReport, ReportFile, ReportText, ReportVersion
from gongkai.apps.reporting.queries import drilling
from gongkai.apps.requests import actions as requests
from gongkai.apps.supervision import actions as supervision
from gongkai.law.casework import Refusal
from gongkai.law.procedures import REPORT
from gongkai.law.procedures.report_forms import REPORT_FORMS
from tests.apps.office import at, member, office, opened
from tests.apps.reporting.situations import JANUARY, YEAR, begun, brought_to, busy_office, done

pytestmark = pytest.mark.django_db


def test_every_event_of_the_procedure_has_a_form() -> None:
    assert set(REPORT_FORMS) == set(REPORT.events)


def test_from_acts_to_a_published_report() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    report = queries.published_report(row.published_id or 0)
    assert [cell.value for cell in report.table3[1]] == [2, 1, 0, 0, 0, 0, 3]
    assert [report.table3[line][6].value for line in (2, 3, 13, 24, 25)] == [1, 2, 1, 3, 1]
    assert [cell.value for cell in report.table2["行政规范性文件"].values()] == [1, 0, 1]
    assert "主动公开政府信息5条" in report.sections[0].text
    (shown,) = queries.published(year=YEAR)
    assert (shown.organ, shown.number, shown.day) == ("changtu办公室", 1, JANUARY)
    assert {"html", "docx", "xlsx", "json"} <= set(shown.kinds)
    back = read(queries.published_file(shown.version_id, "docx"), "report.docx")
    assert [cell.value for cell in back.table3[1]] == [2, 1, 0, 0, 0, 0, 3]


def test_each_act_is_in_the_journal_under_the_digest_of_what_it_was_about() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    begun_by, *entries = journal.entries("report", row.pk)
    assert (begun_by.event, begun_by.person) == ("begin", where.compiler.person)
    assert [entry.event for entry in entries] == ["check", "submit", "approve", "freeze", "review_secrecy", "publish"]
    assert len({json.loads(entry.payload)["digest"] for entry in entries}) == 1
    assert row.acts == len(entries)
    version = ReportVersion.objects.get(report=row)
    assert json.loads(entries[-1].payload)["version_digest"] == version.digest
    assert Entry.objects.get(seq=version.chain_seq, organ=where.organ).hash == version.chain_head


def test_whoever_compiled_may_not_approve_even_as_leader() -> None:
    where = busy_office()
    row = brought_to(where, "submitted")
    both = member(where.organ, "leader")
    ReportText.objects.create(report=row, key="others", text=None, person=both.person, written_at=at(JANUARY))
    with pytest.raises(Refusal, match="审签人不能是编制人"):
        actions.act(both, row.pk, "approve", JANUARY, {}, at(JANUARY))
    with pytest.raises(Forbidden, match="由分管领导办理"):
        actions.act(where.head, row.pk, "approve", JANUARY, {}, at(JANUARY))


def test_another_organ_finds_no_report() -> None:
    row = begun(busy_office())
    stranger = office("elsewhere")
    with pytest.raises(AnnualReport.DoesNotExist):
        actions.act(stranger.compiler, row.pk, "check", JANUARY, {}, at(JANUARY))
    with pytest.raises(AnnualReport.DoesNotExist):
        queries.report_row(stranger.head, row.pk)
    with pytest.raises(row.organ.DoesNotExist):
        queries.draft(stranger.compiler, row.organ_id, YEAR, JANUARY)
    assert queries.reports(stranger.compiler) == []


def test_a_wrong_number_in_the_text_stops_the_report_until_it_is_mended_or_explained() -> None:
    where = busy_office()
    row = begun(where, {"requests": "全年新收申请9件。"})
    with pytest.raises(Refusal, match="自查还有未更正也未说明的错误"):
        done(where, row, "check", "compiler")
    draft = queries.draft(where.compiler, row.organ_id, YEAR, JANUARY)
    wrong = [each for each in draft.findings if each.open_error]
    assert {each.finding.code for each in wrong} == {"compile.typed_number", "prose.applications"}
    with pytest.raises(Refusal, match="请填写“说明”"):
        done(where, row, "explain", "compiler", {"finding": wrong[0].key, "reason": " "})
    for each in wrong:
        done(where, row, "explain", "compiler", {"finding": each.key, "reason": "含代收的六件。"})
    row = done(where, row, "check", "compiler")
    assert row.state == "checked"
    row = brought_to(where, "frozen", row)
    assert row.frozen is not None
    assert "含代收的六件。" in row.frozen.explanations


def test_an_explanation_does_not_cover_another_error() -> None:
    where = busy_office()
    row = begun(where, {"requests": "全年新收申请9件。"})
    for each in queries.draft(where.compiler, row.organ_id, YEAR, JANUARY).findings:
        if each.open_error:
            done(where, row, "explain", "compiler", {"finding": each.key, "reason": "含代收的。"})
    actions.write(where.compiler, row.pk, "requests", "全年新收申请8件。", at(JANUARY))
    with pytest.raises(Refusal, match="自查还有未更正"):
        done(where, row, "check", "compiler")
    with pytest.raises(Refusal, match="已经没有了"):
        done(where, row, "explain", "compiler", {"finding": "0" * 64, "reason": "某"})


def test_a_late_act_between_approval_and_freezing_is_noticed() -> None:
    where = busy_office()
    row = brought_to(where, "approved")
    opened(where, date(2024, 11, 4), now=at(date(2025, 1, 11)))
    with pytest.raises(Refusal, match="审签之后内容有改动"):
        done(where, row, "freeze", "head", now=at(date(2025, 1, 11)))


def test_a_published_report_is_unmoved_by_late_acts_and_the_difference_is_named() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    assert row.published is not None
    before = row.published.html
    assert queries.rerender(row.published) == []
    opened(where, date(2024, 11, 4), now=at(date(2025, 2, 3)))
    assert queries.published_report(row.published.pk).table3[1][6].value == 3
    assert ReportVersion.objects.get(pk=row.published.pk).html == before
    found = {each.where: (each.frozen, each.now, each.why) for each in queries.rerender(row.published)}
    late = "定稿之后登记、更正的事项"
    assert found["表三“一、本年新收政府信息公开申请数量”行“总计”列"] == ("3", "4", late)
    assert found["表三“四、结转下年度继续办理”行“自然人”列"] == ("1", "2", late)
    assert any(where.startswith("正文“一、总体情况”") for where in found)


def test_a_registration_taken_back_after_publication_is_told_and_named() -> None:
    where = busy_office()
    twice = opened(where, date(2024, 11, 4), now=at(date(2024, 11, 4)))
    row = brought_to(where, "published")
    assert row.published is not None
    assert not any("按误登撤销" in text for text in queries.draft_of(where.organ.pk, 2024, JANUARY).compiled.caveats)
    told = {"ground": "mistake", "reason": "同一封信登记了两次"}
    requests.act(where.head, twice.pk, "void", date(2025, 2, 3), told, {}, at(date(2025, 2, 3)))
    found = {each.where: (each.frozen, each.now, each.why) for each in queries.rerender(row.published)}
    late = "定稿之后登记、更正的事项"
    assert found["表三“一、本年新收政府信息公开申请数量”行“总计”列"] == ("4", "3", late)
    said = queries.draft_of(where.organ.pk, 2024, JANUARY).compiled.caveats
    assert any("有 1 件申请的登记经公开工作机构负责人按误登撤销" in text for text in said)
    assert [each.number for each in drilling.voided(where.compiler, where.organ.pk, 2024, JANUARY)] == [twice.number]


def test_a_changed_reading_of_the_law_is_told_from_a_late_act(monkeypatch: pytest.MonkeyPatch) -> None:
    where = busy_office()
    row = brought_to(where, "published")
    assert row.published is not None
    monkeypatch.setattr("gongkai.apps.rules.chosen", lambda: {"licences": "all"})
    refused = LedgerTally("licence_refused", date(2024, 1, 1), date(2024, 12, 31), 2, "审批系统")
    opened(where, date(2024, 2, 5), now=at(JANUARY, 15))
    supervision.record_tally(where.clerk, refused, at(JANUARY, 15))
    found = {each.where: each.why for each in queries.rerender(row.published)}
    assert found["口径 licences"] == "口径设置或法律数据有变动"
    assert found["表二“行政许可”行“本年处理决定数量”列"] == "口径设置或法律数据有变动"
    assert found["表三“一、本年新收政府信息公开申请数量”行“总计”列"] == "定稿之后登记、更正的事项"


def test_publication_waits_for_the_review_of_this_very_version() -> None:
    where = busy_office()
    row = brought_to(where, "frozen")
    with pytest.raises(Refusal, match="公开前审查尚未完成"):
        done(where, row, "publish", "head")
    row = done(where, row, "review_secrecy", "head", {"opinion": "可以公开。"})
    row = done(where, row, "reopen", "head", {"reason": "补一句。"})
    actions.write(where.compiler, row.pk, "others", "没有其他需要报告的事项。", at(JANUARY))
    row = brought_to(where, "frozen", row)
    with pytest.raises(Refusal, match="公开前审查尚未完成"):
        done(where, row, "publish", "head")
    assert row.frozen is not None
    assert row.frozen.number == 2


def test_a_running_year_can_be_seen_but_not_sent_up() -> None:
    where = busy_office()
    june = date(2024, 6, 30)
    draft = queries.draft(where.compiler, where.organ.pk, YEAR, june)
    assert draft.running
    assert [draft.compiled.report.table3[line][6].value for line in (1, 24, 25)] == [2, 3, 0]
    row = actions.begin(where.compiler, 2025, at(JANUARY))
    row = actions.act(where.compiler, row.pk, "check", JANUARY, {}, at(JANUARY))
    with pytest.raises(Refusal, match="还没有过完"):
        actions.act(where.compiler, row.pk, "submit", JANUARY, {}, at(JANUARY))
    with pytest.raises(Refusal, match="还没有开始"):
        actions.begin(where.compiler, 2026, at(JANUARY))


def test_a_correction_publishes_a_second_version_and_the_first_is_no_longer_public() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    first = row.published_id or 0
    row = done(where, row, "correct", "head", {"reason": "漏登一件。"})
    assert queries.published(year=YEAR)[0].version_id == first
    opened(where, date(2024, 11, 4), now=at(JANUARY))
    row = brought_to(where, "published", row)
    (shown,) = queries.published(where.organ.pk)
    assert (shown.number, shown.version_id == first) == (2, False)
    with pytest.raises(ReportVersion.DoesNotExist):
        queries.published_file(first, "html")


def test_only_departments_hand_their_report_up() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    with pytest.raises(Refusal, match="只有政府部门"):
        done(where, row, "deliver", "head", {})
    where.organ.kind = "department"
    where.organ.save()
    assert done(where, row, "deliver", "head", {"evidence": "报送单"}).delivered_on == JANUARY


@pytest.mark.parametrize(
    ("event", "role", "data", "reason"),
    [
        ("fly", "head", {}, "没有“fly”这种办理"),
        ("check", "compiler", {"color": "red"}, "没有“color”这一项"),
        ("freeze", "head", {}, "“起草”时不能“定稿”"),
        ("explain", "compiler", {"finding": "x"}, "请填写“说明”"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(event: str, role: str, data: dict[str, object], reason: str) -> None:
    where = busy_office()
    row = begun(where)
    with pytest.raises(Refusal, match=reason):
        done(where, row, event, role, data)
    assert AnnualReport.objects.get(pk=row.pk).acts == 0


def test_a_day_to_come_is_refused() -> None:
    where = busy_office()
    with pytest.raises(Refusal, match="还没有到"):
        actions.act(where.compiler, begun(where).pk, "check", date(2025, 1, 11), {}, at(JANUARY))


def test_two_at_once_one_is_told() -> None:
    where = busy_office()
    row = begun(where)
    actions.act(where.compiler, row.pk, "check", JANUARY, {}, at(JANUARY), based_on=0)
    with pytest.raises(Stale):
        actions.act(where.compiler, row.pk, "edit", JANUARY, {}, at(JANUARY), based_on=0)


def test_paragraphs_keep_every_version_and_two_writers_do_not_overwrite_each_other() -> None:
    where = busy_office()
    row = begun(where, {})
    first = actions.write(where.compiler, row.pk, "platform", "第一稿。", at(JANUARY), based_on=0)
    assert first is not None
    assert actions.write(where.compiler, row.pk, "platform", "第一稿。", at(JANUARY)) is None
    with pytest.raises(Stale, match="别人已经改了这一段"):
        actions.write(where.head, row.pk, "platform", "另一稿。", at(JANUARY), based_on=0)
    actions.write(where.head, row.pk, "platform", "第二稿。", at(JANUARY), based_on=first.pk)
    assert queries.texts_of(where.organ.pk, YEAR) == {"platform": "第二稿。"}
    actions.write(where.head, row.pk, "platform", None, at(JANUARY))
    assert queries.texts_of(where.organ.pk, YEAR) == {}
    assert ReportText.objects.filter(report=row).count() == 3


def test_a_paragraph_with_an_unknown_token_is_refused_and_nothing_is_written_after_checking() -> None:
    where = busy_office()
    row = begun(where)
    with pytest.raises(Refusal, match="不认识"):
        actions.write(where.compiler, row.pk, "platform", "共{everything}条。", at(JANUARY))
    with pytest.raises(Refusal, match="没有“opinion”这一段"):
        actions.write(where.compiler, row.pk, "opinion", "一段。", at(JANUARY))
    row = done(where, row, "check", "compiler")
    with pytest.raises(Refusal, match="不能改写"):
        actions.write(where.compiler, row.pk, "platform", "新的。", at(JANUARY))


def test_what_was_frozen_cannot_be_changed_even_past_the_program() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    for table in ("reportversion", "reporttext", "reportpublication", "reportfile"):
        for statement in (f"UPDATE reporting_{table} SET id = id + 1000", f"DELETE FROM reporting_{table}"):
            with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
    assert ReportFile.objects.filter(version=row.published).exists()


def test_a_version_that_was_altered_past_the_guards_is_told() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    version = ReportVersion.objects.get(report=row)
    assert intact(version)
    version.normal_form = version.normal_form.replace('"line": "1"', '"line": "01"', 1)
    assert not intact(version)
    version.refresh_from_db()
    version.html += " "
    assert not intact(version)
    assert queries.rerender(version)[0].why == "定稿在数据库中被改动过，请核对备份"


def test_buttons_say_what_may_be_done_and_why_the_rest_may_not() -> None:
    where = busy_office()
    begun(where)
    draft = queries.draft(where.compiler, where.organ.pk, YEAR, JANUARY)
    found = {each.event: each for each in options(draft, where.compiler, JANUARY)}
    assert set(found) == set(REPORT.events)
    assert found["check"].allowed
    assert not found["publish"].allowed
    assert "“公布”由公开工作机构负责人办理" in found["publish"].reason
    looking_on = options(draft, where.clerk, JANUARY)
    assert not any(each.allowed for each in looking_on)


def test_what_the_tables_say_of_reports_is_made_again_from_the_journal() -> None:
    where = busy_office()
    row = brought_to(where, "published")
    begun(busy_office("elsewhere"))
    right = AnnualReport.objects.filter(pk=row.pk).values().get()
    assert actions.rebuild(check=True).differences == ()
    AnnualReport.objects.filter(pk=row.pk).update(state="draft", approved="", acts=0, published=None)
    assert [each.what for each in actions.rebuild(check=True).differences] == ["state、acts、approved、published_id"]
    assert len(actions.rebuild().differences) == 1
    assert AnnualReport.objects.filter(pk=row.pk).values().get() == right
    assert actions.rebuild().differences == ()
