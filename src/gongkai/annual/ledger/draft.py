"""What does a row of the ledger tell, before it is known whether it can be so?

Gives:   `Row`, the cells of one row as values with their places; `Draft`, an act that a row tells, and where it is told;
         `numbered`, the acts of a case in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.annual.ledger.cells import Value
from gongkai.annual.ledger.columns import Sheet
from gongkai.annual.ledger.model import LedgerCase, RowFault
from gongkai.law.casework import CaseAct
from gongkai.law.procedures import REMEDY, REQUEST
from gongkai.law.procedures.fields import Form

OPENINGS = REQUEST.openings | REMEDY.openings
"""What begins a case."""


@dataclass(slots=True)
class Row:
    """One row. `values` by the key of the column, blank cells left out; `places` as a person finds them: C12."""

    sheet: Sheet
    number: int
    values: dict[str, Value]
    places: Mapping[str, str]
    faults: list[RowFault]
    spoiled: set[str] = field(default_factory=set)
    """Keys of cells that were faulty themselves: nothing more is said about what depends on them."""

    def text(self, key: str) -> str:
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def day(self, key: str) -> date | None:
        text = self.text(key)
        return date.fromisoformat(text) if text else None

    def whole(self, key: str) -> int:
        value = self.values.get(key)
        return value if isinstance(value, int) else 0

    def fault(self, key: str, reason: str, remedy: str) -> None:
        """Say what is wrong with a cell; a row whose column is missing is told by its number."""
        self.spoiled.add(key)
        self.faults.append(RowFault(self.sheet.title, self.places.get(key, f"第{self.number}行"), reason, remedy))

    def heading(self, key: str) -> str:
        return self.sheet.column(key).heading


@dataclass(slots=True)
class Draft:
    """An act as a row tells it. `cells` say where: by field, `day`, `person`, `event`; `place` is its number if told."""

    event: str
    day: date
    role: str
    person: str
    data: dict[str, object]
    private: dict[str, str]
    row: Row
    cells: dict[str, str]
    place: int = 0

    def act(self, seq: int) -> CaseAct:
        return CaseAct(seq, self.event, self.day, self.role, self.person, self.data)


def drafted(
    row: Row, event: str, form: Form, role: str, person: str, keys: Mapping[str, str], instead: str = ""
) -> Draft | None:
    """The act that a group of cells tells, None where they are all blank. `keys` name the column of each field and `day`.

    `instead` is a column of another day that serves where the act's own is blank. Half-written groups are faults: a field
    without the day, the day without a field that the act needs.
    """
    told = {name: row.values[key] for name, key in keys.items() if key in row.values}
    if (not told and instead not in row.values) or row.spoiled & {*keys.values(), instead}:
        return None
    told_by = keys["day"] if "day" in told else instead if instead in row.values else ""
    if not told_by:
        given = row.heading(keys[next(iter(told))])
        row.fault(
            keys["day"],
            f"填了“{given}”，没有填“{row.heading(keys['day'])}”",
            f"请补上{form.day_label}；还没有办的，把“{given}”清空。",
        )
        return None
    missing = [each for each in form.fields if each.required and each.name in keys and each.name not in told]
    for each in missing:
        wanted = row.heading(keys[each.name])
        row.fault(keys[each.name], f"填了“{row.heading(told_by)}”，没有填“{wanted}”", f"请补上“{wanted}”。{each.help}")
    if missing:
        return None
    private = {each.name for each in form.fields if each.private}
    return Draft(
        event,
        date.fromisoformat(row.text(told_by)),
        role,
        person,
        {name: value for name, value in told.items() if name != "day" and name not in private},
        {name: str(value) for name, value in told.items() if name in private},
        row,
        {**keys, "day": told_by},
    )


def numbered(drafts: Iterable[Draft], order: Sequence[str]) -> list[Draft]:
    """Drafts in the order in which they stand: those that tell their place there, the others by day, event and row.

    What opens a case stands first, whatever its day: the law then refuses what is told to have been before it.
    """
    rank = {event: at for at, event in enumerate(order)}
    told = sorted((each for each in drafts if each.place), key=lambda each: each.place)
    free = sorted(
        (each for each in drafts if not each.place),
        key=lambda each: (each.event not in OPENINGS, each.day, rank[each.event]),
    )
    placed: list[Draft] = []
    while told or free:
        if told and (told[0].place == len(placed) + 1 or not free):
            placed.append(told.pop(0))
        else:
            placed.append(free.pop(0))
    return placed


def case_of(number: str, drafts: Sequence[Draft]) -> LedgerCase:
    """The case that drafts in their order make."""
    first = drafts[0].row
    return LedgerCase(
        number,
        tuple(draft.act(seq) for seq, draft in enumerate(drafts, 1)),
        {seq: dict(draft.private) for seq, draft in enumerate(drafts, 1) if draft.private},
        first.sheet.title,
        first.number,
    )
