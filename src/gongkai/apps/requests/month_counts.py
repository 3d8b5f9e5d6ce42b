"""How does the database keep count of the cases of each month and year, so that no figure has to count them?

Gives:   the statements for each database that keep `MonthCount` with every row of a request that is written, by whichever program and within
         its transaction; `year_row`, where a year's counts stand; `recount`, for an installation that had requests before; `wrong`, for whoever
         doubts.

The triggers refuse nothing. A case counts in the month in which it came and in that of its first end, as in `figures`, and in their years, so
that three years of sixty organs are told by a third of the rows; registrations taken back as mistakes count nowhere. A later migration that
makes the table of requests anew on SQLite loses the triggers, and one that moves `TAKEN` counts by the old bounds: `replace` there.
"""

from __future__ import annotations

from datetime import date

from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.apps.journal.triggers import missing
from gongkai.law.clocks.reply import REPLY_WORKING_DAYS

TAKEN = (5, 10, 15, REPLY_WORKING_DAYS, 30, 2 * REPLY_WORKING_DAYS)
"""Working days from receipt to reply, as far as each group of `Sort.TAKEN` reaches."""
CAME, ENDED, TOOK, LATE_STEP, SCORE = "came", "ended", "took", "late_step", "score"
"""What is counted apart, each by a key: by channel, by decision, by `taken_key`, by the step a late one lay in, by score."""
_MORE = "more"
_REQUEST, _COUNT, _NAME = "requests_request", "requests_monthcount", "requests_counted"
_KEYS, _SUMS = "organ_id, month, what, key", "n, late"
_OF_ARRIVAL = ("organ_id", "came_on", "channel", "voided_on")
_OF_END = ("organ_id", "ended_on", "counted", "late_days", "reply_days", "late_step", "score", "voided_on")


def year_row(year: int) -> date:
    """The day under which the counts of a whole year stand: no month begins on it."""
    return date(year, 12, 31)


def taken_key(days: int) -> str:
    """The group that a reply falls into that took so many working days: how far the group reaches."""
    return next((str(most) for most in TAKEN if days <= most), _MORE)


def statements(vendor: str) -> dict[str, str]:
    """The triggers of a database by name, each with the statement that makes it."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def restore(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the triggers that are missing, and count anew if any was; which were made."""
    wanted = statements(connection.vendor)
    lacking = missing(connection, wanted)
    if lacking:
        with connection.cursor() as cursor:
            for statement in _functions() if connection.vendor == "postgresql" else ():
                cursor.execute(statement)
            for name in lacking:
                cursor.execute(wanted[name])
        recount(connection)
    return lacking


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration, and for whoever fills a whole database at once."""
    table = f" ON {_REQUEST}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in statements(connection.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")


def replace(connection: BaseDatabaseWrapper) -> None:
    """Make all triggers anew as they are now, and count anew: for a migration, after their statements were changed."""
    remove(connection)
    restore(connection)


def recount(connection: BaseDatabaseWrapper) -> None:
    """Count every request once more."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_COUNT}")  # noqa: S608 -- names of this module, here and below
        cursor.execute(f"INSERT INTO {_COUNT} ({_KEYS}, {_SUMS}) {_summed(_both(connection.vendor))}")


def wrong(connection: BaseDatabaseWrapper) -> int:
    """How many counts are not those of the requests: 0, unless somebody wrote past the triggers."""
    kept = f"SELECT {_KEYS}, {_SUMS} FROM {_COUNT} WHERE n <> 0 OR late <> 0"  # noqa: S608 -- our own names
    counted = f"SELECT * FROM ({_summed(_both(connection.vendor))}) AS now WHERE n <> 0"  # noqa: S608 -- our own names
    odd = f"(SELECT * FROM ({kept}) AS a EXCEPT SELECT * FROM ({counted}) AS b)"  # noqa: S608 -- our own names
    lost = f"(SELECT * FROM ({counted}) AS c EXCEPT SELECT * FROM ({kept}) AS d)"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (SELECT COUNT(*) FROM {odd} AS e) + (SELECT COUNT(*) FROM {lost} AS f)")  # noqa: S608 -- our own names
        found: int = cursor.fetchone()[0]
    return found


def _arrival(row: str, vendor: str, sign: int) -> tuple[tuple[str, str], ...]:
    """What a row counts for in the month and the year in which it came: what is selected, and on which condition."""
    return tuple(
        (
            f"{row}.organ_id AS organ_id, {day} AS month, '{CAME}' AS what, {row}.channel AS key, {sign} AS n, 0 AS late",
            f"{row}.voided_on IS NULL",
        )
        for day in _spans(f"{row}.came_on", vendor)
    )


def _end(row: str, vendor: str, sign: int) -> tuple[tuple[str, str], ...]:
    """The same for the month and the year of its end. A row that runs has the first of all days there."""
    late = f"CASE WHEN {row}.late_days > 0 THEN {sign} ELSE 0 END"
    ended = f"{row}.voided_on IS NULL AND {row}.ended_on > '0001-01-01'"
    took = "".join(f" WHEN {row}.reply_days <= {most} THEN '{most}'" for most in TAKEN)
    told = (
        (f"'{ENDED}', {row}.counted, {sign}, {late}", ended),
        (f"'{TOOK}', CASE{took} ELSE '{_MORE}' END, {sign}, {late}", f"{ended} AND {row}.reply_days IS NOT NULL"),
        (f"'{LATE_STEP}', {row}.late_step, {sign}, {sign}", f"{ended} AND {row}.late_days > 0"),
        (f"'{SCORE}', CAST({row}.score AS varchar), {sign}, {late}", f"{ended} AND {row}.score IS NOT NULL"),
    )
    days = _spans(f"{row}.ended_on", vendor)
    return tuple((f"{row}.organ_id, {day}, {each}", where) for day in days for each, where in told)


