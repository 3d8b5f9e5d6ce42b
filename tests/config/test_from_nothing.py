"""A database that gets its tables at once is the one that all migrations one after the other leave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from gongkai.config import from_nothing, migrating
from tests.rigs.databases import connected_to, copied

pytestmark = pytest.mark.django_db
# A table that was called otherwise once keeps the names that Django made of that for its keys and indexes; it looks for them by their columns.
_BESIDE = {
    "sqlite": (
        "SELECT type, name, sql FROM sqlite_master WHERE type <> 'table' ORDER BY 1, 2",
        # Tables by their own means, and all that are shadows of an index.
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1",
    ),
    "postgresql": (
        "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
        "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' ORDER BY 1, 2",
        "SELECT conrelid::regclass::text, CASE WHEN contype NOT IN ('f', 'p') THEN conname END, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
        r"SELECT tablename, regexp_replace(indexdef, 'INDEX \S+(_[0-9a-f]{8}(_like|_uniq)?|_pkey) ON', 'INDEX ON') FROM pg_indexes"
        " WHERE schemaname = 'public'",
        "SELECT relname, relkind, reloptions, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm')",
        "SELECT table_name, column_name, data_type, character_maximum_length, column_default, is_identity FROM information_schema.columns"
        " WHERE table_schema = 'public' ORDER BY 1, 2",
    ),
}


@pytest.fixture(scope="module")
def told_of_both(run_folder: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> tuple[Any, Any]:
    """What there is in a database made at once, and in one that was led through every migration."""
    told = []
    with django_db_blocker.unblock():
        for name, make in (("at-once", migrating.migrate), ("step-by-step", migrating.step_by_step)):
            with copied(run_folder, name, make) as made, connected_to(made):
                told.append(_told())
    return told[0], told[1]


def test_tables_guards_and_rows_are_the_same(told_of_both: tuple[Any, Any]) -> None:
    at_once, step_by_step = told_of_both
    assert len(at_once["tables"]) > 90
    for what, found in step_by_step.items():
        assert at_once[what] == found


def test_what_has_tables_is_led_through_migrations() -> None:
    assert not from_nothing.is_empty()


def _told() -> dict[str, Any]:
    with connection.cursor() as cursor:
        told: dict[str, Any] = {}
        names = sorted(connection.introspection.table_names(cursor))
        told["tables"] = {name: _table(cursor, name) for name in names}
        for place, query in enumerate(_BESIDE[connection.vendor]):
            cursor.execute(query)
            told[f"beside {place}"] = sorted(_plain(row) for row in cursor.fetchall())
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description or ()]
            told[f"rows of {name}"] = sorted(_untimed(columns, row) for row in cursor.fetchall())
    return told


def _table(cursor: Any, name: str) -> list[str]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
        return sorted(_parts(cursor.fetchone()[0]))
    return sorted(repr(column) for column in connection.introspection.get_table_description(cursor, name))


def _parts(statement: str) -> Iterator[str]:
    """The columns and conditions of a table, in whatever order they came to it."""
    depth, part = 0, ""
    for sign in statement[statement.index("(") + 1 :]:
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or (sign == "," and depth == 0):
            yield " ".join(part.split())
            part = ""
        else:
            part += sign


def _plain(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(" ".join(str(each).split()) for each in row)


def _untimed(columns: Sequence[str], row: Sequence[object]) -> list[str]:
    """Each value with its column, whose place in the table is of no matter; without the moment at which the row was made, and the random
    name that an installation gives itself."""
    return sorted(
        f"{name}: {re.sub(r'^[0-9]{4}-[0-9]{2}-[0-9]{2} .*|^[0-9a-f-]{32,36}$', '', str(value))}"
        for name, value in zip(columns, row, strict=True)
    )
