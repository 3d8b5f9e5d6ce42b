"""Which requests have these characters anywhere in number or subject? An index of pairs of neighbours, which the database keeps by itself.

Gives:   `found`: the newest requests that have every word, at most so many; the statements for each database that keep the index with every
         row that is written, by whichever program; `refill`, for an installation that had requests before; `wrong`, for whoever doubts.

FTS5 on SQLite, tsvector on PostgreSQL; no positions. A pair stands in the index as the hexadecimal of its bytes, so that no tokenizer
takes it for anything else; beside the pairs, what lists are narrowed by most: the organ, the year in which it came, whether it is open.
A longer word may have its pairs in another order in a text, so who asks looks at what was found (`filters`). Subjects name no person.

The triggers refuse nothing. A later migration that makes the table of requests anew on SQLite loses them: `restore` and `refill` there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from string import ascii_lowercase, ascii_uppercase

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.apps.journal.triggers import missing

TABLE, _REQUESTS = "requests_words", "requests_request"
_NUMBERS = "requests_place"
_LONGEST = 260
"""Places of a text in which pairs are looked for: more than number and subject have together."""
_TRIED, _FREQUENT = 4000, 80
"""Of so many of the newest rows so many must have the words: then a thousand of them lie within some ten thousand rows."""
_FARTHER = 2
"""So many times as far as that is walked before the index is asked after all."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Only these: SQLite knows no other capitals, and both databases shall say the same."""
_PLAIN = ' COLLATE "C"'
_LOOKED_AT = ("organ_id", "number", "subject", "came_on", "running")


def pairs(word: str) -> list[str]:
    """What a text with this word must have in the index; of a single character whatever begins with it."""
    plain = word.translate(_SMALL)
    return [plain[at : at + 2].encode().hex().upper() for at in range(max(1, len(plain) - 1))]


def found(
    words: Sequence[str], organs: Collection[int] | None, year: int | None, running: bool | None, most: int
) -> list[int]:
    """The ids of the newest requests with all pairs of all words, at most so many; `organs` None for all of them."""
    groups = [[_quoted(pair, len(word) == 1)] for word in words for pair in pairs(word)]
    if organs is not None:
        groups.append([_quoted(f"o{each}") for each in sorted(organs)])
    if year is not None:
        groups.append([_quoted(f"y{year:04}")])
    if running is not None:
        groups.append([_quoted("r" if running else "e")])
    if not all(groups):
        return []
    postgresql = connection.vendor == "postgresql"
    either, both = (" | ", " & ") if postgresql else (" OR ", " AND ")
    demand = both.join(f"({either.join(group)})" for group in groups)
    # Open requests are few, and all of them among the newest: walking down would soon find none any more.
    how = "picked" if running else "found"
    statement = (
        f"SELECT id FROM {TABLE}_{how}(%s::tsquery, %s)"  # noqa: S608 -- our own names, here and below
        if postgresql
        else f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608 -- the same
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [demand, most])
        return [row_id for (row_id,) in cursor.fetchall()]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make index and triggers, and fill it: for a migration."""
    with connection.cursor() as cursor:
        for statement in tables(connection.vendor):
            cursor.execute(statement)
    restore(connection)
    refill(connection)


def restore(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the triggers that are missing; which were made. Whatever was written meanwhile is not in the index: `refill`."""
    wanted = triggers(connection.vendor)
    lacking = missing(connection, wanted)
    with connection.cursor() as cursor:
        for name in lacking:
            cursor.execute(wanted[name])
    return lacking


