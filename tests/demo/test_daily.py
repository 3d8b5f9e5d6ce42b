"""The county's daily work, seen from the day of the tests: every screen of a clerk's morning has something true to show."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from demo import codes
from gongkai.apps.alike import queries as alike
from gongkai.apps.applying import queries as applying
from gongkai.apps.applying import record_queries as applying_records
from gongkai.apps.guidance import queries as guidance
from gongkai.apps.journal.models import Subject
from gongkai.apps.notices.models import Message
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers.models import Paper, PaperKind
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.requests.models import Request
from gongkai.apps.saved import filters
from gongkai.apps.search import tending
from gongkai.apps.watch import actions as watch
from gongkai.apps.watch import queries as watched
from gongkai.apps.watch.models import Round
from gongkai.law.procedures import RECORD
from gongkai.law.procedures.request_forms import SCORES
from tests.rigs.demo_county import DemoCounty


def _clerk(county: DemoCounty, username: str = "clerk") -> Actor:
    person = people.person(username)
    (post, *_) = people.posts(person, county.today)
    return people.actor(person, post.organ_id, post.role, county.today)


def _noon(county: DemoCounty) -> datetime:
    return timezone.make_aware(datetime.combine(county.today, datetime.min.time()).replace(hour=12))


def test_the_heartbeat_is_green_and_a_round_anew_finds_nothing_that_was_not_told(demo_county: DemoCounty) -> None:
    beat = watched.heartbeat(_clerk(demo_county), _noon(demo_county))
    assert (beat.fault, beat.checked > 50, beat.standing > 20) == ("", True, True)
    assert Round.objects.count() == 4
    done = watch.round_of_the_day(_noon(demo_county), again=True, anew=True)
    assert done is not None
    assert (done.raised, done.settled) == (0, 0)


def test_each_clerk_has_something_on_the_wall(demo_county: DemoCounty) -> None:
    assert {"甲经办", "乙经办", "申经办"} <= set(
        Request.objects.filter(closed_on=None).values_list("assigned", flat=True)
    )


def test_applicants_follow_their_requests_by_code_and_rated_in_every_way(demo_county: DemoCounty) -> None:
    shown = list(codes.told())
    assert len(shown) == 6
    seen = [applying.progress(each.number, each.code, _noon(demo_county), "changtu-office") for each in shown[:4]]
    about_records = [applying_records.progress(each.number, each.code, _noon(demo_county)) for each in shown[4:]]
    assert None not in (*seen, *about_records)
    scores = set(Request.objects.exclude(score=None).values_list("score", flat=True))
    assert scores == {int(each) for each in SCORES}


def test_papers_of_every_sort_are_there(demo_county: DemoCounty) -> None:
    assert set(Paper.objects.filter(subject=Subject.REQUEST.value).values_list("kind", flat=True)) == set(
        PaperKind.values
    )


def test_repeats_are_found(demo_county: DemoCounty) -> None:
    clerk = _clerk(demo_county)
    again = Request.objects.get(subject="农村饮水安全工程的资金和验收")
    assert [each.decision for each in alike.same_person(clerk, again.pk, demo_county.today)] == ["予以公开"]
    newest = Request.objects.get(subject="站前街棚改的方案和评估机构")
    assert alike.several(clerk, newest.pk, demo_county.today).people == 4
    busiest = alike.busy(clerk, demo_county.today, 11)
    assert [each.applicant.count for each in busiest] == [12]


def test_what_was_taken_apart_and_handed_over_is_there(demo_county: DemoCounty) -> None:
    land = organs.organ("changtu-land", demo_county.today)
    origins = Request.objects.exclude(origin="")
    assert origins.filter(organ=land).count() == 1
    assert origins.exclude(organ=land).count() == 2


def test_there_is_a_request_to_correct_a_record_in_every_state(demo_county: DemoCounty) -> None:
    assert set(RecordCorrection.objects.values_list("state", flat=True)) == set(RECORD.states) - {"new"}


def test_the_rooms_beside_the_cases_have_something_to_show(demo_county: DemoCounty) -> None:
    clerk = _clerk(demo_county)
    board = guidance.board(clerk, demo_county.today.replace(month=9))
    assert board.to_improve
    assert board.nothing.shown
    assert len(filters.tabs(clerk)) == 4
    assert tending.current().count() >= 2
    assert tending.missed(demo_county.today.replace(month=9))
    assert set(Message.objects.values_list("state", flat=True)) == {"shown"}
