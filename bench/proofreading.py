"""Proofreading a long text, in milliseconds of one processor; beside it, what a hundred of its patterns would cost one by one."""

from __future__ import annotations

import random
import re
import statistics
import time
from pathlib import Path

from bench.measure import Figure, side_by_side
from gongkai.proofing import Background, proof
from gongkai.proofing.confusions import CONFUSED

CHARACTERS = 20_000
LIMIT_MS = 20.0
_CLEAN = Path(__file__).parents[1] / "tests" / "proofing" / "clean.txt"


def figures() -> list[Figure]:
    """A text of right sentences with some numbers and dates, as offices write; the list of words alone, sought one by one."""
    lines = [line for line in _CLEAN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    chance = random.Random(4)
    texts = []
    for _ in range(5):
        text = ""
        while len(text) < CHARACTERS:
            text += chance.choice(lines) + "\n"
        texts.append(text[:CHARACTERS])
    spent = []
    for turn in range(15):
        began = time.process_time()
        proof(texts[turn % 5], Background())
        spent.append((time.process_time() - began) * 1000)
    whole = statistics.median(spent)
    words = [re.compile(re.escape(each.wrong)) for group in CONFUSED.values() for each in group]
    mine, theirs = side_by_side(lambda: proof(texts[0]), lambda: [each.search(texts[0]) for each in words], rounds=7)
    return [
        Figure(f"校对 {CHARACTERS} 字", f"{whole:.1f} ms", "", whole, "ms", LIMIT_MS),
        Figure(
            f"校对 {CHARACTERS} 字 / 只把 {len(words)} 个词逐个查找",
            f"{mine * 1000:.1f} ms",
            f"{theirs * 1000:.1f} ms",
            mine / theirs,
            "×",
            None,
        ),
    ]
