"""What an applicant sees of his request by number and code: shapes only, without a word about how they came about.

Nothing of the house's own work is among it: who drafts, reviews and signs, what was searched, what departments said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.apps.papers.queries import PaperLine
from gongkai.law.cite import Cite
from gongkai.law.clocks import Deadline


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, in words to the applicant; `clock` what it does to the term, empty where it does nothing."""

    day: date
    words: str
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice with which something is asked or told. `until` is the applicant's last day where there is one, `answered` when he did;
    `event` the act that asks him something, empty where it only tells."""

    place: int
    day: date
    title: str
    text: str
    cite: Cite
    until: date | None = None
    answered: date | None = None
    overdue: bool = False
    event: str = ""


@dataclass(frozen=True, slots=True)
class FeeNotice:
    """What is to be paid: how it comes about, until when, and whether it was. `due` is None until the notice's receipt is known."""

    day: date
    amount: int
    arithmetic: tuple[str, ...]
    scale: str
    number: str
    received: date | None
    due: Deadline | None
    paid: date | None
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Consulted:
    """Somebody who was asked, without his name; `until` his last day where he has one, `silence` what it means if he lets it pass."""

    who: str
    asked: date
    until: date | None
    replied: date | None
    cite: Cite
    silence: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """How the request ended, as it was told. `title` is that of the letter, empty where none had to be sent."""

    name: str
    reply: str
    title: str
    number: str
    decided: date
    served: date
    manner: str
    reason: str
    cites: tuple[Cite, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to contest: where, until when and how that day was counted."""

    name: str
    where: str
    deadline: Deadline
    first: bool
    online: str = ""


@dataclass(frozen=True, slots=True)
class Remedies:
    """What may be done against the reply or against none: the letter's paragraph, each way with its day, what rests on an assumption."""

    paragraph: str
    ways: tuple[Remedy, ...]
    cites: tuple[Cite, ...]
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another request that this one leads to or comes from; `number` is empty while the other organ has given none."""

    organ_code: str
    organ: str
    number: str
    same_code: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """One request as its applicant sees it. `may` are the acts that he may do now; `content` is empty once it is shredded."""

    request_id: int
    acts: int
    number: str
    organ_id: int
    organ_code: str
    organ: str
    phone: str
    hours: str
    subject: str
    content: str
    shredded: bool
    state: str
    now: str
    arrived: date
    received: date | None
    due: Deadline | None
    why: tuple[str, ...]
    waiting: bool
    late: int
    steps: tuple[Step, ...]
    notices: tuple[Notice, ...]
    fee: FeeNotice | None
    consulted: tuple[Consulted, ...]
    decided: Decided | None
    remedies: Remedies | None
    papers: tuple[PaperLine, ...]
    handed: Elsewhere | None
    origin: Elsewhere | None
    parts: tuple[Elsewhere, ...]
    rated: str
    may: frozenset[str]
