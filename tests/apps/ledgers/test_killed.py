"""kill −9 at any moment of taking in a ledger leaves all of it or nothing, and the next run goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from gongkai.annual.ledger.write import write
from tests.annual.ledger.samples import rich_ledger
from tests.rigs import databases

ROOT = Path(__file__).parents[3]
CASES = 520


def _run(data: Path, file: Path, *kill: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.apps.ledgers.killed", str(data), str(file), *kill]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


def test_killed_at_any_stage_all_or_nothing_is_left_and_the_next_run_goes_on(
    django_db_setup: None, run_folder: Path, tmp_path: Path
) -> None:
    databases.lay_empty(run_folder, tmp_path)
    simple = rich_ledger().requests[0]
    ledger = replace(
        rich_ledger(),
        requests=tuple(replace(simple, number=f"2024-{at:04}") for at in range(1, CASES + 1)),
        remedies=(),
        texts={},
    )
    file = tmp_path / "台账.xlsx"
    file.write_bytes(write(ledger))
    for point in (("examine", "450"), ("write", "500"), ("write", str(CASES))):
        died = _run(tmp_path, file, *point)
        assert died.returncode == -signal.SIGKILL, died.stderr
    done = json.loads(_run(tmp_path, file).stdout)
    assert done["left"] == [0, 0]
    assert done["judged"] <= CASES % 200
    assert (done["state"], done["requests"], done["acts"]) == ("done", CASES, 2 * CASES)
    again = json.loads(_run(tmp_path, file).stdout)
    assert (again["state"], again["requests"], again["acts"]) == ("unchanged", CASES, 2 * CASES)
    assert not list((tmp_path / "ledgers").glob("*.sound"))
