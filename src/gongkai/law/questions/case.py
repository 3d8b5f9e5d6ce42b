"""What is known of one message after its acts. Made by `questions.question.replay` only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.casework.act import CaseAct
from gongkai.law.clocks import Deadline
from gongkai.law.procedures.question import ENDED


@dataclass(frozen=True, slots=True)
class QuestionCase:
    """A message after all its acts.

    `received` is the day on which it came here, `since` that from which its clock counts: earlier where another organ handed it
    on, later where it was opened again. `drafted`, `prepared`, `asked`, `redirected` are the numbers of the acts with which the
    texts were told that count now (0: none); `digest` is that of the text that was published last. `allowed` tells whether the asker lets it be published, `shown` whether it is.
    `working_days` is how long the answer took, `late` by how many of them it came after its term.
    """

    state: str
    acts: tuple[CaseAct, ...]
    kind: str
    channel: str
    received: date
    since: date
    void: tuple[CaseAct, ...] = ()
    subject: str = ""
    about: str = ""
    about_organ: str = ""
    request_number: str = ""
    origin: str = ""
    moved_to: str = ""
    code: str = ""
    minor: bool = False
    allowed: bool = False
    assigned: str = ""
    assignee: str = ""
    asked: int = 0
    redirected: int = 0
    door: str = ""
    drafted: int = 0
    drafter: str = ""
    answered: date | None = None
    closed: date | None = None
    manner: str = ""
    found: str = ""
    urged: date | None = None
    rectify_by: date | None = None
    rectified: date | None = None
    criticised: date | None = None
    item: str = ""
    prepared: int = 0
    preparer: str = ""
    doubts: tuple[str, ...] = ()
    cleared: Mapping[str, str] = field(default_factory=dict)
    shown: bool = False
    digest: str = ""
    published: date | None = None
    withdrawn: date | None = None
    voided: date | None = None
    ground: str = ""
    deadlines: tuple[Deadline, ...] = ()
    working_days: int | None = None
    late: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing is owed to the asker any more."""
        return self.state in ENDED

    @property
    def owed_doubts(self) -> tuple[str, ...]:
        """The doubts about the text to be published that nobody but its preparer has answered."""
        return tuple(each for each in self.doubts if self.cleared.get(each) in (None, self.preparer))


def next_deadline(case: QuestionCase) -> Deadline | None:
    """The nearest day to keep; None when nothing runs."""
    return min(case.deadlines, key=lambda each: each.due, default=None)
