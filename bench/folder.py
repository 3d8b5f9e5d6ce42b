"""A folder of a thousand reports with one process and with as many as there are cores."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.measure import Figure
from gongkai.annual import batch
from gongkai.annual.batch.workers import cores
from tests.annual import corpus

REPORTS = 1000
ROUNDS = 2
GAIN_PER_CORE = 0.8
"""Of what a second core could give at best, so much must arrive."""
SHAPES = ("html.chrome", "html.plain", "text.cell_a_line", "docx.plain", "squashed.with_prose")


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        paths = _write(Path(name))
        alone, together = (min(_seconds(paths, processes) for _ in range(ROUNDS)) for processes in (1, cores()))
    what = f"{REPORTS} 份年报的文件夹：1 个进程 / {cores()} 个进程的用时"
    return [
        Figure(
            what,
            f"{together:.1f} s",
            f"{alone:.1f} s",
            alone / together,
            "倍",
            1 + (cores() - 1) * GAIN_PER_CORE,
            at_least=True,
        )
    ]


def _write(folder: Path) -> list[Path]:
    """Reports of every truth in turn, the shapes mixed, so that no file costs as much as the next."""
    cases = [case for case in corpus.cases() if case[0] in SHAPES]
    drawn = [corpus.rendering(*case) for case in cases]
    paths = []
    for number in range(REPORTS):
        rendering = drawn[number % len(drawn)]
        paths.append(folder / f"{number:04d}{Path(rendering.name).suffix}")
        paths[-1].write_bytes(rendering.data)
    return paths


def _seconds(paths: list[Path], processes: int) -> float:
    start = time.perf_counter()
    results = batch.run(paths, processes=processes)
    if problems := [result for result in results if result.problem]:
        raise RuntimeError(f"{len(problems)} 份没有读出来，例如：{problems[0].problem}")
    return time.perf_counter() - start
