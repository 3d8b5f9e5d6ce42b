"""How are acts put in order and walked through a procedure?

Takes:   the procedure, the acts that stand, a story that remembers what happened and answers the guards.
Gives:   the story after all acts; `Stuck`, a refusal that names the act, at the first that cannot be done.

Acts go by day, then by entry. An act entered later that cannot stand at the end of its day is tried before the others of
that day: a payment entered before the receipt of its notice must not refuse the receipt for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.cite import Cite
from gongkai.law.procedures.table import Procedure, Refused, allowed


class Story(Protocol):
    """What has happened so far, as the guards need it."""

    state: str
    states: list[str]
    """Those that the case has been in, in order."""

    def apply(self, act: CaseAct, target: str) -> None:
        """Remember the act; the state becomes `target`. Refused: what the act tells contradicts itself."""
        ...


@dataclass(frozen=True, slots=True)
class Move:
    """An act to judge: who, when, and what is told; `data` is None while the form is not filled, so that only what is
    already known decides."""

    event: str
    day: date
    person: str
    data: Mapping[str, object] | None
    seq: int = 0

    @classmethod
    def of(cls, act: CaseAct) -> Move:
        return cls(act.event, act.day, act.person, act.data, act.seq)


S = TypeVar("S", bound=Story)


@dataclass(frozen=True, slots=True)
class Rules(Generic[S]):
    """A procedure and how to answer what its guards ask."""

    procedure: Procedure
    facts: Mapping[str, Callable[[S, Move], bool]]

    def __post_init__(self) -> None:
        if strange := self.procedure.facts ^ self.facts.keys():
            raise ValueError(f"{self.procedure.title}的前提与其算法对不上：{'、'.join(sorted(strange))}。")

    def told(self, story: S, move: Move) -> dict[str, bool]:
        """The answers to every guard of the row that the move would take."""
        row = self.procedure.row(story.state, move.event)
        return {guard.fact: self.facts[guard.fact](story, move) for guard in row.guards} if row else {}


class Stuck(Refusal):
    """An act that cannot be done where it stands."""

    def __init__(self, reason: str, cites: tuple[Cite, ...], act: CaseAct) -> None:
        super().__init__(reason, cites)
        self.act = act


def walk(rules: Rules[S], start: Callable[[], S], acts: Sequence[CaseAct]) -> tuple[S, tuple[CaseAct, ...]]:
    """The story after all acts, and the acts in the order in which they stand. Refused: `Stuck`."""
    order = sorted(acts, key=lambda act: (act.day, act.seq))
    told: Stuck | None = None
    while True:
        story = start()
        try:
            for act in order:
                _step(rules, story, act)
        except Stuck as stuck:
            told = told or stuck
            place = order.index(stuck.act)
            if place == 0 or not _may_swap(order[place - 1], order[place]):
                raise told from None
            # Only ever a later entry before an earlier one: the swaps come to an end.
            order[place - 1], order[place] = order[place], order[place - 1]
        else:
            return story, tuple(order)


def _may_swap(earlier: CaseAct, later: CaseAct) -> bool:
    return earlier.day == later.day and earlier.seq < later.seq


def _step(rules: Rules[S], story: S, act: CaseAct) -> None:
    procedure = rules.procedure
    for what, code, known in (("事项", act.event, procedure.events), ("角色", act.role, procedure.roles)):
        if code not in known:
            raise Stuck(f"{procedure.title}没有“{code}”这个{what}。", (procedure.cite,), act)
    try:
        answer = allowed(procedure, story.state, act.event, act.role, rules.told(story, Move.of(act)))
        if isinstance(answer, Refused):
            raise Stuck(answer.reason, answer.cites, act)
        story.apply(act, answer.target)
    except Stuck:
        raise
    except Refusal as refusal:
        raise Stuck(refusal.reason, refusal.cites, act) from refusal
