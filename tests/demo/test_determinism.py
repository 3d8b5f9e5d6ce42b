"""The same day gives the same county: two loads tell the same acts, whatever else differs between two installations.

Takes `demo_database` and no mark of the database: one pass over SQLite is enough for a question of arithmetic.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gongkai.apps.journal.models import Entry
from gongkai.apps.organs import queries as organs
from gongkai.apps.requests import queries as requests
from tests.rigs import databases
from tests.rigs.demo_county import filled

_TOLD = ("organ", "seq", "subject", "subject_id", "event", "day", "recorded_at", "person", "role")


def _acts() -> list[tuple[Any, ...]]:
    found = Entry.objects.order_by("organ", "seq").values_list(*_TOLD, "payload")
    return [(*told, _without_keys(json.loads(payload))) for *told, payload in found]


def _without_keys(payload: dict[str, Any]) -> dict[str, Any]:
    """Without what pins the end of the chain, which hangs on the keys that seal personal data here."""
    return {name: value for name, value in payload.items() if name != "version_digest"}


def _exported() -> list[Any]:
    return [each for organ in organs.all_ids() for each in requests.stored(organ)]


def test_two_loads_tell_the_same_acts(
    demo_database: tuple[str, Path], run_folder: Path, django_db_blocker: Any
) -> None:
    keys = run_folder / "again-keys.json"
    with django_db_blocker.unblock():
        with databases.connected_to(demo_database[0]):
            acts, exported = _acts(), _exported()
        with (
            databases.copied(run_folder, "again", lambda: filled(keys), databases.EMPTY) as again,
            databases.connected_to(again),
        ):
            assert _acts() == acts
            assert _exported() == exported
