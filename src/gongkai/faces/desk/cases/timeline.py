"""What was done in a case, in the order of the days on which it happened?

Takes:   the lines of a case as entered (apps/*/queries), the acts that stand and those that do not (law/casework).
Gives:   `Item`s: an act as it stands, with what was entered first where a correction replaced it, and the correction's
         reason where it is void.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.apps import casebook
from gongkai.apps.casebook import Line
from gongkai.law.casework import CaseAct
from gongkai.law.casework.corrections import CORRECT
from gongkai.law.procedures.fields import Form

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `void`: it was taken back; `was`, `was_facts`: what a correction replaced; `why`: its reason."""

    act: CaseAct
    line: Line
    facts: Facts
    void: bool
    was: CaseAct | None
    was_facts: Facts
    why: str

    @property
    def seq(self) -> int:
        return self.line.place

    @property
    def late(self) -> bool:
        """Entered on a later day than it happened: 补录."""
        return self.line.late > 0

    @property
    def can_be_corrected(self) -> bool:
        return not self.void and self.act.event != CORRECT


def timeline(
    forms: Mapping[str, Form], lines: Sequence[Line], stands: Sequence[CaseAct], void: Sequence[CaseAct]
) -> list[Item]:
    """One item an entry, by day and then by entry."""
    standing = {act.seq: act for act in stands}
    gone = {act.seq: act for act in void}
    reasons = {
        target: str(line.data.get("reason", ""))
        for line in lines
        if line.event == CORRECT and line.place not in gone and isinstance(target := line.data.get("target"), int)
    }
    items = [_item(forms[line.event], line, standing.get(line.place), gone.get(line.place), reasons) for line in lines]
    return sorted(items, key=lambda item: (item.act.day, item.seq))


def _item(form: Form, line: Line, now: CaseAct | None, gone: CaseAct | None, reasons: Mapping[int, str]) -> Item:
    # A correction in force stands too, though it is not among the acts that lead to the state.
    entered = CaseAct(line.place, line.event, line.day, "", "", line.data)
    replaced = gone if now is not None else None
    act = now or entered
    return Item(
        act=act,
        line=line,
        facts=facts(form, act.data),
        void=now is None and gone is not None,
        was=replaced,
        was_facts=facts(form, replaced.data) if replaced else (),
        why=reasons.get(line.place, "") if gone else "",
    )


def facts(form: Form, data: Mapping[str, object]) -> Facts:
    """What was told at an act; of a correction also the day that it puts in place."""
    told = casebook.worded(form, data)
    return (*told, ("改为", str(data["day"]))) if form.event == CORRECT and "day" in data else told
