"""Which letters can be made in a case, which there are; and is a letter that somebody holds genuine?"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.apps.journal.models import Subject
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import queries as papers
from gongkai.apps.papers.queries import Opened
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import demand
from gongkai.apps.replies import making, of_records
from gongkai.apps.replies.actions import CODES, RIGHT, digest
from gongkai.apps.replies.actions import of_case as letters_of
from gongkai.apps.replies.models import Ended, Letter
from gongkai.apps.replies.wording import DECIDING, OF_EVENT, about
from gongkai.law.cite import Cite
from gongkai.law.decisions.letters import Addressee

REQUEST = Subject.REQUEST.value
LETTERS: Mapping[str, frozenset[str]] = {
    REQUEST: frozenset({*DECIDING, *OF_EVENT}),
    Subject.RECORD.value: frozenset({of_records.DECIDING}),
}
"""Acts of each sort of case after which a letter is to be made."""
__all__ = ["LETTERS", "Opened", "Possible", "Verified", "of_case", "open_letter", "verify"]


@dataclass(frozen=True, slots=True)
class Possible:
    """A letter that an act needs: `made` is the final one in force, None while there is none."""

    place: int
    event: str
    name: str
    addressee: str
    about: str
    day: date
    basis: Cite
    unverified: str
    made: Letter | None
    shown: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody may know of a letter by its code. `same` is whether the file is the letter, None where none was given."""

    organ: str
    name: str
    number: str
    day: date
    same: bool | None
    ended: str
    ended_on: date | None


def of_case(actor: Actor, case_id: int, subject: str = REQUEST) -> tuple[Possible, ...]:
    """Every letter that the case needs by now, the newest first; of whom it is about, nothing. Not found: `Request.DoesNotExist`,
    `RecordCorrection.DoesNotExist`."""
    case = making.case_of(actor, case_id, f"{subject}.read", subject)
    made = {row.place: row for row in letters_of(subject, case_id).select_related("paper").filter(ended="")}
    return tuple(
        Possible(
            place=act.seq,
            event=act.event,
            name=letter.name,
            addressee=letter.addressee.value,
            about=about(act),
            day=act.day,
            basis=letter.basis,
            unverified=letter.unverified,
            made=made.get(act.seq),
            shown=act.seq in made and made[act.seq].paper.shown and letter.addressee is Addressee.APPLICANT,
        )
        for act, letter in reversed(case.letters())
    )


def open_letter(actor: Actor, case_id: int, letter_id: int, now: datetime, subject: str = REQUEST) -> Opened:
    """The bytes of a final letter, with a trace. Not found: `Letter.DoesNotExist`; `Forbidden`, `VaultRefusal`, `PaperLost`."""
    demand(actor, RIGHT)
    row = letters_of(subject, case_id).get(pk=letter_id, organ_id=actor.organ_id)
    return papers.open_(actor, row.paper_id, making.WHY, now)


def verify(code: str, data: bytes | None, today: date) -> Verified | None:
    """What the code says, and whether the file is the letter; None for a code that there is not. No person is named."""
    row = Letter.objects.filter(code=CODES.digest(code)).first()
    if row is None:
        return None
    same = None if data is None else _is_one(digest(data), row)
    return Verified(
        organs.name_on(row.organ_id, today),
        row.name,
        row.number,
        row.day,
        same,
        str(Ended(row.ended).label) if row.ended else "",
        row.ended_on,
    )


def _is_one(given: str, row: Letter) -> bool:
    """Whether the bytes are those made or those of the signed copy, in the same time whichever."""
    found = [secrets.compare_digest(given, each) for each in (row.digest, row.scan) if each]
    return any(found)
