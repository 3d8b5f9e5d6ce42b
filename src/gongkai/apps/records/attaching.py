"""An act of a request to correct a record together with the scans that belong to it: both or neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Examined
from gongkai.apps.people.actor import Actor
from gongkai.apps.records.actions import act
from gongkai.apps.records.kind import KIND
from gongkai.apps.records.models import RecordCorrection


@transaction.atomic
def act_with_papers(
    actor: Actor,
    record_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None,
    files: Sequence[Examined],
    kind: str,
) -> RecordCorrection:
    """Do an act and keep its scans. Refused: as `actions.act`; `papers.refusals.PaperRefusal`, and then nothing is done."""
    row = act(actor, record_id, event, day, data, private, now, based_on)
    if files:
        papers.add(actor, KIND.subject, row.pk, kind, files, now, place=row.acts)
    return row
