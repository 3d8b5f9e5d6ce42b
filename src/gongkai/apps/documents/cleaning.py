"""Which documents must be looked through by when, what was concluded of them, and what was concluded and is not yet done?

Law:     order 237 of Liaoning: law/documents/clean_up; filing: law/clocks/publication.document_filing
Takes:   an organ and a day, or the name of a round.
Gives:   `CleanUp`: every document in force with the day of its next clean-up; what else is owed, said aloud. `round_lists`: the
         lists of a round as they are published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q

from gongkai.apps import rules
from gongkai.apps.documents.models import Conclusion, Document, DocumentKind
from gongkai.law.clocks.publication import document_filing
from gongkai.law.documents import clean_up as law
from gongkai.law.documents import validity

SOON_DAYS = 90
"""A clean-up takes weeks: what is due within these days is shown as coming. The number is ours."""
LAPSING_DAYS = 90


@dataclass(frozen=True, slots=True)
class Owed:
    """A document with a day by which something is to be done; `late` when that day has passed. `last` is the last conclusion."""

    document: Document
    due: date
    late: bool
    soon: bool
    last: Conclusion | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CleanUp:
    """What is due in an organ on a day.

    `due` has every normative document in force, the earliest first; `to_amend` those whose conclusion “修改” is not carried out
    yet; `to_file` those published and not filed; `lapsing` those whose term is over soon; `unknown` how many were published on a
    day that nobody recorded, so that the last day of filing cannot be told; `left` those whose page was sent out by mistake and
    taken off, of which nobody has said yet whether they should be in the register.
    """

    due: tuple[Owed, ...]
    to_amend: tuple[Owed, ...]
    to_file: tuple[Owed, ...]
    lapsing: tuple[Owed, ...]
    unknown: int
    left: tuple[Document, ...] = ()

    @property
    def late(self) -> tuple[Owed, ...]:
        """What is overdue, of any sort but lapse."""
        return tuple(each for each in (*self.due, *self.to_amend, *self.to_file) if each.late)

    @property
    def soon(self) -> tuple[Owed, ...]:
        return tuple(each for each in self.due if each.soon and not each.late)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of a round: the document and what was concluded of it."""

    document: Document
    conclusion: Conclusion


def clean_up(organ_id: int, today: date) -> CleanUp:
    """What is due, and what is owed besides: three queries at most, whatever the number of documents."""
    rows = list(_living(organ_id, today))
    last: dict[int, Conclusion] = {}
    concluded = Conclusion.objects.filter(organ_id=organ_id, annulled=False).order_by("concluded_on", "pk")
    for each in concluded if rows else ():
        last[each.document_id] = each
    # Only what was concluded to be amended is asked whether it has been.
    asked = [pk for pk, each in last.items() if each.conclusion == law.AMEND]
    latest = Max("amendments__issued_on", filter=Q(amendments__annulled=False))
    amendments = Document.objects.filter(organ_id=organ_id, pk__in=asked).values_list("pk").annotate(latest=latest)
    amended = {pk: day for pk, day in amendments if day} if asked else {}
    return CleanUp(
        due=tuple(
            sorted((_due(row, last.get(row.pk), today) for row in rows), key=lambda each: (each.due, each.document.pk))
        ),
        to_amend=tuple(
            Owed(row, law.due(found.concluded_on), law.due(found.concluded_on) < today, True, found)
            for row in rows
            if (found := last.get(row.pk)) is not None
            and found.conclusion == law.AMEND
            and amended.get(row.pk, date.min) < found.concluded_on
        ),
        to_file=tuple(_to_file(row, today) for row in rows if row.published_on and not row.filed_on),
        lapsing=tuple(
            Owed(row, row.valid_until, False, True)
            for row in sorted(rows, key=lambda each: each.valid_until or date.max)
            if row.valid_until and row.ended_on is None and row.valid_until <= today + timedelta(LAPSING_DAYS)
        ),
        unknown=sum(row.published_on is None and row.filed_on is None and row.left_on is None for row in rows),
        left=tuple(row for row in rows if row.left_on is not None),
    )


def next_due(row: Document, last: Conclusion | None) -> date:
    """The day by which the next clean-up of a document is due."""
    return law.due(max(row.in_force_on, last.concluded_on) if last else row.in_force_on)


def rounds(organ_id: int) -> list[tuple[str, date, int]]:
    """The clean-ups that were held: name, day of the last conclusion, how many; the newest first."""
    held = Conclusion.objects.filter(organ_id=organ_id, annulled=False).order_by("concluded_on")
    found: dict[str, tuple[date, int]] = {}
    for name, day in held.values_list("round", "concluded_on"):
        found[name] = (day, found.get(name, (day, 0))[1] + 1)
    return sorted(((name, day, count) for name, (day, count) in found.items()), key=lambda each: each[1], reverse=True)


def round_lists(organ_id: int, name: str) -> Mapping[str, tuple[Listed, ...]]:
    """The lists of a round by conclusion, in their order; empty lists too, so that it is said that nothing was repealed."""
    held = Conclusion.objects.filter(organ_id=organ_id, round=name, annulled=False).select_related("document")
    rows = [Listed(each.document, each) for each in held if not each.document.annulled]
    rows.sort(key=lambda each: (each.document.issued_on, each.document.number))
    return {code: tuple(each for each in rows if each.conclusion.conclusion == code) for code in law.LISTS}


def _living(organ_id: int, today: date) -> list[Document]:
    rows = Document.objects.filter(organ_id=organ_id, annulled=False, kind=DocumentKind.NORMATIVE)
    return [row for row in rows.order_by("pk") if row.span.state(today)[0] in (validity.IN_FORCE, validity.NOT_YET)]


def _due(row: Document, last: Conclusion | None, today: date) -> Owed:
    due = next_due(row, last)
    return Owed(row, due, due < today, due <= today + timedelta(SOON_DAYS), last)


def _to_file(row: Document, today: date) -> Owed:
    assert row.published_on is not None, "asked before"
    found = document_filing(row.published_on, rules.calendar(), rules.settings())
    return Owed(row, found.due, found.due < today, True, note="".join(found.caveats))
