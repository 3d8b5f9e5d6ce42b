"""What can be done with requests to correct records: one door for every act of the procedure, as in `requests.actions`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from gongkai.apps import beside_requests, casebook, entering, rules
from gongkai.apps.journal import queries as entries
from gongkai.apps.people.actor import Actor
from gongkai.apps.records.kind import KIND, OPENING
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.records.projection import project
from gongkai.apps.records.rebuilding import rebuild
from gongkai.apps.replies import settling as letters
from gongkai.law.casework import record as casework

__all__ = ["act", "open_record", "rebuild"]

_DOOR = beside_requests.Door(KIND, OPENING, RecordCorrection, casework.attempt, project)
_MARK = "更"


def open_record(
    actor: Actor, day: date, data: Mapping[str, object], private: Mapping[str, str], now: datetime, code: str = ""
) -> RecordCorrection:
    """Register a request to correct a record by `receive`, under the next free number of the year. `code` is the digest of the code by
    which whoever asked follows it (`query_codes.RECORDS`); empty where he has none.

    Refused (`Refusal`): as `law.casework.record.attempt`; a request for information that does not exist; private fields that are
    missing. `people.rights.Forbidden`: a role that may not.
    """

    def chosen() -> str:
        return beside_requests.following(RecordCorrection, actor.organ_id, day, _MARK)

    filled = {"code": code} if code else {}
    return beside_requests.opened(_DOOR, actor, chosen, entering.Told(OPENING, day, data, private), now, filled)


@transaction.atomic
def act(
    actor: Actor,
    record_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None = None,
) -> RecordCorrection:
    """Do any other act. `based_on` is `RecordCorrection.acts` when the form was shown: `Stale` when it has moved on since.

    Refused with `law.casework.Refusal`; `people.rights.Forbidden`. Not found (`RecordCorrection.DoesNotExist`): another organ's case.
    """
    row = beside_requests.done(_DOOR, actor, record_id, entering.Told(event, day, data, private), now, based_on)
    if event in letters.OF_RECORDS:
        story = casebook.story(entries.entries(KIND.subject, row.pk, records=False))
        case = casework.replay(story.acts, rules.calendar(), rules.settings())
        letters.settle(row.pk, case.acts, now, KIND.subject)
    return row
