"""Stories of one item in lines: who, in which role, does what, on which text; and what comes of it.

    甲 clerk draft 一稿                      a line that is done
    甲 clerk first_review ✗ 您起草或者改过    a line that is refused; what stands behind ✗ is said
    乙 head withdraw how=merged successor=A-1 ✗✗ 索引号   a slip of a form: refused, and no attempt against the rules

Facts are true unless the line says `!fact`; `库=…` is the digest of what is stored now. Checklists are ticked unless `!checked`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.procedures.publication import LEVELS
from gongkai.law.publication.case import Barred, Given, ItemCase
from gongkai.law.publication.checklists import CHECKLISTS
from gongkai.law.publication.item import attempt, replay

DAY = date(2026, 3, 2)
TRUE = Given(
    complete=True,
    proactive=True,
    ground_given=True,
    on_duty=True,
    proofed=True,
    private_cleared=True,
    files_clean=True,
    interpreted=True,
    bundle_ready=True,
    with_policy=True,
    due_now=True,
    expired=True,
    harmless=True,
)
REASONED = ("return", "recall", "exempt", "unschedule", "emergency", "correct", "abandon", "discard", "withdraw")
DATA: dict[str, dict[str, object]] = {
    **{event: {"reason": "有理由"} for event in (*REASONED, "reevaluate", "disclose", "reject")},
    "ratify": {"opinion": "同意"},
    "schedule": {"publish_at": "2026-12-31 09:00"},
    "answer": {"reason": "核对过"},
}


def told(lines: str) -> ItemCase:
    """The case after all lines; each refusal as its line says."""
    case = replay(())
    for line in lines.strip().splitlines():
        case = _line(case, line.strip())
    return case


def act(case: ItemCase, person: str, role: str, event: str, **data: object) -> CaseAct:
    """One act as the program makes it."""
    kept = {**DATA.get(event, {}), **data}
    if event in LEVELS:
        kept.setdefault("digest", case.digest)
        kept.setdefault("checked", [line.code for line in CHECKLISTS[event]])
    if event in ("draft", "edit", "stage"):
        kept = {"title": "标题", "version": sum(each.event in ("draft", "edit") for each in case.acts) + 1, **kept}
    return CaseAct(len(case.acts) + 1, event, DAY + timedelta(days=len(case.acts)), role, person, kept)


def _line(case: ItemCase, line: str) -> ItemCase:
    line, refused, says = line.partition("✗")
    slip = says.startswith("✗")
    person, role, event, *rest = line.split()
    given, data = replace(TRUE, digest=case.digest), dict[str, object]()
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "!checked":
            data["checked"] = []
        elif word.startswith("!"):
            given = replace(given, **dict[str, Any]({word[1:]: False}))
        elif name == "库":
            given = replace(given, digest=value)
        elif equals:
            data[name] = value
        else:
            data["digest"] = word
    new = act(case, person, role, event, **data)
    if not refused:
        return attempt(case, new, given)
    with pytest.raises(Refusal) as refusal:
        attempt(case, new, given)
    assert says.removeprefix("✗").strip() in refusal.value.reason, (line, refusal.value.reason)
    assert isinstance(refusal.value, Barred) != slip, line
    return case
