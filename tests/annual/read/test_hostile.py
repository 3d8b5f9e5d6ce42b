"""Hostile files: one Chinese sentence, no traceback, bounded time and memory.

All files are read in children of one process, each under limits of its own, so that a crash or a swollen reader is
seen and cannot take the tests with it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai.annual.read import read_file
from gongkai.annual.read.refusal import Unreadable
from tests.annual import corpus
from tests.annual.read.hostile_files import REFUSED, SURVIVED
from tests.rigs import databases

CPU_SECONDS = 5.0
MEGABYTES = 150
"""Above what the child had before it read."""

NO_FILES = ("sparse.txt", "folder.txt", "dangling.txt", "loop.txt", "device.txt", "pipe.txt")
"""Made on the disk: six thousand million bytes of nothing, and paths that are no files."""

CHILD = """
import json, os, resource, signal, sys, time
from gongkai.annual.read import read, read_file
from gongkai.annual.read.refusal import Unreadable
for warm in sys.argv[2:]:  # loads the libraries, so that what is measured is the reading alone
    try:
        read_file(warm)
    except Unreadable:
        pass  # whether sound files are read is for other tests to say
def attempt(path):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.alarm(120)  # a reader that waits for ever uses no processor time; long enough for a machine that is busy
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
    start = time.process_time()
    try:
        report = read_file(path)
        outcome = {"read": [report.organ, report.year], "text": repr(report)[:200_000]}
    except Unreadable as refusal:
        outcome = {"refused": str(refusal)}
    except BaseException as error:
        outcome = {"crashed": f"{type(error).__name__}: {error}"[:500]}
    outcome["seconds"] = time.process_time() - start
    outcome["megabytes"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return outcome
results = {}
for name in sorted(os.listdir(sys.argv[1])):
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        with os.fdopen(into, "w") as pipe:
            json.dump(attempt(os.path.join(sys.argv[1], name)), pipe)
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    results[name] = json.loads(said) if said else {"crashed": f"ended by signal {status & 127}"}
print(json.dumps(results))
"""


@pytest.fixture(scope="module")
def outcomes(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What became of every file; read once a run, whichever of its processes asks first."""
    kept = run_folder / "hostile.json"
    with databases.alone(run_folder, "hostile"):
        if not kept.exists():
            kept.write_text(_read_all(tmp_path_factory), encoding="utf-8")
    told: dict[str, dict[str, Any]] = json.loads(kept.read_text(encoding="utf-8"))
    return told


def _read_all(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("hostile")
    for name, build in (REFUSED | SURVIVED).items():
        (folder / name).write_bytes(build())
    with (folder / "sparse.txt").open("wb") as sparse:
        sparse.truncate(6_000_000_000)
    (folder / "folder.txt").mkdir()
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    warm = []
    for key in ("docx.plain", "xlsx.sheets", "pdf.ruled", "html.plain", "json.normal_form", "text.cell_a_line"):
        rendering = corpus.rendering(key, 0)
        warm.append(tmp_path_factory.mktemp("sound") / rendering.name)
        warm[-1].write_bytes(rendering.data)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), *map(str, warm)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def is_one_sentence(text: str) -> bool:
    """Chinese, ending in a full stop, short, without the words of a traceback or a path of this machine."""
    foreign = re.search(r"Traceback|Error|Exception|File \"|0x[0-9a-f]{6}|NoneType|/usr/|site-packages", text)
    return (
        text.endswith("。")
        and "\n" not in text
        and len(text) <= 200
        and not foreign
        and len(re.findall(r"[一-鿿]", text)) >= 6
    )


@pytest.mark.parametrize("name", [*REFUSED, *NO_FILES])
def test_is_refused_with_one_sentence(name: str, outcomes: dict[str, dict[str, Any]]) -> None:
    outcome = outcomes[name]
    assert "refused" in outcome, outcome
    assert is_one_sentence(outcome["refused"]), outcome["refused"]


@pytest.mark.parametrize("name", SURVIVED)
def test_is_read_or_refused(name: str, outcomes: dict[str, dict[str, Any]]) -> None:
    outcome = outcomes[name]
    assert "crashed" not in outcome, outcome
    assert "read" in outcome or is_one_sentence(outcome["refused"]), outcome


@pytest.mark.parametrize("name", [*REFUSED, *SURVIVED, *NO_FILES])
def test_costs_little(name: str, outcomes: dict[str, dict[str, Any]]) -> None:
    outcome = outcomes[name]
    assert outcome.get("seconds", 99) < CPU_SECONDS, outcome
    assert outcome.get("megabytes", 9999) < MEGABYTES, outcome


def test_no_file_of_the_machine_is_shown(outcomes: dict[str, dict[str, Any]]) -> None:
    assert "root:" not in json.dumps(outcomes["entity.docx"])


def test_different_troubles_get_different_sentences(outcomes: dict[str, dict[str, Any]]) -> None:
    """An officer mends a locked file otherwise than a torn or an empty one."""
    names = ("empty.txt", "torn.docx", "locked.docx", "scan.pdf", "macro.docm", "novel.txt", "bomb.docx")
    sentences = {outcomes[name].get("refused", name).replace(name, "") for name in names}
    assert len(sentences) == len(names), sentences


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_file(tmp_path / "missing.txt")
    assert is_one_sentence(str(refusal.value))
