"""Which signatures share bands with a sketch? One narrow table, the same in both databases.

Takes:   numbers of bands (`Sketch.bands`), ids of signatures.
Gives:   `near`: the signatures that share most of them; `add`, `remove`, `clear`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

TABLE = "alike_band"
_AT_ONCE = 400


def add(rows: Iterable[tuple[int, int]]) -> None:
    """Put pairs of a band and a signature in."""
    waiting = list(rows)
    with connection.cursor() as cursor:
        for start in range(0, len(waiting), _AT_ONCE):
            piece = waiting[start : start + _AT_ONCE]
            values = ", ".join(["(%s, %s)"] * len(piece))
            told = [each for row in piece for each in row]
            # The same text twice in one record has the same band once.
            cursor.execute(f"INSERT INTO {TABLE} (band, signature) VALUES {values} ON CONFLICT DO NOTHING", told)  # noqa: S608 -- our own name and placeholders


def remove(rows: Iterable[tuple[int, int]]) -> None:
    """Take pairs out."""
    waiting = list(rows)
    if not waiting:
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE band = %s AND signature = %s", waiting)  # noqa: S608 -- our own name


def clear() -> None:
    """Empty the table."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}" if connection.vendor == "sqlite" else f"TRUNCATE {TABLE}")  # noqa: S608 -- our own name


def near(bands: Sequence[int], most: int) -> list[int]:
    """The signatures that share most bands, of those that share as many the newest."""
    places = ", ".join(["%s"] * len(bands))
    statement = (
        f"SELECT signature FROM {TABLE} WHERE band IN ({places}) "  # noqa: S608 -- our own name and placeholders
        "GROUP BY signature ORDER BY count(*) DESC, signature DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*bands, most])
        return [signature for (signature,) in cursor.fetchall()]


def statements(vendor: str) -> tuple[str, ...]:
    """What makes the table."""
    columns = "band bigint NOT NULL, signature bigint NOT NULL, PRIMARY KEY (band, signature)"
    return (f"CREATE TABLE {TABLE} ({columns}){' WITHOUT ROWID' if vendor == 'sqlite' else ''}",)
