"""What an applicant sees by number and code through the whole life of a request, and what he does himself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.applying import actions, queries
from gongkai.apps.applying.actions import Applied
from gongkai.apps.applying.seen import Progress
from gongkai.apps.journal.models import Entry
from gongkai.apps.papers.actions import Upload
from gongkai.apps.papers.models import Paper
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Refusal
from tests.apps.applying.world import CONTENT, MONDAY, applied, do, fresh, handled
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(n) for n in (1, 2, 3))
REASON = "该信息由本机关制作，属于可以公开的信息。"


def told(found: Applied, day: date = THURSDAY, hour: int = 17) -> Progress:
    seen = queries.progress(found.request.number, found.code, at(day, hour))
    assert seen is not None
    return seen


def decided(where: Office, decision: str = "provided", day: date = WEDNESDAY) -> Applied:
    found = handled(where)
    do(where, "clerk", found, "propose", day, decision=decision, reason=REASON)
    do(where, "reviewer", found, "review", day)
    do(where, "head", found, "sign", day, number="昌政公开〔2026〕1号")
    return found


def served(where: Office, decision: str = "provided") -> Applied:
    found = decided(where, decision)
    do(where, "clerk", found, "serve", THURSDAY, manner="online", evidence="系统回执1")
    return found


def test_only_number_and_code_together_lead_to_a_request() -> None:
    where = office()
    found, another = handled(where), handled(where)
    number = found.request.number
    assert queries.progress(number, found.code.lower().replace("-", " "), at(TUESDAY)) is not None
    for wrong in (
        (number, another.code),
        (another.request.number, found.code),
        (number, ""),
        ("", found.code),
        ("", ""),
    ):
        assert queries.progress(*wrong, at(TUESDAY)) is None
        with pytest.raises(Request.DoesNotExist):
            actions.withdrawn(*wrong, at(TUESDAY))
    assert fresh(found).state == "handling"


def test_files_of_whoever_has_no_code_are_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    found = handled(office())
    # Looking at files takes a reading process and a scanner: both would be anybody's to keep busy.
    monkeypatch.setattr("gongkai.apps.papers.examining.files.examined", lambda data, name: pytest.fail("looked at"))
    for act in (actions.corrected, actions.reasons_given):
        with pytest.raises(Request.DoesNotExist):
            act(found.request.number, "AAAA-AAAA-AAAA", "见附件", [Upload("x.pdf", b"%PDF-1.7")], at(TUESDAY))


def test_from_arrival_to_the_correction_and_its_answer() -> None:
    where = office()
    found = applied(where)
    seen = told(found, MONDAY)
    assert (seen.state, seen.received, seen.due, seen.content) == ("等待与您确认", None, None, CONTENT)
    assert "withdraw" in seen.may
    do(where, "clerk", found, "confirm", TUESDAY, how="电话")
    before = told(found).due
    assert before is not None
    do(where, "clerk", found, "ask_correction", WEDNESDAY, what="写明年份", until="2026-03-13", manner="online")
    seen = told(found)
    assert (seen.state, seen.due) == ("等您补正", None)
    assert [(each.title, each.until, each.answered) for each in seen.notices] == [
        ("补正告知书", date(2026, 3, 13), None)
    ]
    assert "写明年份" in seen.notices[0].text
    row = actions.corrected(
        seen.number, found.code, "2025年的", [Upload("说明.txt", "二〇二五年".encode())], at(THURSDAY, 18)
    )
    assert (row.state, row.corrected_on) == ("handling", THURSDAY)
    paper = Paper.objects.get(subject="request", subject_id=row.pk)
    assert (paper.kind, paper.place, paper.shown) == ("correction", row.acts, False)
    seen = told(found, date(2026, 3, 6))
    assert seen.due is not None
    assert seen.due.due > before.due
    assert seen.notices[0].answered == THURSDAY
    assert any("重新计算" in each.clock for each in seen.steps)
    with pytest.raises(Refusal):
        actions.corrected(seen.number, found.code, "再补", [], at(date(2026, 3, 6)))


def test_a_file_that_is_refused_leaves_nothing_behind() -> None:
    where = office()
    found = handled(where)
    do(where, "clerk", found, "ask_correction", TUESDAY, what="写明年份", until="2026-03-13", manner="online")
    with pytest.raises(Refusal):
        actions.corrected(found.request.number, found.code, "见附件", [Upload("x.exe", b"MZ\x90\x00")], at(TUESDAY, 18))
    assert fresh(found).state == "correcting"
    assert not Paper.objects.exists()


def test_nothing_of_the_houses_own_work_is_told_before_the_reply_left() -> None:
    where = office()
    found = decided(where)
    do(where, "clerk", found, "note", WEDNESDAY, note="领导批示")
    seen = told(found)
    assert (seen.state, seen.decided, seen.remedies, seen.may) == ("办理中", None, None, frozenset({"withdraw"}))
    assert REASON not in str(seen)
    assert not any(word in str(seen.steps) for word in ("审核", "签发", "批示", "提出"))


def test_the_reply_with_its_article_and_remedies() -> None:
    where = office()
    where.organ.review_organ, where.organ.court = "昌图县人民政府", "昌图县人民法院"
    where.organ.review_online = "https://review.example/"
    where.organ.save()
    seen = told(served(where))
    assert (seen.state, seen.due) == ("已答复", None)
    assert seen.decided is not None
    assert (seen.decided.number, seen.decided.reason, seen.decided.served) == ("昌政公开〔2026〕1号", REASON, THURSDAY)
    assert seen.remedies is not None
    assert [(each.name, each.where) for each in seen.remedies.ways] == [
        ("申请行政复议", "昌图县人民政府"),
        ("直接提起行政诉讼", "昌图县人民法院"),
    ]
    assert "60日" in seen.remedies.paragraph
    assert seen.may == {"service_received", "rate"}


def test_what_is_withheld_goes_to_review_first() -> None:
    where = office()
    seen = told(served(where, "internal"))
    assert seen.remedies is not None
    assert [(each.name, each.first) for each in seen.remedies.ways] == [("申请行政复议", True)]
    assert any("必须先申请行政复议" in each for each in seen.remedies.caveats)


def test_the_day_of_receipt_moves_the_remedies_and_is_told_once() -> None:
    where = office()
    found = served(where)
    before = told(found).remedies
    actions.reply_received(found.request.number, found.code, at(date(2026, 3, 9)))
    seen = told(found, date(2026, 3, 9))
    assert before is not None
    assert seen.remedies is not None
    assert seen.remedies.ways[0].deadline.due > before.ways[0].deadline.due
    assert seen.may == {"rate"}


def test_rated_once_in_five_steps() -> None:
    where = office()
    found, another = served(where), served(where)
    actions.rated(found.request.number, found.code, "4", "答得清楚", at(THURSDAY, 18))
    assert (told(found).rated, fresh(found).score) == ("满意", 4)
    with pytest.raises(Refusal):
        actions.rated(found.request.number, found.code, "1", "", at(THURSDAY, 19))
    with pytest.raises(Refusal):
        actions.rated(another.request.number, another.code, "9", "", at(THURSDAY, 19))
    assert "答得清楚" not in " ".join(Entry.objects.values_list("payload", flat=True))


def test_withdrawn_it_ends_without_anything_to_contest() -> None:
    where = office()
    found = handled(where)
    row = actions.withdrawn(found.request.number, found.code, at(TUESDAY))
    assert (row.state, row.counted) == ("closed", "withdrawn")
    seen = told(found)
    assert (seen.state, seen.remedies) == ("已撤回", None)
    assert "service_received" not in seen.may


def test_a_fee_with_its_arithmetic_and_last_day() -> None:
    where = office()
    found = handled(where)
    do(where, "clerk", found, "charge_fee", TUESDAY, scale="pages", quantity=40, number="昌收1号", manner="online")
    seen = told(found)
    assert seen.fee is not None
    assert (seen.state, seen.fee.amount > 0, seen.fee.due) == ("等您缴费", True, None)
    assert any("元" in each for each in seen.fee.arithmetic)
    actions.notice_received(seen.number, found.code, at(THURSDAY))
    seen = told(found)
    assert seen.fee is not None
    assert seen.fee.due is not None
    assert seen.fee.due.due == date(2026, 4, 2)
    do(where, "clerk", found, "pay_fee", THURSDAY, receipt_number="辽财1")
    assert told(found).state == "办理中"


def test_a_third_party_is_told_of_without_a_name() -> None:
    where = office()
    found = handled(where)
    do(
        where,
        "clerk",
        found,
        "consult_third_party",
        TUESDAY,
        label="第三方甲公司",
        number="昌征〔2026〕1号",
        body_name="某某有限公司",
    )
    seen = told(found)
    assert [each.who for each in seen.consulted] == ["第三方"]
    assert "第三方甲公司" not in str(seen)
    assert "某某有限公司" not in str(seen)
    assert "不计入" in seen.now


def test_an_extension_with_its_reason_and_new_day() -> None:
    where = office()
    found = handled(where)
    first = told(found).due
    do(where, "clerk", found, "request_extension", TUESDAY, working_days=10, reason="需要向档案馆调卷")
    do(where, "head", found, "approve_extension", TUESDAY)
    assert told(found).notices == ()
    do(where, "clerk", found, "notify_extension", WEDNESDAY, manner="online", evidence="回执")
    seen = told(found)
    assert seen.due is not None
    assert first is not None
    assert seen.due.due > first.due
    assert "需要向档案馆调卷" in seen.notices[0].text
    assert str(seen.due.due) in seen.notices[0].text


def test_reasons_are_asked_and_given_once() -> None:
    where = office()
    found = handled(where)
    do(where, "clerk", found, "ask_reasons", TUESDAY, reason="本月第十二件同类申请", manner="online")
    assert "give_reasons" in told(found).may
    actions.reasons_given(found.request.number, found.code, "为了写论文", [], at(WEDNESDAY))
    seen = told(found)
    assert "give_reasons" not in seen.may
    assert seen.notices[0].answered == WEDNESDAY


def test_until_when_reasons_are_asked_for_is_told_and_that_the_day_has_passed() -> None:
    where = office()
    found = handled(where)
    until = date(2026, 3, 14)
    do(where, "clerk", found, "ask_reasons", TUESDAY, reason="本月第十二件", until=until.isoformat(), manner="online")
    (notice,) = told(found).notices
    # A Saturday: it rolls to Monday.
    assert (notice.event, notice.until, notice.overdue) == ("ask_reasons", date(2026, 3, 16), False)
    assert told(found, date(2026, 3, 17)).notices[0].overdue


def test_silence_past_the_term_opens_the_way_to_review() -> None:
    seen = told(handled(office()), date(2026, 4, 30))
    assert seen.remedies is not None
    # 2026-03-30 is the last day: 60 days and six months are counted from it, not from the day after.
    assert [each.deadline.due for each in seen.remedies.ways] == [date(2026, 5, 29), date(2026, 9, 30)]
    assert "已过" in seen.remedies.paragraph
    assert any("未核实" in each for each in seen.remedies.caveats)


def test_what_was_signed_and_did_not_come_is_silence_too() -> None:
    seen = told(decided(office()), date(2026, 4, 30))
    assert (seen.decided, seen.state) == (None, "办理中")
    assert seen.remedies is not None
    assert len(seen.remedies.ways) == 2


def test_whoever_signed_for_the_reply_knows_it_from_that_day() -> None:
    where = office()
    found = handled(where, MONDAY, wanted_way="by_hand")
    do(where, "clerk", found, "propose", WEDNESDAY, decision="provided", reason=REASON)
    do(where, "reviewer", found, "review", WEDNESDAY)
    do(where, "head", found, "sign", WEDNESDAY, number="昌政公开〔2026〕1号")
    do(where, "clerk", found, "serve", THURSDAY, manner="by_hand", evidence="送达回证")
    remedies = told(found).remedies
    assert remedies is not None
    assert remedies.caveats == ()
    assert remedies.ways[0].deadline.due == date(2026, 5, 6)


def test_what_was_corrected_stands_as_it_is_now() -> None:
    where = office()
    found = handled(where)
    do(where, "clerk", found, "ask_correction", TUESDAY, what="写明年份", until="2026-03-13", manner="online")
    do(where, "clerk", found, "correct", WEDNESDAY, target=3, annul=True, reason="误登")
    seen = told(found)
    assert (seen.state, seen.notices) == ("办理中", ())


def test_silence_of_a_third_party_is_told_as_what_it_means_and_the_term_runs_again() -> None:
    where = office()
    found = handled(where)
    letter = "昌政公开函〔2026〕2号"
    do(where, "clerk", found, "consult_third_party", TUESDAY, number=letter, label="第三方甲", body_name="欧阳锦绣")
    do(where, "clerk", found, "third_party_received", TUESDAY, label="第三方甲", evidence="签收单")
    do(where, "clerk", found, "consult_co_producer", TUESDAY, label="县司法局", number="昌政公开函〔2026〕3号")
    do(where, "clerk", found, "co_producer_received", WEDNESDAY, label="县司法局", evidence="签收单")
    do(where, "clerk", found, "co_producer_replied", THURSDAY, label="县司法局", opinion="agrees", note="")
    waiting = told(found, date(2026, 3, 24))
    assert "正在征求第三方的意见" in waiting.now
    assert waiting.steps[-1].clock == "还在等其他对象的意见，答复期限仍不计算"
    after = told(found, date(2026, 3, 25))
    assert "征求" not in after.now
    assert (after.steps[-1].day, after.steps[-1].clock) == (date(2026, 3, 24), "答复期限继续计算")
    assert "由本机关决定" in after.steps[-1].words


def test_no_last_day_is_told_while_another_organ_has_no_term_to_answer() -> None:
    where = office()
    found = handled(where)
    do(where, "clerk", found, "consult_other_organ", TUESDAY, label="县司法局", number="昌政公开函〔2026〕3号")
    seen = told(found, date(2026, 6, 1))
    assert (seen.due, seen.remedies) == (None, None)
    assert any("收到以后才能算出最后一天" in each for each in seen.why)
    do(where, "clerk", found, "other_organ_replied", WEDNESDAY, label="县司法局", note="")
    assert told(found).due is not None


def test_handled_again_is_no_second_receipt() -> None:
    where = office()
    found = served(where)
    do(where, "head", found, "reopen", date(2026, 3, 9), ground="review", reason="复议决定撤销", until="2026-03-20")
    seen = told(found, date(2026, 3, 9))
    assert seen.why[0] == "2026-03-09 重新办理，答复期限从第二天起重新数工作日。"
    assert any("2026-03-20 是复议决定" in each for each in seen.why)
