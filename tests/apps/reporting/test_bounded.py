"""Whatever a file does to its reader: one sentence, in bounded time, and the next report is read as if nothing was."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.annual.findings import Severity
from gongkai.annual.model import Report
from gongkai.annual.write import write
from gongkai.apps.reporting import bounded
from gongkai.apps.reporting.bounded import Busy, NotExamined, ReadingProcess, TooHard
from gongkai.apps.reporting.wire import PREVIOUS, REPORT, Job
from gongkai.config import gunicorn
from tests.apps.reporting import invented

SECONDS, MEMORY_MB = 1, 128


@pytest.fixture(scope="module")
def misbehaving() -> Iterator[ReadingProcess]:
    process = ReadingProcess("tests.apps.reporting.misbehaving_server")
    yield process
    process.stop()


@pytest.fixture(scope="module")
def reading() -> Iterator[ReadingProcess]:
    process = ReadingProcess()
    yield process
    process.stop()


def _job(what: str, name: str = "") -> Job:
    return Job({REPORT: (what.encode(), name)}, SECONDS, MEMORY_MB)


def _html(report: Report) -> tuple[bytes, str]:
    return write(report, "html"), "年报.html"


@pytest.mark.parametrize("what", ["loop", "loop and ignore", "wait", "swell", "crash"])
def test_a_reader_out_of_hand_is_ended(misbehaving: ReadingProcess, what: str) -> None:
    misbehaving.examine(_job("warm"))
    started = time.monotonic()
    with pytest.raises(TooHard, match="请只保留年报正文"):
        misbehaving.examine(_job(what))
    assert time.monotonic() - started < SECONDS + 3
    assert misbehaving.examine(_job("fine")).report.year == 2024


def test_a_reader_cannot_leave_a_file_behind(misbehaving: ReadingProcess, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        misbehaving.examine(_job("write", str(tmp_path / "left")))
    assert not (tmp_path / "left").exists() or (tmp_path / "left").stat().st_size == 0


def test_a_fault_of_ours_is_not_blamed_on_the_file(misbehaving: ReadingProcess) -> None:
    with pytest.raises(RuntimeError):
        misbehaving.examine(_job("raise"))


def test_the_reader_sees_no_key_and_no_database(misbehaving: ReadingProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    misbehaving.stop()
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    names = misbehaving.examine(_job("environment")).report.preamble.split("\n")
    assert "PATH" in names
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(names)


def test_it_starts_again_after_it_was_killed(misbehaving: ReadingProcess) -> None:
    misbehaving.examine(_job("fine"))
    assert misbehaving.process_id is not None
    os.kill(misbehaving.process_id, 9)
    assert misbehaving.examine(_job("fine")).report.year == 2024


def test_who_finds_all_places_taken_is_sent_away(misbehaving: ReadingProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "PATIENCE_SECONDS", 0.01)
    with misbehaving.place(), misbehaving.place(), pytest.raises(Busy, match="过一会儿"):
        misbehaving.examine(_job("fine"))
    assert misbehaving.examine(_job("fine")).report.year == 2024


def test_a_report_is_read_and_checked(reading: ReadingProcess) -> None:
    examination = reading.examine(Job({REPORT: _html(invented.faulty_report())}, 20, 512))
    assert examination.report.organ == invented.ORGAN
    assert examination.count(Severity.ERROR) > 0
    assert examination.previous is None


def test_last_years_report_is_read_too(reading: ReadingProcess) -> None:
    files = {REPORT: _html(invented.report()), PREVIOUS: _html(invented.report(2023, 9, 1, 2))}
    examination = reading.examine(Job(files, 20, 512))
    assert examination.previous is not None
    assert examination.previous.year == 2023


@pytest.mark.parametrize("part", [REPORT, PREVIOUS])
def test_the_readers_refusal_names_its_part(reading: ReadingProcess, part: str) -> None:
    files = {REPORT: _html(invented.report()), PREVIOUS: _html(invented.report(2023))}
    files[part] = (b"", "年报.pdf")
    with pytest.raises(NotExamined) as refused:
        reading.examine(Job(files, 20, 512))
    assert refused.value.part == part
    assert str(refused.value).endswith("。")


def test_who_finds_the_waiting_room_full_is_not_kept_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "WAITING", 0)
    process = ReadingProcess("tests.apps.reporting.misbehaving_server")
    started = time.monotonic()
    with process.place(), process.place(), pytest.raises(Busy):
        process.examine(_job("fine"))
    assert time.monotonic() - started < bounded.PATIENCE_SECONDS / 2


def test_fewer_are_busy_than_a_web_process_has_threads() -> None:
    assert gunicorn.threads > bounded.AT_ONCE + bounded.WAITING
