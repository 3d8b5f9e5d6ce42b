"""Which groups of words does a csv hold?

Takes:   the bytes of a file with the columns 意思相同的词 and 说明 (the second may be missing); words parted by spaces or 、.
Gives:   rows for `tending.record_synonyms`, or `NotRead` with every fault at its line: all of it or nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.apps import registered
from gongkai.apps.search.registers import SYNONYMS, forms
from gongkai.law.casework import Refusal
from gongkai.texts.provincial.read import decoded

MOST_ROWS = 2000
MOST_BYTES = 512 * 1024
_MOST_FAULTS = 20
_WORDS, _NOTE = SYNONYMS.labels["words"], SYNONYMS.labels["note"]


class NotRead(Exception):
    """A file that was not taken in: a Chinese sentence for each fault, the first of them if there are very many."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(faults[0])
        self.faults = faults


def read(data: bytes, day: date) -> list[Mapping[str, object]]:
    """The groups of a file, each from `day` on. Refused (`NotRead`): no such columns, too many rows, groups that cannot be recorded,
    the same group twice.
    """
    if len(data) > MOST_BYTES:
        raise NotRead([f"文件最大 {MOST_BYTES // 1024} KB，现在有 {len(data) // 1024} KB，请分几次导入。"])
    try:
        lines = list(csv.reader(io.StringIO(decoded(data).lstrip("\ufeff")), strict=True))
    except csv.Error as error:
        raise NotRead(["文件不是完整的 csv：引号没有成对，或者夹有不能读的内容。请另存为 csv 再导入。"]) from error
    told = [(number, line) for number, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not told or _WORDS not in (head := [cell.strip() for cell in told[0][1]]):
        raise NotRead([f"第一行要有“{_WORDS}”这一列，可以再有“{_NOTE}”一列。"])
    if len(told) - 1 > MOST_ROWS:
        raise NotRead([f"一次最多导入 {MOST_ROWS} 组，现在有 {len(told) - 1} 组，请分几次导入。"])
    rows = [(number, _row(head, line, day)) for number, line in told[1:]]
    faults = list(_faults(rows, day))
    if not rows:
        faults = ["文件里没有一组词，请核对。"]
    if faults:
        more = [f"另有 {len(faults) - _MOST_FAULTS} 处。"] if len(faults) > _MOST_FAULTS else []
        raise NotRead([*faults[:_MOST_FAULTS], *more])
    return [row for _, row in rows]


def _row(head: list[str], line: list[str], day: date) -> dict[str, object]:
    cells = dict(zip(head, (cell.strip() for cell in line), strict=False))
    words = " ".join(cells.get(_WORDS, "").replace("、", " ").split())
    return {"words": words, "note": cells.get(_NOTE, ""), "since": day}


def _faults(rows: list[tuple[int, dict[str, object]]], today: date) -> Iterator[str]:
    lines: dict[frozenset[str], int] = {}
    for number, row in rows:
        try:
            registered.checked(SYNONYMS, row, today)
        except Refusal as refusal:
            yield f"第 {number} 行：{refusal.reason}"
            continue
        said = forms(str(row["words"]))
        if said in lines:
            yield f"第 {number} 行：与第 {lines[said]} 行是同一组词，请删去一行。"
        lines.setdefault(said, number)
