"""Prose of any make costs no more than its length, whatever it repeats."""

from __future__ import annotations

from time import process_time

import pytest

from gongkai.annual.check import check
from gongkai.annual.facts import extract
from gongkai.annual.model import Report, Section

LENGTH = 40_000
SECONDS = 1.5
"""Four times what it takes; where the cost grows with the square it is more than that at this length."""
REPEATED = [
    "2024年，我县主动公开政府信息1,234条，其中政策解读12件，收到申请34件，同比增长12.5%，",
    "一二三四五六七八九十",
    "\n",
    "a",
    "5 ",
    "（一）",
    "《",
    "未收到",
    "直接起诉1件、",
    "、申请1件均为",
    "1件占2%，",
    "其中1件，",
    "截至2023年底",
]


@pytest.mark.parametrize("repeated", REPEATED, ids=ascii)
def test_what_is_repeated_without_end_is_read_and_checked_in_its_length(repeated: str) -> None:
    text = (repeated * (LENGTH // len(repeated) + 1))[:LENGTH]
    report = Report(organ="清河县教育局", year=2024, form="2021", sections=[Section("一、总体情况", text)])
    # A busy machine slows one run; what grows with the square is slow in all.
    assert any(_seconds(report) < SECONDS for _ in range(3))


def _seconds(report: Report) -> float:
    started = process_time()
    extract(report)
    check(report)
    return process_time() - started
