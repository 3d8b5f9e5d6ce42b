"""Which acts stand after all corrections, and which were taken back or replaced?

Takes:   acts in the order of entry, those of event `correct` among them.
Gives:   the acts that stand, each in its own place, and the void ones. A corrected entry keeps its number, role and
         person; its day and data are those of the correction. A correction may itself be corrected or taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.sources import ogi

CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Standing:
    """`acts` stand, corrections not among them; `corrections` are those in force; `void` is as it was entered."""

    acts: tuple[CaseAct, ...]
    corrections: tuple[CaseAct, ...]
    void: tuple[CaseAct, ...]


def standing(acts: Sequence[CaseAct]) -> Standing:
    """What stands. Refused: a correction of what is unknown, later than itself, or already taken back."""
    if not any(act.event == CORRECT for act in acts):
        return Standing(tuple(acts), (), ())
    entered = {act.seq: act for act in acts}
    aimed = _aimed(acts, entered)
    stands: list[CaseAct] = []
    corrections: list[CaseAct] = []
    void: list[CaseAct] = []
    for act in acts:
        now = _now(act, aimed)
        if now is not act:
            void.append(act)
        if now is not None:
            (corrections if act.event == CORRECT else stands).append(now)
    return Standing(tuple(stands), tuple(corrections), tuple(void))


def target_of(act: CaseAct) -> int:
    """The number of the entry that a correction is about; 0 where it names none."""
    target = act.data.get("target")
    return target if isinstance(target, int) and not isinstance(target, bool) else 0


def _aimed(acts: Iterable[CaseAct], entered: Mapping[int, CaseAct]) -> dict[int, list[CaseAct]]:
    aimed: dict[int, list[CaseAct]] = {}
    for act in acts:
        if act.event != CORRECT:
            continue
        target = target_of(act)
        if target not in entered or target >= act.seq:
            raise Refusal(f"没有第{target}条可以更正，请核对办理经过中的序号。", (ogi.A45,))
        aimed.setdefault(target, []).append(act)
    return aimed


def _now(act: CaseAct, aimed: Mapping[int, list[CaseAct]]) -> CaseAct | None:
    """The act as it stands, None when it was taken back."""
    now: CaseAct | None = act
    for entered in aimed.get(act.seq, ()):
        correction = _now(entered, aimed)
        if correction is None:
            continue
        if now is None:
            raise Refusal(f"第{act.seq}条已经撤销，不能再更正；要恢复的请撤销那一条更正。", (ogi.A45,))
        now = None if correction.data.get("annul") is True else _replaced(now, correction)
    return now


def _replaced(wrong: CaseAct, correction: CaseAct) -> CaseAct:
    """What was wrong with the day and the data that the correction gives.

    For a correction that is itself corrected, they are the day and the data that it puts in place.
    """
    day, data = correction.data.get("day"), correction.data.get("data")
    if not isinstance(day, str) or not isinstance(data, Mapping):
        raise Refusal("更正须写明改为哪一天、改成什么内容，或者选择撤销。", (ogi.A45,))
    hands = (*wrong.hands, (correction.seq, correction.person), *correction.hands)
    if wrong.event == CORRECT:
        kept = {name: value for name, value in wrong.data.items() if name != "annul"}
        return replace(wrong, data={**kept, "day": day, "data": data}, hands=hands)
    try:
        return replace(wrong, day=date.fromisoformat(day), data=data, hands=hands)
    except ValueError:
        raise Refusal(f"更正后的日期“{day}”不是年-月-日，请改正。", (ogi.A45,)) from None
