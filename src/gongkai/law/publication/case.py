"""What is known of one piece of information after its acts, and what only the program around can tell?

Gives:   `ItemCase` with `Signature`, `Answer`; `Given` for what an act is tried against; `Barred`, a refusal that is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.procedures.publication import STAGES

PRIVATE_FAMILIES = ("secrecy", "personal", "file")
"""Families of findings (proofing/finding) that only the secrecy reviewer or the head may clear, and nobody who wrote the text."""


class Barred(Refusal):
    """An act that the procedure forbids: a stage skipped, a role, a signature on one's own text. No slip in a form: it is
    written into the journal as an attempt.
    """


@dataclass(frozen=True, slots=True)
class Signature:
    """One signed act. `level` is the stage that it belongs to; `instead_of` the person stood in for, empty for none."""

    event: str
    level: str
    person: str
    role: str
    day: date
    digest: str
    seq: int
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one finding, by whom."""

    verdict: str
    reason: str
    person: str
    role: str
    day: date


@dataclass(frozen=True, slots=True)
class ItemCase:
    """A piece of information after all its acts.

    `digest` and `version` are those of the working text, `live` and `live_version` those of the text which the public sees
    (empty and 0 for none), `fields` and `live_fields` what is told besides; `way` how it came about: reviewed, emergency,
    imported. `signatures` are those that stand, `fallen` those that fell with a change or a return since the last
    publication. `touched` are all who wrote a text since it was last published, also one that was given up; `writer` the
    last of them, `live_touched` who wrote the public one. `exempted` is why the working text needs no interpretation, `live_exempted` the public one. `round` counts how often it was sent to review. `since` is the day on which the present state began.
    """

    state: str
    acts: tuple[CaseAct, ...] = ()
    digest: str = ""
    version: int = 0
    fields: Mapping[str, object] = field(default_factory=dict)
    live: str = ""
    live_version: int = 0
    live_fields: Mapping[str, object] = field(default_factory=dict)
    way: str = ""
    signatures: tuple[Signature, ...] = ()
    fallen: tuple[Signature, ...] = ()
    touched: frozenset[str] = frozenset()
    live_touched: frozenset[str] = frozenset()
    writer: str = ""
    round: int = 0
    since: date | None = None
    first_published: date | None = None
    published: date | None = None
    withdrawn: date | None = None
    withdrawn_how: str = ""
    withdrawn_by: str = ""
    withdrawn_reason: str = ""
    successor: str = ""
    publish_at: str = ""
    emergency_by: str = ""
    emergency_reason: str = ""
    exempted: str = ""
    exempted_by: str = ""
    live_exempted: str = ""
    withheld_on: date | None = None
    evaluated: date | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    stager: str = ""

    @property
    def signed_whole(self) -> bool:
        """Whether every stage is signed on the working text as it is."""
        signed = {each.event for each in self.signatures if each.digest == self.digest}
        return all(code in signed for code, _ in STAGES)

    @property
    def voided(self) -> int:
        """How many signatures fell since the last publication."""
        return len(self.fallen)

    @property
    def shown(self) -> bool:
        """Whether the public still reads its text: live, also under the banner of 废止 or 失效."""
        return bool(self.live) and self.withdrawn_how not in HIDDEN

    @property
    def hands(self) -> frozenset[str]:
        """Who wrote the working text or had a hand in it: they may not sign it, also when it is the public one once more."""
        return self.touched | (self.live_touched if self.digest == self.live else frozenset())

    def answered(self, finding: str) -> Answer | None:
        """The answer that counts for a finding; None while there is none.

        What concerns secrets and persons counts only as cleared, by whom may clear it, and not by one who wrote the text
        before or after.
        """
        answer = self.answers.get(finding)
        if answer is None or family(finding) not in PRIVATE_FAMILIES:
            return answer
        return answer if answer.verdict == "cleared" and answer.person not in self.hands else None


HIDDEN = frozenset({"merged", "mistaken"})
"""Ways to withdraw after which the text is not shown any more."""


def family(finding: str) -> str:
    """The family that the key or the code of a finding begins with."""
    return finding.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Given:
    """What the program around knows of the working text, for guards; everything counts as not true until it is told.

    `digest` is computed from text and attachments as they are stored now, not taken from any record of it. `why` maps a
    fact to the exact sentence for this text where it is not true: which field is missing, who is on duty. `objects` are the
    things that secrecy review looks at one by one, the text and each attachment, by code with their names.
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
    why: Mapping[str, str] = field(default_factory=dict)
    objects: Mapping[str, str] = field(default_factory=dict)
