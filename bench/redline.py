"""Comparing two texts of twenty thousand characters to the character, beside the standard library's difflib.

difflib does not look for the fewest changes; how many characters it marks stands beside how many must be.
"""

from __future__ import annotations

import difflib
import random
import time
from collections.abc import Callable

from bench.measure import Figure, side_by_side
from gongkai.texts.redline import redline

LENGTH, LIMIT_MS = 20_000, 200.0
_SIGNS = [chr(0x4E00 + at) for at in range(3000)]


def figures() -> list[Figure]:
    """Wholly different texts, texts of few signs, a text with one change in a hundred characters."""
    chance = random.Random(7)
    one = _text(chance, _SIGNS)
    changed = "".join(chance.choice(_SIGNS) if chance.random() < 0.01 else sign for sign in one)
    pairs = (
        ("全不相同", one, _text(chance, _SIGNS)),
        ("字种只有 50 个，全不相同", _text(chance, _SIGNS[:50]), _text(chance, _SIGNS[:50])),
        ("每百字改一字", one, changed),
    )
    return [_figure(*pair) for pair in pairs]


def _figure(what: str, old: str, new: str) -> Figure:
    ours, _ = side_by_side(lambda: redline(old, new), lambda: None, 5)
    fewest = sum(len(each.text) for each in redline(old, new) if each.kind != "equal")
    theirs, marked = _once(lambda: _difflib(old, new))
    beside = f"difflib {theirs:.1f} s，标 {marked} 字"
    title = f"比较两篇 {LENGTH} 字的文字（{what}）：最少须标 {fewest} 字"
    return Figure(title, f"{ours * 1000:.0f} ms", beside, ours * 1000, "ms", LIMIT_MS)


def _difflib(old: str, new: str) -> int:
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum((b - a) + (d - c) for tag, a, b, c, d in steps if tag != "equal")


def _once(task: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    found = task()
    return time.process_time() - start, found


def _text(chance: random.Random, signs: list[str]) -> str:
    return "".join(chance.choices(signs, k=LENGTH))
