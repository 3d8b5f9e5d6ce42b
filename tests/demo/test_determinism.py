"""The same day gives the same county: two loads tell the same acts, whatever else differs between two installations.

Takes `demo_database` and no mark of the database: one pass over SQLite is enough for a question of arithmetic.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import override_settings

from demo.load import load
from gongkai.apps.journal.models import Entry
from gongkai.apps.organs import queries as organs
from gongkai.apps.requests import queries as requests
from tests.rigs.demo_county import TODAY, connected_to

_TOLD = ("organ", "seq", "subject", "subject_id", "event", "day", "recorded_at", "person", "role")


def _acts() -> list[tuple[Any, ...]]:
    found = Entry.objects.order_by("organ", "seq").values_list(*_TOLD, "payload")
    return [(*told, _without_keys(json.loads(payload))) for *told, payload in found]


def _without_keys(payload: dict[str, Any]) -> dict[str, Any]:
    """Without what pins the end of the chain, which hangs on the keys that seal personal data here."""
    return {name: value for name, value in payload.items() if name != "version_digest"}


def _exported() -> list[Any]:
    return [each for organ in organs.all_ids() for each in requests.stored(organ)]


def test_two_loads_tell_the_same_acts(demo_database: tuple[str, Path], django_db_blocker: Any, tmp_path: Path) -> None:
    with django_db_blocker.unblock():
        with connected_to(demo_database[0]):
            acts, exported = _acts(), _exported()
        with override_settings(VAULT_KEYS=str(tmp_path / "keys.json")), connected_to(str(tmp_path / "again.sqlite3")):
            call_command("migrate", interactive=False, verbosity=0)
            assert load(TODAY)
            assert _acts() == acts
            assert _exported() == exported
