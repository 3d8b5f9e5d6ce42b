"""The loaded county as its people see it: whole, verified, open in every room."""

from __future__ import annotations

import pytest

from demo import officers
from demo.load import NotLoaded, Standing, load, standing
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.models import Role
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.remedies import actions as remedies
from gongkai.apps.reporting import queries as reports
from gongkai.apps.requests import actions as requests_actions
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.lights import Light
from gongkai.law.procedures import REPORT, REQUEST
from tests.rigs.demo_county import DemoCounty


def _actor(username: str, county: DemoCounty) -> Actor:
    person = people.person(username)
    (post, *_) = people.posts(person, county.today)
    return people.actor(person, post.organ_id, post.role, county.today)


def test_the_journal_is_whole(demo_county: DemoCounty) -> None:
    verdict = journal.verify(organs.all_ids())
    assert verdict.broken == ()
    assert verdict.entries == Entry.objects.count() > 7000


def test_every_cached_row_is_what_the_journal_says(demo_county: DemoCounty) -> None:
    for app in (requests_actions, remedies, publishing):
        assert app.rebuild(check=True).differences == ()


def test_the_clerk_finds_every_light_and_every_state(demo_county: DemoCounty) -> None:
    clerk = _actor("clerk", demo_county)
    counts = requests.today(clerk, demo_county.today).counts
    assert [light.name for light in Light if light not in (Light.DONE, Light.VOID) and not counts[light]] == []
    for state in set(REQUEST.states) - {"new"}:
        assert requests.cases(clerk, requests.Filters(states=(state,)), demo_county.today).total, state


def test_every_state_of_a_report_is_there(demo_county: DemoCounty) -> None:
    supervisor = _actor("supervisor", demo_county)
    assert set(REPORT.states) - {each.state for each in reports.reports(supervisor)} == set()


def test_somebody_holds_every_post(demo_county: DemoCounty) -> None:
    held = {role for login in officers.logins() for role in login.roles}
    assert held == set(Role.values)
    for login in officers.logins():
        person = people.person(login.username)
        assert {post.role for post in people.posts(person, demo_county.today)} == set(login.roles)
        assert person.password == people.person("clerk").password
    assert people.person("clerk").check_password(officers.password())


def test_former_names_are_found(demo_county: DemoCounty) -> None:
    assert organs.organ("昌图县国土资源局", demo_county.today) == organs.organ("changtu-land", demo_county.today)


def test_personal_data_opens_for_who_may(demo_county: DemoCounty) -> None:
    from django.utils import timezone

    clerk = _actor("clerk", demo_county)
    row = requests.cases(clerk, requests.Filters(), demo_county.today).rows[0].request
    told = requests.personal(clerk, row.pk, "handling", timezone.now())
    assert told[1]["applicant_name"]


def test_loading_again_changes_nothing(demo_county: DemoCounty) -> None:
    before = Entry.objects.count()
    assert standing() is Standing.DEMO
    assert load(demo_county.today) is False
    assert Entry.objects.count() == before


def test_a_day_before_the_county_is_refused(demo_county: DemoCounty) -> None:
    with pytest.raises(NotLoaded, match="--today"):
        load(demo_county.today.replace(year=2025))
