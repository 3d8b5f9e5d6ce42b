"""Messages: who finds, reads, drafts, signs and shows one, and who does not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.apps.journal.models import Entry
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.questions import actions, codes, queries
from gongkai.apps.questions.models import PublicAnswer, Question
from gongkai.apps.questions.queries import Filters
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, member, office
from tests.apps.questions.world import (
    ANSWER,
    CLEAN,
    MONDAY,
    TEXT,
    accepted,
    answered,
    asked,
    drafted,
    fresh,
)

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(1)
WITH_PHONE = {**CLEAN, "public_answer": f"{ANSWER}咨询电话 18640001234。"}


def do(where: Office, by: str, row: Question, event: str, **data: object) -> Question:
    return actions.act(getattr(where, by), row.pk, event, TUESDAY, data, {}, at(TUESDAY, 15))


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
