"""Messages through the door: the whole way from the form to the answer, handed on, sent twice, overtaken; nothing a person wrote leaves the vault."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest

from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people.actor import program
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.questions import actions, codes, public, queries
from gongkai.apps.questions.models import Question
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, office
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
    published,
)

pytestmark = pytest.mark.django_db
TOLD = {"kind": "consult", "channel": "web"}
TUESDAY = MONDAY + timedelta(1)


def do(where: Office, by: str, row: Question, event: str, **data: object) -> Question:
    return actions.act(getattr(where, by), row.pk, event, TUESDAY, data, {}, at(TUESDAY, 15))


def fresh_state(row: Question) -> str:
    return Question.objects.get(pk=row.pk).state


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


def test_a_form_that_others_overtook_is_refused() -> None:
    where = office()
    row = accepted(where).question
    with pytest.raises(Stale):
        actions.act(where.clerk, row.pk, "note", TUESDAY, {"note": "x"}, {}, at(TUESDAY), based_on=1)


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
