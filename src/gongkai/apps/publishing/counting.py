"""How does the database keep count of what is public, so that no page has to count it?

Gives:   the statements for each database that keep `MonthCount` with every row of an item that is written, by whichever program;
         `recount`, for an installation that had items before; `wrong`, for whoever doubts.

They refuse nothing, so they stand beside the guards (publishing/triggers) and stay while those are lifted. A later migration that
makes the table of items anew on SQLite loses them: install them again there, and recount.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.apps.journal.triggers import missing
from gongkai.law.procedures.publication_forms import POLICIES

_ITEM, _COUNT = "publishing_item", "publishing_monthcount"
_NAME = "publishing_counted"
_KEYS, _SUMS = 'organ_id, "column", month', "shown, valid, policies"
_POLICIES = ", ".join(f"'{each}'" for each in sorted(POLICIES))
_LOOKED_AT = ("organ_id", '"column"', "genre", "way", "published_on", "withdrawn_on", "withdrawn_how", "annulled")


def statements(vendor: str) -> dict[str, str]:
    """The triggers of a database by name, each with the statement that makes it."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def restore(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the triggers that are missing, and count anew if any was; which were made."""
    wanted = statements(connection.vendor)
    lacking = missing(connection, wanted)
    if lacking:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(_function())
            for name in lacking:
                cursor.execute(wanted[name])
        recount(connection)
    return lacking


def replace(connection: BaseDatabaseWrapper) -> None:
    """Make all triggers anew as they are now, and count anew: for a migration, after their statements were changed."""
    table = f" ON {_ITEM}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in statements(connection.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")
    restore(connection)


