"""What would this act do? The case before and after, the fee, the letter's remedy paragraph; nothing is saved.

Takes:   the case with the act tried on it (law/casework), what was told, the organ that signs.
Gives:   `Preview` for the screen, in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.apps import rules
from gongkai.apps.organs.models import Organ
from gongkai.faces.desk.acts.outcome import Told
from gongkai.faces.desk.cases.rooms import Case
from gongkai.law.casework import Outline, RequestCase, outline, outline_of
from gongkai.law.casework.filling import codes
from gongkai.law.decisions import Forums
from gongkai.law.fees import Fee, fee_by_pages, fee_of_request
from gongkai.law.procedures import Procedure

DECIDING = ("propose", "sign", "record_reply", "serve", "declare_lapsed", "declare_unpaid", "withdraw")
"""Acts whose preview shows the decision with its letter."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of «before → after»."""

    label: str
    before: str
    after: str

    @property
    def moves(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Preview:
    changes: tuple[Change, ...]
    reasons: tuple[str, ...] = ()
    fee: Fee | None = None
    letter: Outline | None = None
    outcome: Told | None = None
    """Days, lights, and what becomes possible: of requests."""


def preview(
    procedure: Procedure,
    before: Case,
    after: Case,
    event: str,
    day: date,
    told: Mapping[str, object],
    organ: Organ,
) -> Preview:
    """What an act would do that is known to be allowed."""
    state = Change("状态", procedure.states[before.state], procedure.states[after.state])
    if not isinstance(before, RequestCase) or not isinstance(after, RequestCase):
        return Preview((state,))
    due = Change("答复期限", _due(before), _due(after))
    reasons = after.clocks.reply.warnings if after.clocks and due.moves else ()
    fee = _fee(told, day) if event == "charge_fee" else None
    return Preview((state, due), reasons, fee, letter(after, day, told, organ) if event in DECIDING else None)


def _due(case: RequestCase) -> str:
    if case.due is None:
        return "未起算"
    if case.awaiting:
        return "停止计算"
    return f"{case.due:%Y-%m-%d}" + ("（暂定）" if case.provisional else "")


def _fee(told: Mapping[str, object], day: date) -> Fee | None:
    """What this request is charged: by requests its own price, not that of the whole month."""
    quantity = told.get("quantity")
    if not isinstance(quantity, int):
        return None
    return (fee_of_request if told.get("scale") == "requests" else fee_by_pages)(quantity, day)


def letter(case: RequestCase, day: date, told: Mapping[str, object], organ: Organ) -> Outline | None:
    """What the letter must say: of the decision that is being chosen, or else of that in the case; None without one."""
    forums = (
        Forums(organ.review_organ, organ.court, organ.review_online) if organ.review_organ and organ.court else None
    )
    manner, chosen = str(told.get("manner") or ""), rules.chosen()
    if not (code := told.get("decision")):
        return outline_of(case, day, forums, manner, chosen)
    return outline(str(code), day, forums, withheld=codes(told, "withheld"), manner=manner, chosen=chosen)
