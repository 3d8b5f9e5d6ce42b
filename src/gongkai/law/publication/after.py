"""What does each act of a publication leave behind?

Takes:   the case before, an act that may be done, the state that it leads to. Gives: the case after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from gongkai.law.casework.act import CaseAct
from gongkai.law.casework.filling import day_of, text, whole
from gongkai.law.procedures.publication import LEVELS
from gongkai.law.procedures.publication_forms import CONTENT_FIELDS
from gongkai.law.publication.case import Answer, ItemCase, Signature

WRITING = frozenset({"draft", "edit", "stage"})
"""Acts that carry a new text: their data hold its `digest` and `version`, besides the fields of the draft."""
PUBLISHING = frozenset({"publish", "go_live", "emergency", "accept"})
"""Acts by which a text becomes public; there is no other."""
_BACK = frozenset({"return", "recall", "abandon", "discard", "correct", "disclose", "withdraw", "expire"})
_FIELDS = frozenset(each.name for each in CONTENT_FIELDS) | {"published_on"}
_NOTHING: Mapping[str, object] = MappingProxyType({})


def after(case: ItemCase, act: CaseAct, target: str) -> ItemCase:
    """The case after an act that may be done."""
    moved = target != case.state
    since = act.day if moved or case.since is None else case.since
    # Each act makes one new case, whatever it leaves behind: this is replayed by the hundred thousand.
    moving: dict[str, Any] = {"state": target, "acts": (*case.acts, act), "since": since}
    if act.event in WRITING:
        return replace(case, **moving, **_written(case, act))
    if act.event in LEVELS:
        return replace(case, **moving, signatures=(*case.signatures, _signature(act)))
    if act.event in PUBLISHING:
        return replace(case, **moving, **_published(case, act))
    case = replace(case, **moving)
    if act.event in _BACK:
        case = _voided(case)
    return _otherwise(case, act)


def _written(case: ItemCase, act: CaseAct) -> dict[str, Any]:
    changed = text(act.data, "digest") != case.digest
    return {
        # As `_voided`, in one go.
        "fallen": (*case.fallen, *case.signatures),
        "signatures": (),
        "publish_at": "",
        "digest": text(act.data, "digest"),
        "version": whole(act.data, "version"),
        "fields": MappingProxyType({name: value for name, value in act.data.items() if name in _FIELDS}),
        "touched": case.touched | {act.person},
        "writer": act.person,
        "stager": act.person if act.event == "stage" else case.stager,
        # An exemption is a signature like the others: it was given for the text as it stood.
        "exempted": "" if changed else case.exempted,
        "exempted_by": "" if changed else case.exempted_by,
    }


def _signature(act: CaseAct) -> Signature:
    digest, instead_of = text(act.data, "digest"), text(act.data, "instead_of")
    return Signature(act.event, LEVELS[act.event], act.person, act.role, act.day, digest, act.seq, instead_of)


def _voided(case: ItemCase) -> ItemCase:
    return replace(case, fallen=(*case.fallen, *case.signatures), signatures=(), publish_at="")


def _published(case: ItemCase, act: CaseAct) -> dict[str, Any]:
    urgent, brought = act.event == "emergency", act.event == "accept"
    day = (day_of(case.fields.get("published_on")) or act.day) if brought else act.day
    return {
        "live": case.digest,
        "live_version": case.version,
        "live_fields": case.fields,
        "way": "emergency" if urgent else "imported" if brought else "reviewed",
        "first_published": case.first_published or day,
        "published": day,
        "emergency_by": act.person if urgent else "",
        "emergency_reason": text(act.data, "reason") if urgent else "",
        # Who wrote what waits for approval afterwards may not give it.
        "touched": case.touched if urgent else frozenset(),
        "live_touched": case.hands,
        "fallen": (),
        "live_exempted": case.exempted,
        "exempted": "",
        "exempted_by": "",
        "publish_at": "",
    }


def _otherwise(case: ItemCase, act: CaseAct) -> ItemCase:
    match act.event:
        case "submit":
            return replace(case, round=case.round + 1)
        case "answer":
            answer = Answer(text(act.data, "verdict"), text(act.data, "reason"), act.person, act.role, act.day)
            return replace(case, answers={**case.answers, text(act.data, "finding"): answer})
        case "exempt":
            return replace(case, exempted=text(act.data, "reason"), exempted_by=act.person)
        case "schedule":
            return replace(case, publish_at=text(act.data, "publish_at"))
        case "unschedule":
            return replace(case, publish_at="")
        case "ratify":
            return replace(case, touched=frozenset())
        case "abandon":
            # Who wrote what was given up stays known: nobody else may bring it back for them to sign.
            return replace(
                case, digest=case.live, version=case.live_version, fields=case.live_fields, exempted="", exempted_by=""
            )
        case "withdraw" | "expire":
            return replace(
                case,
                # What was only marked and is hidden later ended on the first of the two days: figures of the past stay.
                withdrawn=case.withdrawn or act.day,
                withdrawn_how=text(act.data, "how") or "lapsed",
                withdrawn_by=text(act.data, "by"),
                withdrawn_reason=text(act.data, "reason"),
                successor=text(act.data, "successor"),
            )
        case "approve_withhold":
            return replace(case, withheld_on=act.day, evaluated=act.day)
        case "reevaluate":
            return replace(case, evaluated=act.day)
        case _:
            return case
