"""What may be done with an item next, by whom, and why not?

Takes:   the item as its reader sees it. Gives: the acts that lead on, those that are possible beside, those that are refused, each a `Button`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.faces.desk.items.acts import ELSEWHERE
from gongkai.faces.desk.items.seen import Seen, address
from gongkai.law.casework import Option
from gongkai.law.cite import Cite
from gongkai.law.procedures.publication import LEVELS, PUBLICATION
from gongkai.law.publication.after import WRITING

_FORWARD = ("submit", "propose_withhold", *LEVELS, "approve_withhold", "publish", "schedule", "ratify")
"""What leads on: the first of them that may be done are the next step."""


@dataclass(frozen=True, slots=True)
class Button:
    """An act on the page with its address, or the reason why it cannot be done."""

    label: str
    url: str
    cites: tuple[Cite, ...]
    reason: str = ""


def next_step(seen: Seen) -> dict[str, Any]:
    """The next step if it is this officer's, else whose it is; what else may be done, and what not with its reason."""
    offered = [each for each in seen.view.options if each.event not in ELSEWHERE - {"edit"}]
    allowed = [each for each in offered if each.allowed]
    forward = [each for each in allowed if each.event in _FORWARD]
    writing = [each for each in allowed if each.event == "edit"]
    # What came back, or is to be corrected, is written before it is sent again.
    first = [*writing, *forward] if _waits_for_writing(seen) else [*forward, *writing]
    return {
        "primary": [_button(seen, each) for each in first],
        "waiting": "" if first else _waiting(seen),
        "possible": [_button(seen, each) for each in allowed if each not in first],
        "refused": [_button(seen, each) for each in offered if not each.allowed],
    }


def _waits_for_writing(seen: Seen) -> bool:
    """Whether a draft has not been written in since it was begun, sent back or taken up again."""
    last = next((each.event for each in reversed(seen.case.acts) if each.event != "answer"), "")
    return seen.row.state == "draft" and last not in WRITING


def _button(seen: Seen, option: Option) -> Button:
    name = {"edit": "edit"}.get(option.event) or ("review" if option.event in LEVELS else "act")
    url = address(name, seen.row.pk) if name != "act" else address("act", seen.row.pk, option.event)
    return Button(option.label, url, option.cites, option.reason)


def _waiting(seen: Seen) -> str:
    """Whose turn it is."""
    state = seen.row.state
    if not seen.view.writable:
        return ""
    for event in _FORWARD:
        found = PUBLICATION.row(state, event)
        if found is not None:
            mine = seen.option(event)
            who = "、".join(PUBLICATION.roles[role] for role in found.roles)
            why = f"您不能办：{mine.reason}" if mine is not None and mine.reason else ""
            return f"等{who}“{PUBLICATION.events[event]}”。{why}"
    return "到时由系统公开。" if state == "scheduled" else ""
