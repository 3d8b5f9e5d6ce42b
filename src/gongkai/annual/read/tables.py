"""The three tables of a document, wherever and however they are printed.

Tables drawn as tables are read first. What they do not give whole is looked for in the running text as well, and the
reading that tells more wins. A table that stands twice is read once; the other is mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.annual.model import Remark
from gongkai.annual.read import grids, regions, streams
from gongkai.annual.read.cases import WHOLE, Cases, may_hold
from gongkai.annual.read.disclosures import Disclosures, edition
from gongkai.annual.read.document import Box, Document, Grid
from gongkai.annual.read.labels import LINES
from gongkai.annual.read.requests import Requests, turned
from gongkai.annual.read.rows import Item
from gongkai.annual.read.streams import Text
from gongkai.law.returns import FORM_2021
from gongkai.law.returns.annual import NEW

_LONGEST_HEAD = 1000
_LONGEST_REST = 160
_HEADING = re.compile(r"[二三四五六七][、.．]")
_FEWEST_TWICE = 2
_LEAST_LINES = 6
"""A table 3 of fewer lines is a mention in prose, not the table."""


@dataclass(slots=True)
class Tables:
    """What was found. `spans` are the stretches of text, `blocks` the grids, that the tables take up."""

    requests: Requests | None = None
    cases: Cases | None = None
    disclosures: Disclosures | None = None
    heads: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[Grid] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much was read, by which two readings of one document are compared."""
        return sum(part.weight for part in (self.requests, self.cases, self.disclosures) if part)

    @property
    def whole(self) -> bool:
        """Whether every row of the form was found with all its figures."""
        return bool(
            self.requests
            and self.requests.whole
            and self.cases
            and self.cases.weight == WHOLE
            and self.disclosures
            and self.disclosures.whole
        )

    @property
    def sound(self) -> bool:
        """Whether table 3 is whole and adds up in every row and column."""
        return bool(self.requests and self.requests.sound)

    @property
    def empty(self) -> bool:
        return self.requests is None and self.cases is None and self.disclosures is None


def find(document: Document, text: Text) -> Tables:
    """The tables of a document; `text` is its running text."""
    tables = _drawn(document)
    if not tables.whole:
        _written(text if text.plain.strip() else _as_text(tables.blocks), tables)
    return tables


def _drawn(document: Document) -> Tables:
    tables = Tables()
    by_kind: dict[int, list[Grid]] = {2: [], 3: [], 4: []}
    for grid in document.grids:
        for kind in grids.kinds(grid):
            by_kind[kind].append(grid)
            tables.blocks.append(grid)
    if by_kind[3]:
        by_kind[3] = _of_part_three(document, by_kind[3], tables)
        places = grids.applicant_places(by_kind[3])
        readings = [Requests(part, places) for part in _parts(grids.items(by_kind[3]))]
        tables.requests = _best(readings, tables, "三")
    if by_kind[4]:
        cases = Cases([item for item in grids.items(by_kind[4]) if may_hold(item)])
        tables.cases = cases if cases.printed else None
    if by_kind[2]:
        tables.heads = "".join(box.text for grid in by_kind[2] for row in grid.rows for box in row)
        items = _first_part(grids.items(by_kind[2]))
        tables.disclosures = Disclosures(items, edition(tables.heads) or FORM_2021)
    return tables


def _of_part_three(document: Document, found: list[Grid], tables: Tables) -> list[Grid]:
    """Without a table 3 that stands before the part it belongs to, where that part has its own: another year's."""
    heading = next((n for n, b in enumerate(document.blocks) if isinstance(b, str) and regions.PART_3.search(b)), None)
    if heading is None or len(found) < _FEWEST_TWICE:
        return found
    behind = {id(block) for block in document.blocks[heading:]}
    own = [grid for grid in found if id(grid) in behind]
    begun = sum(item.label.endswith(LINES[NEW][:2]) for item in grids.items(own))
    if not begun or begun == sum(item.label.endswith(LINES[NEW][:2]) for item in grids.items(found)):
        return found
    tables.remarks.append(_twice("三"))
    return own


