"""What follows from the acts of a case. Made by `casework.request.replay` and `casework.remedy.replay` only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.casework.act import CaseAct
from gongkai.law.clocks import Deadline, RequestClocks
from gongkai.law.clocks.receipt_proof import Proof


@dataclass(frozen=True, slots=True)
class Branch:
    """A body that was asked. `kind` is third_party, co_producer or other_organ; `due` its last day where it has a term."""

    kind: str
    label: str
    asked: date
    received: date | None = None
    replied: date | None = None
    opinion: str = ""
    due: date | None = None
    told: date | None = None
    """When a third party was told in writing what is disclosed against its objection."""


@dataclass(frozen=True, slots=True)
class DepartmentErrand:
    """What a department of the house was asked for; `rungs` the days and steps of the chase ladder so far."""

    label: str
    asked: date
    until: date
    rungs: tuple[tuple[date, str], ...] = ()
    replied: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class RequestCase:
    """A request after all its acts.

    `acts` are the effective ones by day, then by entry; `void` those that corrections took back or replaced.
    `received` is None while a confirmation is awaited; `decided`, `decision`, `withheld` tell of the decision in force
    (signed, lapsed or recorded), `closed` and `counted` the day and the decision by which the return counts it: those of
    its first end, also when it was reopened later. `due` is the last day to reply, None before receipt; `provisional`
    as in `Deadline`; `awaiting` whether the period stands still (a correction or a payment is awaited).
    """

    state: str
    acts: tuple[CaseAct, ...]
    void: tuple[CaseAct, ...]
    channel: str
    applicant: str
    subject: str
    items: int
    arrived: date
    received: date | None
    corrected: date | None
    clocks: RequestClocks | None
    due: date | None
    provisional: bool
    awaiting: bool
    branches: tuple[Branch, ...]
    extension: str
    """"", "requested", "approved", "notified"."""
    decided: date | None
    decision: str
    withheld: tuple[str, ...]
    number: str
    proposer: str
    closed: date | None
    counted: str
    fee: int
    fee_paid: bool
    reopened: bool
    assigned: str
    assignee: str = ""
    """The key of whoever `assigned` names, where that person has a login."""
    proof_lacks: tuple[Proof, ...] = ()
    """What the proof of the day of receipt lacks where it was noted in part (law/clocks/receipt_proof)."""
    late: int = 0
    """Working days by which the reply of the present run came after its last day."""
    took: int | None = None
    """Working days from receipt to the first end by a reply, days on which the period stood still among them."""
    fee_paid_on: date | None = None
    asked_correction: date | None = None
    confirmation: Deadline | None = None
    """While a confirmation is awaited: the day after which the gap is alarming (a setting)."""
    correction: Deadline | None = None
    """While a correction is awaited: the last day that the applicant was given."""
    reasons: Deadline | None = None
    """While an explanation of so many requests is awaited: the last day that the applicant was given for it."""
    proposed: str = ""
    """The decision that was proposed last in the present run, signed or not."""
    proposed_withheld: tuple[str, ...] = ()
    departments: tuple[DepartmentErrand, ...] = ()
    parts: int = 0
    """How many items were taken out into cases of their own, and their numbers; `items` are those that are left."""
    into: tuple[str, ...] = ()
    origin: str = ""
    """The number of the request that this one was taken out of, or with which it came from another organ."""
    code: str = ""
    """The keyed digest of the applicant's query code; empty where none was given."""
    handed_to: str = ""
    rated: str = ""
    voided: date | None = None
    """When the registration was taken back as a mistake. Such a case counts nowhere, whatever the day."""


@dataclass(frozen=True, slots=True)
class RemedyCase:
    """A review or a suit after all its acts. `group`, `capacity`, `outcome` are codes; `closed` the day of the outcome."""

    state: str
    acts: tuple[CaseAct, ...]
    void: tuple[CaseAct, ...]
    group: str
    capacity: str
    subject: str
    forum: str
    request_number: str
    received: date
    outcome: str
    closed: date | None
    deadlines: tuple[Deadline, ...]
    voided: date | None = None
    """As of a request."""
