"""Whole invented reports as they are published, written short: figures in the order of the form, sums worked out.

Gives:   `stories()`, each a report with what may go wrong in it; `Story.page` the text as a site shows it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongkai.annual.model import Report
from gongkai.annual.read import read
from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, FORM_2021, FORMS, SECTIONS, Form
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, NEW, TOTAL

_NO_CASES = "0 0 0 0 / 0 0 0 0 / 0 0 0 0"
_FOLDER = Path(__file__).parent / "reports"
_PLACE = re.compile(r"(form|\d\.[^.]+\.\d)=(.*)")
_TEXT = re.compile(r"(.*)\[(.*)→(.*)\](.*)", re.DOTALL)
Change = tuple[str, str]
"""The finding, and what goes wrong: `收到[23→32]件` in the text, `3.24.6=9` in a cell, `form=2019` for the whole."""


@dataclass(frozen=True)
class Story:
    """`t2` the figures of table 2 in order; `t3` `line: figures` without totals; `t4` three groups without totals;
    `last` line 25 of the report before, `last_new` its new applications; `notes` the notes that it deserves."""

    organ: str
    year: int
    lead: str
    p1: str
    p5: str
    p6: str
    t2: str = ""
    t3: str = ""
    t4: str = _NO_CASES
    p2: str = ""
    p3: str = ""
    p4: str = ""
    form: str = "2021"
    title: str = ""
    last: str = ""
    last_new: int = 0
    notes: tuple[str, ...] = ()
    wrong: tuple[Change, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def layout(self) -> Form:
        return FORMS[self.form]

    def report(self) -> Report:
        return read(self.page().encode(), "report.txt")

    def page(self) -> str:
        texts = (self.p1, self.p2, self.p3, self.p4, self.p5, self.p6)
        tables = {1: self._table2(), 2: self._table3(), 3: self._table4()}
        lines = [self.title or f"{self.organ}{self.year}年政府信息公开工作年度报告", self.lead.strip()]
        for n, (heading, text) in enumerate(zip(SECTIONS, texts, strict=True)):
            lines += [heading, text.strip(), *(f"{cell} |" for row in tables.get(n, ()) for cell in row.split(" | "))]
        return "\n".join(line for line in lines if line)

    def previous(self) -> Report | None:
        """Last year's report as far as this year's leans on it, None where there is none."""
        if not self.last:
            return None
        figures = [int(n) for n in self.t2.split()[:6]]
        docs = (f"0 0 {figures[n + 2] - figures[n] + figures[n + 1]}" for n in (0, 3))
        carried = self.last.split()
        done = max(self.last_new - sum(map(int, carried)), 0)
        new = [int(carried[0]) + done, *carried[1:]]
        year = self.year - 1
        return replace(
            self, year=year, title="", form="2021", lead=f"数据统计期限为{year}年1月1日至{year}年12月31日。",
            p1="无。", p2="", p3="", p4="", p5="无。", p6="未收取信息处理费。", t2=" ".join((*docs, "0 0 0 0")),
            t3=f"1: {' '.join(map(str, new))}; 3: {done}; 25: {self.last}", t4=_NO_CASES, cells={},
        ).report()  # fmt: skip

    def altered(self, change: Change) -> tuple[Story, str]:
        """The story with one thing gone wrong, and the page's line on which it stands (empty for a cell)."""
        place, text = _PLACE.fullmatch(change[1]), _TEXT.fullmatch(change[1])
        if place and place[1] == "form":
            return replace(self, form=place[2], t2="", t3="1: 1; 3: 1"), ""
        if place:
            return replace(self, cells={place[1]: place[2]}), ""
        assert text, change
        old, new = f"{text[1]}{text[2]}{text[4]}", f"{text[1]}{text[3]}{text[4]}"
        whole = self.page()
        assert whole.count(old) == 1, (self.organ, old, whole.count(old))
        changed = replace(self)
        object.__setattr__(changed, "page", lambda: whole.replace(old, new))
        return changed, next(line for line in whole.replace(old, new).split("\n") if new in line)

    def _cell(self, key: str, value: str) -> str:
        return self.cells.get(key, value)

    def _table2(self) -> list[str]:
        figures = iter(self.t2.split())
        lines: list[str] = []
        block = ""
        for row in self.layout.table2:
            if row.block != block:
                block = row.block
                lines += [row.block, " | ".join(("信息内容", *row.columns))]
            cells = (self._cell(f"2.{row.label}.{n}", next(figures, "0")) for n in range(len(row.columns)))
            lines.append(" | ".join((row.label, *cells)))
        return lines

    def _table3(self) -> list[str]:
        given = {int(k): [int(v) for v in vs.split()] for k, vs in (p.split(":") for p in self.t3.split(";") if p)}
        rows = {line.number: (given.get(line.number, []) + [0] * 6)[:6] for line in self.layout.lines}
        rows[TOTAL] = [sum(rows[n][c] for n in self.layout.results) for c in range(6)]
        if not self.last or CARRIED_IN in given:
            for c in range(6):
                balance = rows[NEW][c] + rows[CARRIED_IN][c] - rows[TOTAL][c] - rows[CARRIED_OUT][c]
                assert balance == 0, (self.organ, self.year, c, balance)
        lines = ["申请人情况", " | ".join(("自然人", "法人或其他组织", "总计", *APPLICANTS[1:-1]))]
        headings: tuple[str, ...] = ()
        for line in self.layout.lines:
            lines += [heading for n, heading in enumerate(line.headings) if line.headings[: n + 1] != headings[: n + 1]]
            headings = line.headings
            cells = [*rows[line.number], sum(rows[line.number])]
            lines.append(
                " | ".join((line.label, *(self._cell(f"3.{line.number}.{c}", str(v)) for c, v in enumerate(cells))))
            )
        return lines

    def _table4(self) -> list[str]:
        cells = []
        for key, group in zip(CASE_GROUPS, self.t4.split("/"), strict=True):
            figures = [int(v) for v in group.split()]
            cells += [self._cell(f"4.{key}.{c}", str(v)) for c, v in enumerate([*figures, sum(figures)])]
        return [
            "行政复议 | 行政诉讼", "未经复议直接起诉 | 复议后起诉", " | ".join(CASE_OUTCOMES * 3), " | ".join(cells)
        ]  # fmt: skip


@functools.cache
def stories() -> tuple[Story, ...]:
    return tuple(_stories())


def _stories() -> Iterator[Story]:
    for path in sorted(_FOLDER.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["report"]:
            entry["wrong"] = tuple((code, each) for code, many in entry.get("wrong", {}).items() for each in many)
            entry["notes"] = tuple(entry.get("notes", ()))
            yield Story(**entry)


__all__ = ["FORM_2021", "Story", "stories"]
