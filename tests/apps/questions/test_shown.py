"""Messages: what everybody may read of an answer, and what takes it away again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from gongkai.apps.questions import actions, public, queries
from gongkai.apps.questions.models import PublicAnswer, Question
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, office
from tests.apps.questions.world import (
    ANSWER,
    CLEAN,
    MONDAY,
    NAME,
    PHONE,
    accepted,
    answered,
    fresh,
    prepared,
    published,
)

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(1)
WITH_PHONE = {**CLEAN, "public_answer": f"{ANSWER}咨询电话 18640001234。"}


def do(where: Office, by: str, row: Question, event: str, **data: object) -> Question:
    return actions.act(getattr(where, by), row.pk, event, TUESDAY, data, {}, at(TUESDAY, 15))


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


def test_an_item_that_is_not_there_is_not_adopted() -> None:
    where = office()
    row = accepted(where, kind="disclose").question
    with pytest.raises(Refusal, match="没有索引号"):
        do(where, "clerk", row, "adopt", item="changtu-2026-00001")


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
