"""Keeping a result: only by its address, only for its time, gone when deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from gongkai.apps.reporting import actions, queries
from gongkai.apps.reporting.examination import Examination
from gongkai.apps.reporting.models import KeptCheck
from tests.apps.reporting import invented

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)


def _examination() -> Examination:
    report = invented.faulty_report()
    return Examination(report, None, invented.findings(report))


def test_a_kept_result_is_found_by_its_token_alone() -> None:
    token = actions.keep(_examination(), NOW, 30)
    found = queries.kept_check(token, NOW)
    assert found is not None
    assert found.examination.findings == _examination().findings
    assert found.until == NOW + timedelta(days=30)
    assert queries.kept_check(token[:-1], NOW) is None
    assert queries.kept_check(queries.digest(token), NOW) is None


def test_the_token_stands_nowhere_in_the_database() -> None:
    token = actions.keep(_examination(), NOW, 30)
    row = KeptCheck.objects.get()
    assert token not in row.address
    assert token.encode() not in bytes(row.packed)


def test_two_results_get_two_addresses() -> None:
    assert actions.keep(_examination(), NOW, 30) != actions.keep(_examination(), NOW, 30)


def test_after_its_last_moment_it_is_not_shown_even_before_it_is_purged() -> None:
    token = actions.keep(_examination(), NOW, 30)
    end = NOW + timedelta(days=30)
    assert queries.kept_check(token, end - timedelta(seconds=1)) is not None
    assert queries.kept_check(token, end) is None
    assert KeptCheck.objects.count() == 1


def test_keeping_clears_away_what_has_expired() -> None:
    actions.keep(_examination(), NOW, 1)
    later = actions.keep(_examination(), NOW + timedelta(days=1), 1)
    assert KeptCheck.objects.count() == 1
    assert queries.kept_check(later, NOW + timedelta(days=1)) is not None


def test_deleting_needs_the_token_and_works_once() -> None:
    token = actions.keep(_examination(), NOW, 30)
    assert not actions.delete("guess")
    assert actions.delete(token)
    assert not actions.delete(token)
    assert queries.kept_check(token, NOW) is None


def test_the_command_purges_what_has_expired_and_nothing_else() -> None:
    actions.keep(_examination(), datetime(2020, 1, 1, tzinfo=UTC), 1)
    kept = actions.keep(_examination(), datetime(2020, 1, 1, tzinfo=UTC), 36500)
    said = StringIO()
    call_command("purge_checks", stdout=said)
    assert "1 份" in said.getvalue()
    assert queries.kept_check(kept, NOW) is not None


def test_a_row_that_can_no_longer_be_read_is_as_good_as_gone() -> None:
    token = actions.keep(_examination(), NOW, 30)
    KeptCheck.objects.update(packed=b"rubbish")
    assert queries.kept_check(token, NOW) is None


def test_text_with_characters_that_no_database_text_may_hold_is_kept() -> None:
    report = invented.report()
    report.preamble = "零字符\x00和半个字符\ud83d"
    token = actions.keep(Examination(report), NOW, 30)
    found = queries.kept_check(token, NOW)
    assert found is not None
    assert found.examination.report.preamble.startswith("零字符\x00")


def test_no_days_is_refused_by_action_and_database() -> None:
    with pytest.raises(ValueError, match="不少于 1"):
        actions.keep(_examination(), NOW, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptCheck.objects.create(address="x" * 64, packed=b"", kept_at=NOW, until=NOW)
