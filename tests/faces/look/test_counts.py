"""What is counted is counted once for all processes, forgotten in time, and costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from gongkai.faces.look import counts

NOW = 1_800_000_000
_ADD = """
import sys
from django.conf import settings
settings.configure(COUNTS_FILE=sys.argv[1], SECRET_KEY=sys.argv[2])
from gongkai.faces.look import counts
for _ in range(500):
    counts.added("together", 60, 1_800_000_000)
"""


def test_a_key_counts_from_its_first_time_on_for_its_seconds() -> None:
    assert [counts.added("a", 60, NOW + n) for n in (0, 30, 59)] == [1, 2, 3]
    assert counts.so_far("a", NOW + 59) == 3
    assert counts.so_far("a", NOW + 60) == 0
    assert counts.added("a", 60, NOW + 60) == 1
    assert counts.so_far("b", NOW) == 0


def test_all_processes_count_together(settings: Any, tmp_path: Path) -> None:
    settings.COUNTS_FILE = tmp_path / "counts"
    others = [
        subprocess.Popen([sys.executable, "-c", _ADD, str(settings.COUNTS_FILE), settings.SECRET_KEY]) for _ in range(2)
    ]
    for _ in range(500):
        counts.added("together", 60, NOW)
    assert [each.wait(60) for each in others] == [0, 0]
    assert counts.so_far("together", NOW) == 1500


def test_all_threads_count_together() -> None:
    def add() -> None:
        for _ in range(300):
            counts.added("threads", 60, NOW)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert counts.so_far("threads", NOW) == 1200


def test_a_flood_of_keys_takes_no_more_room_and_the_busiest_is_remembered(settings: Any, tmp_path: Path) -> None:
    settings.COUNTS_FILE = tmp_path / "counts"
    for _ in range(50):
        counts.added("busy", 600, NOW)
    size = settings.COUNTS_FILE.stat().st_size
    for number in range(80_000):
        counts.added(f"stranger {number}", 600, NOW)
    assert settings.COUNTS_FILE.stat().st_size == size
    assert counts.so_far("busy", NOW) == 50
    began = time.perf_counter()
    for number in range(1000):
        counts.added(f"more {number}", 600, NOW)
    assert (time.perf_counter() - began) / 1000 < 0.001, "a count must cost less than a millisecond"


def test_no_address_lies_on_the_disk(settings: Any, tmp_path: Path) -> None:
    settings.COUNTS_FILE = tmp_path / "counts"
    counts.added("192.0.2.77", 60, NOW)
    assert b"192.0.2.77" not in settings.COUNTS_FILE.read_bytes()
