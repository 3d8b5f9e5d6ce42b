"""Which letters may the applicant take now?

Takes:   the acts of a case as they stand. Gives: his letters shown once the act that carries them has reached him, hidden when that act is
         taken back. Called whenever a letter or an act that sends one changes, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongkai.apps.papers import actions as papers
from gongkai.apps.people.actor import program
from gongkai.apps.replies.models import Letter
from gongkai.law.casework import CaseAct

SENDING = frozenset({"serve", "record_reply", "correct", "reopen", "void"})
"""Acts after which a letter may be shown that was not, or the other way round."""
_SERVED = frozenset({"serve", "record_reply"})


def settle(request_id: int, acts: Sequence[CaseAct], now: datetime) -> None:
    """Show and hide the letters of a request. `acts` are those in force."""
    rows = list(Letter.objects.select_related("paper").filter(request_id=request_id, to_applicant=True, ended=""))
    if not rows:
        return
    reached = {row.pk: _reached(row, acts) for row in rows}
    actor = program(rows[0].organ_id)
    for shown in (True, False):
        papers.show(actor, [row.paper_id for row in rows if reached[row.pk] is shown], now, shown=shown)


def _reached(row: Letter, acts: Sequence[CaseAct]) -> bool:
    """Whether its act stands and sent it: a notice is sent by its own act, a decision by the service that follows it."""
    places = [act.seq for act in acts]
    if row.place not in places:
        return False
    own = acts[places.index(row.place)]
    if own.event not in ("sign", "declare_lapsed", "declare_unpaid"):
        return True
    return any(act.event in _SERVED and act.seq > row.place for act in acts)
