"""What may be done in a procedure, by whom, and what follows?

Law:     each transition carries the provisions that it rests on
Takes:   the state, the event, the role, and the facts that guards ask for; no database, no clock.
Gives:   `Allowed` with the next state, the effect on the clock, who is told, and the cites; or `Refused` with the reason and the
         provisions that forbid: those of the guard that is not met, else those of the act.

A procedure is a table, written once. Buttons, diagrams, constraints and tests are derived from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from gongkai.law.cite import Cite


class BadProcedure(ValueError):
    """A table that cannot be a procedure: one Chinese sentence with the place."""


_FEW_WAYS = 3
"""No more ways to a state are named in one short sentence."""


class ClockEffect(Enum):
    NONE = "不影响期限"
    STARTS = "期限开始"
    STOPS = "期限中止"
    RESUMES = "期限恢复"
    RESTARTS = "期限重新计算"
    ADDS = "期限延长"
    MET = "期限了结"


@dataclass(frozen=True, slots=True)
class Guard:
    """A fact that must be true. `refusal` is the sentence when it is not: what is missing and how to mend it.

    `forbidden_by` are the provisions that forbid the act without it; empty where those of the act itself do.
    """

    fact: str
    refusal: str
    forbidden_by: tuple[Cite, ...] = ()

    def under(self, *cites: Cite) -> Guard:
        """The same fact, asked because of these provisions."""
        return replace(self, forbidden_by=cites)


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: `event` by any of `roles` leads from `source` to `target` if every guard holds."""

    event: str
    source: str
    target: str
    roles: tuple[str, ...]
    cites: tuple[Cite, ...]
    guards: tuple[Guard, ...] = ()
    clock: ClockEffect = ClockEffect.NONE
    notices: tuple[str, ...] = ()


def from_each(
    event: str,
    sources: Iterable[str],
    target: str,
    roles: tuple[str, ...],
    cites: tuple[Cite, ...],
    guards: tuple[Guard, ...] = (),
    clock: ClockEffect = ClockEffect.NONE,
    notices: tuple[str, ...] = (),
) -> tuple[Transition, ...]:
    """The same row from several states; an empty target stays where it is."""
    return tuple(
        Transition(event, source, target or source, roles, cites, guards, clock, notices) for source in sources
    )


