"""What follows in the index, once a row of the register has changed?

Takes:   rows of documents or of amendments, in the transaction of the act. Gives: a document without a page of its own is found by what the register says
         of it; of one that has a page that page is found, and says from when to when it is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.apps.documents.models import Amendment, Document
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Subject
from gongkai.apps.search import actions as search
from gongkai.apps.search.findable import Findable, Kind

_AT_ONCE = 500


def changed(rows: Sequence[Document]) -> None:
    """Tell that these documents were recorded or changed."""
    known = _with_organs(row.pk for row in rows)
    alone = {row.pk for row in known if _alone(row)}
    search.drop([_key(row) for row in known if row.pk not in alone])
    search.put(_findables([row for row in known if row.pk in alone]))
    _leave_pages(known)
    for row in known:
        if row.item and not row.annulled:
            search.set_validity(_page(row), row.span.in_force_on, row.span.end)
        elif row.item:
            search.set_validity(_page(row), None, None)


def _leave_pages(rows: Sequence[Document]) -> None:
    """Pages that carried these documents by mistake until now say nothing of them."""
    left: set[tuple[int, str, str]] = set()
    codes = {row.pk: (row.organ_id, row.organ.code, row.item) for row in rows}
    for entry in journal.stream(Subject.DOCUMENT.value, subject_ids=codes):
        organ_id, code, item = codes[entry.subject_id]
        before = entry.data.get("columns", {}).get("item", "")
        if before and before != item:
            left.add((organ_id, code, before))
    for organ_id, code, item in sorted(left):
        other = Document.objects.filter(organ_id=organ_id, item=item, annulled=False).first()
        span = other.span if other else None
        search.set_validity(f"item:{code}/{item}", span.in_force_on if span else None, span.end if span else None)


def amended(rows: Sequence[Amendment]) -> None:
    """Tell that these documents are changed by others."""
    changed(list(Document.objects.filter(pk__in=[row.document_id for row in rows])))


def findables() -> Iterator[Findable]:
    """Everything that is found of the register."""
    ids = (
        Document.objects.filter(annulled=False, item="", left_on__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    waiting = list(ids)
    for start in range(0, len(waiting), _AT_ONCE):
        yield from _findables(_with_organs(waiting[start : start + _AT_ONCE]))


def _with_organs(ids: Iterable[int]) -> list[Document]:
    return list(Document.objects.filter(pk__in=list(ids)).select_related("organ").order_by("pk"))


def _alone(row: Document) -> bool:
    return not row.item and not row.annulled and row.left_on is None


def _findables(rows: Sequence[Document]) -> list[Findable]:
    by: dict[int, list[Amendment]] = {}
    for each in Amendment.objects.filter(document__in=rows, annulled=False).order_by("effective_on", "pk"):
        by.setdefault(each.document_id, []).append(each)
    return [_findable(row, by.get(row.pk, ())) for row in rows]


def _findable(row: Document, amendments: Sequence[Amendment]) -> Findable:
    told = [row.get_kind_display(), row.registration_number, row.basis, row.ended_by, row.ended_reason]
    told += [f"{each.by}{each.get_kind_display()}{each.articles}" for each in amendments]
    return Findable(
        kind=Kind.DOCUMENT,
        key=_key(row),
        organ_id=row.organ_id,
        number=row.number,
        title=row.title,
        day=row.published_on or row.issued_on,
        text="\n".join(filter(None, told)),
        document_number=row.number,
        in_force_from=row.span.in_force_on,
        ended_on=row.span.end,
    )


def _key(row: Document) -> str:
    return f"document:{row.organ.code}/{row.pk}"


def _page(row: Document) -> str:
    """What the index calls the page that carries a document (apps/publishing/findable)."""
    return f"item:{row.organ.code}/{row.item}"
