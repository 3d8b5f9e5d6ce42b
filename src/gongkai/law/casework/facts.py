"""What is true of a request when an act is tried? One function for each fact that a guard of `REQUEST` asks for.

Takes:   the story so far and the move: who, on which day, with what data.
Gives:   true or false. Of a form not filled yet (`Move.data` is None) only what is already known decides; the rest is
         open and counts as true, for the filled form is judged when it is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from gongkai.law.casework.filling import codes, day_of, empty, text, whole
from gongkai.law.casework.period import Asked
from gongkai.law.casework.story import RequestStory, fee_amount
from gongkai.law.casework.third_parties import objecting, opens_up
from gongkai.law.casework.timing import (
    channel_named,
    correction_deadline,
    reasons_deadline,
    running_due,
    within_shortest,
)
from gongkai.law.casework.voiding import duplicate_named
from gongkai.law.casework.walk import Move
from gongkai.law.clocks.consultation import OPINION_WORKING_DAYS
from gongkai.law.clocks.extension import LONGEST_WORKING_DAYS
from gongkai.law.clocks.fee import PAYMENT_WORKING_DAYS
from gongkai.law.clocks.receipt import by_confirmation
from gongkai.law.clocks.service import ELECTRONIC_MANNERS
from gongkai.law.decisions import DECISIONS, Review

Fact = Callable[[RequestStory, Move], bool]
_BY_PARTS = frozenset(each.code for each in DECISIONS if each.review is Review.BY_PARTS)


def body_of(event: str) -> str:
    """The sort of body that an event is about."""
    return event.removeprefix("consult_").removeprefix("tell_").removesuffix("_received").removesuffix("_replied")


def opinion_due(asked: Asked, story: RequestStory) -> date | None:
    """The last day for a body's opinion; None without a term, and while its receipt is not known."""
    if asked.kind == "other_organ" or asked.received is None:
        return None
    return story.calendar.advance(asked.received, OPINION_WORKING_DAYS)


def is_open(asked: Asked, story: RequestStory, day: date) -> bool:
    """Whether a body may still answer on `day`: it has not, and its term has not ended."""
    if asked.replied is not None:
        return False
    due = opinion_due(asked, story)
    return due is None or day <= due


def payment_due(story: RequestStory) -> date | None:
    """The last day to pay; None while nothing is owed or the receipt of the notice is not known."""
    charge = story.period.charge
    if charge is None or charge.paid is not None or charge.received is None:
        return None
    return story.calendar.advance(charge.received, PAYMENT_WORKING_DAYS)


def _needs_confirmation(story: RequestStory, move: Move) -> bool | None:
    # Asked of what is being entered only: a setting changed later must not make what was recorded impossible.
    if move.data is None or move.seq != story.trial:
        return None
    forwarded = day_of(move.data.get("forwarded_on"))
    return by_confirmation(channel_named(text(move.data, "channel")), story.settings, forwarded)


def _received_by_channel(story: RequestStory, move: Move) -> bool:
    return _needs_confirmation(story, move) is not True


def _needs(story: RequestStory, move: Move) -> bool:
    return _needs_confirmation(story, move) is not False


def _correction_overdue(story: RequestStory, move: Move) -> bool:
    given = correction_deadline(story)
    return given is not None and story.period.corrected is None and move.day > given.due


def _payment_overdue(story: RequestStory, move: Move) -> bool:
    due = payment_due(story)
    return due is not None and move.day > due


def _fee_due(story: RequestStory, move: Move) -> bool:
    return move.data is None or fee_amount(move.data, move.day) > 0


def _period_running(story: RequestStory, move: Move) -> bool:
    if within_shortest(story, move.day):
        return True
    due = running_due(story)
    if due is None:
        return False
    # Without a term the body's answer cannot be counted ahead: the period stands still until it comes.
    waits = any(
        asked.kind == "other_organ" and asked.replied is None and asked.asked <= due
        for asked in story.period.bodies.values()
    )
    return waits or move.day <= due


def _extension_room(story: RequestStory, move: Move) -> bool:
    wanted = 1 if move.data is None else whole(move.data, "working_days", LONGEST_WORKING_DAYS)
    told = sum(each.working_days for each in story.extensions if each.notified)
    return told + wanted <= LONGEST_WORKING_DAYS


def _extension_is(stage: str) -> Fact:
    def fact(story: RequestStory, move: Move) -> bool:
        pending = story.period.pending_extension
        return pending is not None and pending.stage == stage

    return fact


def _bodies(story: RequestStory, move: Move) -> list[Asked]:
    """The bodies that a move is about: the one named, or all of its sort while none is named."""
    kind = body_of(move.event)
    label = None if move.data is None else text(move.data, "label")
    return [each for each in story.period.bodies.values() if each.kind == kind and label in (None, each.label)]


def _not_asked_this_body(story: RequestStory, move: Move) -> bool:
    return move.data is None or not _bodies(story, move)


def _body_asked(story: RequestStory, move: Move) -> bool:
    return bool(_bodies(story, move))


def _body_not_received(story: RequestStory, move: Move) -> bool:
    return any(each.received is None for each in _bodies(story, move))


def _body_silent(story: RequestStory, move: Move) -> bool:
    return any(each.replied is None for each in _bodies(story, move))


def _no_open_consultation(story: RequestStory, move: Move) -> bool:
    return not any(is_open(each, story, move.day) for each in story.period.bodies.values())


def _decides(move: Move, chosen: Collection[str]) -> bool:
    """Whether the decision, or the ground for a part withheld, is one of `chosen`."""
    if move.data is None:
        return False
    return not {text(move.data, "decision"), *codes(move.data, "withheld")}.isdisjoint(chosen)