def recount(connection: BaseDatabaseWrapper) -> None:
    """Count every item once more."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_COUNT}")  # noqa: S608 -- names of this module, here and below
        cursor.execute(f"INSERT INTO {_COUNT} ({_KEYS}, {_SUMS}) {_counted(connection.vendor)}")


def wrong(connection: BaseDatabaseWrapper) -> int:
    """How many counts are not those of the items: 0, unless somebody wrote past the triggers."""
    kept = f"SELECT {_KEYS}, {_SUMS} FROM {_COUNT} WHERE shown <> 0 OR valid <> 0 OR policies <> 0"  # noqa: S608 -- our own names
    counted = _counted(connection.vendor)
    odd = f"(SELECT * FROM ({kept}) AS a EXCEPT SELECT * FROM ({counted}) AS b)"  # noqa: S608 -- our own names
    lost = f"(SELECT * FROM ({counted}) AS c EXCEPT SELECT * FROM ({kept}) AS d)"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT COUNT(*) FROM {odd} AS e) + (SELECT COUNT(*) FROM {lost} AS f)")  # noqa: S608 -- our own names
        found: int = cursor.fetchone()[0]
    return found


def _counted(vendor: str) -> str:
    month = _month("i", vendor)
    return (
        f'SELECT i.organ_id, i."column", {month}, COUNT(*), SUM({_valid("i")}), SUM({_policy("i")}) '  # noqa: S608 -- our own names
        f'FROM {_ITEM} AS i WHERE {_shown("i")} GROUP BY i.organ_id, i."column", {month}'
    )


def _shown(row: str) -> str:
    """What everybody sees: the same as `public_item` asks of a row."""
    kept = f"({row}.withdrawn_how IN ('repealed', 'lapsed') AND {row}.way <> 'recorded')"
    return f"NOT {row}.annulled AND {row}.published_on IS NOT NULL AND ({row}.withdrawn_on IS NULL OR {kept})"


def _valid(row: str) -> str:
    return f"CASE WHEN {row}.withdrawn_on IS NULL THEN 1 ELSE 0 END"


def _policy(row: str) -> str:
    return f"CASE WHEN {row}.genre IN ({_POLICIES}) THEN 1 ELSE 0 END"


def _month(row: str, vendor: str) -> str:
    return f"to_char({row}.published_on, 'YYYY-MM')" if vendor == "postgresql" else f"substr({row}.published_on, 1, 7)"


def _taken_off() -> str:
    return (
        f"UPDATE {_COUNT} SET shown = shown - 1, valid = valid - {_valid('OLD')}, "  # noqa: S608 -- our own names
        f"policies = policies - {_policy('OLD')} WHERE organ_id = OLD.organ_id "
        f'AND "column" = OLD."column" AND month = {_month("OLD", "sqlite")} AND {_shown("OLD")};'
    )


def _put_on() -> str:
    return (
        f"INSERT INTO {_COUNT} ({_KEYS}, {_SUMS}) "
        f'SELECT NEW.organ_id, NEW."column", {_month("NEW", "sqlite")}, 1, {_valid("NEW")}, {_policy("NEW")} '
        f"WHERE {_shown('NEW')} ON CONFLICT ({_KEYS}) DO UPDATE "
        f"SET shown = {_COUNT}.shown + 1, valid = {_COUNT}.valid + EXCLUDED.valid, "
        f"policies = {_COUNT}.policies + EXCLUDED.policies;"
    )


def _sqlite() -> dict[str, str]:
    changed = " OR ".join(f"OLD.{each} IS NOT NEW.{each}" for each in _LOOKED_AT)
    bodies = {
        f"{_NAME}_made": f"AFTER INSERT ON {_ITEM} WHEN {_shown('NEW')} BEGIN {_put_on()} END",
        f"{_NAME}_changed": f"AFTER UPDATE ON {_ITEM} WHEN {changed} BEGIN {_taken_off()} {_put_on()} END",
        f"{_NAME}_removed": f"AFTER DELETE ON {_ITEM} WHEN {_shown('OLD')} BEGIN {_taken_off()} END",
    }
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in bodies.items()}


def _postgresql() -> dict[str, str]:
    new, old = "NEW TABLE AS made", "OLD TABLE AS gone"
    bodies = {
        f"{_NAME}_made": f"INSERT ON {_ITEM} REFERENCING {new}",
        f"{_NAME}_changed": f"UPDATE ON {_ITEM} REFERENCING {old} {new}",
        f"{_NAME}_removed": f"DELETE ON {_ITEM} REFERENCING {old}",
    }
    call = f"FOR EACH STATEMENT EXECUTE FUNCTION {_NAME}()"
    return {name: f"CREATE TRIGGER {name} AFTER {body} {call}" for name, body in bodies.items()}


def _function() -> str:
    """Once a statement, however many rows it wrote: a count that is written again and again within one transaction leaves as many dead
    rows, and each writing passes all of them. What comes to nothing writes nothing, and nobody waits for it; what is written is
    written in one order, so that nobody waits for who waits for him.
    """
    made, gone = _rows(1, "made"), _rows(-1, "gone")
    return (
        f"CREATE OR REPLACE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n"
        f"IF TG_OP = 'INSERT' THEN {_added(made)}\n"
        f"ELSIF TG_OP = 'DELETE' THEN {_added(gone)}\n"
        f"ELSE {_added(f'{made} UNION ALL {gone}')} END IF;\n"
        "RETURN NULL;\nEND $$"
    )


def _rows(sign: int, row: str) -> str:
    return (
        f'SELECT {row}.organ_id, {row}."column", {_month(row, "postgresql")} AS month, {sign} AS shown, '  # noqa: S608 -- our own names
        f"{sign} * ({_valid(row)}) AS valid, {sign} * ({_policy(row)}) AS policies FROM {row} WHERE {_shown(row)}"
    )


def _added(changes: str) -> str:
    sums = ", ".join(f"SUM({each})" for each in _SUMS.split(", "))
    some = " OR ".join(f"SUM({each}) <> 0" for each in _SUMS.split(", "))
    kept = ", ".join(f"{each} = {_COUNT}.{each} + EXCLUDED.{each}" for each in _SUMS.split(", "))
    return (
        f"INSERT INTO {_COUNT} ({_KEYS}, {_SUMS}) SELECT {_KEYS}, {sums} FROM ({changes}) AS each_row "  # noqa: S608 -- our own names
        f"GROUP BY {_KEYS} HAVING {some} ORDER BY {_KEYS} ON CONFLICT ({_KEYS}) DO UPDATE SET {kept};"
    )
