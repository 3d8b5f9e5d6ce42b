"""Where does a piece of information stand after its acts, and may one more be done?

Takes:   acts as entered, in their order; for a new act, what only the program around knows (`Given`).
Gives:   `ItemCase`, or `Refusal`. Signatures are bound to a digest: an act that changes it, or sends the text back, voids them.

Acts of a publication are signed where they are done and on the day they are done: nothing is entered late, nothing is
corrected afterwards. What was wrong is mended by a new act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.law.casework.act import CaseAct, Option, Refusal
from gongkai.law.casework.filling import check_filled, text
from gongkai.law.procedures.publication import LEVELS, PUBLICATION, STAGES
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS
from gongkai.law.procedures.table import Refused, allowed, why_not_here
from gongkai.law.publication.checklists import CHECKLISTS

WRITING = frozenset({"draft", "edit", "stage"})
"""Acts that carry a new text: their data hold its `digest`, besides the fields of the draft."""
_FORWARD = frozenset({"publish", "go_live", "emergency"})


@dataclass(frozen=True, slots=True)
class Signature:
    """One signed act of the present round. `level` is the stage that it belongs to; `instead_of` the person stood in for."""

    event: str
    level: str
    person: str
    role: str
    day: date
    digest: str
    seq: int
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class ItemCase:
    """A piece of information after all its acts.

    `digest` is that of the working text, `live` that of the text which the public sees (empty for none), `way` how that
    came about: reviewed, emergency, imported. `signatures` are those that stand, `voided` how many fell with a change or a
    return since the last publication. `touched` are the persons who wrote the text since it was last published, `writer`
    the last of them. `since` is the day on which the present state began. `answers` maps a finding to what was answered.
    """

    state: str
    acts: tuple[CaseAct, ...] = ()
    digest: str = ""
    live: str = ""
    way: str = ""
    signatures: tuple[Signature, ...] = ()
    voided: int = 0
    touched: frozenset[str] = frozenset()
    writer: str = ""
    since: date | None = None
    first_published: date | None = None
    published: date | None = None
    withdrawn: date | None = None
    withdrawn_how: str = ""
    withdrawn_by: str = ""
    successor: str = ""
    publish_at: str = ""
    emergency_by: str = ""
    emergency_reason: str = ""
    exempted: str = ""
    withheld_on: date | None = None
    evaluated: date | None = None
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    stager: str = ""

    @property
    def signed_whole(self) -> bool:
        """Whether every stage is signed on the working text as it is."""
        signed = {each.event for each in self.signatures if each.digest == self.digest}
        return all(code in signed for code, _ in STAGES)


@dataclass(frozen=True, slots=True)
class Given:
    """What the program around knows of the working text, for guards; everything counts as not true until it is told.

    `digest` is computed from text and attachments as they are stored now, not taken from any record of it.
    """

    digest: str = ""
    complete: bool = False
    proactive: bool = False
    ground_given: bool = False
    on_duty: bool = False
    proofed: bool = False
    private_cleared: bool = False
    files_clean: bool = False
    interpreted: bool = False
    bundle_ready: bool = False
    with_policy: bool = False
    due_now: bool = False
    expired: bool = False
    harmless: bool = False


def replay(acts: Sequence[CaseAct]) -> ItemCase:
    """The case after all acts. Refused (`Refusal`): acts that the procedure has no row for."""
    case = ItemCase(PUBLICATION.initial)
    for act in acts:
        row = PUBLICATION.row(case.state, act.event)
        if row is None:
            raise Refusal(f"“{PUBLICATION.states[case.state]}”时没有“{act.event}”这一步，办理经过不完整，请核对日志。")
        case = _after(case, act, row.target)
    return case


def attempt(case: ItemCase, new: CaseAct, given: Given) -> ItemCase:
    """The case with one more act.

    Refused (`Refusal`): an unknown event or role, a step that the state does not have, a role that may not, a form that is
    not filled as `PUBLICATION_FORMS` asks, a checklist that is not ticked, and every guard: nobody signs what they wrote, nobody
    two stages, nothing that changed after a signature is published.
    """
    for what, code, known in (("事项", new.event, PUBLICATION.events), ("角色", new.role, PUBLICATION.roles)):
        if code not in known:
            raise Refusal(f"{PUBLICATION.title}没有“{code}”这个{what}。", (PUBLICATION.cite,))
    answer = allowed(PUBLICATION, case.state, new.event, new.role, _facts(case, new.event, new.person, given))
    if isinstance(answer, Refused):
        raise Refusal(answer.reason, answer.cites)
    name = PUBLICATION.events[new.event]
    told = {key: value for key, value in new.data.items() if key in _asked(new.event)}
    check_filled(PUBLICATION_FORMS[new.event], name, told, answer.cites)
    _check_ticked(new)
    _check_withdrawal(new)
    return _after(case, new, answer.target)


def options(case: ItemCase, role: str, person: str, given: Given) -> tuple[Option, ...]:
    """Every event of the procedure for a role: what may be done now, and why the rest may not."""
    return tuple(_option(case, event, role, person, given) for event in PUBLICATION.events)


def _option(case: ItemCase, event: str, role: str, person: str, given: Given) -> Option:
    label, form = PUBLICATION.events[event], PUBLICATION_FORMS[event]
    row = PUBLICATION.row(case.state, event)
    if role not in PUBLICATION.roles or row is None:
        cites = row.cites if row else (PUBLICATION.cite,)
        said = (
            why_not_here(PUBLICATION, case.state, event, role)
            if role in PUBLICATION.roles
            else "您的岗位不参加信息发布。"
        )
        return Option(event, label, False, said, cites, form)
    answer = allowed(PUBLICATION, case.state, event, role, _facts(case, event, person, given))
    if isinstance(answer, Refused):
        return Option(event, label, False, answer.reason, answer.cites, form)
    return Option(event, label, True, "", answer.cites, form)


def _facts(case: ItemCase, event: str, person: str, given: Given) -> dict[str, bool]:
    row = PUBLICATION.row(case.state, event)
    if row is None:
        return {}
    level = LEVELS.get(event, "")
    known = {
        "never_live": case.first_published is None,
        "has_live": bool(case.live),
        "not_author": person not in case.touched,
        "one_stage": all(each.person != person or each.level == level for each in case.signatures),
        # What is stored now is asked, so that a text changed behind the program's back is not published.
        "signed_whole": case.signed_whole and given.digest == case.digest,
        "not_publisher": person != case.emergency_by,
        "not_stager": person != case.stager,
        "interpreted": given.interpreted or bool(case.exempted),
    }
    return {
        guard.fact: known[guard.fact] if guard.fact in known else bool(getattr(given, guard.fact))
        for guard in row.guards
    }


def _asked(event: str) -> set[str]:
    return {each.name for each in PUBLICATION_FORMS[event].fields}


def _check_ticked(new: CaseAct) -> None:
    lines = CHECKLISTS.get(new.event)
    if lines is None:
        return
    ticked = new.data.get("checked")
    told = set(ticked) if isinstance(ticked, list | tuple) else set()
    if missing := [line.text for line in lines if line.code not in told]:
        raise Refusal(
            f"“{PUBLICATION.events[new.event]}”还有{len(missing)}项没有核对：{'；'.join(missing)}。",
            tuple(line.cite for line in lines),
        )


def _check_withdrawal(new: CaseAct) -> None:
    if new.event != "withdraw":
        return
    if (text(new.data, "how") == "merged") != bool(text(new.data, "successor")):
        raise Refusal("“并入”须填写并入哪一条的索引号；其他方式不填。")


def _after(case: ItemCase, act: CaseAct, target: str) -> ItemCase:
    """The case after an act that may be done."""
    moved = target != case.state
    case = replace(
        case, state=target, acts=(*case.acts, act), since=act.day if moved or case.since is None else case.since
    )
    if act.event in WRITING:
        return _written(case, act)
    if act.event in LEVELS:
        signed = Signature(
            act.event,
            LEVELS[act.event],
            act.person,
            act.role,
            act.day,
            text(act.data, "digest"),
            act.seq,
            text(act.data, "instead_of"),
        )
        return replace(case, signatures=(*case.signatures, signed))
    if act.event in ("return", "recall", "abandon", "discard", "correct", "disclose"):
        return _sent_back(case, act)
    if act.event in _FORWARD:
        return _published(case, act)
    return _otherwise(case, act)


def _written(case: ItemCase, act: CaseAct) -> ItemCase:
    return replace(
        case,
        digest=text(act.data, "digest"),
        touched=case.touched | {act.person},
        writer=act.person,
        voided=case.voided + len(case.signatures),
        signatures=(),
        stager=act.person if act.event == "stage" else case.stager,
    )


def _sent_back(case: ItemCase, act: CaseAct) -> ItemCase:
    gone = replace(case, voided=case.voided + len(case.signatures), signatures=(), publish_at="")
    if act.event == "abandon":
        return replace(gone, digest=case.live, touched=frozenset(), voided=0)
    return gone


def _published(case: ItemCase, act: CaseAct) -> ItemCase:
    urgent = act.event == "emergency"
    return replace(
        case,
        live=case.digest,
        way="emergency" if urgent else "reviewed",
        first_published=case.first_published or act.day,
        published=act.day,
        emergency_by=act.person if urgent else "",
        emergency_reason=text(act.data, "reason") if urgent else "",
        # Who wrote what waits for approval afterwards may not give it.
        touched=case.touched if urgent else frozenset(),
        voided=0,
        publish_at="",
    )


def _otherwise(case: ItemCase, act: CaseAct) -> ItemCase:
    match act.event:
        case "answer":
            told = (text(act.data, "verdict"), text(act.data, "reason"))
            return replace(case, answers={**case.answers, text(act.data, "finding"): told})
        case "exempt":
            return replace(case, exempted=text(act.data, "reason"))
        case "schedule":
            return replace(case, publish_at=text(act.data, "publish_at"))
        case "unschedule":
            return replace(case, publish_at="")
        case "ratify":
            return replace(case, touched=frozenset())
        case "accept":
            on = text(act.data, "published_on")
            day = date.fromisoformat(on) if on else act.day
            return replace(
                case, live=case.digest, way="imported", first_published=day, published=day, touched=frozenset()
            )
        case "withdraw" | "expire":
            return replace(
                case,
                withdrawn=act.day,
                withdrawn_how=text(act.data, "how") or "lapsed",
                withdrawn_by=text(act.data, "by"),
                successor=text(act.data, "successor"),
                signatures=(),
                publish_at="",
            )
        case "approve_withhold":
            return replace(case, withheld_on=act.day, evaluated=act.day)
        case "reevaluate":
            return replace(case, evaluated=act.day)
        case _:
            return case
