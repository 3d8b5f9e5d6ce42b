"""Which index numbers may the rows of a source keep, and which do they name?

Takes:   rows that were judged each by itself. Gives: the faults that only show among all rows and items of the organ: a number that
         another item has, a policy that is explained and nowhere to be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.moving_in.fault import Fault
from gongkai.apps.publishing.moving_in.judging import Prepared
from gongkai.apps.publishing.moving_in.mapping import FIELDS, NUMBER
from gongkai.law.casework.filling import text

INTERPRETS = "interprets"


@dataclass
class Numbers:
    """The numbers of one organ and one run. `own_series` begins those that we give out meanwhile; `every` reads all numbers of
    the source, which is only asked where a row names one that has not come yet. `_places` has those of the rows so far.
    """

    organ_id: int
    own_series: str
    every: Callable[[], Iterable[str]]
    _places: dict[str, str] = field(default_factory=dict)

    def faults(self, prepared: Iterable[Prepared]) -> Mapping[str, list[Fault]]:
        """What is wrong with the numbers of the next rows, by their keys; none of them was moved in before."""
        rows = list(prepared)
        taken = self._taken({each.number for each in rows if each.number})
        found: dict[str, list[Fault]] = {}
        for each in rows:
            if each.number and (fault := self._of_number(each, taken)):
                found.setdefault(each.key, []).append(fault)
            elif each.number:
                self._places[each.number] = each.place
        for key, fault in self._of_policies(rows):
            found.setdefault(key, []).append(fault)
        return found

    def _taken(self, numbers: set[str]) -> dict[str, str]:
        if not numbers:
            return {}
        rows = Item.objects.filter(organ_id=self.organ_id, number__in=numbers)
        return dict(rows.values_list("number", "title"))

    def _of_number(self, row: Prepared, taken: Mapping[str, str]) -> Fault | None:
        if re.fullmatch(rf"{re.escape(self.own_series)}\d+", row.number):
            return _fault(row, NUMBER, f"“{row.number}”是本系统今年要编的号", "请留空，由本系统编号")
        if row.number in taken:
            reason = f"“{row.number}”已经是“{taken[row.number]}”的索引号"
            return _fault(row, NUMBER, reason, "请核对是否同一条；不是的，请改写，或者留空，由本系统编号")
        if row.number in self._places:
            return _fault(
                row, NUMBER, f"“{row.number}”和{self._places[row.number]}相同", "请核对；一个索引号只能有一条"
            )
        return None

    def _of_policies(self, rows: list[Prepared]) -> Iterable[tuple[str, Fault]]:
        named = {each.key: text(each.content.fields, INTERPRETS) for each in rows}
        open_ones = {number for number in named.values() if number} - self._places.keys()
        if not open_ones:
            return
        there = Item.objects.filter(organ_id=self.organ_id, number__in=open_ones).exclude(state="discarded")
        if lacking := open_ones - set(there.values_list("number", flat=True)):
            lacking -= self._all
        for each in rows:
            if (number := named[each.key]) in lacking:
                reason = f"没有索引号为“{number}”的信息"
                yield (
                    each.key,
                    _fault(each, INTERPRETS, reason, "请核对；那份政策还没有迁入的，请和它一同或者在它以后迁入"),
                )

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self.every())


def _fault(row: Prepared, name: str, reason: str, remedy: str) -> Fault:
    return Fault(row.place, FIELDS[name], reason, remedy)
