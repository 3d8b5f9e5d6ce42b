"""What do many reports look like together, and what does each check of them find?

Takes:   files, in any order; of each organ as many years as there are.
Gives:   one result a file in the order of the input: who, when, what was found, or why it could not be read. A report
         is checked with last year's report of the same organ when that is among the files.
Unclear: two reports of one organ and year; neither is taken as last year's, and the results say so.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.annual.batch.state import State, digest
from gongkai.annual.batch.workers import End, NoProcess, Outcome, cores
from gongkai.annual.batch.workers import run as run_all
from gongkai.annual.check import check
from gongkai.annual.findings import Severity
from gongkai.annual.model import Report
from gongkai.annual.normal_form import dump, dump_finding, load
from gongkai.annual.read import read_file
from gongkai.annual.read.refusal import Unreadable

SECONDS = 30.0
"""What one file may take. The longest honest report seen takes a tenth of it."""

Progress = Callable[[int, int], None]
Packed = bytes
"""A report as one process hands it to another. The process between them, which all wait for, does not open it."""

_ENDS = {
    End.TOO_LONG: "读了 {seconds:g} 秒还没有读完，已停止；请检查文件是否正常，或拆成小文件。",
    End.TOO_BIG: "展开后太大，内存不够，已停止；请检查文件是否正常。",
    End.DIED: "读取时程序异常退出，文件可能已损坏；请用原软件打开后另存再试。",
    End.FAILED: "读取时出错（{value}），文件可能已损坏；请用原软件打开后另存再试。",
}


@dataclass(slots=True)
class Result:
    """One file. `problem` is empty when it was read; `findings` are as `dump_finding` gives them.

    `previous` is the file that it was checked against as last year's, empty when there was none.
    """

    path: str
    organ: str | None = None
    year: int | None = None
    form: str | None = None
    problem: str = ""
    previous: str = ""
    remarks: list[str] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)

    def count(self, severity: Severity) -> int:
        return sum(finding["severity"] == severity.value for finding in self.findings)


def run(
    paths: Sequence[Path],
    *,
    state: Path | None = None,
    progress: Progress | None = None,
    seconds: float = SECONDS,
    processes: int | None = None,
) -> list[Result]:
    """Read and check every file; results in the order of `paths`.

    `progress` is told how many of the steps (two a file: reading, checking) are done. With `state`, whatever is finished
    is kept there at once and not done again the next time, as long as the file's bytes and the program are the same.
    """
    kept = State(state)
    results = [Result(shown(path)) for path in paths]
    steps = _Steps(2 * len(paths), progress)
    keys = [_key(path) for path in paths]
    reports = _all_read(paths, keys, results, kept, steps, seconds, processes)
    steps.skip(2 * sum(report is None for report in reports))
    pairs = _pair(results, reports)
    _all_checked(results, reports, keys, pairs, kept, steps, seconds, processes)
    kept.close()
    return results


def shown(path: Path) -> str:
    """A path as text that any file can hold: a file's name need not be valid text."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class _Steps:
    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def skip(self, count: int = 1) -> None:
        self._done = min(self._done + count, self._total)
        if self._progress and count:
            self._progress(self._done, self._total)


def _key(path: Path) -> str:
    try:
        return digest(path)
    except OSError:
        return ""  # The reader says why it cannot be read.


def _all_read(
    paths: Sequence[Path],
    keys: Sequence[str],
    results: Sequence[Result],
    kept: State,
    steps: _Steps,
    seconds: float,
    processes: int | None,
) -> list[Packed | None]:
    reports: list[Packed | None] = [None] * len(paths)

    def settle(index: int, read: _Read | str) -> None:
        if isinstance(read, str):
            results[index].problem = read
            return
        result, reports[index] = results[index], read.report
        result.organ, result.year, result.form, result.remarks = read.organ, read.year, read.form, read.remarks
        steps.skip()

    todo = []
    for index, key in enumerate(keys):
        if (done := kept.get(f"read:{key}")) is not None:
            settle(index, done if isinstance(done, str) else _packed(load(done)))
        else:
            todo.append(index)
    for outcome in run_all(_read, [str(paths[i]) for i in todo], seconds=seconds, processes=processes):
        index = todo[outcome.index]
        read: _Read | str = outcome.value if outcome.end is End.DONE else _why(outcome, seconds)
        if kept.lasting and keys[index] and outcome.end in (End.DONE, End.FAILED):
            kept.put(f"read:{keys[index]}", read if isinstance(read, str) else dump(_opened(read.report)))
        settle(index, read)
    return reports


def _why(outcome: Outcome, seconds: float) -> str:
    return _ENDS[outcome.end].format(seconds=seconds, value=outcome.value)


def _pair(results: Sequence[Result], reports: Sequence[Packed | None]) -> list[int | None]:
    """For each report the index of last year's report of the same organ."""
    by_year: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, result in enumerate(results):
        if reports[index] is not None and result.organ and result.year:
            by_year[result.organ, result.year].append(index)
    for twins in by_year.values():
        names = {index: Path(results[index].path).name for index in twins} if len(twins) > 1 else {}
        for index in names:
            others = "、".join(name for i, name in names.items() if i != index)
            results[index].remarks.append(f"同一单位同一年度还有别的文件（{others}），没有用作上年年报。")
    pairs: list[int | None] = []
    for result in results:
        last = by_year.get((result.organ or "", (result.year or 0) - 1), [])
        pairs.append(last[0] if len(last) == 1 else None)
    return pairs


def _all_checked(
    results: Sequence[Result],
    reports: Sequence[Packed | None],
    keys: Sequence[str],
    pairs: Sequence[int | None],
    kept: State,
    steps: _Steps,
    seconds: float,
    processes: int | None,
) -> None:
    todo, work, names = [], [], []
    for index, (report, last) in enumerate(zip(reports, pairs, strict=True)):
        if report is None:
            continue
        if last is not None:
            results[index].previous = results[last].path
        name = f"check:{keys[index]}:{'' if last is None else keys[last]}"
        if (findings := kept.get(name)) is not None:
            results[index].findings = findings
            steps.skip()
            continue
        todo.append(index)
        names.append(name)
        work.append((report, None if last is None else reports[last]))
    for outcome in run_all(_check, work, seconds=seconds, processes=processes):
        result = results[todo[outcome.index]]
        if outcome.end is End.DONE:
            result.findings = outcome.value
            kept.put(names[outcome.index], outcome.value)
        else:
            result.problem = "读出来了，但没有核对完：" + _why(outcome, seconds)
        steps.skip()


@dataclass(frozen=True, slots=True)
class _Read:
    """A report that was read, and what is needed of it to tell whose it is."""

    organ: str | None
    year: int | None
    form: str | None
    remarks: list[str]
    report: Packed


def _packed(report: Report) -> _Read:
    remarks = [remark.message for remark in report.remarks]
    return _Read(report.organ, report.year, report.form, remarks, pickle.dumps(report))


def _opened(packed: Packed) -> Report:
    report: Report = pickle.loads(packed)  # noqa: S301 -- packed by a process of this very run
    return report


def _read(path: str) -> _Read | str:
    """In another process: the report, or the problem."""
    try:
        return _packed(read_file(Path(path)))
    except Unreadable as refusal:
        return str(refusal)


def _check(work: tuple[Packed, Packed | None]) -> list[dict[str, Any]]:
    """In another process: what the check of a report finds, with last year's beside it."""
    report, last = work
    return [dump_finding(finding) for finding in check(_opened(report), _opened(last) if last is not None else None)]


__all__ = ["SECONDS", "NoProcess", "Progress", "Result", "cores", "run", "shown"]
