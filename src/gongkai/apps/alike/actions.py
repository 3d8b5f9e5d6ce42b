"""What is told of texts: that one came, was replaced, or is to be forgotten. In the transaction of the act."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

from gongkai.apps.alike import bands, keeping
from gongkai.apps.alike.models import Signature
from gongkai.apps.alike.telling import Told, told
from gongkai.apps.journal.models import PersonalRecord
from gongkai.law.casework import CaseAct
from gongkai.law.casework.corrections import CORRECT

__all__ = ["Told", "corrected", "drop", "heard", "put"]


def put(texts: Iterable[Told]) -> int:
    """Keep the signatures of texts, instead of those that their records had; how many."""
    return keeping.put(texts)


def heard(
    sort: str,
    case: int,
    organ_id: int,
    act: CaseAct,
    private: Mapping[str, str],
    record: PersonalRecord | None,
    lookup: str = "",
) -> None:
    """An act of a case: the text that came with it, if one did. `lookup` is the keyed digest of who asked, where the act's own record names nobody."""
    new = told(sort, case, organ_id, act, private, record, lookup) if act.event != CORRECT else None
    if new is not None:
        # The record was sealed for this very act.
        keeping.put([new], first=True)


def corrected(sort: str, case: int, act: CaseAct, now: datetime) -> None:
    """An act of a case that is in the journal: if it corrects what the case asks, what it is called or its day, all texts of the case are compared anew. They
    are opened for it by the program, which the journal keeps."""
    if act.event == CORRECT:
        keeping.corrected(sort, case, now)


def drop(record_ids: Collection[int]) -> int:
    """Forget the signatures of sealed records; how many there were. When they are shredded, in the same transaction."""
    chosen: QuerySet[Signature] = Signature.objects.filter(record_id__in=list(record_ids))
    rows = list(chosen)
    bands.remove((band, row.pk) for row in rows for band in row.bands)
    chosen.delete()
    return len(rows)
