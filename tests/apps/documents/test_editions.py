"""A normative page that is published again, taken off and published anew: one document, one number, one page."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.documents import actions, queries
from gongkai.apps.documents.models import Document
from gongkai.law.casework import Refusal
from tests.apps.documents.pages import fields, publish
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2024, 1, 3), date(2024, 6, 3)
EFFECT = date(2024, 2, 1)


@pytest.fixture
def where() -> Office:
    return office()


def in_force(where: Office, on: date) -> int:
    return queries.counts(where.organ.pk, on.year, on)["normative"].in_force


def test_another_number_makes_no_second_document(where: Office) -> None:
    publish(where, "A-1", fields("昌政发〔2024〕1号", EFFECT), FIRST)
    other = fields("昌政发〔2024〕2号", EFFECT)
    assert "先在登记簿更正" in queries.check_item(other, where.organ.pk, "A-1")[0]
    with pytest.raises(Refusal, match="先在登记簿更正"):
        publish(where, "A-1", other, LATER)
    row = Document.objects.get()
    actions.correct_document(where.head, row.pk, {"number": "昌政发〔2024〕2号"}, "文号打错", LATER, at(LATER))
    publish(where, "A-1", other, LATER)
    assert in_force(where, LATER) == 1


def test_another_genre_leaves_no_document_behind_unsaid(where: Office) -> None:
    publish(where, "A-1", fields("昌政发〔2024〕1号", EFFECT), FIRST)
    assert "体裁" in queries.check_item({"genre": "policy"}, where.organ.pk, "A-1")[0]
    assert not queries.check_item({"genre": "policy"}, where.organ.pk, "A-2")


def test_a_term_that_the_text_corrects_is_corrected_and_one_that_was_extended_stays(where: Office) -> None:
    told = fields("昌政发〔2024〕1号", EFFECT, valid_until="2034-01-31")
    row = publish(where, "A-1", told, FIRST)
    row = publish(where, "A-1", {**told, "valid_until": "2029-01-31"}, LATER)
    assert row.valid_until == date(2029, 1, 31)
    actions.extend(where.head, row.pk, date(2031, 1, 31), LATER, "继续施行", at(LATER))
    row = publish(where, "A-1", {**told, "valid_until": "2029-01-31", "title": "办法"}, LATER)
    assert row.valid_until == date(2031, 1, 31)


@pytest.mark.parametrize("how", ["mistaken", "merged"])
def test_what_was_taken_off_may_be_published_again_on_another_page(where: Office, how: str) -> None:
    told = fields("昌政发〔2024〕1号", EFFECT)
    publish(where, "A-1", told, FIRST)
    assert "A-1" in queries.check_item(told, where.organ.pk, "A-2")[0]
    actions.item_withdrawn(where.head, "A-1", how, "", LATER, at(LATER))
    row = publish(where, "A-2", told, LATER)
    assert (row.item, row.published_on, row.issued_on) == ("A-2", LATER, date(2024, 1, 2))
    assert in_force(where, LATER) == 1
    assert not actions.rebuild(check=True).differences


def test_a_number_that_was_annulled_is_said_before_anybody_signs(where: Office) -> None:
    told = fields("昌政发〔2024〕1号", EFFECT)
    row = publish(where, "A-1", told, FIRST)
    actions.annul_document(where.head, row.pk, "误登", LATER, at(LATER))
    assert "误登撤销" in queries.check_item(told, where.organ.pk, "A-2")[0]


@pytest.mark.parametrize(
    "wrong", [{"registration_number": "号" * 61}, {"formed_on": "1048-01-02"}, {"expires_on": "2024-12-31"}]
)
def test_what_the_register_would_not_take_is_said_before_anybody_signs(where: Office, wrong: dict[str, str]) -> None:
    assert queries.check_item(fields("昌政发〔2024〕1号", EFFECT, **wrong), where.organ.pk, "A-1")


def test_what_is_not_in_force_yet_is_not_cleaned_up(where: Office) -> None:
    row = publish(where, "A-1", fields("昌政发〔2024〕1号", EFFECT), FIRST)
    with pytest.raises(Refusal, match="还不用清理"):
        actions.conclude(where.head, row.pk, "continue", "适用", FIRST, "2024年清理", at(FIRST))


def test_a_repeal_on_the_day_of_lapse_is_said_to_come_too_late(where: Office) -> None:
    publish(where, "A-1", fields("昌政发〔2024〕1号", EFFECT, valid_until="2024-06-30"), FIRST)
    late = fields("昌政发〔2024〕2号", date(2024, 7, 1), changes="废止 昌政发〔2024〕1号")
    assert "已失效" in queries.check_item(late, where.organ.pk, "A-2")[0]
    early = fields("昌政发〔2024〕2号", date(2024, 6, 30), changes="废止 昌政发[2024]01号")
    publish(where, "A-2", early, LATER)
    assert [in_force(where, date(2024, 6, day)) for day in (29, 30)] == [1, 1]
    assert queries.marks(where.organ.pk, ["A-1"], date(2024, 7, 1))["A-1"].state == "repealed"
