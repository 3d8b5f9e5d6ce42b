"""A deadline for people at a terminal: the answer first, then the ledger in aligned columns, then its sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from gongkai.law.calendar import weekday
from gongkai.law.cite import Cite
from gongkai.law.clocks import Deadline, Receipt
from gongkai.law.clocks.receipt import RULES


def print_answer(found: tuple[Deadline, ...], receipt: Receipt | None, *, all_steps: bool) -> None:
    """Prints the first deadline in full; of the others the last days, or everything with `all_steps`."""
    if receipt is not None:
        print(f"渠道：{RULES[receipt.channel].label}    收到之日：{receipt.day}（{receipt.cite.label}）")
    _print_deadline(found[0])
    others = found[1:]
    if others and not all_steps:
        print("\n其他期限：")
        rows = [(each.name, _last_day(each), each.cite.label) for each in others]
        _print_rows(rows, indent="  ")
    for each in others:
        if all_steps:
            print()
            _print_deadline(each)
        elif each.caveats or each.warnings:
            _print_remarks(each, prefix=f"{each.name}：")
    if any(each.provisional for each in found):
        print("\n“暂定”的日期会随放假通知改变，通知发布后请重新计算。")


def display_width(text: str) -> int:
    """Columns that a terminal uses: full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _print_deadline(found: Deadline) -> None:
    print(f"{found.name}：{_last_day(found)}，依据{found.cite.label}{found.cite.caveat}")
    if found.reminder and found.reminder != found.due:
        print(f"请提前到 {found.reminder}（{weekday(found.reminder)}）办结。")
    for reason in found.reasons:
        print(f"暂定：{reason}。")
    if found.pending:
        print(f"注意：{found.pending}")
    _print_remarks(found)
    sources: list[Cite] = []
    rows: list[tuple[str, ...]] = [("日期", "计入", "第几日", "依据", "说明")]
    for step in found.steps:
        if step.cite not in sources:
            sources.append(step.cite)
        count = str(step.n) if step.counts else ""
        mark = "暂定；" if step.provisional else ""
        rows.append(
            (f"{step.day}", "是" if step.counts else "否", count, f"[{sources.index(step.cite) + 1}]", mark + step.why)
        )
    print()
    _print_rows(rows)
    print("依据：")
    for number, cite in enumerate(sources, 1):
        print(f"  [{number}] {cite.label}{cite.caveat}")


def _print_remarks(found: Deadline, prefix: str = "") -> None:
    for warning in found.warnings:
        print(f"警告：{prefix}{warning}")
    for caveat in found.caveats:
        print(f"说明：{prefix}{caveat}")


def _last_day(found: Deadline) -> str:
    return f"{found.due}（{weekday(found.due)}{'，暂定' if found.provisional else ''}）"


def _print_rows(rows: Sequence[tuple[str, ...]], indent: str = "") -> None:
    widths = [max(display_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)]
        print(indent + "  ".join(cells).rstrip())
