"""Run every benchmark, print the table, keep it in bench/results.md. Exit code 1 when a figure is missed.

`python -m bench page due` runs only those named, and keeps nothing.

The figures are ratios or processor seconds, so that they mean the same on any machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench import (
    acts,
    alike,
    casework,
    clerks,
    due,
    folder,
    items,
    journal,
    ledger,
    moving_in,
    page,
    portable,
    portal,
    proofreading,
    rebuild,
    redline,
    search,
    serving,
    three_tables,
    visible,
    watch,
)
from bench.measure import Figure

RESULTS = Path(__file__).with_name("results.md")
HEAD = "# 基准\n\n同一次运行中并排测得；`make bench` 重做并改写本文件。\n\n| 项目 | 公开 | 对照 | 值 | 界限 | |\n|---|---|---|---|---|---|\n"


def row(figure: Figure) -> str:
    bound = f"{'≥' if figure.at_least else '≤'} {figure.limit:g} {figure.unit}" if figure.limit is not None else ""
    mark = "" if figure.limit is None else "达到" if figure.kept else "未达到"
    return f"| {figure.what} | {figure.ours} | {figure.beside} | {figure.value:.2f} {figure.unit} | {bound} | {mark} |"


BENCHES = {
    "page": page,
    "portable": portable,
    "due": due,
    "folder": folder,
    "three_tables": three_tables,
    "acts": acts,
    "alike": alike,
    "journal": journal,
    "ledger": ledger,
    "items": items,
    "portal": portal,
    "proofreading": proofreading,
    "redline": redline,
    "moving_in": moving_in,
    "search": search,
    "serving": serving,
    "casework": casework,
    "clerks": clerks,
    "visible": visible,
    "rebuild": rebuild,
    "watch": watch,
}


def main(names: list[str]) -> int:
    figures: list[Figure] = []
    print(HEAD, end="")
    for name in names or BENCHES:
        for figure in BENCHES[name].figures():
            figures.append(figure)
            print(row(figure), flush=True)
    if not names:
        RESULTS.write_text(HEAD + "\n".join(map(row, figures)) + "\n", encoding="utf-8")
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
