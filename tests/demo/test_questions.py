"""The county's messages, seen from the day of the tests: one in every state, some in the open, nothing private outside the vault."""

from __future__ import annotations

from gongkai.apps.journal.models import Entry
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import program
from gongkai.apps.questions import actions, public, queries
from gongkai.apps.questions.models import Question
from gongkai.law.procedures import QUESTION
from gongkai.law.procedures.question_forms import KINDS
from tests.rigs.demo_county import DemoCounty


def test_a_message_of_every_kind_in_every_state(demo_county: DemoCounty) -> None:
    assert set(Question.objects.values_list("state", flat=True)) == set(QUESTION.states) - {"new"}
    assert set(Question.objects.values_list("kind", flat=True)) == set(KINDS)
    assert public.answers().total == 3
    assert {each.kind for each in public.tallies(demo_county.today.year)} == set(KINDS)


def test_what_was_written_is_sealed_and_the_rows_are_the_sum_of_the_journal(demo_county: DemoCounty) -> None:
    kept = " ".join(Entry.objects.filter(subject="question").values_list("payload", flat=True))
    for secret in ("13900000000", "甲子某", "供热补贴什么时候"):
        assert secret not in kept
    assert actions.rebuild(check=True).differences == ()


def test_the_transferred_one_runs_from_its_first_day(demo_county: DemoCounty) -> None:
    row = Question.objects.get(state="transferred")
    further = Question.objects.get(origin=row.number)
    land = Organ.objects.get(code="changtu-land")
    assert (further.organ_id, further.since) == (land.pk, row.since)
    assert queries.case(program(land.pk), further.pk, demo_county.today).before == row
