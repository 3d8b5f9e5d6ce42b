"""Which rules and normative documents, of all organs together, are to be shown in the policy library?

Law:     table 2 of the form, item (1) of article 20; MARK_REPEALED (changed, repealed and lapsed ones are marked)
Takes:   what the reader narrowed to, and a day. Gives: rows newest first, how many in each state, and their marks.

Public is public: no actor. What was recorded by mistake is not shown, nor what was published after the day. Where that day was not
recorded, the day of issue counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from gongkai.apps.documents.marks import AMENDED, Mark, unlinked
from gongkai.apps.documents.models import Amendment, Document, DocumentKind
from gongkai.apps.documents.queries import standing
from gongkai.law.documents.validity import IN_FORCE, LAPSED, NOT_YET, REPEALED

__all__ = ["STATES", "Document", "DocumentKind", "Mark", "Wanted", "counts", "rows", "unlinked"]

STATES = (IN_FORCE, AMENDED, NOT_YET, REPEALED, LAPSED)
"""What the library narrows to. What was amended is in force too, and counted in both."""
_TOLD_ON = Coalesce("published_on", "issued_on")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the library is narrowed to; empty values narrow nothing. `words` must all stand in title or number, `number` in the number."""

    on: date
    state: str = ""
    organ_ids: frozenset[int] | None = None
    year: int | None = None
    number: str = ""
    words: tuple[str, ...] = ()


def rows(wanted: Wanted, kind: str = "") -> QuerySet[Document]:
    """The documents, newest first, each with `told_on`; of one kind of the register if one is given."""
    found = _narrowed(wanted, kind)
    if wanted.state:
        found = found.filter(_in_state(wanted.state, wanted.on))
    return found.order_by(_TOLD_ON.desc(), "-pk")


def counts(wanted: Wanted, kind: str = "") -> Mapping[str, int]:
    """How many are in each state, whichever is asked for; under the empty word all of them. One query."""
    each = {state: Count("pk", filter=_in_state(state, wanted.on)) for state in STATES}
    found: dict[str, int] = _narrowed(wanted, kind).aggregate(all=Count("pk"), **each)
    return {"": found.pop("all"), **found}


def _narrowed(wanted: Wanted, kind: str) -> QuerySet[Document]:
    found = Document.objects.annotate(told_on=_TOLD_ON).filter(
        annulled=False, left_on__isnull=True, told_on__lte=wanted.on
    )
    if kind:
        found = found.filter(kind=kind)
    if wanted.organ_ids is not None:
        found = found.filter(organ_id__in=wanted.organ_ids)
    if wanted.year is not None:
        found = found.filter(told_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.number:
        found = found.filter(number__icontains=wanted.number)
    for word in wanted.words:
        found = found.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return found


def _in_state(state: str, on: date) -> Q:
    if state == AMENDED:
        changed = Amendment.objects.filter(document=OuterRef("pk"), annulled=False, effective_on__lte=on)
        return standing(IN_FORCE, on) & Q(Exists(changed))
    return standing(state, on)
