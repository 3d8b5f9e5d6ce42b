"""Which things have all these grams? The index itself: FTS5 on SQLite, tsvector on PostgreSQL, the same answers from both.

Takes:   rows of grams by their place; a place grows with the day, so that the newest are found first.
Gives:   `found`: the newest places below a place whose grams satisfy a demand.

Two tables of each: `search_words` has all grams of a thing, `search_names` those of its title, its numbers and its keywords. A gram
is a character, a pair of characters, or what a filter asks for (`§` before it). There are no positions: they would cost twice the room,
PostgreSQL keeps them for the first 16,383 words of a text only, and the few texts that have the grams in another order are
told apart by looking (`finding`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

WORDS, NAMES = "search_words", "search_names"
TABLES = (WORDS, NAMES)
FORM = "1"
"""Raised when the grams of a text become others than they were: then SQLite cannot be told what it was put in with, and all is made anew."""
UNSURE = "§?"
"""The only gram of what is too large for one row of PostgreSQL (a book of a million characters): it is looked at in every search."""
MOST_BYTES = 900_000
_FIRST = date(1900, 1, 1)
_DENSE, _SPARSE = 12, 30
"""Bits of a place below its day: few where places are counted by day, many where they come from a sequence."""

Row = tuple[int, Collection[str]]
Demand = Sequence[Sequence[Collection[str]]]
"""All of the groups, in each group one of the alternatives, of it all grams."""


def add(table: str, rows: Iterable[Row]) -> None:
    """Put rows into the index whose places are not in it."""
    made = [(place, _stored(grams)) for place, grams in rows]
    if connection.vendor == "postgresql":
        statement = f"INSERT INTO {table} (place, grams) VALUES (%s, array_to_tsvector(%s))"  # noqa: S608 -- our own names
    else:
        statement = f"INSERT INTO {table} (rowid, grams) VALUES (%s, %s)"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, made)


def remove(table: str, rows: Iterable[Row]) -> None:
    """Take rows out. SQLite has to be told the grams that a row was put in with, for it keeps none."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            places = [(place,) for place, _ in rows]
            cursor.executemany(f"DELETE FROM {table} WHERE place = %s", places)  # noqa: S608 -- our own names
        else:
            statement = f"INSERT INTO {table} ({table}, rowid, grams) VALUES ('delete', %s, %s)"  # noqa: S608 -- our own names
            cursor.executemany(statement, [(place, _stored(grams)) for place, grams in rows])


def clear() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(f"TRUNCATE {table}")
            else:
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608 -- our own names


def places(table: str, after: int, limit: int) -> list[int]:
    """The places that have a row, in their order, behind a place."""
    source = table if connection.vendor == "postgresql" else f"{table}_docsize"
    column = "place" if connection.vendor == "postgresql" else "id"
    statement = f"SELECT {column} FROM {source} WHERE {column} > %s ORDER BY {column} LIMIT %s"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.execute(statement, [after, limit])
        return [place for (place,) in cursor.fetchall()]


def source(table: str, demand: Demand, below: int, limit: int) -> tuple[str, list[Any]]:
    """A table expression with the one column `place`, and its parameters: the newest rows that satisfy a demand."""
    if connection.vendor == "postgresql":
        return f"{table}_found(%s::tsquery, %s, %s)", [_tsquery(demand), below, limit]
    return (
        f"(SELECT rowid AS place FROM {table} WHERE {table} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s)",  # noqa: S608 -- our own names
        [_match(demand), below, limit],
    )


def everything(below: int, limit: int) -> tuple[str, list[Any]]:
    """The same where nothing is demanded."""
    return "(SELECT place FROM search_entry WHERE place < %s ORDER BY place DESC LIMIT %s)", [below, limit]


def count(table: str, demand: Demand) -> int:
    """How many rows satisfy a demand."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT {table}_counted(%s::tsquery)", [_tsquery(demand)])
        else:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH %s", [_match(demand)])  # noqa: S608 -- our own names
        number: int = cursor.fetchone()[0]
    return number


def found(table: str, demand: Demand, below: int, limit: int) -> list[int]:
    """The newest places below a place that satisfy a demand."""
    expression, parameters = source(table, demand, below, limit)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT place FROM {expression} AS found ORDER BY place DESC", parameters)  # noqa: S608 -- our own names
        return [place for (place,) in cursor.fetchall()]


def unsure() -> bool:
    """Whether there are things that are found by every word until they are looked at."""
    return connection.vendor == "postgresql" and bool(found(WORDS, [[frozenset((UNSURE,))]], 1 << 62, 1))


def too_large(grams: Collection[str]) -> bool:
    """Whether a thing has more grams than a row of PostgreSQL takes."""
    return sum(map(len, grams)) * 3 > MOST_BYTES


def new_places(days: Sequence[date]) -> list[int]:
    """A place of its own for each day, behind those that the day has already. Held until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('search_place') FROM generate_series(1, %s)", [len(days)])
            numbers = [number for (number,) in cursor.fetchall()]
        return [(day - _FIRST).days << _SPARSE | number for day, number in zip(days, numbers, strict=True)]
    return _dense_places(days)


