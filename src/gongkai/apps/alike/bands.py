"""Which signatures share bands with a sketch? One narrow table, the same in both databases.

Takes:   numbers of bands (`Sketch.bands`), ids of signatures.
Gives:   `near`: the signatures that share most of them; `add`, `remove`, `clear`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

TABLE = "alike_band"
_AT_ONCE = 400
CROWD = 3000
"""Signatures of one band that are looked at, the newest. What tens of thousands ask in the same words fills the same bands, and to count them all would
take seconds; whoever asks is told (`Shared.crowded`)."""


@dataclass(frozen=True, slots=True)
class Shared:
    """How many bands each signature shares, most first; of how many bands only the newest were looked at."""

    bands: Mapping[int, int]
    crowded: int


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


def near(bands: Sequence[int], most: int) -> Shared:
    """The signatures that share most bands, of those that share as many the newest; of a band that too many have, only among the `CROWD` newest."""
    one = f"SELECT signature FROM {TABLE} WHERE band = %s ORDER BY signature DESC LIMIT {CROWD}"  # noqa: S608 -- our own name and number
    full = f"SELECT 1 AS full_ FROM {TABLE} WHERE band = %s LIMIT 1 OFFSET {CROWD}"  # noqa: S608 -- the same
    all_of_them = " UNION ALL ".join(f"SELECT signature FROM ({one}) AS of_{at}" for at in range(len(bands)))  # noqa: S608 -- the same
    crowded = " UNION ALL ".join(f"SELECT full_ FROM ({full}) AS of_{at}" for at in range(len(bands)))  # noqa: S608 -- the same
    ranked = (
        f"SELECT signature, count(*) AS shares FROM ({all_of_them}) AS every "  # noqa: S608 -- the same
        "GROUP BY signature ORDER BY shares DESC, signature DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(crowded, list(bands))
        cut = len(cursor.fetchall())
        cursor.execute(ranked, [*bands, most])
        return Shared(dict(cursor.fetchall()), cut)


def statements(vendor: str) -> tuple[str, ...]:
    """What makes the table."""
    columns = "band bigint NOT NULL, signature bigint NOT NULL, PRIMARY KEY (band, signature)"
    return (f"CREATE TABLE {TABLE} ({columns}){' WITHOUT ROWID' if vendor == 'sqlite' else ''}",)
