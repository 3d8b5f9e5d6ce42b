"""`gongkai due` as a process of its own, beside an interpreter that does nothing."""

from __future__ import annotations

import sys

from bench.measure import Figure, child_seconds

LIMIT_SECONDS = 0.3
COMMAND = "import sys; from gongkai.faces.cli import main; sys.exit(main(sys.argv[1:]))"
ARGUMENTS = ("due", "--received", "2024-09-18", "--channel", "counter")


def figures() -> list[Figure]:
    ours = child_seconds([sys.executable, "-c", COMMAND, *ARGUMENTS], 7)
    bare = child_seconds([sys.executable, "-c", "pass"], 7)
    return [
        Figure(
            "gongkai due 全程处理器时间 / python -c pass", f"{ours:.3f} s", f"{bare:.3f} s", ours, "s", LIMIT_SECONDS
        )
    ]
