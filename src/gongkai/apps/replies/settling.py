"""Which letters may the applicant take now?

Takes:   the acts of a case as they stand. Gives: his letters shown once the act that carries them has reached him, hidden when that act is
         taken back. Called whenever a letter or an act that sends one changes, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.apps.journal.models import Subject
from gongkai.apps.papers import actions as papers
from gongkai.apps.people.actor import program
from gongkai.apps.replies.models import Letter
from gongkai.law.casework import CaseAct

SENDING = frozenset({"serve", "record_reply", "correct", "reopen", "void", "return"})
"""Acts of a request after which a letter may be shown that was not, or the other way round."""
OF_RECORDS = frozenset({"tell", "correct", "void", "return"})
"""The same of a request to correct a record."""
_SERVED = frozenset({"serve", "record_reply", "tell"})
_DECIDED = frozenset({"sign", "declare_lapsed", "declare_unpaid"})


def settle(case_id: int, acts: Sequence[CaseAct], now: datetime, subject: str = Subject.REQUEST.value) -> None:
    """Show and hide the letters of a case. `acts` are those in force."""
    found = Letter.objects.filter(**{f"{subject}_id": case_id}, to_applicant=True, ended="")
    rows = list(found.select_related("paper"))
    if not rows:
        return
    reached = {row.pk: _reached(row, acts) for row in rows}
    actor = program(rows[0].organ_id)
    for shown in (True, False):
        papers.show(actor, [row.paper_id for row in rows if reached[row.pk] is shown], now, shown=shown)


def _reached(row: Letter, acts: Sequence[CaseAct]) -> bool:
    """Whether its act stands and sent it: a notice is sent by its own act, a decision by the service that follows it. One that was returned
    before it was served never went out."""
    by_place = {act.seq: act for act in acts}
    if row.place not in by_place:
        return False
    if by_place[row.place].event not in _DECIDED:
        return True
    later = (by_place[seq].event for seq in sorted(by_place) if seq > row.place)
    return next((event in _SERVED for event in later if event in _SERVED or event == "return"), False)
