"""A request from the portal: the day that counts, one form one request, and nothing a person wrote outside the vault."""

from __future__ import annotations

import logging

import pytest
from pytest_django import Settings

from gongkai.apps import query_codes
from gongkai.apps.applying import actions
from gongkai.apps.journal.models import Entry
from gongkai.apps.requests.models import Request
from gongkai.config import law_choices
from gongkai.law.casework import Refusal
from tests.apps.applying.world import CONTENT, MONDAY, NAME, PHONE, PRIVATE, TOLD, applied, do, fresh
from tests.apps.office import at, office

pytestmark = pytest.mark.django_db


def test_it_waits_for_the_confirmation_and_its_code_is_stored_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    where = office()
    found = applied(where)
    row = fresh(found)
    assert (row.state, row.channel, row.received_on) == ("arrived", "web", None)
    assert row.code == query_codes.REQUESTS.digest(found.code.lower().replace("-", " "))
    confirmed = do(where, "clerk", found, "confirm", MONDAY, how="电话确认")
    assert confirmed.received_on == MONDAY
    first = Entry.objects.get(subject="request", subject_id=row.pk, event="log_arrival")
    assert (first.role, first.person) == ("applicant", "applicant")
    kept = " ".join(Entry.objects.values_list("payload", flat=True)) + caplog.text + str(vars(row))
    for secret in (NAME, PHONE, CONTENT, found.code):
        assert secret not in kept


def test_where_the_office_says_so_the_day_of_sending_is_that_of_receipt(settings: Settings) -> None:
    settings.LAW_CHOICES = law_choices.parse(["web_receipt=arrival"])
    assert fresh(applied(office())).received_on == MONDAY


def test_a_form_sent_twice_is_one_request_and_other_words_are_refused() -> None:
    where, token = office(), query_codes.token()
    once, again = applied(where, token=token), applied(where, token=token)
    assert (once.request.pk, once.code) == (again.request.pk, again.code)
    assert Request.objects.count() == 1
    with pytest.raises(actions.SentBefore):
        applied(where, token=token, subject="另一件事")
    with pytest.raises(actions.SentBefore):
        actions.apply(where.organ.pk, MONDAY, TOLD, {**PRIVATE, "content": "别的"}, (), at(MONDAY), token)
    # Whoever got hold of a form learns its code in no other organ either: of number and code only the code is hard to guess.
    with pytest.raises(actions.SentBefore):
        applied(office("kangping"), token=token)


def test_what_only_the_program_fills_is_not_taken_from_a_form() -> None:
    where = office()
    found = applied(where, code="0" * 64, origin="2020-0001", channel="counter")
    row = fresh(found)
    assert (row.code, row.origin, row.channel) == (query_codes.REQUESTS.digest(found.code), "", "web")


def test_a_correction_of_the_entry_keeps_the_code() -> None:
    where = office()
    found = applied(where)
    data = {**TOLD, "channel": "web", "subject": "供热补贴的发放"}
    row = do(where, "clerk", found, "correct", MONDAY, target=1, reason="事由写错", day=MONDAY.isoformat(), data=data)
    assert (row.subject, row.code) == ("供热补贴的发放", query_codes.REQUESTS.digest(found.code))


def test_what_is_missing_is_named_and_nothing_is_half_done() -> None:
    where = office()
    with pytest.raises(Refusal, match="所需信息的描述"):
        actions.apply(where.organ.pk, MONDAY, TOLD, {"applicant_name": NAME}, (), at(MONDAY), query_codes.token())
    assert not Request.objects.exists()
