"""May one more act be entered, and what may be done now? The same for every procedure with acts.

Takes:   a `Kit`: procedure, forms, rules; the acts so far; the new act, the role and the day.
Gives:   the acts with the new one, for replay; `Option`s; `Refusal`s in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from gongkai.law.calendar import OutsideCalendar
from gongkai.law.casework.act import CaseAct, Option, Refusal
from gongkai.law.casework.corrections import CORRECT, Standing, standing, target_of
from gongkai.law.casework.filling import check_filled, day_of, empty, shown
from gongkai.law.casework.walk import Move, Rules, S, Stuck, walk
from gongkai.law.cite import Cite
from gongkai.law.procedures.fields import Form
from gongkai.law.procedures.table import Allowed, Procedure, Refused, allowed, why_not_here

C = TypeVar("C")
_BESIDE = ("day", "data")
"""What a correction carries beside its form: the day and the data that stand in the place of the wrong ones."""


@dataclass(frozen=True, slots=True)
class Kit(Generic[S]):
    """What makes cases of one kind: its procedure, the forms of its events, how to answer what guards ask."""

    procedure: Procedure
    forms: Mapping[str, Form]
    rules: Rules[S]
    again: frozenset[str]
    """Events that may rightly come again with the same day and data after others came between."""
    provisions: Mapping[str, tuple[Cite, ...]] = field(init=False, repr=False, compare=False)
    """The provisions of each event, whatever the state. Gathered once: every refusal and every option shows them."""

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "provisions", {event: _cites(self.procedure, event) for event in self.procedure.events}
        )
        if strange := self.procedure.events.keys() ^ self.forms.keys():
            raise ValueError(f"{self.procedure.title}的事件与表单对不上：{'、'.join(sorted(strange))}。")


@dataclass(frozen=True, slots=True)
class Read(Generic[S]):
    """Acts as they stand, with the story that they make."""

    story: S
    acts: tuple[CaseAct, ...]
    void: tuple[CaseAct, ...]


def read(kit: Kit[S], start: Callable[[], S], acts: Sequence[CaseAct]) -> Read[S]:
    """The acts that stand, walked. Refused: acts that cannot follow one another."""
    found = standing(acts)
    if not found.acts:
        raise Refusal(f"{kit.procedure.title}还没有登记，请先登记。", (kit.procedure.cite,))
    story, order = walk(kit.rules, start, found.acts)
    if found.corrections:
        order = tuple(sorted((*order, *found.corrections), key=lambda act: act.day))
    return Read(story, order, found.void)


def replayed(kit: Kit[S], start: Callable[[], S], acts: Sequence[CaseAct], case: Callable[[Read[S]], C]) -> C:
    """The case after all acts. Refused: acts that cannot follow one another, days outside the calendar."""
    try:
        return case(read(kit, start, acts))
    except OutsideCalendar as outside:
        raise Refusal(str(outside), (kit.procedure.cite,)) from outside


def check(kit: Kit[S], acts: Sequence[CaseAct], new: CaseAct, today: date) -> None:
    """Refused: an unknown event or role, a day to come or before the case, a form not filled, the same entry twice."""
    procedure = kit.procedure
    for what, code, known in (("事项", new.event, procedure.events), ("角色", new.role, procedure.roles)):
        if code not in known:
            raise Refusal(
                f"{procedure.title}没有“{shown(code)}”这个{what}，可用：{'、'.join(known)}。", (procedure.cite,)
            )
    name, cites = procedure.events[new.event], kit.provisions[new.event]
    if acts and new.seq <= max(act.seq for act in acts):
        raise Refusal(f"序号 {new.seq} 已经用过，请刷新后重新办理。", cites)
    if new.day > today:
        raise Refusal(f"“{name}”的日期（{new.day}）晚于今天（{today}），还没有发生的不能登记。", cites)
    _check_form(kit, acts, new, today, cites)
    found = standing(acts)
    _check_place(kit, found, new, name, cites)
    for act in found.acts:
        if (act.event, act.day, dict(act.data)) == (new.event, new.day, dict(new.data)) and (
            new.event not in kit.again or act is found.acts[-1]
        ):
            raise Refusal(
                f"“{name}”（{new.day}）与第{act.seq}条完全相同，已经登记过，没有再登记；确是另一件事的请写明区别。",
                cites,
            )


def _check_place(kit: Kit[S], found: Standing, new: CaseAct, name: str, cites: tuple[Cite, ...]) -> None:
    first = min((act.day for act in found.acts if act.event in kit.procedure.openings), default=None)
    if first is None:
        if new.event not in kit.procedure.openings:
            raise Refusal(f"还没有登记，不能“{name}”，请先登记。", cites)
    elif new.event in kit.procedure.openings:
        raise Refusal("这一件已经登记过，不能再次登记；登记有误的请用“更正登记”。", cites)
    elif new.day < first:
        raise Refusal(f"“{name}”的日期（{new.day}）早于登记之日（{first}），请核对日期。", cites)


def _check_form(kit: Kit[S], acts: Sequence[CaseAct], new: CaseAct, today: date, cites: tuple[Cite, ...]) -> None:
    name = kit.procedure.events[new.event]
    if new.event != CORRECT or not isinstance(new.data, Mapping):
        check_filled(kit.forms[new.event], name, new.data, cites)
        return
    check_filled(kit.forms[CORRECT], name, {key: value for key, value in new.data.items() if key not in _BESIDE}, cites)
    target = root_of(acts, new)
    annul, beside = new.data.get("annul") is True, [key for key in _BESIDE if not empty(new.data.get(key))]
    if annul:
        if beside:
            raise Refusal("撤销一条就不另填日期和内容；要改的请不选撤销。", cites)
        if target.event in kit.procedure.openings and target_of(new) == target.seq:
            opening = kit.procedure.events[target.event]
            raise Refusal(
                f"“{opening}”是这一件的开头，不能撤销；日期或者内容登错的，请不选撤销，改登正确的；整件误登的，由公开工作机构负责人“撤销误登”。",
                cites,
            )
        return
    day, data = day_of(new.data.get("day")), new.data.get("data")
    if day is None:
        raise Refusal("更正须写明改为哪一天（年-月-日），或者选择撤销。", cites)
    if day > today:
        raise Refusal(f"更正后的日期（{day}）晚于今天（{today}），还没有发生的不能登记。", cites)
    check_filled(kit.forms[target.event], kit.procedure.events[target.event], data, cites)
    if new.data.get("sealed") is True:
        # What is private is not here to be compared: it was told anew.
        return
    now = next((act for act in standing(acts).acts if act.seq == target.seq), None)
    if now is not None and isinstance(data, Mapping) and (now.day, dict(now.data)) == (day, dict(data)):
        raise Refusal(f"更正后与第{target.seq}条现在的内容相同，没有改动。", cites)


def tried(
    kit: Kit[S],
    start: Callable[[int, bool], Callable[[], S]],
    acts: Sequence[CaseAct],
    new: CaseAct,
    today: date,
    case: Callable[[Read[S]], C],
) -> C:
    """The case with one more act. `start` takes the entry that is being tried and whether to judge all by the calendar.

    Refused in one sentence (`Refusal`), which names the recorded act that would no longer hold, where that is why. What
    does not hold by the present calendar even without the new act is not held against it.
    """
    check(kit, acts, new, today)
    trial = new.seq
    if new.event == CORRECT:
        replayed(kit, start(0, False), acts, lambda before: correctable(kit, before.story, new))
        trial = root_of(acts, new).seq
    try:
        return replayed(kit, start(trial, True), (*acts, new), case)
    except Refusal as refusal:
        told = explained(kit, new, refusal)
        if (isinstance(refusal, Stuck) and refusal.act.seq == trial) or _holds(kit, start(0, True), acts, case):
            raise told from refusal
    try:
        return replayed(kit, start(trial, False), (*acts, new), case)
    except Refusal as refusal:
        raise explained(kit, new, refusal) from refusal


def _holds(kit: Kit[S], start: Callable[[], S], acts: Sequence[CaseAct], case: Callable[[Read[S]], C]) -> bool:
    """Whether what is recorded holds by the present calendar. Before the first act there is nothing that could not."""
    try:
        if acts:
            replayed(kit, start, acts, case)
    except Refusal:
        return False
    return True


def root_of(acts: Sequence[CaseAct], new: CaseAct) -> CaseAct:
    """The entry that a correction is about in the end, through corrections of corrections. Refused: none."""
    entered = {act.seq: act for act in acts}
    found: CaseAct | None = new
    while found is not None and found.event == CORRECT:
        target = target_of(found)
        found = entered.get(target) if target < found.seq else None
    if found is None:
        raise Refusal(f"没有第{target_of(new)}条可以更正，请核对办理经过中的序号。", cites=())
    return found


def explained(kit: Kit[S], new: CaseAct, stuck: Refusal) -> Refusal:
    """Why the new act cannot be entered: itself, or an entry that would no longer hold."""
    if not isinstance(stuck, Stuck) or stuck.act.seq == new.seq:
        return Refusal(stuck.reason, stuck.cites)
    event = kit.procedure.events.get(stuck.act.event, stuck.act.event)
    what = "更正" if new.event == CORRECT else "登记"
    own = new.event == CORRECT and target_of(new) == stuck.act.seq
    named = "更正后的这一条" if own else f"第{stuck.act.seq}条“{event}”（{stuck.act.day}）"
    mend = "请核对日期和内容。" if own else "请核对日期，或者先更正那一条。"
    return Refusal(f"{what}之后，{named}不能成立：{stuck.reason}{mend}", stuck.cites)


def correctable(kit: Kit[S], story: S, new: CaseAct) -> None:
    """Refused: a correction by a role that may not correct in the present state."""
    answer = allowed(kit.procedure, story.state, CORRECT, new.role, kit.rules.told(story, Move.of(new)))
    if isinstance(answer, Refused):
        raise Refusal(answer.reason, answer.cites)


def listed(kit: Kit[S], story: S, role: str, person: str, today: date) -> tuple[Option, ...]:
    """Every event for a role on a day; in the states that the case has been in, what may be entered late. Refused: an unknown role."""
    procedure = kit.procedure
    if role not in procedure.roles:
        raise Refusal(
            f"{procedure.title}没有“{shown(role)}”这个角色，可用：{'、'.join(procedure.roles)}。", (procedure.cite,)
        )
    found = []
    for event, label in procedure.events.items():
        answer = _today(kit, story, event, role, Move(event, today, person, None))
        can = not isinstance(answer, Refused)
        reason = answer.reason if isinstance(answer, Refused) else ""
        late = not can and event not in kit.procedure.openings and _was_possible(kit, story, event, role, person)
        found.append(Option(event, label, can, reason, answer.cites, kit.forms[event], late))
    return tuple(found)


def _was_possible(kit: Kit[S], story: S, event: str, role: str, person: str) -> bool:
    """Whether what cannot be done today may have been done earlier: in a state that is past, or in this one before a term
    had run out. What the case itself lacks (nobody was asked, nothing is owed) was lacking then too."""
    past = (kit.procedure.row(state, event) for state in story.states if state != story.state)
    if any(row is not None and role in row.roles for row in past):
        return True
    return isinstance(_today(kit, story, event, role, Move(event, date.min, person, None)), Allowed)


def _today(kit: Kit[S], story: S, event: str, role: str, move: Move) -> Allowed | Refused:
    """Whether an event may be done; the refusals stand side by side in a list, so that each is short."""
    if kit.procedure.row(story.state, event) is None:
        return Refused(why_not_here(kit.procedure, story.state, event, role), kit.provisions[event])
    try:
        return allowed(kit.procedure, story.state, event, role, kit.rules.told(story, move))
    except Refusal as refusal:
        return Refused(refusal.reason, refusal.cites or kit.provisions[event])


def _cites(procedure: Procedure, event: str) -> tuple[Cite, ...]:
    cites = [cite for row in procedure.transitions if row.event == event for cite in row.cites]
    return tuple(dict.fromkeys(cites)) or (procedure.cite,)
