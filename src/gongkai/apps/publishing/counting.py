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


def _taken_off(vendor: str) -> str:
    return (
        f"UPDATE {_COUNT} SET shown = shown - 1, valid = valid - {_valid('OLD')}, "  # noqa: S608 -- our own names
        f"policies = policies - {_policy('OLD')} WHERE organ_id = OLD.organ_id "
        f'AND "column" = OLD."column" AND month = {_month("OLD", vendor)} AND {_shown("OLD")};'
    )


def _put_on(vendor: str) -> str:
    return (
        f"INSERT INTO {_COUNT} ({_KEYS}, {_SUMS}) "
        f'SELECT NEW.organ_id, NEW."column", {_month("NEW", vendor)}, 1, {_valid("NEW")}, {_policy("NEW")} '
        f"WHERE {_shown('NEW')} ON CONFLICT ({_KEYS}) DO UPDATE "
        f"SET shown = {_COUNT}.shown + 1, valid = {_COUNT}.valid + EXCLUDED.valid, "
        f"policies = {_COUNT}.policies + EXCLUDED.policies;"
    )


def _sqlite() -> dict[str, str]:
    changed = " OR ".join(f"OLD.{each} IS NOT NEW.{each}" for each in _LOOKED_AT)
    bodies = {
        f"{_NAME}_made": f"AFTER INSERT ON {_ITEM} WHEN {_shown('NEW')} BEGIN {_put_on('sqlite')} END",
        f"{_NAME}_changed": f"AFTER UPDATE ON {_ITEM} WHEN {changed} BEGIN {_taken_off('sqlite')} {_put_on('sqlite')} END",
        f"{_NAME}_removed": f"AFTER DELETE ON {_ITEM} WHEN {_shown('OLD')} BEGIN {_taken_off('sqlite')} END",
    }
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in bodies.items()}


def _postgresql() -> dict[str, str]:
    changed = " OR ".join(f"OLD.{each} IS DISTINCT FROM NEW.{each}" for each in _LOOKED_AT)
    call = f"EXECUTE FUNCTION {_NAME}()"
    bodies = {
        f"{_NAME}_made": f"AFTER INSERT ON {_ITEM} FOR EACH ROW WHEN ({_shown('NEW')}) {call}",
        f"{_NAME}_changed": f"AFTER UPDATE ON {_ITEM} FOR EACH ROW WHEN ({changed}) {call}",
        f"{_NAME}_removed": f"AFTER DELETE ON {_ITEM} FOR EACH ROW WHEN ({_shown('OLD')}) {call}",
    }
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in bodies.items()}


def _function() -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n"
        f"IF TG_OP <> 'INSERT' THEN {_taken_off('postgresql')} END IF;\n"
        f"IF TG_OP <> 'DELETE' THEN {_put_on('postgresql')} END IF;\n"
        "RETURN NULL;\nEND $$"
    )
