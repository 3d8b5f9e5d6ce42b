"""Batches for the desk's tests, staged by the public door."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from gongkai.apps.publishing.models import Batch
from gongkai.apps.publishing.moving_in import actions
from tests.apps.publishing.moving_in import exports
from tests.faces.desk.world import Office

NOW = datetime(2026, 11, 19, 2, tzinfo=UTC)


def staged(where: Office, folder: Path, role: str = "clerk") -> Batch:
    return actions.stage(where.actor(role), exports.csv_file(folder), "", NOW).batch
