"""The counts that the database keeps are those of the items, whatever is written and by whichever way."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.apps.organs.models import Organ
from gongkai.apps.publishing import counting
from gongkai.apps.publishing.models import Item, MonthCount
from gongkai.apps.publishing.public_item import open_rows
from tests.apps.publishing.desk import house, published
from tests.faces.portal.disclosure.county import county, publish
from tests.faces.portal.disclosure.published import normative, withdrawn

pytestmark = pytest.mark.django_db
DAYS = st.sampled_from((None, date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31)))
ROWS = st.fixed_dictionaries(
    {
        "column": st.sampled_from(("甲", "乙")),
        "published_on": DAYS,
        "annulled": st.booleans(),
        "genre": st.sampled_from(("information", "policy", "normative", "text")),
        "withdrawn_how": st.sampled_from(("", "mistaken", "repealed")),
    }
)


def _counted() -> dict[tuple[int, str, str], tuple[int, int, int]]:
    return {
        (each.organ_id, each.column, each.month): (each.shown, each.valid, each.policies)
        for each in MonthCount.objects.all()
        if each.shown or each.valid or each.policies
    }


def _by_hand() -> dict[tuple[int, str, str], tuple[int, int, int]]:
    found: dict[tuple[int, str, str], tuple[int, int, int]] = {}
    for row in open_rows():
        key = (row.organ_id, row.column, f"{row.published_on:%Y-%m}")
        shown, valid, policies = found.get(key, (0, 0, 0))
        found[key] = (
            shown + 1,
            valid + (row.withdrawn_on is None),
            policies + (row.genre in ("policy", "normative")),
        )
    return found


def _written(told: dict[str, object]) -> dict[str, object]:
    taken_off = told["published_on"] if told["withdrawn_how"] else None
    return {**told, "withdrawn_on": taken_off}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ROWS, ROWS), min_size=1, max_size=4), st.booleans())
def test_rows_that_are_made_changed_and_removed_are_counted(
    changes: list[tuple[dict[str, object], dict[str, object]]], at_once: bool
) -> None:
    # A transaction that a test begins is the same for all examples.
    office = Organ.objects.filter(code="qinghe-office").first() or county()[0]
    organ_id = office.pk
    Item.objects.all().delete()
    rows = [
        Item(organ_id=organ_id, number=f"N{at}", title="题", **_written(each)) for at, (each, _) in enumerate(changes)
    ]
    Item.objects.bulk_create(rows)
    assert _counted() == _by_hand()
    for row, (_, after) in zip(rows, changes, strict=True):
        for name, value in _written(after).items():
            setattr(row, name, value)
    if at_once:
        Item.objects.bulk_update(rows, ["column", "published_on", "annulled", "genre", "withdrawn_how", "withdrawn_on"])
    else:
        for row in rows:
            row.save()
    assert _counted() == _by_hand()
    assert counting.wrong(connection) == 0
    rows[0].delete()
    assert _counted() == _by_hand()


def test_what_goes_the_whole_way_is_counted_and_what_is_taken_off_is_not() -> None:
    where = house()
    first, rule = published(where), normative(where, "昌政发〔2026〕1号")
    key = (where.organ_id, first.column, "2026-03")
    assert _counted() == {key: (2, 2, 1)}
    withdrawn(where, rule, "repealed", by="昌政发〔2026〕2号")
    assert _counted() == {key: (2, 1, 1)}, "marked, and still to be read"
    withdrawn(where, first, "mistaken")
    assert _counted() == {key: (1, 0, 1)}
    assert counting.wrong(connection) == 0


def test_lost_triggers_are_made_again_and_the_items_counted_anew() -> None:
    office, _ = county()
    name = "publishing_counted_made"
    with connection.cursor() as cursor:
        table = " ON publishing_item" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{table}")
    publish(office, 1, date(2026, 1, 1))
    assert (counting.wrong(connection), _counted()) == (1, {})
    assert counting.restore(connection) == [name]
    assert (counting.wrong(connection), _counted()) == (0, _by_hand())
    assert counting.restore(connection) == []