def _dense_places(days: Sequence[date]) -> list[int]:
    """SQLite writes how far a place is from the one before it: so they lie close together. Only one process writes at a time.

    A day that is full goes on among those of the day behind it.
    """
    size = 1 << _DENSE
    bases = [(day - _FIRST).days << _DENSE for day in days]
    free = _free(sorted(set(bases)), size)
    found = []
    for day in bases:
        base = day
        while free[base] == base + size:
            base += size
            free |= _free([base], size) if base not in free else {}
        found.append(free[base])
        free[base] += 1
    return found


def _free(bases: Sequence[int], size: int) -> dict[int, int]:
    """The first place that is free behind each of these."""
    statement = (
        f"WITH days(base) AS (VALUES {', '.join(['(%s)'] * len(bases))}) SELECT base, "  # noqa: S608 -- placeholders only
        f"(SELECT max(place) FROM search_entry WHERE place >= base AND place < base + {size}) FROM days"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, bases)
        return {base: base if last is None else last + 1 for base, last in cursor.fetchall()}


def _stored(grams: Collection[str]) -> Any:
    if connection.vendor != "postgresql":
        return " ".join(grams)
    return [UNSURE, *(each for each in grams if each.startswith("§"))] if too_large(grams) else list(grams)


def _match(demand: Demand) -> str:
    """In the language of FTS5. Grams have no quotes in them."""
    groups = []
    for group in demand:
        ways = [" AND ".join(_quoted(gram, '"', "*") for gram in sorted(each)) for each in group]
        groups.append(f"({' OR '.join(f'({way})' for way in ways)})")
    return " AND ".join(groups)


def _tsquery(demand: Demand) -> str:
    """In the language of tsquery. Grams have neither quotes nor backslashes in them."""
    groups = []
    for group in demand:
        ways = [" & ".join(_quoted(gram, "'", ":*") for gram in sorted(each)) for each in group]
        unsure = [] if all(gram.startswith("§") for each in group for gram in each) else [f"'{UNSURE}'"]
        groups.append(f"({' | '.join([*(f'({way})' for way in ways), *unsure])})")
    return " & ".join(groups)


def _quoted(gram: str, quote: str, beginning: str) -> str:
    """A gram; of a single character whatever begins with it."""
    return f"{quote}{gram}{quote}{beginning if len(gram) == 1 else ''}"


def gin(table: str) -> str:
    """The index of PostgreSQL over the grams of a table."""
    return f"CREATE INDEX {table}_grams ON {table} USING gin (grams) WITH (fastupdate = off)"


def _sqlite(table: str) -> tuple[str, ...]:
    # `ascii`: whatever is not ASCII is a letter, so that no character of a later Unicode is taken for a mark.
    return (f"CREATE VIRTUAL TABLE {table} USING fts5(grams, content='', detail='none', tokenize='ascii')",)


def _postgresql(table: str) -> tuple[str, ...]:
    """The vectors lie outside the rows, so that to list thousands of places is to read few pages. The function keeps the planner from
    reading every vector, which it thinks cheap, and from walking down the places.
    """
    return (
        f"CREATE TABLE {table} (place bigint PRIMARY KEY, grams tsvector NOT NULL) WITH (toast_tuple_target = 128)",
        gin(table),
        f"""CREATE FUNCTION {table}_found(demand tsquery, below bigint, most integer) RETURNS TABLE (place bigint)
            LANGUAGE sql STABLE SET enable_seqscan = off SET jit = off SET work_mem = '16MB' AS $$
            SELECT f.place FROM {table} f WHERE f.grams @@ demand AND f.place + 0 < below ORDER BY (f.place + 0) DESC LIMIT most
            $$""",  # noqa: S608 -- our own names
    )


def statements(vendor: str) -> tuple[str, ...]:
    """What makes the index in a database."""
    made = _postgresql if vendor == "postgresql" else _sqlite
    first = ("CREATE SEQUENCE search_place",) if vendor == "postgresql" else ()
    return (*first, *(each for table in TABLES for each in made(table)))


def counting(vendor: str) -> tuple[str, ...]:
    """What counts without reading a row: like the planner of `found`, that of this one thinks reading every vector cheap."""
    if vendor != "postgresql":
        return ()
    return tuple(
        f"""CREATE OR REPLACE FUNCTION {table}_counted(demand tsquery) RETURNS bigint
            LANGUAGE sql STABLE SET enable_seqscan = off SET jit = off SET work_mem = '16MB' AS $$
            SELECT count(*) FROM {table} f WHERE f.grams @@ demand
            $$"""  # noqa: S608 -- our own names
        for table in TABLES
    )


def undoing(vendor: str) -> tuple[str, ...]:
    """What takes it away again."""
    functions = (
        [f"DROP FUNCTION IF EXISTS {table}_{each}" for table in TABLES for each in ("found", "counted")]
        if vendor == "postgresql"
        else []
    )
    last = ("DROP SEQUENCE IF EXISTS search_place",) if vendor == "postgresql" else ()
    return (*functions, *(f"DROP TABLE IF EXISTS {table}" for table in TABLES), *last)
