"""What somebody sees of his request to correct a record by number and code: shapes only, without a word about how they came about.

Nothing of the house's own work is among it: who verified, what was compared, who signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.apps.applying.seen import Notice, Remedies, Step
from gongkai.apps.papers.queries import PaperLine
from gongkai.law.clocks import Deadline


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it, as it was told. `organ` is the one that may correct it, empty where this one may; `where` what was corrected."""

    name: str
    words: str
    number: str
    told: date
    manner: str
    reason: str
    organ: str
    mended: date | None
    where: str
    passed_on: date | None


@dataclass(frozen=True, slots=True)
class RecordProgress:
    """One request as whoever asked sees it. `may` are the acts that he may do now; `wrong` and `evidence` are empty once they are shredded."""

    record_id: int
    acts: int
    number: str
    organ_code: str
    organ: str
    phone: str
    hours: str
    subject: str
    wrong: str
    evidence: str
    shredded: bool
    state: str
    now: str
    received: date
    due: Deadline | None
    late: bool
    why: tuple[str, ...]
    waiting: bool
    notice: Notice | None
    steps: tuple[Step, ...]
    result: Result | None
    remedies: Remedies | None
    papers: tuple[PaperLine, ...]
    may: frozenset[str]
