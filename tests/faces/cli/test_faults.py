"""What the command line does when not the user but the program, or the terminal, is at fault."""

from __future__ import annotations

import argparse
import io
import sys
import types
from pathlib import Path

import pytest

from gongkai.faces import cli
from tests.annual.reports import sound
from tests.faces.cli.test_report import put

REFUSED = 2


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A command with a fault, and the folder where its details go."""

    def run(args: argparse.Namespace) -> int:
        raise KeyError("内部")

    module = types.SimpleNamespace(SUMMARY="坏的命令", configure=lambda parser: None, run=run)
    monkeypatch.setitem(cli.COMMANDS, "broken", "tests.broken")
    monkeypatch.setitem(sys.modules, "tests.broken", module)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_fault_is_one_sentence_and_a_file_with_the_details(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["broken"]) == REFUSED
    told = capsys.readouterr()
    (details,) = broken.glob("gongkai-error-*.txt")
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    assert str(details) in told.err
    assert "Traceback" in details.read_text(encoding="utf-8")
    assert details.stat().st_mode & 0o077 == 0


def test_a_fault_on_a_full_disk_is_still_one_sentence(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(broken / "missing"))
    assert cli.main(["broken"]) == REFUSED
    assert "临时文件夹" in capsys.readouterr().err


def test_a_terminal_without_chinese_gets_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    assert cli.main(["fee", "--requests", "45"]) == 0
    screen.flush()
    assert b"5500" in screen.buffer.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_a_file_name_that_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    put(folder, "年报.txt.json", sound()).rename(folder / "a\udcff.json")
    assert cli.main(["report", "check", str(folder), "--out", str(tmp_path / f"out.{kind}")]) != REFUSED
    assert (tmp_path / f"out.{kind}").stat().st_size
    assert "a\ufffd.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["due", "--bogus"], "不认识的参数：--bogus"),
        (["due", "--received"], "--received 后面要有一个值"),
        (["due", "--report-year", "abc"], "--report-year 应为整数，收到 'abc'"),
        (["due", "--json=1"], "--json 后面不能带值"),
        (["fee", "--requests", "1", "--pages", "1"], "--pages 和 --requests 不能同时使用"),
        (["fee"], "以下参数须给一个：--requests --pages"),
        (["report", "rollup"], "缺少参数：FILE, --out"),
        (["report", "nothing"], "没有 'nothing'，可用："),
    ],
)
def test_wrong_words_are_explained_in_chinese(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == REFUSED
    assert sentence in capsys.readouterr().err
