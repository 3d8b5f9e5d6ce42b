"""Reviews and suits through the door: every event, who may, what the year counts, and that the journal restores them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from gongkai.annual.compile.cells import RemedyFilter, definitions
from gongkai.annual.compile.material import RemedyGroup, When
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.remedies import actions, queries
from gongkai.apps.remedies.kind import KIND
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.queries import Filters
from gongkai.law.casework import Refusal
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.returns import form_for_year
from tests.apps.office import MONDAY, Office, at, office, opened
from tests.apps.requests.stories import LATER, SECRET, actor_of
from tests.law.casework import telling

pytestmark = pytest.mark.django_db
END = date(2024, 12, 31)
PARTY = {"party_name": SECRET}
STORIES: Mapping[str, Sequence[str]] = {
    "a review to its end": (
        "2024-03-04 notify",
        "2024-03-08 answer",
        "2024-03-11 note",
        "2024-03-12 suspend",
        "2024-03-20 resume",
        "2024-03-21 extend_review",
        "2024-05-06 conclude outcome=revoked",
        "2024-05-20 comply",
        "2024-06-03 archive",
    ),
    "a suit, corrected": (
        "2024-03-04 notify group=litigation_direct",
        "2024-03-06 correct target=1 to=2024-03-01",
        "2024-03-12 answer",
        "2024-06-03 conclude outcome=claim_rejected",
    ),
    "another organ's": (
        "2024-03-04 notify",
        "2024-03-06 void ground=not_ours",
    ),
}


def perform(where: Office, lines: Sequence[str], number: str = "") -> Remedy:
    before: list[telling.CaseAct] = []
    row: Remedy | None = None
    for line in lines:
        act = telling.one(line, before, KIND.procedure, REMEDY_FORMS)
        before.append(act)
        row = do(actor_of(where, act.role), row, act, number)
    assert row is not None
    return row


def do(by: Actor, row: Remedy | None, act: telling.CaseAct, number: str = "") -> Remedy:
    if row is None:
        return actions.open_remedy(by, number, act.day, act.data, PARTY, LATER)
    return actions.act(by, row.pk, act.event, act.day, act.data, {}, LATER, based_on=row.acts)


@pytest.mark.parametrize("name", STORIES)
def test_every_story_can_be_lived_and_nobody_else_lives_it(name: str) -> None:
    where, other = office(), office("kangping")
    before: list[telling.CaseAct] = []
    row: Remedy | None = None
    for line in STORIES[name]:
        act = telling.one(line, before, KIND.procedure, REMEDY_FORMS)
        for wrong in (where.leader, where.reviewer):
            with pytest.raises(Forbidden):
                do(wrong, row, act)
        if row is not None:
            with pytest.raises(Remedy.DoesNotExist):
                do(actor_of(other, act.role), row, act)
        row = do(actor_of(where, act.role), row, act)
        before.append(act)
    assert row is not None
    assert row.acts == len(STORIES[name]) == Entry.objects.filter(subject="remedy", subject_id=row.pk).count()
    assert actions.rebuild(check=True).differences == ()


def test_the_stories_do_everything_that_the_procedure_has() -> None:
    told = {line.split()[1] for lines in STORIES.values() for line in lines}
    assert told == set(KIND.procedure.events)


def test_a_case_registered_by_mistake_is_counted_nowhere_and_can_be_restored() -> None:
    where = office()
    organ = where.organ.pk
    row = perform(where, STORIES["another organ's"])
    assert (row.state, row.voided_on, row.next_due_on) == ("void", date(2024, 3, 6), None)
    assert queries.groups(organ, 2024, END, {}) == {}
    assert sum(queries.groups(organ, 2024, END, {}, LATER - timedelta(1)).values()) == 0
    assert list(queries.voided(organ, 2024, END)) == [row]
    assert queries.cases(where.clerk, Filters(open=True)).total == 0
    back = {"target": 2, "annul": True, "reason": "核对后是本机关的案件"}
    restored = actions.act(where.head, row.pk, "correct", date(2024, 3, 8), back, {}, LATER)
    assert (restored.state, restored.voided_on) == ("notified", None)
    assert sum(queries.groups(organ, 2024, END, {}).values()) == 1
    assert list(queries.voided(organ, 2024, END)) == []


def test_the_return_counts_by_group_outcome_and_period() -> None:
    where = office()
    perform(where, STORIES["a review to its end"])
    perform(where, STORIES["a suit, corrected"])
    perform(where, ("2024-12-02 notify",))
    perform(where, ("2023-01-10 notify", "2023-03-01 conclude outcome=upheld"))
    organ = where.organ.pk
    assert queries.groups(organ, 2024, END, {}) == {
        RemedyGroup("review", "own", "revoked", When.WITHIN, When.WITHIN): 1,
        RemedyGroup("litigation_direct", "own", "claim_rejected", When.WITHIN, When.WITHIN): 1,
        RemedyGroup("review", "own", "", When.WITHIN, When.LATER): 1,
    }
    assert (
        queries.groups(organ, 2024, date(2024, 5, 5), {})[RemedyGroup("review", "own", "", When.WITHIN, When.LATER)]
        == 1
    )
    assert queries.groups(organ, 2025, date(2025, 6, 1), {}) == {
        RemedyGroup("review", "own", "", When.BEFORE, When.LATER): 1
    }
    assert queries.groups(organ, 2024, END, {}, known_at=LATER) == queries.groups(organ, 2024, END, {})
    assert queries.groups(organ, 2024, END, {}, known_at=LATER - timedelta(1)) == {}


def test_behind_every_cell_of_table_4_stand_its_cases() -> None:
    where = office()
    for lines in STORIES.values():
        perform(where, lines)
    perform(where, ("2024-12-02 notify",))
    counted = queries.groups(where.organ.pk, 2024, END, {})
    asked = 0
    for definition in definitions(form_for_year(2024)).values():
        wanted = definition.counts if isinstance(definition.counts, tuple) else ()
        filters = [each for each in wanted if isinstance(each, RemedyFilter)]
        if not filters:
            continue
        asked += 1
        total = sum(n for group, n in counted.items() if any(_fits(group, each) for each in filters))
        assert len(queries.numbers_of(queries.matching(where.organ.pk, 2024, END, filters))) == total
    assert asked


def test_a_case_names_its_request_and_is_found_from_it() -> None:
    where = office()
    request = opened(where)
    row = perform(where, (f"2024-04-02 notify request_number={request.number}",))
    view = queries.case(where.clerk, row.pk, MONDAY)
    assert view.request_id == request.pk
    assert queries.about_request(where.clerk, where.organ.pk, request.number) == [row]
    with pytest.raises(Refusal, match="没有登记编号为“2024-0099”"):
        perform(where, ("2024-04-02 notify request_number=2024-0099",))


def test_numbers_are_the_offices_own_or_the_next_of_the_year() -> None:
    where = office()
    line = ("2024-03-04 notify",)
    assert [perform(where, line).number for _ in range(2)] == ["2024-案1", "2024-案2"]
    assert perform(where, line, "铁复〔2024〕7号").number == "铁复〔2024〕7号"
    assert perform(where, line, "2024-案12").number == "2024-案12"
    assert perform(where, line).number == "2024-案13"
    with pytest.raises(Refusal, match="已经用过"):
        perform(where, line, "2024-案1")
    with pytest.raises(Refusal, match="编号应为"):
        perform(where, line, "长" * 41)
    assert perform(office("kangping"), line).number == "2024-案1"


def test_a_list_is_narrowed_in_two_queries(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    where = office()
    done = perform(where, STORIES["a review to its end"])
    running = perform(where, ("2024-12-02 notify group=litigation_direct subject=校车采购答复",))

    def found(**wanted: object) -> list[str]:
        return [row.number for row in queries.cases(where.head, Filters(**wanted)).rows]  # type: ignore[arg-type]

    assert found() == [running.number, done.number]
    assert found(open=True) == [running.number]
    assert found(open=False) == [done.number]
    assert found(group="review") == [done.number]
    assert found(outcome="revoked") == [done.number]
    assert found(text="校车") == [running.number]
    assert found(year=2023) == []
    assert set(found(name=SECRET)) == {running.number, done.number}
    assert found(name=SECRET[:2]) == []
    with django_assert_num_queries(2):
        page = queries.cases(where.clerk, Filters(year=2024, text="校车"))
        assert [row.masked_name[:1] for row in page.rows] == [SECRET[0]]
    assert queries.cases(office("kangping").head, Filters()).total == 0


def test_two_forms_one_act() -> None:
    where = office()
    row = perform(where, ("2024-03-04 notify",))
    actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "阅卷"}, {}, LATER, based_on=1)
    with pytest.raises(Stale, match=row.number):
        actions.act(where.head, row.pk, "note", MONDAY, {"note": "阅卷"}, {}, LATER, based_on=1)


def test_the_party_is_sealed_and_reading_it_leaves_a_trace() -> None:
    where = office()
    row = perform(where, STORIES["a review to its end"])
    assert not any(SECRET in each.payload for each in Entry.objects.all())
    assert queries.personal(where.clerk, row.pk, "remedy", LATER) == {1: PARTY}
    assert Entry.objects.filter(subject="vault", event="read").count() == 1
    with pytest.raises(Forbidden):
        queries.personal(where.leader, row.pk, "remedy", LATER)
    view = queries.case(where.leader, row.pk, MONDAY)
    assert (view.sealed, view.options) == (1, ())
    with pytest.raises(Remedy.DoesNotExist):
        queries.case(office("kangping").clerk, row.pk, MONDAY)
    with pytest.raises(Refusal, match="申请人、原告"):
        actions.open_remedy(where.clerk, "", MONDAY, telling.usual(REMEDY_FORMS["notify"]), {}, LATER)


def test_what_was_scrambled_is_restored_bit_for_bit() -> None:
    where = office()
    rows = [perform(where, lines) for lines in STORIES.values()]
    good = list(Remedy.objects.order_by("pk").values())
    Remedy.objects.filter(pk=rows[0].pk).update(outcome="upheld", closed_on=None, state="notified", number="?")
    Remedy.objects.filter(pk=rows[1].pk).delete()
    Remedy.objects.filter(pk=rows[0].pk).update(person=PersonalRecord.objects.last())
    assert len(actions.rebuild().differences) == 2
    assert list(Remedy.objects.order_by("pk").values()) == good


def test_what_is_stored_can_be_given_out_act_by_act() -> None:
    where = office()
    row = perform(where, STORIES["a suit, corrected"])
    (stored,) = queries.stored(where.organ.pk)
    assert (stored.number, len(stored.acts), list(stored.records), stored.case_id) == (row.number, 4, [1], row.pk)


def test_opening_takes_nothing_but_its_event() -> None:
    where = office()
    with pytest.raises(Refusal, match="没有“fly”"):
        actions.act(where.clerk, 1, "fly", MONDAY, {}, {}, at(MONDAY))


def _fits(group: RemedyGroup, wanted: RemedyFilter) -> bool:
    return (
        (group.group, group.capacity) == (wanted.group, wanted.capacity)
        and group.received in wanted.received
        and group.closed in wanted.closed
        and (wanted.outcomes is None or group.outcome in wanted.outcomes)
    )