def _written(text: Text, tables: Tables) -> None:
    after = _written_requests(text, tables)
    stretch = regions.table_4(text, after)
    if stretch and (tables.cases is None or tables.cases.weight < WHOLE):
        cases = Cases(streams.items(text, *stretch))
        if cases.printed and cases.weight > (tables.cases.weight if tables.cases else 0):
            tables.cases = cases
            tables.spans.append((stretch[0], _end(text, cases.used, stretch[1])))
    stretch = regions.table_2(text)
    if stretch and not (tables.disclosures and tables.disclosures.whole):
        heads = text.plain[slice(*stretch)]
        disclosures = Disclosures(streams.items(text, *stretch), edition(heads + tables.heads) or FORM_2021)
        drawn = tables.disclosures
        if disclosures.used and drawn is not None and not disclosures.shares_rows(drawn):
            drawn.take_rows(disclosures)
        elif disclosures.used and disclosures.weight > (drawn.weight if drawn else 0):
            tables.disclosures, tables.heads = disclosures, heads
        else:
            return
        tables.spans.append((stretch[0], _end(text, disclosures.used, stretch[1])))


def _written_requests(text: Text, tables: Tables) -> int:
    """Table 3 from running text; gives where it ends, so that table 4 is looked for behind it."""
    best: tuple[int, Requests, tuple[int, int]] | None = None
    found = 0
    anchored = regions.table_3(text)
    for stretch in anchored or [(0, len(text.plain))]:
        for part in _parts(streams.items(text, *stretch)):
            requests = Requests(turned(part) or part)
            sure = requests.printed if anchored else [p for p in requests.printed.values() if p.full]
            if len(sure) >= _LEAST_LINES:
                found += 1
                end = _end(text, requests.used, stretch[1])
                if best is None or requests.weight > best[0]:
                    best = (requests.weight, requests, (max(stretch[0], requests.used[0].start - _LONGEST_HEAD), end))
    if best is None:
        return 0
    if tables.requests is None or best[0] > tables.requests.weight:
        tables.requests = best[1]
        if found > 1:
            tables.remarks.append(_twice("三"))
    tables.spans.append(best[2])
    return best[2][1]


def _end(text: Text, used: Sequence[Item], limit: int) -> int:
    """Where a table ends: behind its last figures, and behind labels of empty rows that lead up to the next part."""
    last = max(item.end for item in used)
    rest = text.plain[last:limit]
    if len(rest) > _LONGEST_REST or "。" in rest:
        return last
    heading = _HEADING.search(rest)
    return last + heading.start() if heading else limit


def _parts(items: Sequence[Item]) -> list[list[Item]]:
    """The rows cut where table 3 begins anew."""
    names = LINES[NEW][:2]
    starts = [n for n, item in enumerate(items) if item.label.endswith(names)]
    if len(starts) < 2:
        return [list(items)]
    cuts = [0, *starts[1:], len(items)]
    return [list(items[a:b]) for a, b in pairwise(cuts)]


def _first_part(items: Sequence[Item]) -> list[Item]:
    starts = [n for n, item in enumerate(items) if item.label.endswith("规章")]
    return list(items[: starts[1]] if len(starts) > 1 else items)


def _best(readings: Sequence[Requests], tables: Tables, which: str) -> Requests | None:
    told = [requests for requests in readings if requests.printed]
    if not told:
        return None
    if sum(len(requests.printed) >= _LEAST_LINES for requests in told) > 1:
        tables.remarks.append(_twice(which))
    # The first whole one: a later one of another edition has more rows and is not the truer for it.
    return next((requests for requests in told if requests.whole), None) or max(told, key=lambda r: r.weight)


def _twice(which: str) -> Remark:
    return Remark(
        f"table{'一二三四'.index(which) + 1}.twice",
        f"页面上有不止一张表{which}，读的是最完整的第一张，其余未用，请核对。",
    )


def _as_text(blocks: Sequence[Grid]) -> Text:
    """Grids as text, one cell a line, for tables whose grid lies about its rows."""

    def row(boxes: Sequence[Box]) -> str:
        return "\n".join(f"{box.text.strip()} |" for box in boxes)

    return Text("\n".join(row(boxes) for grid in blocks for boxes in grid.rows))
