"""Run every benchmark, print its table, keep it in bench/results.md. Exit code 1 when a figure is missed.

`python -m bench page due` runs only those named and leaves the others as they were measured.

The figures are ratios or processor seconds, so that they mean the same on any machine.
"""

from __future__ import annotations

import sys

from bench import (
    acts,
    alike,
    casework,
    clerks,
    due,
    exports,
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
    results,
    search,
    serving,
    three_tables,
    visible,
    watch,
)
from bench.measure import Figure

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
    "exports": exports,
    "clerks": clerks,
    "visible": visible,
    "rebuild": rebuild,
    "watch": watch,
}


def main(names: list[str]) -> int:
    chosen = [each for each in names if not each.startswith("-")]
    if unknown := [each for each in chosen if each not in BENCHES]:
        print(f"没有这样的基准：{'、'.join(unknown)}。有：{'、'.join(BENCHES)}。", file=sys.stderr)
        return 2
    all_kept = True
    print(results.HEAD, end="")
    for name in chosen or BENCHES:
        print(f"\n## {name}\n\n{results.TABLE}", end="")
        figures: list[Figure] = []
        for figure in BENCHES[name].figures():
            figures.append(figure)
            print(results.row(figure), flush=True)
        results.keep(name, figures, tuple(BENCHES))
        all_kept = all_kept and all(figure.kept for figure in figures)
    return 0 if all_kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
