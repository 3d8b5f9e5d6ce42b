"""What must a page say of itself, since its document was amended, repealed, or has lapsed?

Law:     MARK_REPEALED (the guide to government websites): changed, repealed and lapsed documents are marked on their own pages
Takes:   an organ, the index numbers of pages, a day. Gives: a `Mark` for each page that carries a document of the register.

Computed for the day that is asked, so that coming into force and lapse need no hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.apps.documents.models import Amendment, Document
from gongkai.apps.documents.numbered import by_normal_number
from gongkai.law.cite import Cite
from gongkai.law.documents import changes, validity
from gongkai.law.documents.number import normal
from gongkai.law.sources.site_guide_47 import MARK_REPEALED

AMENDED, PARTLY = "amended", "partly_repealed"
LABELS: Mapping[str, str] = {**validity.STATES, AMENDED: "已被修改", PARTLY: "部分废止"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One amendment or partial repeal: by which document, which articles, from when; `item` is the page of that document."""

    kind: str
    label: str
    by: str
    articles: str
    since: date
    item: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page says. `code` is the strongest of its states, `label` that in words, `sentences` all that is to be said.

    `state` is the validity alone: in_force, not_yet, repealed, lapsed. `end` is the day from which it is in force no more, be
    it past or to come; `by` the number of the document that repeals it, `by_item` the page of that one.
    """

    number: str
    state: str
    code: str
    label: str
    sentences: tuple[str, ...]
    in_force_on: date
    end: date | None = None
    by: str = ""
    by_articles: str = ""
    by_item: str = ""
    changed: tuple[Changed, ...] = ()
    cite: Cite = MARK_REPEALED

    @property
    def in_force(self) -> bool:
        return self.state == validity.IN_FORCE


def marks(organ_id: int, numbers: Iterable[str], on: date) -> dict[str, Mark]:
    """By index number. Pages without a document in the register have none: two queries, or three."""
    wanted = [each for each in numbers if each]
    rows = list(Document.objects.filter(organ_id=organ_id, item__in=wanted, annulled=False)) if wanted else []
    return {row.item: mark for row, mark in zip(rows, of_rows(organ_id, rows, on), strict=True)}


def of_rows(organ_id: int, rows: list[Document], on: date) -> list[Mark]:
    """The mark of each document, in their order."""
    if not rows:
        return []
    amended = _amended(rows)
    pages: Mapping[str, str] = {}
    if amended or any(row.ended_by for row in rows):
        pages = {number: row.item for number, row in by_normal_number(organ_id).items()}
    return [_mark(row, amended.get(row.pk, []), pages, on) for row in rows]


def unlinked(rows: list[Document], on: date) -> list[Mark]:
    """The same for documents of whichever organs, without the pages of those that changed them: one query for a list."""
    amended = _amended(rows) if rows else {}
    return [_mark(row, amended.get(row.pk, []), {}, on) for row in rows]


def _amended(rows: list[Document]) -> dict[int, list[Amendment]]:
    found: dict[int, list[Amendment]] = {}
    for each in Amendment.objects.filter(document__in=rows, annulled=False).order_by("effective_on", "pk"):
        found.setdefault(each.document_id, []).append(each)
    return found


def _mark(row: Document, amendments: list[Amendment], pages: Mapping[str, str], on: date) -> Mark:
    state, since = row.span.state(on)
    changed = tuple(
        Changed(each.kind, changes.KINDS[each.kind], each.by, each.articles, each.effective_on, _page(pages, each.by))
        for each in amendments
        if each.effective_on <= on
    )
    code = state
    if state == validity.IN_FORCE and changed:
        code = PARTLY if any(each.kind == changes.PARTIAL for each in changed) else AMENDED
    sentences = (*_of_state(row, state, since), *(_of_change(each) for each in changed), *_to_come(row, amendments, on))
    return Mark(
        number=row.number,
        state=state,
        code=code,
        label=LABELS[code],
        sentences=sentences,
        in_force_on=row.in_force_on,
        end=row.span.end,
        by=row.ended_by,
        by_articles=row.ended_articles,
        by_item=_page(pages, row.ended_by),
        changed=changed,
    )


def _page(pages: Mapping[str, str], number: str) -> str:
    return pages.get(normal(number), "") if number else ""


def _of_state(row: Document, state: str, since: date | None) -> tuple[str, ...]:
    if state == validity.NOT_YET:
        return (f"本文件自 {row.in_force_on} 起施行，现在尚未施行。",)
    if state == validity.REPEALED:
        return (f"本文件自 {since} 起已废止{_by(row)}。",)
    if state == validity.LAPSED:
        why = row.ended_reason or "已宣布失效" if row.ended_on else f"有效期至 {row.valid_until}，期满自动失效"
        return (f"本文件自 {since} 起已失效（{why}）。",)
    return (f"本文件自 {row.in_force_on} 起施行，现行有效{_until(row)}。",)


def _until(row: Document) -> str:
    return f"，有效期至 {row.valid_until}" if row.valid_until and row.ended_on is None else ""


def _by(row: Document) -> str:
    if row.ended_by:
        return f"，由{row.ended_by}{row.ended_articles}废止"
    return f"（{row.ended_reason}）" if row.ended_reason else ""


def _of_change(each: Changed) -> str:
    done = "修改" if each.kind == changes.AMEND else "废止"
    return f"{each.articles}自 {each.since} 起已由{each.by}{done}。"


def _to_come(row: Document, amendments: list[Amendment], on: date) -> tuple[str, ...]:
    """What is decided and has not yet taken effect: readers should not be surprised by it."""
    said = [
        f"{each.articles}将自 {each.effective_on} 起由{each.by}{'修改' if each.kind == changes.AMEND else '废止'}。"
        for each in amendments
        if each.effective_on > on
    ]
    if row.ended_on is not None and row.ended_on > on:
        last = row.ended_on - timedelta(1)
        word = "废止" if row.ended_how == validity.REPEALED else "失效"
        said.append(f"本文件有效到 {last}，自 {row.ended_on} 起{word}{_by(row)}。")
    return tuple(said)
