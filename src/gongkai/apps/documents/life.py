"""What became of a document, and which others are tied to it?

Takes:   a document that the reader may see. Gives: `Moment`s of its life in the order of their days, those to come too;
         `Relation`s both ways: what it does to others, and others to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.apps.documents.cleaning import next_due
from gongkai.apps.documents.models import Amendment, Conclusion, Document, DocumentKind
from gongkai.apps.documents.numbered import by_normal_number
from gongkai.law.documents import changes, validity
from gongkai.law.documents.number import normal


@dataclass(frozen=True, slots=True)
class Moment:
    """One day in a document's life. `to_come`: it lies after the day that was asked. `by` is another document's number."""

    day: date
    what: str
    detail: str = ""
    by: str = ""
    by_id: int | None = None
    to_come: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """Another document: `toward` it did something to this one, or this one to it. `document_id` is None for one of another
    organ, or that nobody recorded; `item` is the index number of its page.
    """

    toward: bool
    kind: str
    label: str
    number: str
    title: str
    articles: str
    since: date | None
    document_id: int | None
    amendment_id: int | None = None
    item: str = ""


def life(row: Document, today: date) -> tuple[Moment, ...]:
    """Issue, publication, effect, amendments, clean-ups, filing, end; and the next clean-up while it is in force."""
    known = by_normal_number(row.organ_id)
    found = sorted(_moments(row, known), key=lambda each: each[0])
    return tuple(Moment(day, what, detail, by, _id(known, by), day > today) for day, _, what, detail, by in found)


_Told = tuple[date, int, str, str, str]


def _moments(row: Document, known: dict[str, Document]) -> Iterator[_Told]:
    yield row.issued_on, 0, "制发", row.number, ""
    if row.formed_on and row.formed_on != row.issued_on:
        yield row.formed_on, 1, "成文", "", ""
    if row.published_on:
        yield row.published_on, 2, "公布", f"索引号 {row.item}" if row.item else "", ""
    if row.filed_on:
        yield row.filed_on, 3, "备案", "", ""
    yield row.in_force_on, 4, "施行", f"有效期至 {row.valid_until}" if row.valid_until else "", ""
    for each in Amendment.objects.filter(document=row, annulled=False):
        detail = "，".join(part for part in (each.articles, each.note) if part)
        yield each.effective_on, 5, "修改" if each.kind == changes.AMEND else "部分废止", detail, each.by
    last = None
    for held in Conclusion.objects.filter(document=row, annulled=False).order_by("concluded_on", "pk"):
        last = held
        yield held.concluded_on, 6, f"清理：{held.get_conclusion_display()}", f"{held.round}，{held.reason}", ""
    end = row.span.end
    if end is not None:
        word = "废止" if row.ended_how == validity.REPEALED else "失效"
        why = row.ended_reason if row.ended_on else f"有效期至 {end - timedelta(1)}，期满自动失效"
        yield end, 8, word, "，".join(part for part in (row.ended_articles, why) if part), row.ended_by
    if row.kind == DocumentKind.NORMATIVE and not row.annulled:
        due = next_due(row, last)
        if end is None or due < end:
            yield due, 7, "应当清理", "施行或者上次清理后满两年", ""


def relations(row: Document) -> tuple[Relation, ...]:
    """What others did to it first, then what it does to others."""
    known, own = by_normal_number(row.organ_id), normal(row.number)
    return (*_done_to(row, known), *_does(row, known, own))


def relations_of(organ_id: int, item: str) -> tuple[Relation, ...]:
    """The same for the document that the page of an index number carries; none for a page that carries none."""
    row = Document.objects.filter(organ_id=organ_id, item=item, annulled=False).first() if item else None
    return relations(row) if row is not None else ()


def intended(organ_id: int, told: str) -> tuple[Relation, ...]:
    """What a text that is not public yet will do to others, by its lines of changes; lines that cannot be read are left out."""
    found = changes.parse(told)[0]
    known = by_normal_number(organ_id) if found else {}
    return tuple(_related(False, each.kind, each.number, each.articles, None, known) for each in found)


def _done_to(row: Document, known: dict[str, Document]) -> Iterator[Relation]:
    if row.ended_by:
        yield _related(True, changes.REPEAL, row.ended_by, row.ended_articles, row.ended_on, known)
    for each in Amendment.objects.filter(document=row, annulled=False).order_by("effective_on", "pk"):
        yield _related(True, each.kind, each.by, each.articles, each.effective_on, known, each.pk)


def _does(row: Document, known: dict[str, Document], own: str) -> Iterator[Relation]:
    said: set[tuple[str, str]] = set()
    for other in known.values():
        if other.pk != row.pk and other.ended_by and normal(other.ended_by) == own:
            said.add((changes.REPEAL, normal(other.number)))
            yield _related(False, changes.REPEAL, other.number, other.ended_articles, other.ended_on, known)
    by_id = {other.pk: other for other in known.values()}
    for each in Amendment.objects.filter(organ_id=row.organ_id, annulled=False).order_by("effective_on", "pk"):
        if normal(each.by) == own and each.document_id in by_id:
            number = by_id[each.document_id].number
            said.add((each.kind, normal(number)))
            yield _related(False, each.kind, number, each.articles, each.effective_on, known)
    # What the text names beyond the register: documents of other organs.
    for change in changes.parse(row.changes)[0]:
        if (change.kind, change.number) not in said:
            yield _related(False, change.kind, change.number, change.articles, row.in_force_on, known)


def _related(
    toward: bool,
    kind: str,
    number: str,
    articles: str,
    since: date | None,
    known: dict[str, Document],
    amendment_id: int | None = None,
) -> Relation:
    other = known.get(normal(number))
    title, item = (other.title, other.item) if other else ("", "")
    own_id = other.pk if other else None
    return Relation(toward, kind, changes.KINDS[kind], number, title, articles, since, own_id, amendment_id, item)


def _id(known: dict[str, Document], number: str) -> int | None:
    other = known.get(normal(number)) if number else None
    return other.pk if other else None
