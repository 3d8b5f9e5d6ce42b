"""Which state, clocks and figures follow from the acts of a request, and may one more act be done?

Takes:   acts as entered, in order of `seq`; calendar, settings.
Gives:   `RequestCase`, or `Refusal`; as `casework.doing`.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.casework.case import Branch, DepartmentErrand, RequestCase
from gongkai.law.casework.doing import Casework
from gongkai.law.casework.entering import Kit, Read
from gongkai.law.casework.facts import FACTS, opinion_due
from gongkai.law.casework.filling import codes, text, whole
from gongkai.law.casework.story import RequestStory
from gongkai.law.casework.timing import clocks, confirmation_deadline, correction_deadline, reasons_deadline, received
from gongkai.law.casework.walk import Rules
from gongkai.law.clocks import receipt_proof
from gongkai.law.clocks.receipt import Channel
from gongkai.law.clocks.receipt_proof import Proof
from gongkai.law.procedures.request import REQUEST
from gongkai.law.procedures.request_forms import LAPSES, REQUEST_FORMS
from gongkai.law.sources import ogi

KIT: Kit[RequestStory] = Kit(
    REQUEST,
    REQUEST_FORMS,
    Rules(REQUEST, FACTS),
    frozenset({"propose", "review", "return", "sign", "request_extension", "approve_extension", "refuse_extension"}),
)
AWAITING = frozenset({"correcting", "paying"})


def _took(story: RequestStory) -> int | None:
    begun = received(story)
    if begun is None or story.closed is None or story.counted in LAPSES:
        return None
    return story.calendar.working_days_between(begun, story.closed)


def _proof_lacks(channel: str, acts: Sequence[CaseAct]) -> tuple[Proof, ...]:
    return receipt_proof.partly(Channel(channel), (text(act.data, "note") for act in acts if act.event == "note"))


def _case(found: Read[RequestStory]) -> RequestCase:
    story = found.story
    opening, period = story.opening, story.period
    if opening is None:
        raise Refusal("没有登记到件或登记申请的一条，请核对办理经过。", (ogi.A45,))
    running = clocks(story) if story.voided is None else None
    decided, charge = period.decided, story.charge
    late = 0
    if running and period.replied and decided and decided.code not in LAPSES:
        late = story.calendar.working_days_between(running.reply.due, period.replied)
    return RequestCase(
        state=story.state,
        acts=found.acts,
        void=found.void,
        channel=text(opening.data, "channel"),
        applicant=text(opening.data, "applicant"),
        subject=text(opening.data, "subject"),
        items=whole(opening.data, "items", 1) - story.parts,
        arrived=opening.day,
        received=received(story),
        corrected=story.corrected,
        clocks=running,
        due=running.reply.due if running else None,
        provisional=running.reply.provisional if running else False,
        awaiting=story.state in AWAITING,
        branches=tuple(
            Branch(
                each.kind,
                each.label,
                each.asked,
                each.received,
                each.replied,
                each.opinion,
                opinion_due(each, story),
                each.told,
            )
            for each in period.bodies.values()
        ),
        extension=story.extensions[-1].stage if story.extensions else "",
        decided=decided.day if decided else None,
        decision=decided.code if decided else "",
        withheld=decided.withheld if decided else (),
        number=decided.number if decided else "",
        proposer=period.proposal.person if period.proposal else "",
        closed=story.closed,
        counted=story.counted,
        fee=charge.amount if charge else 0,
        fee_paid=charge is not None and charge.paid is not None,
        reopened=story.reopened,
        assigned=story.assigned,
        assignee=story.assignee,
        proof_lacks=_proof_lacks(text(opening.data, "channel"), found.acts),
        late=late,
        took=_took(story),
        fee_paid_on=charge.paid if charge else None,
        asked_correction=story.correction.day if story.correction else None,
        confirmation=confirmation_deadline(story),
        correction=correction_deadline(story) if story.state == "correcting" else None,
        reasons=reasons_deadline(story) if story.state == "handling" and period.reasons_given is None else None,
        proposed=text(period.proposal.data, "decision") if period.proposal else "",
        proposed_withheld=codes(period.proposal.data, "withheld") if period.proposal else (),
        departments=tuple(
            DepartmentErrand(each.label, each.asked, each.until, tuple(each.urged), each.replied, each.outcome)
            for each in story.departments.values()
        ),
        parts=story.parts,
        into=story.into,
        origin=text(opening.data, "origin"),
        code=text(opening.data, "code"),
        handed_to=story.handed_to,
        rated=story.rated,
        voided=story.voided,
    )


_CASEWORK = Casework(KIT, RequestStory, _case)
replay, reading, attempt, options = _CASEWORK.replay, _CASEWORK.reading, _CASEWORK.attempt, _CASEWORK.options
