"""Messages: columns that follow from the journal, words that are shredded, lists and figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import vault
from gongkai.apps.questions import actions, public, queries
from gongkai.apps.questions.models import Question
from gongkai.apps.questions.queries import Filters
from tests.apps.office import Office, at, office
from tests.apps.questions.world import (
    ANSWER,
    MONDAY,
    accepted,
    answered,
    asked,
    drafted,
    prepared,
    published,
)

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(1)


def do(where: Office, by: str, row: Question, event: str, **data: object) -> Question:
    return actions.act(getattr(where, by), row.pk, event, TUESDAY, data, {}, at(TUESDAY, 15))


def fresh_state(row: Question) -> str:
    return Question.objects.get(pk=row.pk).state


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
