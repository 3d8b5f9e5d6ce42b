"""Table 2 from the register, as of any day, against a count by hand over the journal; and nothing later moves an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.annual.compile.material import DocumentCounts
from gongkai.annual.ledger.model import LedgerDocument
from gongkai.apps.documents import actions, queries
from gongkai.apps.documents.models import Document
from gongkai.apps.journal.models import Entry
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db

START, NOW = date(2022, 1, 1), at(date(2026, 6, 1))


@dataclass(frozen=True, slots=True)
class Life:
    """One document: days after the start, or after what went before."""

    issued: int
    wait: int
    term: int | None
    end: int | None
    longer: int | None
    annulled: bool


LIVES = st.lists(
    st.builds(
        Life,
        st.integers(0, 1200),
        st.integers(0, 60),
        st.none() | st.integers(0, 700),
        st.none() | st.integers(0, 700),
        st.none() | st.integers(1, 400),
        st.sampled_from((False, False, False, True)),
    ),
    min_size=1,
    max_size=6,
)


@contextmanager
def fresh_office() -> Iterator[Office]:
    """An office of its own for each example; nothing of it stays."""
    with transaction.atomic():
        yield office()
        transaction.set_rollback(True)


def enter(where: Office, lives: list[Life]) -> None:
    """Record them; what the register refuses is left as it is."""
    for place, life in enumerate(lives, 1):
        issued = START + timedelta(life.issued)
        begins = issued + timedelta(life.wait)
        until = begins + timedelta(life.term) if life.term is not None else None
        told = LedgerDocument("normative", f"〔2022〕{place}号", "办法", issued, begins, valid_until=until)
        row = actions.record_document(where.clerk, told, NOW)
        try:
            if life.longer is not None and until is not None:
                actions.extend(where.clerk, row.pk, until + timedelta(life.longer), begins, "继续适用", NOW)
            if life.end is not None:
                actions.end_document(where.clerk, row.pk, issued + timedelta(life.end), "repealed", "", NOW)
        except Refusal:
            pass
        if life.annulled:
            actions.annul_document(where.clerk, row.pk, "重复", date(2026, 5, 1), NOW)


def by_hand(year: int, as_of: date) -> DocumentCounts:
    """From the entries alone, document by document, day by day."""
    issued = ended = in_force = 0
    last = min(as_of, date(year, 12, 31))
    for pk in Entry.objects.filter(subject="document").values_list("subject_id", flat=True).distinct():
        told: dict[str, str | None] = {}
        for entry in Entry.objects.filter(subject="document", subject_id=pk).order_by("seq"):
            told |= entry.data["columns"]
        if told.get("annulled"):
            continue

        def alive(day: date, told: dict[str, str | None] = told) -> bool:
            if told.get("ended_on"):
                return day.isoformat() < str(told["ended_on"])
            return not told.get("valid_until") or day.isoformat() <= str(told["valid_until"])

        issued += date(year, 1, 1).isoformat() <= str(told["issued_on"]) <= last.isoformat()
        in_force += str(told["in_force_on"]) <= last.isoformat() and alive(last)
        # It ended within the year if it was not over on its eve and is over at the end.
        ended += alive(date(year - 1, 12, 31)) and not alive(last)
    return DocumentCounts(issued, ended, in_force)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LIVES, st.lists(st.integers(0, 1600), min_size=1, max_size=3))
def test_the_figures_of_a_day_are_those_of_a_count_by_hand(lives: list[Life], days: list[int]) -> None:
    with fresh_office() as where:
        enter(where, lives)
        for offset in days:
            check(where, START + timedelta(offset))


def check(where: Office, as_of: date) -> None:
    """Every figure of a day, and the documents behind it."""
    found = queries.counts(where.organ.pk, as_of.year, as_of)["normative"]
    assert found == by_hand(as_of.year, as_of)
    for what, figure in zip(("issued", "ended", "in_force"), (found.issued, found.ended, found.in_force), strict=True):
        assert queries.documents(where.organ.pk, as_of.year, as_of, "normative", what).count() == figure
    rows = list(queries.in_force(where.organ.pk, as_of))
    assert len(rows) == found.in_force
    assert all(row.span.state(as_of)[0] == "in_force" for row in rows)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LIVES, st.integers(0, 1600))
def test_acts_of_a_later_day_leave_an_earlier_day_as_it_was(lives: list[Life], offset: int) -> None:
    with fresh_office() as where:
        unmoved(where, lives, START + timedelta(offset))


def unmoved(where: Office, lives: list[Life], day: date) -> None:
    """Acts after a day, and what was in force on it before and after them."""
    bare = [Life(each.issued, each.wait, each.term, None, None, False) for each in lives]
    enter(where, bare)
    before = set(queries.in_force(where.organ.pk, day).values_list("pk", flat=True))
    for row in list(Document.objects.filter(organ=where.organ)):
        try:
            actions.end_document(where.clerk, row.pk, max(row.issued_on, day + timedelta(1)), "repealed", "", NOW)
            if row.valid_until:
                actions.extend(where.clerk, row.pk, row.valid_until + timedelta(9), day + timedelta(1), "继续", NOW)
        except Refusal:
            continue
    assert set(queries.in_force(where.organ.pk, day).values_list("pk", flat=True)) == before
