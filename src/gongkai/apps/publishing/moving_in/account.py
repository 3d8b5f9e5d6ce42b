"""What is kept of a run besides its items: what was wrong, left out, known before, and has to be said."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.apps.publishing.moving_in.fault import Fault

MOST_KEPT = 1000
"""More than anybody mends in one go; how many there are is counted on."""


@dataclass(slots=True)
class Account:
    """`rows` were read, `good` of them may be taken; `faulty` rows have `total` faults, of which the first are kept; `known`
    were moved in before; `undated` have no day of formation, `blank` pictures no words.
    """

    rows: int = 0
    good: int = 0
    faulty: int = 0
    total: int = 0
    known: int = 0
    undated: int = 0
    blank: int = 0
    left_out: bool = False
    faults: list[Fault] = field(default_factory=list)

    def note(self, faults: Iterable[Fault]) -> None:
        """One more row that is wrong."""
        self.faulty += 1
        for each in faults:
            self.total += 1
            if len(self.faults) < MOST_KEPT:
                self.faults.append(each)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said, in sentences."""
        said = []
        if self.left_out and self.faulty:
            said.append(f"有{self.faulty}条有问题，按要求没有迁入，见所列各处。")
        if self.known:
            said.append(f"有{self.known}条以前已经迁入，没有重复。")
        if self.undated:
            said.append(f"有{self.undated}条没有形成日期，目录里会缺这一项，请在核准后补正。")
        if self.blank:
            said.append(f"有{self.blank}张图片没有替代文字，看不见图片的人读不到，请在核准后补正。")
        return tuple(said)

    def written(self) -> str:
        """As JSON."""
        numbers = {name: getattr(self, name) for name in _NUMBERS}
        faults = [[each.place, each.field, each.reason, each.remedy] for each in self.faults]
        return json.dumps({**numbers, "left_out": self.left_out, "faults": faults}, ensure_ascii=False)


_NUMBERS = ("rows", "good", "faulty", "total", "known", "undated", "blank")


def read(told: str | None) -> Account:
    """The account of a run; an empty one where none was kept."""
    if not told:
        return Account()
    kept = json.loads(told)
    numbers = {name: int(kept.get(name, 0)) for name in _NUMBERS}
    return Account(
        **numbers, left_out=bool(kept.get("left_out")), faults=[Fault(*each) for each in kept.get("faults", ())]
    )