def refill(connection: BaseDatabaseWrapper) -> None:
    """Make the whole index anew."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 -- the same
        if connection.vendor == "postgresql":
            cursor.execute(f"INSERT INTO {TABLE} (id, grams) SELECT r.id, {_vector('r')} FROM {_REQUESTS} r")  # noqa: S608 -- the same
        else:
            cursor.execute(f"INSERT INTO {TABLE} (rowid, grams) SELECT r.id, {_line('r')} FROM {_REQUESTS} r")  # noqa: S608 -- the same


def wrong(connection: BaseDatabaseWrapper) -> int:
    """How many requests do not stand in the index as they are, and what stands there of no request: 0, unless somebody wrote past it."""
    key, made = ("id", _vector("r")) if connection.vendor == "postgresql" else ("rowid", _line("r"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {_REQUESTS} r LEFT JOIN {TABLE} w ON w.{key} = r.id "  # noqa: S608 -- the same
            f"WHERE w.{key} IS NULL OR w.grams <> {made}"
        )
        odd: int = cursor.fetchone()[0]
        cursor.execute(
            f"SELECT count(*) FROM {TABLE} w LEFT JOIN {_REQUESTS} r ON r.id = w.{key} WHERE r.id IS NULL"  # noqa: S608 -- the same
        )
        surplus: int = cursor.fetchone()[0]
    return odd + surplus


def _quoted(token: str, beginning: bool = False) -> str:
    if connection.vendor == "postgresql":
        return f"'{token}'{':*' if beginning else ''}"
    return f'"{token}"{"*" if beginning else ""}'


def tables(vendor: str) -> tuple[str, ...]:
    """The index of a database, and what else its triggers need."""
    if vendor == "postgresql":
        return (
            f"CREATE TABLE {TABLE} (id bigint PRIMARY KEY, grams tsvector NOT NULL) WITH (toast_tuple_target = 128)",
            f"CREATE INDEX {TABLE}_grams ON {TABLE} USING gin (grams) WITH (fastupdate = off)",
            _function(),
            *asking(),
        )
    return (
        f"CREATE TABLE {_NUMBERS} (n integer PRIMARY KEY)",
        f"INSERT INTO {_NUMBERS} (n) WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < {_LONGEST}) SELECT n FROM up",  # noqa: S608 -- the same
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(grams, detail='none', tokenize='ascii')",
    )


def asking() -> tuple[str, ...]:
    """How PostgreSQL looks for words: a frequent one down the ids, which soon has enough, a rare one by the index.

    The planner cannot know, for how often pairs stand together is in no statistics; so the newest rows are tried first. Words that are frequent
    among them alone, as those of a new matter are, would have all rows walked through: the walk ends where it should have had enough.
    """
    sql = "RETURNS TABLE (id bigint) LANGUAGE sql STABLE SET enable_seqscan = off SET jit = off SET max_parallel_workers_per_gather = 0"
    name = f"CREATE OR REPLACE FUNCTION {TABLE}"
    return (
        f"""{name}_walked(demand tsquery, most integer, after bigint) {sql} SET enable_bitmapscan = off AS $$
            SELECT f.id FROM {TABLE} f WHERE f.id > after AND f.grams @@ demand ORDER BY f.id DESC LIMIT most $$""",  # noqa: S608 -- the same
        f"""{name}_picked(demand tsquery, most integer) {sql} SET work_mem = '16MB' AS $$
            SELECT f.id FROM {TABLE} f WHERE f.grams @@ demand ORDER BY (f.id + 0) DESC LIMIT most $$""",  # noqa: S608 -- the same
        f"""{name}_found(demand tsquery, most integer) RETURNS TABLE (id bigint) LANGUAGE plpgsql STABLE AS $$
            DECLARE newest bigint; near bigint; far bigint; walked bigint[];
            BEGIN
            SELECT max(f.id) INTO newest FROM {TABLE} f;
            SELECT count(*) INTO near FROM {TABLE}_walked(demand, most, newest - {_TRIED});
            IF near >= {_FREQUENT} THEN
              far := newest - {_FARTHER} * {_TRIED} * most / near;
              walked := ARRAY(SELECT w.id FROM {TABLE}_walked(demand, most, far) w);
              IF cardinality(walked) >= most OR far <= 0 THEN RETURN QUERY SELECT unnest(walked); RETURN; END IF;
            END IF;
            RETURN QUERY SELECT p.id FROM {TABLE}_picked(demand, most) p;
            END $$""",  # noqa: S608 -- the same
    )


def undoing(vendor: str) -> tuple[str, ...]:
    """What takes index and triggers away again."""
    on = f" ON {_REQUESTS}" if vendor == "postgresql" else ""
    gone = tuple(f"DROP TRIGGER IF EXISTS {name}{on}" for name in triggers(vendor))
    if vendor != "postgresql":
        return (*gone, f"DROP TABLE {TABLE}", f"DROP TABLE {_NUMBERS}")
    return (
        *gone,
        f"DROP FUNCTION {TABLE}_kept()",
        f"DROP FUNCTION {TABLE}_found(tsquery, integer)",
        f"DROP FUNCTION IF EXISTS {TABLE}_walked(tsquery, integer, bigint)",
        f"DROP FUNCTION IF EXISTS {TABLE}_picked(tsquery, integer)",
        f"DROP TABLE {TABLE}",
    )


def triggers(vendor: str) -> dict[str, str]:
    """The triggers of a database by name, each with the statement that makes it."""
    if vendor == "postgresql":
        call = f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_kept()"
        columns = ", ".join(_LOOKED_AT)
        bodies: dict[str, str] = {
            f"{TABLE}_made": f"AFTER INSERT ON {_REQUESTS} {call}",
            f"{TABLE}_changed": f"AFTER UPDATE OF {columns} ON {_REQUESTS} FOR EACH ROW WHEN ({_changed('IS DISTINCT FROM')}) "
            f"EXECUTE FUNCTION {TABLE}_kept()",
            f"{TABLE}_removed": f"AFTER DELETE ON {_REQUESTS} {call}",
        }
        return {name: f"CREATE TRIGGER {name} {body}" for name, body in bodies.items()}
    put = f"INSERT INTO {TABLE} (rowid, grams) SELECT NEW.id, {_line('NEW')};"
    gone = f"DELETE FROM {TABLE} WHERE rowid = OLD.id;"  # noqa: S608 -- the same
    bodies = {
        f"{TABLE}_made": f"AFTER INSERT ON {_REQUESTS} BEGIN {put} END",
        f"{TABLE}_changed": f"AFTER UPDATE ON {_REQUESTS} WHEN {_changed('IS NOT')} BEGIN {gone} {put} END",
        f"{TABLE}_removed": f"AFTER DELETE ON {_REQUESTS} BEGIN {gone} END",
    }
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in bodies.items()}


def _changed(otherwise: str) -> str:
    return " OR ".join(f"OLD.{each} {otherwise} NEW.{each}" for each in _LOOKED_AT)


def _text(row: str, collation: str = "") -> str:
    return f"lower({row}.number || ' ' || {row}.subject{collation})"


def _line(row: str) -> str:
    """The tokens of a row for FTS5, in one order, so that two makings are the same. The last character begins a pair too, alone."""
    return (
        f"(SELECT group_concat(hex(substr({_text(row)}, n, 2)), ' ') FROM (SELECT n FROM {_NUMBERS} "  # noqa: S608 -- the same
        f"WHERE n <= length({_text(row)}) ORDER BY n)) || ' o' || {row}.organ_id || ' y' || substr({row}.came_on, 1, 4) || "
        f"CASE WHEN {row}.running THEN ' r' ELSE ' e' END"
    )


def _vector(row: str) -> str:
    return (
        f"array_to_tsvector(ARRAY(SELECT DISTINCT upper(encode(convert_to(substr({_text(row, _PLAIN)}, n, 2), 'UTF8'), 'hex')) "  # noqa: S608 -- the same
        f"FROM generate_series(1, length({_text(row, _PLAIN)})) AS n) || ARRAY['o' || {row}.organ_id, "
        f"'y' || to_char({row}.came_on, 'YYYY'), CASE WHEN {row}.running THEN 'r' ELSE 'e' END])"
    )


def _function() -> str:
    return f"""
CREATE FUNCTION {TABLE}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF TG_OP = 'DELETE' THEN DELETE FROM {TABLE} WHERE id = OLD.id;
ELSE INSERT INTO {TABLE} (id, grams) VALUES (NEW.id, {_vector("NEW")}) ON CONFLICT (id) DO UPDATE SET grams = EXCLUDED.grams;
END IF;
RETURN NULL;
END $$"""  # noqa: S608 -- the same
