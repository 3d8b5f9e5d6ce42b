"""The same day gives the same county: two loads tell the same acts, whatever else differs between two installations.

In `make test` they are the loads of the two passes, and what SQLite tells is held against what PostgreSQL tells by whichever comes
second. A pass by itself loads the county once more.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.organs import queries as organs
from gongkai.apps.requests import queries as requests
from tests.rigs import databases, passes
from tests.rigs.demo_county import filled

pytestmark = pytest.mark.database
_TOLD = ("organ", "seq", "subject", "subject_id", "event", "day", "recorded_at", "person", "role")
_BY_KEYS: dict[str, frozenset[str]] = {
    "version_digest": frozenset(),
    "code": frozenset({Subject.QUESTION, Subject.REQUEST, Subject.RECORD, Subject.PAPER}),
    "digest": frozenset({Subject.QUESTION, Subject.PAPER}),
    "size": frozenset({Subject.PAPER}),
}
"""What hangs on the keys that seal personal data here, and of which subjects (all where none is named): the pinned end of a chain, the
code of who asks, the digest of an answer or a paper, how long a letter is in which a code stands that was drawn."""


def _acts() -> list[tuple[Any, ...]]:
    found = Entry.objects.order_by("organ", "seq").values_list(*_TOLD, "payload")
    return [(*told, _without_keys(str(told[2]), json.loads(payload))) for *told, payload in found]


def _without_keys(subject: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _without_keys(subject, value) if isinstance(value, dict) else value
        for name, value in payload.items()
        if name not in _BY_KEYS or (_BY_KEYS[name] and subject not in _BY_KEYS[name])
    }


def _told() -> list[str]:
    """Every act and every request as it is exported, a line each."""
    exported = [_without_code(each) for organ in organs.all_ids() for each in requests.stored(organ)]
    return [json.dumps(each, ensure_ascii=False, default=str) for each in (*_acts(), *exported)]


def _without_code(each: Any) -> Any:
    acts = (replace(act, data={name: told for name, told in act.data.items() if name != "code"}) for act in each.acts)
    return replace(each, acts=tuple(acts))


def test_two_loads_tell_the_same_acts(
    demo_database: tuple[str, Path], run_folder: Path, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        with databases.connected_to(demo_database[0]):
            told = _told()
        assert len(told) > 10_000
        between = os.environ.get(passes.BETWEEN)
        other = _told_again(run_folder) if between is None else _told_by_the_other(Path(between), told)
    if other is not None:
        assert len(other) == len(told)
        assert [pair for pair in zip(told, other, strict=True) if pair[0] != pair[1]][:3] == []


def _told_by_the_other(between: Path, told: list[str]) -> list[str] | None:
    """What the other pass has told; nothing where it is still to come, and finds what is told here."""
    own = between / f"told-{connection.vendor}"
    own.with_suffix(".part").write_text("\n".join(told), encoding="utf-8")
    own.with_suffix(".part").rename(own)
    others = [each for each in between.glob("told-*") if each != own and not each.suffix]
    return others[0].read_text(encoding="utf-8").split("\n") if others else None


def _told_again(run_folder: Path) -> list[str]:
    keys = run_folder / "again-keys.json"
    with (
        databases.copied(run_folder, "again", lambda: filled(keys), databases.EMPTY) as again,
        databases.connected_to(again),
    ):
        return _told()
