"""`gongkai doctor` and `gongkai run --prepare`, called as a person calls them: in a process of their own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def _gongkai(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import sys; from gongkai.faces.cli import main; sys.exit(main())", *words],
        env={**kept, "GONGKAI_DATA": str(folder), "PYTHONUTF8": "1", **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_prepared_installation_is_in_order(tmp_path: Path) -> None:
    assert _gongkai(tmp_path, "run", "--prepare").returncode == 0
    again = _gongkai(tmp_path, "run", "--prepare")
    assert again.stdout == "准备完毕。\n", "nothing is done twice"
    done = _gongkai(tmp_path, "doctor", "--json")
    checks = {check["subject"]: check["state"] for check in json.loads(done.stdout)}
    assert done.returncode == 0, done.stdout
    assert checks["数据库"] == "good"
    assert checks["字体"] == "good"
    assert "bad" not in checks.values()


def test_a_database_without_its_tables_is_to_be_mended(tmp_path: Path) -> None:
    done = _gongkai(tmp_path, "doctor")
    assert done.returncode == 1
    assert "[不行] 数据库结构" in done.stdout
    assert "gongkai run --prepare" in done.stdout


@pytest.mark.parametrize(
    ("settings", "about"),
    [
        ({"PORT": "x"}, "PORT"),
        ({"GONGKAI_PRODUCTION": "1"}, "SECRET_KEY"),
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "数据库"),
    ],
)
def test_what_cannot_start_says_why_in_one_line(tmp_path: Path, settings: dict[str, str], about: str) -> None:
    run = _gongkai(tmp_path, "run", "--prepare", **settings)
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr.startswith("错误：")
    assert run.stderr.count("\n") == 1
    assert about in run.stderr
    doctor = _gongkai(tmp_path, "doctor", **settings)
    assert doctor.returncode == 1
    assert "[不行]" in doctor.stdout


def test_a_taken_port_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = _gongkai(tmp_path, "run", PORT=str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "请换一个" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_notice_that_cannot_be_read_is_to_be_mended(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "2031.json").write_text("not json", encoding="utf-8")
    done = _gongkai(tmp_path, "doctor")
    assert done.returncode == 1
    assert "[不行] 工作日历" in done.stdout
