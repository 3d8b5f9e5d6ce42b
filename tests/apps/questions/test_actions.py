"""Messages through the door: the whole way, who may not, and that nothing a person wrote leaves the vault."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people.actor import program
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.questions import actions, codes, public, queries
from gongkai.apps.questions.models import PublicAnswer, Question
from gongkai.apps.questions.queries import Filters
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, member, office
from tests.apps.questions.world import (
    ANSWER,
    ASKED,
    CLEAN,
    MONDAY,
    NAME,
    PHONE,
    TEXT,
    accepted,
    answered,
    asked,
    drafted,
    fresh,
    prepared,
    published,
)

pytestmark = pytest.mark.django_db
TOLD = {"kind": "consult", "channel": "web"}
TUESDAY = MONDAY + timedelta(1)
WITH_PHONE = {**CLEAN, "public_answer": f"{ANSWER}咨询电话 18640001234。"}


def do(where: Office, by: str, row: Question, event: str, **data: object) -> Question:
    return actions.act(getattr(where, by), row.pk, event, TUESDAY, data, {}, at(TUESDAY, 15))


def test_the_whole_way_from_the_portal_to_everybody(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    where = office()
    found = published(where)
    row = fresh(found)
    assert (row.state, row.shown, row.answered_on, row.working_days) == ("published", True, TUESDAY, 1)
    seen = public.answer(where.organ.code, row.number)
    assert (seen.title, seen.asked, seen.answer) == tuple(CLEAN.values())
    told = public.progress(row.number, found.code, at(TUESDAY, 16))
    assert told is not None
    assert (told.answer, told.text, told.state, told.shown) == (ANSWER, TEXT, "已答复", True)
    kept = " ".join(Entry.objects.values_list("payload", flat=True)) + caplog.text
    for secret in (NAME, PHONE, "幸福小区", "供热补贴怎样", "便民服务中心", found.code):
        assert secret not in kept
    assert all(NAME not in str(value) and PHONE not in str(value) for value in vars(row).values())
    assert actions.rebuild(check=True).differences == ()


def test_numbers_go_on_by_organ_and_year() -> None:
    where, other = office(), office("kangping")
    assert [asked(where).question.number for _ in range(2)] == ["changtu-W-2026-00001", "changtu-W-2026-00002"]
    assert asked(other).question.number == "kangping-W-2026-00001"
    assert asked(where, date(2025, 12, 31)).question.number == "changtu-W-2025-00001"


def test_only_number_and_code_together_lead_to_an_answer() -> None:
    where = office()
    found, another = answered(where), asked(where)
    number = found.question.number
    assert public.progress(number, found.code.lower().replace("-", " "), at(TUESDAY)) is not None
    for wrong in ((number, another.code), (another.question.number, found.code), (number, ""), ("", found.code)):
        assert public.progress(*wrong, at(TUESDAY)) is None
    assert fresh(found).code == codes.digest(found.code)
    assert found.code not in str(vars(fresh(found)))


def test_an_answer_is_told_only_once_it_was_sent() -> None:
    where = office()
    found = drafted(where)
    told = public.progress(found.question.number, found.code, at(TUESDAY))
    assert told is not None
    assert (told.answer, told.state) == ("", "办理中")
    assert not any("签发" in words or "拟写" in words for _, words in told.steps)


def test_another_organ_finds_nothing_and_does_nothing() -> None:
    where, other = office(), office("kangping")
    row = accepted(where).question
    with pytest.raises(Question.DoesNotExist):
        queries.case(other.clerk, row.pk, TUESDAY)
    with pytest.raises(Question.DoesNotExist):
        do(other, "clerk", row, "note", note="x")
    with pytest.raises(Question.DoesNotExist):
        queries.personal(other.clerk, row.pk, "question", at(TUESDAY))
    assert queries.questions(other.clerk, Filters()).total == 0


def test_who_compiles_reports_reads_no_message() -> None:
    where = office()
    row = asked(where).question
    for refused in (where.compiler, where.reviewer):
        with pytest.raises(Forbidden):
            queries.personal(refused, row.pk, "question", at(TUESDAY))
    with pytest.raises(Forbidden):
        queries.counts(where.compiler, TUESDAY)


def test_a_supervisor_looks_on_from_above_without_the_words() -> None:
    above = office("city")
    where = office("below", above.organ)
    watcher = member(above.organ, "supervisor")
    row = asked(where).question
    assert queries.case(watcher, row.pk, TUESDAY).options == ()
    with pytest.raises(Forbidden):
        queries.personal(watcher, row.pk, "question", at(TUESDAY))
    with pytest.raises(Forbidden):
        actions.act(watcher, row.pk, "note", TUESDAY, {"note": "x"}, {}, at(TUESDAY))


def test_reading_leaves_a_trace_with_its_reason() -> None:
    where = office()
    row = asked(where).question
    told = queries.personal(where.clerk, row.pk, "question", at(TUESDAY))
    assert told[1]["text"] == TEXT
    read = Entry.objects.filter(subject="vault", event="read").latest("pk")
    assert (read.person, read.data) == (where.clerk.person, {"why": "question"})
    assert [words for _, fields in queries.beside(where.clerk, row.pk, "accept", at(TUESDAY)) for words in fields]
    assert queries.beside(where.clerk, row.pk, "note", at(TUESDAY)) == ()


def test_the_drafter_does_not_sign_and_the_preparer_does_not_publish() -> None:
    where = office()
    row = accepted(where).question
    actions.act(where.head, row.pk, "draft", TUESDAY, {}, {"answer": ANSWER}, at(TUESDAY))
    with pytest.raises(Refusal, match="另一人签发"):
        do(where, "head", row, "sign")
    do(where, "leader", row, "sign")
    do(where, "clerk", row, "answer", manner="phone")
    actions.act(where.head, row.pk, "prepare", TUESDAY, {}, CLEAN, at(TUESDAY))
    with pytest.raises(Refusal, match="另一人办理"):
        do(where, "head", row, "publish")
    do(where, "leader", row, "publish")
    assert PublicAnswer.objects.count() == 1


def test_signatures_are_of_today() -> None:
    where = office()
    row = drafted(where).question
    with pytest.raises(Refusal, match="当天办理"):
        actions.act(where.head, row.pk, "sign", MONDAY, {}, {}, at(TUESDAY))


def test_what_the_program_fills_cannot_be_sent() -> None:
    where = office()
    forged = codes.digest("x")
    found = asked(where, code=forged)
    assert fresh(found).code != forged
    row = answered(where).question
    actions.act(where.clerk, row.pk, "prepare", TUESDAY, {"doubts": ""}, WITH_PHONE, at(TUESDAY, 11))
    with pytest.raises(Refusal, match="疑点"):
        do(where, "head", row, "publish", digest="0" * 64)


def test_a_telephone_number_is_taken_out_or_explained_by_another_person() -> None:
    where = office()
    row = prepared(where, WITH_PHONE).question
    (doubt,) = queries.open_doubts(where.head, row.pk, at(TUESDAY))
    assert doubt.text == "18640001234"
    assert doubt.text not in doubt.key
    with pytest.raises(Refusal, match="疑点"):
        do(where, "head", row, "publish")
    do(where, "head", row, "clear", finding=doubt.key, reason="窗口对外公布的电话")
    do(where, "head", row, "publish")
    assert "18640001234" in public.answer(where.organ.code, row.number).answer


@pytest.mark.parametrize("left", [NAME, PHONE, f"{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}"])
def test_the_askers_own_name_and_contact_are_never_left_in(left: str) -> None:
    where = office()
    row = answered(where).question
    with pytest.raises(Refusal, match="请删去"):
        actions.act(
            where.clerk, row.pk, "prepare", TUESDAY, {}, {**CLEAN, "public_question": f"{left}问"}, at(TUESDAY, 12)
        )


def test_without_consent_nothing_is_shown_and_withdrawn_consent_takes_it_away() -> None:
    where = office()
    silent = answered(where, publish=False).question
    with pytest.raises(Refusal, match="没有同意"):
        actions.act(where.clerk, silent.pk, "prepare", TUESDAY, {}, CLEAN, at(TUESDAY))
    found = published(where)
    actions.consent_withdrawn(found.question.number, found.code, at(TUESDAY, 17))
    assert not PublicAnswer.objects.exists()
    assert (fresh(found).shown, fresh(found).allowed) == (False, False)
    with pytest.raises(Question.DoesNotExist):
        actions.consent_withdrawn(found.question.number, "WRONG", at(TUESDAY, 17))


def test_what_was_published_is_withdrawn_and_published_anew() -> None:
    where = office()
    row = published(where).question
    do(where, "head", row, "withdraw", reason="答复有变")
    assert not PublicAnswer.objects.exists()
    actions.act(where.clerk, row.pk, "prepare", TUESDAY, {}, {**CLEAN, "public_answer": "新的答复。"}, at(TUESDAY, 16))
    do(where, "head", row, "publish")
    assert public.answer(where.organ.code, row.number).answer == "新的答复。"


def test_opened_again_what_was_shown_is_not_shown_meanwhile() -> None:
    where = office()
    row = published(where).question
    do(where, "clerk", row, "archive")
    assert PublicAnswer.objects.exists()
    do(where, "head", row, "reopen", reason="提问人又来")
    assert not PublicAnswer.objects.exists()


def test_handed_on_the_day_stays_and_both_see_each_other() -> None:
    where, other = office(), office("water")
    found = asked(where)
    do(where, "clerk", found.question, "transfer", to_organ="water", reason="供水的事")
    further = Question.objects.get(origin=found.question.number)
    assert (further.organ, further.since, further.received_on) == (other.organ, MONDAY, TUESDAY)
    assert further.due_on == date(2026, 3, 9)
    there, here = queries.case(other.clerk, further.pk, TUESDAY), queries.case(where.clerk, found.question.pk, TUESDAY)
    assert there.before is not None
    assert here.behind is not None
    assert (there.before.number, here.behind.number) == (found.question.number, further.number)
    assert queries.personal(other.clerk, further.pk, "question", at(TUESDAY))[1]["text"] == TEXT
    told = public.progress(found.question.number, found.code, at(TUESDAY))
    assert told is not None
    assert told.number == further.number
    row = actions.supplemented(found.question.number, found.code, "还有水压低", at(TUESDAY))
    assert row.pk == further.pk
    with pytest.raises(Question.DoesNotExist):
        queries.case(where.clerk, further.pk, TUESDAY)


def test_what_was_added_goes_along_when_handed_on() -> None:
    where, other = office(), office("water")
    found = accepted(where)
    actions.supplemented(found.question.number, found.code, "还有水压低", at(TUESDAY))
    do(where, "clerk", found.question, "transfer", to_organ="water", reason="供水的事")
    further = Question.objects.get(origin=found.question.number)
    assert "水压低" in queries.personal(other.clerk, further.pk, "question", at(TUESDAY))[1]["text"]


@pytest.mark.parametrize(("event", "data", "said"), [
    ("transfer", {"to_organ": "nowhere", "reason": "x"}, "没有名为"),
    ("transfer", {"to_organ": "changtu", "reason": "x"}, "本机关自己"),
    ("void", {"ground": "spam", "reason": "x"}, None),
])  # fmt: skip
def test_what_is_wrong_is_said(event: str, data: dict[str, object], said: str | None) -> None:
    where = office()
    row = accepted(where).question
    if said is None:
        with pytest.raises(Forbidden):
            do(where, "clerk", row, event, **data)
        do(where, "head", row, event, **data)
        assert fresh_state(row) == "void"
        return
    with pytest.raises(Refusal, match=said):
        do(where, "clerk", row, event, **data)
    assert fresh_state(row) == "handling"


def fresh_state(row: Question) -> str:
    return Question.objects.get(pk=row.pk).state


def test_an_item_that_is_not_there_is_not_adopted() -> None:
    where = office()
    row = accepted(where, kind="disclose").question
    with pytest.raises(Refusal, match="没有索引号"):
        do(where, "clerk", row, "adopt", item="changtu-2026-00001")


def test_a_form_that_others_overtook_is_refused() -> None:
    where = office()
    row = accepted(where).question
    with pytest.raises(Stale):
        actions.act(where.clerk, row.pk, "note", TUESDAY, {"note": "x"}, {}, at(TUESDAY), based_on=1)


def test_the_database_refuses_an_answer_without_signature_and_any_change() -> None:
    where = office()
    row = published(where).question
    made = PublicAnswer.objects.get()
    other = answered(where).question
    forged = PublicAnswer(
        question=other, organ=where.organ, number=other.number, kind="consult", title="t", asked="a", answer="b",
        asked_on=MONDAY, answered_on=MONDAY, published_on=MONDAY, published_at=at(MONDAY), digest=made.digest,
    )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        forged.save(force_insert=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        PublicAnswer.objects.filter(question=row).update(answer="别的")
    assert PublicAnswer.objects.get().answer == ANSWER


def test_an_answer_exchanged_behind_the_program_is_taken_down() -> None:
    where = office()
    made = published(where)
    row = PublicAnswer.objects.get()
    told = {field.attname: getattr(row, field.attname) for field in PublicAnswer._meta.concrete_fields}
    row.delete()
    PublicAnswer.objects.create(**{**told, "answer": "别的"})
    (found,) = actions.rebuild(check=True).differences
    assert found.number == made.question.number
    actions.rebuild()
    assert not PublicAnswer.objects.exists()


def test_columns_changed_by_hand_are_restored() -> None:
    where = office()
    row = answered(where).question
    Question.objects.filter(pk=row.pk).update(state="void", shown=True, due_on=None, code="x")
    assert actions.rebuild().differences
    assert fresh_state(row) == "answered"
    assert actions.rebuild(check=True).differences == ()


def test_kept_long_enough_the_words_are_shredded_and_the_rest_stands() -> None:
    where = office()
    found = published(where)
    do(where, "clerk", found.question, "archive")
    later = date(2031, 3, 4)
    assert journal.settle_due(later, 5) > 0
    vault.shred_due(later, at(later))
    assert actions.rebuild(check=True).differences == ()
    assert public.answer(where.organ.code, found.question.number).answer == ANSWER
    assert queries.personal(where.clerk, found.question.pk, "question", at(later)) == {}
    told = public.progress(found.question.number, found.code, at(later))
    assert told is not None
    assert (told.text, told.answer) == ("", "")


def test_counts_and_lists_show_what_waits() -> None:
    where = office()
    asked(where)
    accepted(where)
    drafted(where)
    prepared(where)
    asked(where, date(2025, 11, 3))
    found = queries.counts(where.clerk, date(2026, 3, 9))
    assert (found.new, found.late, found.soon, found.to_sign, found.to_publish, found.over_line) == (2, 1, 3, 1, 1, 1)
    page = queries.questions(where.clerk, Filters(open=True))
    assert page.rows[0].received_on == date(2025, 11, 3)
    assert queries.questions(where.clerk, Filters(name="欧阳 锦绣")).total == 5
    assert queries.questions(where.clerk, Filters(text="申请", kind="consult", states=("drafted",))).total == 1


def test_figures_of_answering() -> None:
    where = office()
    answered(where)
    asked(where, kind="correction")
    row = asked(where).question
    do(where, "head", row, "void", ground="spam", reason="广告")
    consult, correction = public.tallies(2026)
    assert (consult.kind, consult.received, consult.answered, consult.open, consult.void, consult.days) == (
        "consult", 2, 1, 0, 1, 1.0
    )  # fmt: skip
    assert (correction.received, correction.open, correction.days) == (1, 1, None)


def test_a_message_without_words_is_not_taken() -> None:
    where = office()
    with pytest.raises(Refusal, match="须填写"):
        actions.receive(
            program(where.organ.pk), where.organ.pk, MONDAY, {"kind": "consult", "channel": "web"},
            {**ASKED, "text": " "}, at(MONDAY),
        )  # fmt: skip
    assert not Question.objects.exists()


def test_a_form_sent_twice_is_one_message_with_one_code() -> None:
    where, token = office(), codes.token()
    first, again = (
        actions.receive(program(where.organ.pk), where.organ.pk, MONDAY, TOLD, ASKED, at(MONDAY), token) for _ in "12"
    )
    assert (first.question.pk, first.code) == (again.question.pk, again.code)
    assert Question.objects.count() == 1
    assert codes.of("no token") != codes.of("no token")


def test_a_form_sent_again_with_other_words_neither_loses_them_nor_tells_of_the_first() -> None:
    where, token = office(), codes.token()
    by, at_once = program(where.organ.pk), at(MONDAY)
    first = actions.receive(by, where.organ.pk, MONDAY, TOLD, ASKED, at_once, token)
    with pytest.raises(actions.SentBefore, match="还没有提交"):
        actions.receive(by, where.organ.pk, MONDAY, TOLD, {**ASKED, "text": "另一件事。"}, at_once, token)
    other = office("kangping").organ.pk
    with pytest.raises(actions.SentBefore):
        actions.receive(program(other), other, MONDAY, TOLD, ASKED, at_once, token)
    assert Question.objects.get().pk == first.question.pk