def _spans(day: str, vendor: str) -> tuple[str, str]:
    """The days under which the counts of a day's month and of its year stand (`year_row`)."""
    if vendor == "postgresql":
        return f"date_trunc('month', {day})::date", f"(date_trunc('year', {day}) + interval '1 year - 1 day')::date"
    return f"substr({day}, 1, 7) || '-01'", f"substr({day}, 1, 4) || '-12-31'"


def _both(vendor: str, sign: int = 1, source: str = _REQUEST) -> str:
    each = (*_arrival("r", vendor, sign), *_end("r", vendor, sign))
    return " UNION ALL ".join(f"SELECT {told} FROM {source} AS r WHERE {where}" for told, where in each)  # noqa: S608 -- our own names


def _summed(told: str) -> str:
    return f"SELECT {_KEYS}, SUM(n) AS n, SUM(late) AS late FROM ({told}) AS told GROUP BY {_KEYS}"  # noqa: S608 -- our own names


def _added(told: str) -> str:
    return (
        f"INSERT INTO {_COUNT} ({_KEYS}, {_SUMS}) {told} "
        f"ON CONFLICT ({_KEYS}) DO UPDATE SET n = {_COUNT}.n + EXCLUDED.n, late = {_COUNT}.late + EXCLUDED.late;"
    )


def _changed(columns: tuple[str, ...], otherwise: str) -> str:
    return " OR ".join(f"OLD.{each} {otherwise} NEW.{each}" for each in columns)


def _sqlite() -> dict[str, str]:
    def put(row: str, sign: int, *which: str) -> str:
        kinds = {"arrival": _arrival, "end": _end}
        each = [piece for name in which for piece in kinds[name](row, "sqlite", sign)]
        return " ".join(_added(f"SELECT {told} WHERE {where}") for told, where in each)

    moved = {"arrival": _OF_ARRIVAL, "end": _OF_END}
    bodies = {
        f"{_NAME}_made": f"AFTER INSERT ON {_REQUEST} BEGIN {put('NEW', 1, 'arrival', 'end')} END",
        f"{_NAME}_removed": f"AFTER DELETE ON {_REQUEST} BEGIN {put('OLD', -1, 'arrival', 'end')} END",
    }
    for name, columns in moved.items():
        bodies[f"{_NAME}_{name}_moved"] = (
            f"AFTER UPDATE ON {_REQUEST} WHEN {_changed(columns, 'IS NOT')} BEGIN {put('OLD', -1, name)} {put('NEW', 1, name)} END"
        )
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in bodies.items()}


def _postgresql() -> dict[str, str]:
    moved = f"({_changed(_OF_ARRIVAL, 'IS DISTINCT FROM')}) OR ({_changed(_OF_END, 'IS DISTINCT FROM')})"
    bodies = {
        # Once a statement where many rows are written at once: a count that is written again and again within one transaction leaves as
        # many dead rows, and each writing passes all of them.
        f"{_NAME}_made": f"INSERT ON {_REQUEST} REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION {_NAME}_many()",
        f"{_NAME}_removed": f"DELETE ON {_REQUEST} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION {_NAME}_many()",
        # Once a row where most rows do not move: those that do not cost nothing.
        f"{_NAME}_moved": f"UPDATE ON {_REQUEST} FOR EACH ROW WHEN ({moved}) EXECUTE FUNCTION {_NAME}_one()",
    }
    return {name: f"CREATE TRIGGER {name} AFTER {body}" for name, body in bodies.items()}


def _functions() -> tuple[str, ...]:
    """What comes to nothing writes nothing; what is written is written in one order, so that nobody waits for who waits for him."""

    def put(told: str) -> str:
        return _added(f"{_summed(told)} HAVING SUM(n) <> 0 OR SUM(late) <> 0 ORDER BY {_KEYS}")

    columns = sorted({*_OF_ARRIVAL, *_OF_END})
    old, new = (f"(SELECT {', '.join(f'{row}.{each}' for each in columns)})" for row in ("OLD", "NEW"))
    one = f"{_both('postgresql', -1, old)} UNION ALL {_both('postgresql', 1, new)}"
    head, end = "RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n", "\nRETURN NULL;\nEND $$"
    return (
        f"CREATE OR REPLACE FUNCTION {_NAME}_many() {head}"
        f"IF TG_OP = 'INSERT' THEN {put(_both('postgresql', 1, 'made'))}\nELSE {put(_both('postgresql', -1, 'gone'))} END IF;{end}",
        f"CREATE OR REPLACE FUNCTION {_NAME}_one() {head}{put(one)}{end}",
    )


def undoing(vendor: str) -> tuple[str, ...]:
    """What takes the functions away again, after `remove`."""
    return tuple(f"DROP FUNCTION {_NAME}_{name}()" for name in ("many", "one")) if vendor == "postgresql" else ()
