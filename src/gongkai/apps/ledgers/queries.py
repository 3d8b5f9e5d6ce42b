"""Which ledgers were taken in?"""

from __future__ import annotations

from gongkai.apps.ledgers.models import ImportRun
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor


def runs(actor: Actor, limit: int = 50) -> list[ImportRun]:
    """The latest runs of the actor's own organ, newest first. Refused (`Forbidden`): who may take in no ledger."""
    rights.demand(actor, "ledger.import")
    return list(ImportRun.objects.filter(organ_id=actor.organ_id)[:limit])