@dataclass(frozen=True, slots=True)
class Allowed:
    target: str
    clock: ClockEffect
    notices: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    reason: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """A table of transitions. `states`, `events` and `roles` map codes to Chinese names; it may come to rest in `resting`.

    Refused with `BadProcedure` at construction: unknown states, events and roles, one act with two outcomes, states that
    cannot be reached, states without a way on that are not for resting, rows without a cite, roles that do nothing.
    """

    key: str
    title: str
    states: Mapping[str, str]
    events: Mapping[str, str]
    roles: Mapping[str, str]
    initial: str
    resting: frozenset[str]
    transitions: tuple[Transition, ...]
    cite: Cite
    facts: frozenset[str] = field(init=False, repr=False, compare=False)
    """Every fact that some guard asks for."""
    openings: frozenset[str] = field(init=False, repr=False, compare=False)
    """The events that begin a case; every other needs one."""
    _rows: Mapping[tuple[str, str], Transition] = field(init=False, repr=False, compare=False)
    _ahead: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _why_not: dict[tuple[str, str, str], str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._refuse_unknown()
        self._refuse_incomplete_rows()
        self._refuse_lost_states()
        # Found once: a replay asks for them at every act.
        object.__setattr__(self, "facts", frozenset(guard.fact for row in self.transitions for guard in row.guards))
        beginning = (row.event for row in self.transitions if row.source == self.initial)
        object.__setattr__(self, "openings", frozenset(beginning))
        object.__setattr__(self, "_rows", {(row.source, row.event): row for row in self.transitions})

    def row(self, state: str, event: str) -> Transition | None:
        """The one row for an event in a state; None where it cannot be done, whoever asks."""
        return self._rows.get((state, event))

    def ahead(self, state: str) -> frozenset[str]:
        """The states that can still come, the present one among them."""
        if state not in self._ahead:
            self._ahead[state] = self._reached(state)
        return self._ahead[state]

    def _reached(self, state: str) -> frozenset[str]:
        reached, frontier = {state}, [state]
        while frontier:
            here = frontier.pop()
            new = {row.target for row in self.transitions if row.source == here} - reached
            reached |= new
            frontier += new
        return frozenset(reached)

    def _refuse_unknown(self) -> None:
        for what, code, known in (
            ("状态", self.initial, self.states),
            *(("状态", state, self.states) for state in sorted(self.resting)),
        ):
            _known(self.title, what, code, known)
        for row in self.transitions:
            where = f"{self.title}的“{row.event}”行"
            _known(where, "状态", row.source, self.states)
            _known(where, "状态", row.target, self.states)
            _known(where, "事件", row.event, self.events)
            for role in (*row.roles, *row.notices):
                _known(where, "角色", role, self.roles)

    def _refuse_incomplete_rows(self) -> None:
        seen: set[tuple[str, str]] = set()
        for row in self.transitions:
            where = f"{self.title}的“{row.source} --{row.event}--> {row.target}”行"
            if not row.cites:
                raise BadProcedure(f"{where}没有出处，请写明依据。")
            if not row.roles:
                raise BadProcedure(f"{where}没有角色，请写明由谁办理。")
            # Whoever acts, one act has one outcome; a choice of outcomes is two events.
            if (row.source, row.event) in seen:
                raise BadProcedure(f"{where}与前面的行重复：同一状态的同一事件只能有一行。")
            seen.add((row.source, row.event))
        for what, names, used in (
            ("事件", self.events, {row.event for row in self.transitions}),
            ("角色", self.roles, {role for row in self.transitions for role in (*row.roles, *row.notices)}),
        ):
            if unused := sorted(set(names) - used):
                raise BadProcedure(f"{self.title}的{what}“{'、'.join(unused)}”没有用到，请删去或补上所在的行。")

    def _refuse_lost_states(self) -> None:
        if lost := sorted(set(self.states) - self.ahead(self.initial)):
            raise BadProcedure(f"{self.title}从“{self.initial}”到不了状态“{'、'.join(lost)}”，请补上通向它的行。")
        left = {row.source for row in self.transitions if row.target != row.source}
        if stuck := sorted(set(self.states) - left - self.resting):
            raise BadProcedure(f"{self.title}的状态“{'、'.join(stuck)}”没有出路，请补上出路或列为可停留的状态。")


def allowed(
    procedure: Procedure, state: str, event: str, role: str, facts: Mapping[str, bool] | None = None
) -> Allowed | Refused:
    """Whether `role` may do `event` in `state`, given the facts. A fact that is not told counts as not true.

    Refused with ValueError: states, events, roles and facts that the procedure does not have, which are slips of a caller.
    """
    told = facts or {}
    _known(procedure.title, "状态", state, procedure.states)
    _known(procedure.title, "事件", event, procedure.events)
    _known(procedure.title, "角色", role, procedure.roles)
    if strange := told.keys() - procedure.facts:
        _known(procedure.title, "事实", min(strange), dict.fromkeys(procedure.facts, ""))
    row = procedure.row(state, event)
    if row is None:
        return Refused(_not_now(procedure, state, event), (procedure.cite,))
    if role not in row.roles:
        return Refused(_not_yours(procedure, event, role, row.roles), row.cites)
    for guard in row.guards:
        if told.get(guard.fact) is not True:
            return Refused(guard.refusal, guard.forbidden_by or row.cites)
    return Allowed(row.target, row.clock, row.notices, row.cites)


def why_not_here(procedure: Procedure, state: str, event: str, role: str) -> str:
    """Why an event has no row in a state, short, for a list of many: whose it is, where it is done, what leads there.

    Whoever tries one such event is told by `allowed` what can be done instead. The table says it once and for all: a page asks it of all events.
    """
    known, key = procedure._why_not, (state, event, role)
    if key not in known:
        known[key] = _why_not_here(procedure, state, event, role)
    return known[key]


def _why_not_here(procedure: Procedure, state: str, event: str, role: str) -> str:
    rows = [row for row in procedure.transitions if row.event == event]
    roles = tuple(dict.fromkeys(one for row in rows for one in row.roles))
    if role not in roles:
        return _not_yours(procedure, event, role, roles)
    sources = tuple(dict.fromkeys(row.source for row in rows))
    ahead = procedure.ahead(state)
    said = f"{_not_while(procedure, state, event)}，要在{'、'.join(f'“{procedure.states[each]}”' for each in sources)}时办理"
    if ahead.isdisjoint(sources):
        return f"{said}，已经过了那一步。"
    leading = [row for row in procedure.transitions if row.target in sources and row.source in ahead - {row.target}]
    ways = dict.fromkeys(row.event for row in leading)
    leads = "或".join(f"“{procedure.events[way]}”" for way in ways)
    return f"{said}，先{leads}。" if len(ways) <= _FEW_WAYS else f"{said}。"


def _not_now(procedure: Procedure, state: str, event: str) -> str:
    rest = "、".join(procedure.events[row.event] for row in procedure.transitions if row.source == state)
    now = _not_while(procedure, state, event)
    return f"{now}，此时可以：{rest}。" if rest else f"{now}，此时没有可办的事项。"


def _not_while(procedure: Procedure, state: str, event: str) -> str:
    return f"“{procedure.states[state]}”时不能“{procedure.events[event]}”"


def _not_yours(procedure: Procedure, event: str, role: str, roles: Iterable[str]) -> str:
    who = "、".join(procedure.roles[one] for one in roles)
    return f"“{procedure.events[event]}”由{who}办理，{procedure.roles[role]}不能办理。"


def _known(where: str, what: str, code: str, known: Mapping[str, str]) -> None:
    if code not in known:
        raise BadProcedure(f"{where}没有“{code}”这个{what}，可用：{'、'.join(sorted(known))}。")
