"""Which state, clocks and figures follow from the acts of a request, and may one more act be done?

Takes:   acts as entered, in order of `seq`; calendar, settings; for guards that look at the day, the new act's own day.
Gives:   `RequestCase`, or `Refusal`. Late facts are put where their day belongs and everything is replayed: if an act
         that was entered before would then be impossible, the late fact is refused and the sentence names that act.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import CaseAct, Option, Refusal
from gongkai.law.casework.case import Branch, DepartmentErrand, RequestCase
from gongkai.law.casework.entering import Kit, Read, listed, read, replayed, tried
from gongkai.law.casework.facts import FACTS, opinion_due
from gongkai.law.casework.filling import codes, text, whole
from gongkai.law.casework.story import OPENINGS, RequestStory
from gongkai.law.casework.timing import clocks, confirmation_deadline, correction_deadline, reasons_deadline, received
from gongkai.law.casework.walk import Rules
from gongkai.law.clocks import receipt_proof
from gongkai.law.clocks.receipt import Channel
from gongkai.law.clocks.receipt_proof import Proof
from gongkai.law.procedures.request import REQUEST
from gongkai.law.procedures.request_forms import LAPSES, REQUEST_FORMS
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

KIT: Kit[RequestStory] = Kit(
    REQUEST,
    REQUEST_FORMS,
    Rules(REQUEST, FACTS),
    OPENINGS,
    frozenset({"propose", "review", "return", "sign", "request_extension", "approve_extension", "refuse_extension"}),
)
AWAITING = frozenset({"correcting", "paying"})


def replay(acts: Sequence[CaseAct], calendar: Calendar, settings: Settings = law.DEFAULT) -> RequestCase:
    """The case after all acts. Refused (`Refusal`): acts that cannot follow one another.

    What was in time when it was done stands, also when a notice of holidays has moved the last day since.
    """
    return replayed(KIT, _start(calendar, settings), acts, _case)


@dataclass(frozen=True, slots=True)
class Reading:
    """A case read once: what follows from its acts, and what any role may do."""

    case: RequestCase
    story: RequestStory

    def options(self, role: str, person: str, today: date) -> tuple[Option, ...]:
        """As `options`, without walking the acts again."""
        return listed(KIT, self.story, self.story.states, role, person, today)


def reading(acts: Sequence[CaseAct], calendar: Calendar, settings: Settings = law.DEFAULT) -> Reading:
    """As `replay`, with the story from which options follow: a page asks both of one walk."""
    return replayed(KIT, _start(calendar, settings), acts, lambda found: Reading(_case(found), found.story))


def attempt(
    acts: Sequence[CaseAct], new: CaseAct, today: date, calendar: Calendar, settings: Settings = law.DEFAULT
) -> RequestCase:
    """The case with one more act, which may be late or a correction. `today` is the day of entering.

    Refused (`Refusal`): whatever the procedure refuses, a day after `today`, a form that is not filled as `REQUEST_FORMS`
    asks, a role or a person that the guards exclude.
    """
    return tried(KIT, lambda trial, strict: _start(calendar, settings, trial, strict), acts, new, today, _case)


def options(
    acts: Sequence[CaseAct],
    role: str,
    person: str,
    today: date,
    calendar: Calendar,
    settings: Settings = law.DEFAULT,
) -> tuple[Option, ...]:
    """Every event of the procedure for a role on a day: what may be done, and why the rest may not.

    Without acts, what begins a case. Refused: a role that the procedure does not have.
    """
    start = _start(calendar, settings)
    story = read(KIT, start, acts).story if acts else start()
    return listed(KIT, story, story.states, role, person, today)


def _start(calendar: Calendar, settings: Settings, trial: int = 0, strict: bool = False) -> Callable[[], RequestStory]:
    return lambda: RequestStory(calendar, settings, trial, strict)


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
