"""Requests to correct a record through the door: rights, another organ, who moved first, and that the journal restores them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.apps.applying.record_actions import ask
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.notices.linking import link_to
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.query_codes import token
from gongkai.apps.records import actions, queries
from gongkai.apps.records.kind import KIND
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.records.queries import Filters
from gongkai.apps.watch import queries as watch
from gongkai.apps.watch.actions import round_of_the_day
from gongkai.law.casework import Refusal
from tests.apps.office import MONDAY, NAME, Office, at, office

pytestmark = pytest.mark.django_db
TOLD = {"channel": "letter", "applicant": "natural", "subject": "土地登记卡上的面积"}
SEALED = {"applicant_name": NAME, "contact": "一三九零零零零", "wrong": "少记了一亩", "evidence": "承包合同"}
FOUND = {"finding": "accurate", "how": "查土地登记卡原件。"}
REFUSED = {"outcome": "refused", "reason": "与原件一致。"}


def opened(where: Office) -> RecordCorrection:
    return actions.open_record(where.clerk, MONDAY, TOLD, SEALED, at(MONDAY))


def test_numbers_follow_one_another_in_a_year() -> None:
    here = office()
    assert [opened(here).number for _ in range(3)] == ["2024-更1", "2024-更2", "2024-更3"]


def test_nothing_personal_stands_outside_the_vault() -> None:
    row = opened(office())
    entry = Entry.objects.get(subject=KIND.subject, subject_id=row.pk)
    for secret in SEALED.values():
        assert secret not in entry.payload
    sealed = bytes(PersonalRecord.objects.get(pk=row.person_id).sealed)
    assert NAME.encode() not in sealed
    assert row.masked_name != NAME


def test_who_may_not_is_refused_and_another_organ_finds_nothing() -> None:
    here, there = office(), office("other")
    row = opened(here)
    with pytest.raises(Forbidden):
        actions.open_record(here.leader, MONDAY, TOLD, SEALED, at(MONDAY))
    with pytest.raises(RecordCorrection.DoesNotExist):
        actions.act(there.clerk, row.pk, "verify", MONDAY, FOUND, {}, at(MONDAY))
    with pytest.raises(RecordCorrection.DoesNotExist):
        queries.case(there.clerk, row.pk, MONDAY)
    assert queries.cases(there.clerk, Filters()).total == 0


def test_whoever_proposed_does_not_sign_and_stale_forms_are_refused() -> None:
    here = office()
    row = opened(here)
    actions.act(here.clerk, row.pk, "verify", MONDAY, FOUND, {}, at(MONDAY), based_on=1)
    with pytest.raises(Stale):
        actions.act(here.clerk, row.pk, "propose", MONDAY, REFUSED, {}, at(MONDAY), based_on=1)
    actions.act(here.clerk, row.pk, "propose", MONDAY, REFUSED, {}, at(MONDAY))
    with pytest.raises(Refusal, match="不能"):
        actions.act(here.clerk, row.pk, "tell", MONDAY, {"manner": "by_hand"}, {}, at(MONDAY))
    signed = actions.act(here.head, row.pk, "sign", MONDAY, {}, {}, at(MONDAY))
    assert signed.state == "signed"


def test_a_request_for_information_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refusal, match="没有登记编号"):
        actions.open_record(office().clerk, MONDAY, {**TOLD, "request_number": "1999-1"}, SEALED, at(MONDAY))
    assert not RecordCorrection.objects.exists()


def test_cached_columns_are_made_again_from_the_journal() -> None:
    here = office()
    row = opened(here)
    actions.act(here.clerk, row.pk, "verify", MONDAY, FOUND, {}, at(MONDAY))
    RecordCorrection.objects.filter(pk=row.pk).update(finding="", state="told")
    assert actions.rebuild(check=True).differences
    actions.rebuild()
    row.refresh_from_db()
    assert (row.state, row.finding) == ("handling", "accurate")
    assert not actions.rebuild(check=True).differences


def test_the_watch_tells_of_what_is_due_and_forgets_what_was_told() -> None:
    here = office()
    row = opened(here)
    told = watch.of_case(here.clerk, KIND.subject, row.pk)
    assert told == []
    assert row.next_due_on is not None
    late = at(row.next_due_on + timedelta(days=1))
    round_of_the_day(late)
    (alert,) = watch.of_case(here.clerk, KIND.subject, row.pk)
    assert (alert.number, alert.event) == (row.number, "verify")
    assert link_to(alert.subject, row.pk) == f"/desk/records/{row.pk}/"
    actions.act(here.clerk, row.pk, "withdraw", MONDAY, {"evidence": "来电。"}, {}, late)
    round_of_the_day(late + timedelta(hours=1), again=True)
    assert watch.of_case(here.clerk, KIND.subject, row.pk) == []


def test_who_asks_by_the_web_is_looked_at_before_the_record_is() -> None:
    here = office()
    row = ask(here.organ.pk, TOLD, SEALED, (), at(MONDAY), token()).record
    assert row.next_due_on is not None
    round_of_the_day(at(row.next_due_on + timedelta(days=1)))
    (alert,) = watch.of_case(here.clerk, KIND.subject, row.pk)
    assert alert.event == "identify"
