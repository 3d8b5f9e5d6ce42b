"""kill −9 at any moment of moving items in leaves whole pieces, and the next run goes on without doubling."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.apps.publishing.moving_in import exports
from tests.rigs import databases

ROOT = Path(__file__).parents[4]
ROWS = 1200


def _run(data: Path, file: Path, *kill: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.apps.publishing.moving_in.killed", str(data), str(file), *kill]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


def test_killed_while_judging_and_while_staging_it_goes_on(
    django_db_setup: None, run_folder: Path, tmp_path: Path
) -> None:
    databases.lay_empty(run_folder, tmp_path)
    rows = [{**exports.ROWS[0], "标题": f"第{at}条", "原网址": f"/a/{at}.html"} for at in range(ROWS)]
    file = exports.csv_file(tmp_path, rows)
    for point in (("judge", "500"), ("stage", "500"), ("stage", "1000")):
        died = _run(tmp_path, file, *point)
        assert died.returncode == -signal.SIGKILL, died.stderr
    ran = _run(tmp_path, file)
    assert ran.returncode == 0, ran.stderr
    done = json.loads(ran.stdout)
    # Only the last piece was still to be done.
    assert done.pop("judged") == ROWS - 1000
    assert done == {
        "state": "staged",
        "added": True,
        "items": ROWS,
        "numbers": ROWS,
        "moved": ROWS,
        "entries": ROWS,
        "batches": 1,
        "sound": True,
    }
    again = json.loads(_run(tmp_path, file).stdout)
    assert (again["added"], again["items"], again["judged"]) == (False, ROWS, 0)
