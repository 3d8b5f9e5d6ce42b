"""Many files at once: every file gets its result, in order, and no file can spoil another's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.annual.batch import Result, run
from gongkai.annual.findings import Severity
from gongkai.annual.write import write
from tests.annual.reports import only_tables, sound, with_wrong_total


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    """Two years of one organ, a wrong one of another, and two files that are no reports, in between."""
    wrong = with_wrong_total()
    wrong.organ, wrong.title = "清河县教育局", "清河县教育局2024年政府信息公开工作年度报告"
    contents = {
        "1-财政局2024.html": write(sound(), "html"),
        "2-坏的.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type",
        "3-教育局2024.json": write(wrong, "json"),
        "4-空的.docx": b"",
        "5-财政局2023.html": write(sound(year=2023), "html"),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents]


def codes(result: Result) -> set[str]:
    return {finding["code"] for finding in result.findings}


def test_results_come_in_the_order_of_the_files(folder: list[Path]) -> None:
    results = run(folder)
    assert [result.path for result in results] == [str(path) for path in folder]
    assert [(result.organ, result.year) for result in results] == [
        ("清河县财政局", 2024),
        (None, None),
        ("清河县教育局", 2024),
        (None, None),
        ("清河县财政局", 2023),
    ]


def test_a_broken_file_has_a_problem_and_the_others_have_findings(folder: list[Path]) -> None:
    results = run(folder)
    assert [bool(result.problem) for result in results] == [False, True, False, True, False]
    assert all(result.problem.endswith("。") for result in results if result.problem)
    assert results[2].count(Severity.ERROR) >= 1


def test_last_year_is_found_among_the_files(folder: list[Path]) -> None:
    results = run(folder)
    assert [result.previous for result in results] == [str(folder[4]), "", "", "", ""]


def test_twins_are_not_taken_for_last_year_and_are_named(tmp_path: Path, folder: list[Path]) -> None:
    twin = tmp_path / "6-财政局2023再版.html"
    twin.write_bytes(write(sound(year=2023, times=2), "html"))
    results = run([*folder, twin])
    assert results[0].previous == ""
    assert any(twin.name in remark and "没有用作上年年报" in remark for remark in results[4].remarks)


def test_a_file_that_is_gone_is_a_result_too(tmp_path: Path) -> None:
    (result,) = run([tmp_path / "没有.html"])
    assert result.problem


def test_progress_reaches_its_end_and_never_goes_back(folder: list[Path]) -> None:
    told: list[tuple[int, int]] = []
    run(folder, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (10, 10)


class Stop(Exception):
    """Somebody pressed Ctrl-C."""


def stop_after(steps: int) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if done >= steps:
            raise Stop

    return progress


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, folder: list[Path]) -> None:
    state = tmp_path / "state.jsonl"
    with pytest.raises(Stop):
        run(folder, state=state, progress=stop_after(2))
    assert state.read_text(encoding="utf-8").count('"name"') >= 2
    assert run(folder, state=state) == run(folder)


def altered(state: Path) -> None:
    text = state.read_text(encoding="utf-8")
    state.write_text(text.replace("清河县教育局", "清河县体育局"), encoding="utf-8")


def test_what_is_finished_is_not_done_again(tmp_path: Path, folder: list[Path]) -> None:
    state = tmp_path / "state.jsonl"
    run(folder, state=state)
    altered(state)
    assert run(folder, state=state)[2].organ == "清河县体育局"


def test_a_changed_file_is_read_again(tmp_path: Path, folder: list[Path]) -> None:
    state = tmp_path / "state.jsonl"
    run(folder, state=state)
    folder[2].write_bytes(write(only_tables(), "json"))
    assert run(folder, state=state)[2].organ == "清河县财政局"


def test_a_state_of_another_version_or_cut_short_is_no_harm(tmp_path: Path, folder: list[Path]) -> None:
    state = tmp_path / "state.jsonl"
    expected = run(folder, state=state)
    lines = state.read_text(encoding="utf-8").splitlines()
    state.write_text("\n".join(lines[:-2]) + "\n" + lines[-1][:40], encoding="utf-8")
    assert run(folder, state=state) == expected
    state.write_text(json.dumps({"version": "0"}) + "\n" + "\n".join(lines[1:]), encoding="utf-8")
    altered(state)
    assert run(folder, state=state) == expected
    state.write_bytes(b"\xff\xfe not a state")
    assert run(folder, state=state) == expected
