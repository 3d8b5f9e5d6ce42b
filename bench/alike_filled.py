"""Where do half a million signatures come from, twice? Made once, by all processors, and loaded into each database in the order of its table.

Takes:   the texts of bench.alike_texts; a folder that both databases share, with the keys of one vault in it.
Gives:   `make`: the file of sketches; `fill`: an empty database with all of them, and what that took. What is there already stays.
"""

from __future__ import annotations

import json
import os
import struct
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from bench.alike_texts import texts
from bench.ground import say

if TYPE_CHECKING:
    from gongkai.apps.alike.telling import Told

ROWS = int(os.environ.get("BENCH_ALIKE_ROWS", "500000"))
ORGAN = 1
OFTEN = "f" * 64
"""Who asked some three thousand times: an agency that writes for others."""
_TODAY = date(2026, 6, 2)
_AT_ONCE = 5000
_HEAD = struct.Struct("<IHH")


def told(case: int, text: str) -> Told:
    """One request as acts tell it."""
    from gongkai.apps.alike.telling import Told  # noqa: PLC0415 -- only the process that measures loads Django

    who = OFTEN if case % 170 == 0 else f"{case % 99_991:064}"
    return Told("request", case, ORGAN, None, who, _TODAY - timedelta(case % 3000), text)


def make(shared: Path) -> float:
    """The file of sketches, by all processors; how many seconds it took, of this clock. Needs Django set up, and no connection."""
    began = time.monotonic()
    if not _file(shared).exists():
        made = texts(ROWS, Random(7))
        pieces = iter(lambda: list(islice(made, _AT_ONCE)), [])
        waiting = _file(shared).with_suffix(".part")
        with waiting.open("wb") as file, get_context("fork").Pool() as pool:
            for at, piece in enumerate(pool.imap(_sketched, pieces), 1):
                file.write(piece)
                if at * _AT_ONCE % 100_000 == 0:
                    say(f"{at * _AT_ONCE} 件的比对特征已经做成")
        waiting.rename(_file(shared))
    return time.monotonic() - began


def fill(shared: Path, data: Path) -> dict[str, float]:
    """All signatures and their bands in the database; the megabytes that they are. Those of a database that was kept are told as they were noted then."""
    from django.db import connection, transaction  # noqa: PLC0415 -- only the process that measures loads Django

    from gongkai.apps.alike.models import Signature  # noqa: PLC0415 -- the same
    from gongkai.apps.alike.sketch import EDITION  # noqa: PLC0415 -- the same

    noted = data / f"alike-{ROWS}-{EDITION}.json"
    if noted.exists():
        known: dict[str, float] = json.loads(noted.read_text(encoding="ascii"))
        return known
    before, began = _size(), time.monotonic()
    bands: list[tuple[int, list[int]]] = []
    rows = _rows(shared)
    while piece := list(islice(rows, _AT_ONCE)):
        with transaction.atomic():
            saved = Signature.objects.bulk_create(piece, batch_size=1000)
        bands += [(row.pk, row.bands) for row in saved if row.weight]
    say("特征已经写入")
    _load(bands)
    with connection.cursor() as cursor:
        # As autovacuum leaves it.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    found = {"seconds": time.monotonic() - began, "size": (_size() - before) / 1e6}
    noted.write_text(json.dumps(found), encoding="ascii")
    return found


def _load(waiting: Sequence[tuple[int, list[int]]]) -> None:
    """Bands of all, in the order of the table: twelve million put in anywhere would take an hour."""
    from django.db import connection, transaction  # noqa: PLC0415 -- only the process that measures loads Django

    from gongkai.apps.alike.bands import TABLE  # noqa: PLC0415 -- the same
    from gongkai.apps.alike.sketch import BANDS  # noqa: PLC0415 -- the same

    for place in range(BANDS):
        rows = sorted((bands[place], pk) for pk, bands in waiting)
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(f"INSERT INTO {TABLE} (band, signature) VALUES (%s, %s)", rows)  # noqa: S608 -- our own name
                continue
            with cursor.copy(f"COPY {TABLE} (band, signature) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    say("各段已经写入")


def _sketched(piece: Sequence[str]) -> bytes:
    """Sketches of some texts, one behind the other."""
    from gongkai.apps.alike.sketch import sketch  # noqa: PLC0415 -- only the process that measures loads Django
    from gongkai.texts.likeness import features  # noqa: PLC0415 -- the same

    found = bytearray()
    for text in piece:
        one = sketch(ORGAN, features(text))
        mins, weight, facts = (one.mins, one.weight, one.facts) if one else (b"", 0, b"")
        found += _HEAD.pack(weight, len(mins), len(facts)) + mins + facts
    return bytes(found)


def _rows(shared: Path) -> Iterator[Any]:
    """The signatures of the file, not saved yet."""
    from gongkai.apps.alike.models import Signature  # noqa: PLC0415 -- only the process that measures loads Django

    with _file(shared).open("rb") as file:
        for case in range(ROWS):
            weight, mins, facts = _HEAD.unpack(file.read(_HEAD.size))
            one = told(case, "")
            yield Signature(
                sort=one.sort,
                case=case,
                organ_id=ORGAN,
                lookup=one.lookup,
                day=one.day,
                mins=file.read(mins),
                weight=weight,
                facts=file.read(facts),
            )


def _file(shared: Path) -> Path:
    from gongkai.apps.alike.sketch import EDITION  # noqa: PLC0415 -- only the process that measures loads Django

    return shared / f"sketches-{ROWS}-{EDITION}.bin"


def _size() -> int:
    from django.db import connection  # noqa: PLC0415 -- only the process that measures loads Django

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        size: int = cursor.fetchone()[0]
    return size