def _if_decided(code: str, then: Callable[[RequestStory], bool]) -> Fact:
    return lambda story, move: not _decides(move, (code,)) or then(story)


def _excess_term_over(story: RequestStory, move: Move) -> bool:
    asked, given_reasons = story.period.reasons_asked, story.period.reasons_given
    if not _decides(move, ("excessive",)) or asked is None or given_reasons is not None:
        return True
    given = reasons_deadline(story)
    return given is not None and move.day > given.due


def _third_party_told(story: RequestStory, move: Move) -> bool:
    decided = story.period.decided
    if decided is None or not opens_up(decided.code, decided.withheld):
        return True
    return not objecting(story.period.bodies.values())


def _parts_explained(story: RequestStory, move: Move) -> bool:
    if move.data is None:
        return True
    return (text(move.data, "decision") in _BY_PARTS) == bool(codes(move.data, "withheld"))


def _other_person(story: RequestStory, move: Move) -> bool:
    """Review, signature and approval are by other persons than those whose work they are about.

    Whoever corrected a proposal wrote it too: nobody reviews or signs what he put in its place before.
    """
    period = story.period
    if move.event == "approve_extension":
        pending = period.pending_extension
        return pending is None or pending.requester != move.person
    before: set[str] = set()
    if proposal := period.proposal:
        hands = (person for seq, person in proposal.hands if seq < move.seq or not move.seq)
        before = {proposal.person, *hands}
    if move.event == "sign" and period.reviewer:
        before.add(period.reviewer)
    return move.person not in before


def _errand_open(story: RequestStory, move: Move) -> bool:
    """Whether the department named, or any while none is named, still owes an answer."""
    label = None if move.data is None else text(move.data, "label")
    return any(each.replied is None for each in story.departments.values() if label in (None, each.label))


def _several_items(story: RequestStory, move: Move) -> bool:
    items = whole(story.opening.data, "items", 1) if story.opening else 1
    return story.parts + (1 if move.data is None else whole(move.data, "parts")) < items


def _reason_given(story: RequestStory, move: Move) -> bool:
    return move.data is None or not empty(move.data.get("reason"))


def _way_chosen(story: RequestStory, move: Move) -> bool:
    if move.data is None or text(move.data, "manner") not in ELECTRONIC_MANNERS:
        return True
    return story.opening is not None and text(story.opening.data, "wanted_way") in ELECTRONIC_MANNERS


def _when_entered(fact: Fact) -> Fact:
    """A fact that is asked of what is being entered: it rests on counting days, or on a guard that came after cases were recorded.

    A notice, a setting or a guard that comes later must not make impossible what could be done when it was.
    """
    return lambda story, move: (not story.strict and 0 < move.seq != story.trial) or fact(story, move)


FACTS: dict[str, Fact] = {
    "received_by_channel": _received_by_channel,
    "needs_confirmation": _needs,
    "not_asked_before": lambda story, move: story.correction is None,
    "correction_awaited": lambda story, move: story.correction is not None and story.corrected is None,
    "payment_awaited": lambda story, move: story.period.charge is not None and story.period.charge.paid is None,
    "correction_overdue": _when_entered(_correction_overdue),
    "payment_overdue": _when_entered(_payment_overdue),
    "fee_due": _fee_due,
    "not_charged_before": lambda story, move: story.charge is None,
    "notice_not_received": lambda story, move: story.period.charge is None or story.period.charge.received is None,
    "reasons_asked": lambda story, move: story.period.reasons_asked is not None,
    "reasons_given": lambda story, move: story.period.reasons_given is not None,
    "not_delayed_before": lambda story, move: story.period.delayed is None,
    "period_running": _when_entered(_period_running),
    "extension_room": _when_entered(_extension_room),
    "no_extension_pending": lambda story, move: story.period.pending_extension is None,
    "extension_requested": _extension_is("requested"),
    "extension_approved": _extension_is("approved"),
    "not_asked_this_body": _not_asked_this_body,
    "body_asked": _body_asked,
    "body_not_received": _body_not_received,
    "body_silent": _body_silent,
    "no_open_consultation": _when_entered(_no_open_consultation),
    "searched": _if_decided("not_found", lambda story: story.searched),
    "third_party_consulted": _if_decided(
        "third_party_rights", lambda story: any(kind == "third_party" for kind, _ in story.period.bodies)
    ),
    "excess_explained": _if_decided("excessive", lambda story: story.period.reasons_asked is not None),
    "excess_term_over": _when_entered(_excess_term_over),
    "corrected": _if_decided("still_unclear", lambda story: story.corrected is not None),
    "parts_explained": _parts_explained,
    "other_person": _other_person,
    "reason_given": _reason_given,
    "way_chosen": _way_chosen,
    "third_party_told": _when_entered(_third_party_told),
    "not_asked_this_department": lambda story, move: move.data is None or not _errand_open(story, move),
    "department_asked": _errand_open,
    "several_items": _several_items,
    # The decision in force, not that by which the return counts: a request handled again may have been answered otherwise.
    "decided_not_ours": lambda story, move: (
        story.period.decided is not None and story.period.decided.code == "not_ours"
    ),
    "not_handed_over": lambda story, move: not story.handed_to,
    "not_rated_before": lambda story, move: not story.rated,
    "duplicate_named": duplicate_named,
    "never_served": lambda story, move: not story.served,
    "no_fee_paid": lambda story, move: story.charge is None or story.charge.paid is None,
    # Whether the rest still holds is seen by walking it: the replay refuses, the guard only names the rule.
    "holds_after": lambda story, move: True,
}
