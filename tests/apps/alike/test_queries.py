"""Who asked for the same before, who else asks for it, and how often one asks: by the public doors, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.alike import bands, keeping, matching, queries
from gongkai.apps.alike.models import Signature
from gongkai.apps.journal.models import Entry
from gongkai.apps.people import rights
from gongkai.apps.people.actor import program
from gongkai.apps.questions import actions as questions
from gongkai.apps.requests import actions
from gongkai.apps.requests.models import Request
from gongkai.texts.likeness import SAME
from tests.apps.alike.asking import (
    ANNA,
    BERT,
    CARL,
    HEATING,
    HOUSES,
    HOUSES_BEFORE,
    HOUSES_TOLD_LONGER,
    asked,
)
from tests.apps.office import MONDAY, REGISTRATION, Office, at, closed, member, office

pytestmark = pytest.mark.django_db
LATER = date(2028, 5, 15)


def test_the_same_person_is_shown_what_he_was_answered_in_all_years() -> None:
    where = office()
    first = asked(where, HOUSES)
    closed(where, first, MONDAY + timedelta(3))
    asked(where, HEATING)
    again = asked(where, HOUSES_TOLD_LONGER, day=LATER)
    (found,) = queries.same_person(where.clerk, again.pk, LATER)
    assert (found.pk, found.number, found.day) == (first.pk, first.number, MONDAY)
    assert found.likeness.level == SAME
    assert (found.decision, found.closed_on) == ("予以公开", MONDAY + timedelta(3))
    assert found.letter_number
    assert found.how == ""


def test_another_year_is_near_and_said() -> None:
    where = office()
    earlier = asked(where, HOUSES_BEFORE)
    again = asked(where, HOUSES, day=LATER)
    (found,) = queries.same_person(where.clerk, again.pk, LATER)
    assert found.pk == earlier.pk
    assert not found.same
    assert found.how == "年份不同（那件 2021 年，这件 2023 年）"


def test_several_people_are_counted_once_each_and_only_for_the_same() -> None:
    where = office()
    row = asked(where, HOUSES)
    asked(where, HOUSES_TOLD_LONGER)
    asked(where, HOUSES, BERT)
    asked(where, HOUSES_BEFORE, CARL)
    found = queries.several(where.clerk, row.pk, MONDAY)
    assert (found.count, found.people) == (3, 2)
    assert found.several
    assert {each.same_person for each in found.others if each.same} == {True, False}
    # After two years it is history to others.
    late = asked(where, HOUSES, CARL, LATER)
    assert queries.several(where.clerk, late.pk, LATER).count == 0


@pytest.mark.parametrize(("where_cut", "most"), [(bands, "CROWD"), (matching, "CANDIDATES")])
def test_where_too_many_ask_the_same_it_is_said_that_not_all_were_looked_at(
    monkeypatch: pytest.MonkeyPatch, where_cut: object, most: str
) -> None:
    where = office()
    rows = [asked(where, HOUSES, name) for name in (ANNA, BERT, CARL)]
    whole = queries.several(where.clerk, rows[0].pk, MONDAY)
    assert (whole.count, whole.people, whole.cut) == (2, 3, False)
    monkeypatch.setattr(where_cut, most, 2)
    cut = queries.several(where.clerk, rows[0].pk, MONDAY)
    assert cut.cut
    assert {each.pk for each in cut.others} <= {row.pk for row in rows[1:]}
    assert rows[2].pk in {each.pk for each in cut.others}, "the newest are kept"
    # What one person asked is looked at whole, however much it is.
    assert [each.pk for each in queries.same_person(where.clerk, asked(where, HOUSES).pk, MONDAY)] == [rows[0].pk]


def test_messages_that_want_the_same_count_too() -> None:
    where = office()
    row = asked(where, HOUSES)
    told = {"kind": "consult", "channel": "web"}
    words = {"asker_name": BERT, "contact": "电话", "title": "危房改造补助", "text": HOUSES}
    questions.receive(program(where.organ.pk), where.organ.pk, MONDAY, told, words, at(MONDAY))
    found = queries.several(where.clerk, row.pk, MONDAY)
    assert [(each.sort, each.same, each.closed_on) for each in found.others] == [("question", True, None)]
    assert found.people == 2
    # Who may not see messages is told of none.
    assert queries.several(where.compiler, row.pk, MONDAY).count == 0


def test_a_text_that_is_not_saved_finds_its_like_and_leaves_nothing() -> None:
    where, other = office(), office("kangping")
    mine = asked(where, HOUSES, day=MONDAY)
    asked(other, HOUSES)
    found = queries.resembling(where.clerk, HOUSES_TOLD_LONGER, ANNA, LATER)
    assert [(each.pk, each.same_person) for each in found] == [(mine.pk, True)]
    assert queries.resembling(where.clerk, HOUSES, CARL, LATER) == ()
    assert [each.same_person for each in queries.resembling(where.clerk, HOUSES, CARL, MONDAY)] == [False]
    assert queries.resembling(where.clerk, "如题", ANNA, MONDAY) == ()


def test_another_organ_is_shown_nothing() -> None:
    where, other = office(), office("kangping")
    row = asked(where, HOUSES)
    asked(where, HOUSES, BERT)
    asked(other, HOUSES)
    assert queries.several(other.clerk, row.pk, MONDAY).count == 0
    assert queries.same_person(other.clerk, row.pk, MONDAY) == ()
    assert queries.month(other.clerk, row.pk) is None
    assert queries.groups(other.clerk, MONDAY) == ((), False)
    admin = member(where.organ, "admin")
    with pytest.raises(rights.Forbidden):
        queries.same_person(admin, row.pk, MONDAY)
    with pytest.raises(rights.Forbidden):
        queries.busy(admin, MONDAY, 1)


def test_what_was_annulled_is_not_told() -> None:
    where = office()
    gone, row = asked(where, HOUSES), asked(where, HOUSES)
    assert [each.pk for each in queries.same_person(where.clerk, row.pk, MONDAY)] == [gone.pk]
    assert queries.same_person(where.clerk, gone.pk, MONDAY) == (), "what came later is no earlier request"
    told = {"ground": "mistake", "reason": "误登"}
    actions.act(where.head, gone.pk, "void", MONDAY, told, {}, at(MONDAY))
    assert queries.same_person(where.clerk, row.pk, MONDAY) == ()
    assert queries.several(where.clerk, row.pk, MONDAY).count == 0


def test_a_corrected_text_takes_the_place_of_the_wrong_one() -> None:
    where = office()
    row, other = asked(where, HEATING), asked(where, HOUSES)
    data = {"channel": "counter", "applicant": "natural", "subject": "危房补助", "items": 1}
    data |= {"wanted_form": "paper", "wanted_way": "mail"}
    told = {"target": 1, "reason": "录错了", "day": MONDAY.isoformat(), "data": data}
    private = {"content": HOUSES}
    actions.act(where.clerk, row.pk, "correct", MONDAY, told, private, at(MONDAY))
    assert [each.pk for each in queries.same_person(where.clerk, other.pk, MONDAY)] == [row.pk]
    assert queries.resembling(where.clerk, HEATING, ANNA, MONDAY) == ()


def _correct(where: Office, row: Request, told: dict[str, object], private: dict[str, str] | None = None) -> None:
    told = {"reason": "录错了", **told}
    actions.act(where.head, row.pk, "correct", MONDAY, told, private or {}, at(MONDAY))


def _subject(subject: str, items: int = 1) -> dict[str, object]:
    return {"target": 1, "day": MONDAY.isoformat(), "data": {**REGISTRATION, "subject": subject, "items": items}}


def _readings() -> int:
    return Entry.objects.filter(subject="vault", event="read").count()


def test_a_corrected_subject_counts_at_once_with_the_old_words() -> None:
    where = office()
    row = asked(where, "就是上面说的那件事", subject=HEATING)
    assert [each.pk for each in queries.resembling(where.clerk, HEATING, ANNA, MONDAY)] == [row.pk]
    before = _readings()
    _correct(where, row, _subject(HOUSES))
    assert _readings() == before + 1, "the words were opened once, and the journal knows"
    assert queries.resembling(where.clerk, HEATING, ANNA, MONDAY) == ()
    assert [each.pk for each in queries.resembling(where.clerk, HOUSES, ANNA, MONDAY)] == [row.pk]
    kept = [bytes(each.mins) for each in Signature.objects.all()]
    keeping.renew(at(MONDAY), fresh=True)
    assert [bytes(each.mins) for each in Signature.objects.all()] == kept, "as all are made anew"
    assert keeping.compare(at(MONDAY)) == (1, [])


def test_a_correction_that_is_taken_back_brings_the_first_words_again() -> None:
    where = office()
    row = asked(where, HEATING)
    _correct(where, row, _subject("危房补助"), {"content": HOUSES})
    assert queries.resembling(where.clerk, HEATING, ANNA, MONDAY) == ()
    _correct(where, row, {"target": 2, "annul": True})
    assert queries.resembling(where.clerk, HOUSES, ANNA, MONDAY) == ()
    assert [each.pk for each in queries.resembling(where.clerk, HEATING, ANNA, MONDAY)] == [row.pk]
    assert Signature.objects.count() == 1


def test_a_correction_of_something_else_opens_nothing() -> None:
    where = office()
    row = asked(where, HEATING)
    actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "已电话联系"}, {}, at(MONDAY))
    before = _readings()
    _correct(where, row, {"target": 2, "annul": True})
    _correct(where, row, _subject("一件申请", items=2))
    assert _readings() == before
    assert [each.pk for each in queries.resembling(where.clerk, HEATING, ANNA, MONDAY)] == [row.pk]


def test_a_month_is_counted_with_its_fees() -> None:
    where = office()
    rows = [asked(where, f"{HEATING}{at}") for at in range(12)]
    found = queries.month(where.clerk, rows[11].pk)
    assert found is not None
    assert (found.place.place, found.place.total, len(found.requests)) == (12, 12, 12)
    assert (found.own.amount, found.together.sentence) == (100, "2×100＝200元")
    assert found.pages.key == "pages"
    (busy,) = queries.busy(where.clerk, MONDAY, 10)
    assert (busy.applicant.count, busy.fee.amount) == (12, 200)
    assert ANNA not in busy.applicant.masked
    assert queries.busy(where.clerk, LATER, 1) == ()


def test_the_office_in_charge_sees_numbers_of_below() -> None:
    county = office()
    town = office("town", county.organ)
    asked(town, HOUSES)
    asked(town, HEATING)
    supervisor = member(county.organ, "supervisor")
    (found,) = queries.busy_below(supervisor, MONDAY, 2, MONDAY)
    assert (found.organ, found.people, found.most) == ("town办公室", 1, 2)
    assert queries.busy_below(county.clerk, MONDAY, 2, MONDAY) == ()


def test_groups_tell_what_several_people_want() -> None:
    where = office()
    asked(where, HOUSES, subject="危房补助")
    asked(where, HOUSES_TOLD_LONGER, BERT, MONDAY + timedelta(1), "危房补助名单")
    asked(where, HOUSES_BEFORE, CARL)
    asked(where, HEATING)
    asked(where, HEATING)
    (group,), cut = queries.groups(where.clerk, MONDAY)
    assert (group.people, len(group.others), group.subject, cut) == (2, 2, "危房补助名单", False)
