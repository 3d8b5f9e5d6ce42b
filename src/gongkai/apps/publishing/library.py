"""What is in the policy library on a day: policies and normative documents of all organs, each with what explains it?

Law:     条例 20 (1) (rules and normative documents), 国办发〔2017〕47号 (validity is marked), 国办发〔2016〕80号 (policy and interpretation
         lead to each other)
Takes:   what the reader narrowed to, and a day. Gives: one page of policies, how many in each state; interpretations with their policies.

Two streams are merged, newest first: the register of normative documents, whether or not their texts are here, and the pages of
other policies. A page is read by the index of each stream as far as it reaches, so pages are bounded (`MOST_PAGES`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from itertools import islice

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.apps.documents import library as documents
from gongkai.apps.documents.library import STATES, Document, DocumentKind, Mark, Wanted
from gongkai.apps.publishing.models import Item, Publication, Way
from gongkai.apps.publishing.public_item import Link, open_rows, with_page
from gongkai.law.documents.validity import IN_FORCE, LAPSED, REPEALED
from gongkai.law.procedures.publication_forms import INTERPRETATIONS

__all__ = ["KINDS", "MOST_PAGES", "STATES", "Explained", "Found", "Policy", "Wanted", "interpretations", "policies"]

ON_A_PAGE, MOST_PAGES = 20, 100
POLICY = "policy"
KINDS: Mapping[str, str] = {**{each.value: str(each.label) for each in DocumentKind}, POLICY: "其他政策文件"}
"""What the library holds, in the order shown."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy as the table of the library shows it. `number` is its index number, empty where no page carries it; `code` that of the
    organ. `mark` is what the register says of it; `ended` (repealed, lapsed) and `ended_on` what became of a page without a place there.
    """

    organ_id: int
    code: str
    kind: str
    title: str
    number: str
    readable: bool
    document_number: str
    formed_on: date | None
    published_on: date | None
    effective_on: date | None
    mark: Mark | None = None
    ended: str = ""
    ended_on: date | None = None
    explained: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the library. `counts` by state, the empty word for all; `total` of what was asked for, of which `pages` can be seen."""

    policies: tuple[Policy, ...]
    counts: Mapping[str, int]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Explained:
    """One interpretation, the organ's id, and the policy that it explains; None where that is no longer shown."""

    organ_id: int
    link: Link
    policy: Link | None


def policies(wanted: Wanted, kind: str = "", page: int = 1) -> Found:
    """One page of what was asked for, the nearest that there is; `kind` is one of `KINDS` or empty."""
    counts = dict.fromkeys(("", *STATES), 0)
    for told in _counts(wanted, kind):
        counts = {state: counts[state] + told[state] for state in counts}
    total = counts[wanted.state]
    pages = min(MOST_PAGES, max(1, -(-total // ON_A_PAGE)))
    number = min(max(page, 1), pages)
    shown = _page(wanted, kind, number) if total else []
    return Found(tuple(_told(shown, wanted.on)), counts, total, number, pages)


def interpretations(on: date, page: int = 1) -> tuple[list[Explained], int, int]:
    """Interpretations of all organs by a day, newest first, each with its policy; the number of the page, and how many there are."""
    rows = _open(on).filter(genre__in=INTERPRETATIONS).exclude(interprets="").select_related("organ")
    pages = min(MOST_PAGES, max(1, -(-rows.count() // ON_A_PAGE)))
    number = min(max(page, 1), pages)
    shown = list(rows.order_by("-published_on", "-pk")[(number - 1) * ON_A_PAGE : number * ON_A_PAGE])
    named = _of_numbers(_readable(on), ((row.organ_id, row.interprets) for row in shown))
    by_number = {(row.organ_id, row.number): row for row in named}
    found = []
    for row in shown:
        policy = by_number.get((row.organ_id, row.interprets))
        found.append(Explained(row.organ_id, _link(row), _link(policy) if policy else None))
    return found, number, pages


def _counts(wanted: Wanted, kind: str) -> Iterable[Mapping[str, int]]:
    if kind != POLICY:
        yield documents.counts(wanted, kind)
    if kind in ("", POLICY):
        each = {state: Count("pk", filter=_in_state(state, wanted.on)) for state in STATES}
        for rows in _pages(wanted):
            found: dict[str, int] = rows.aggregate(all=Count("pk"), **each)
            yield {"": found.pop("all"), **found}


def _page(wanted: Wanted, kind: str, number: int) -> list[Document | Item]:
    """The rows of one page: each stream is asked no further than the page reaches."""
    reach = number * ON_A_PAGE
    streams: list[list[tuple[date, int, Document | Item]]] = []
    if kind != POLICY:
        found = documents.rows(wanted, kind).select_related("organ")[:reach]
        streams.append([(vars(row)["told_on"], row.pk, row) for row in found])
    if kind in ("", POLICY):
        for rows in _pages(wanted):
            narrowed = rows.filter(_in_state(wanted.state, wanted.on)) if wanted.state else rows
            ordered = narrowed.select_related("organ").order_by("-published_on", "-pk")[:reach]
            streams.append([(row.published_on, row.pk, row) for row in ordered if row.published_on])
    merged = merge(*streams, key=lambda each: each[:2], reverse=True)
    return [row for _, _, row in islice(merged, reach - ON_A_PAGE, reach)]


def _pages(wanted: Wanted) -> tuple[QuerySet[Item], QuerySet[Item]]:
    """Pages of policies that stand in no register: those that never do, and normative ones whose row was annulled there."""
    rows = _open(wanted.on)
    if wanted.organ_ids is not None:
        rows = rows.filter(organ_id__in=wanted.organ_ids)
    if wanted.year is not None:
        rows = rows.filter(published_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.number:
        rows = rows.filter(document_number__icontains=wanted.number)
    for word in wanted.words:
        rows = rows.filter(Q(title__icontains=word) | Q(document_number__icontains=word))
    there = Document.objects.filter(organ_id=OuterRef("organ_id"), item=OuterRef("number"), annulled=False)
    # That it has a page at all is said once more: SQLite takes the small index of such documents only then.
    there = there.exclude(item="")
    return rows.filter(genre=POLICY), rows.filter(~Exists(there), genre="normative")


def _open(on: date) -> QuerySet[Item]:
    """Pages that everybody could read by a day and can read still."""
    rows = Item.objects.filter(annulled=False, published_on__lte=on).exclude(way=Way.RECORDED)
    return rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_how__in=(REPEALED, LAPSED)))


def _readable(on: date) -> QuerySet[Item]:
    """Everything to which an address leads, whether its text is here or it is only recorded."""
    return with_page(open_rows().filter(published_on__lte=on))


def _in_state(state: str, on: date) -> Q:
    """The state of a page that stands in no register: it is in force from the day on which it was published."""
    if state == IN_FORCE:
        return Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    if state in (REPEALED, LAPSED):
        return Q(withdrawn_how=state, withdrawn_on__lte=on)
    return Q(pk__in=())


def _told(shown: list[Document | Item], on: date) -> list[Policy]:
    """What the table says of the rows of one page, in a handful of queries."""
    registered = [row for row in shown if isinstance(row, Document)]
    own = [row for row in shown if isinstance(row, Item)]
    pages = _of_numbers(_readable(on), ((row.organ_id, row.item) for row in registered if row.item))
    by_number = {(row.organ_id, row.number): row for row in pages}
    marks = {row.pk: mark for row, mark in zip(registered, documents.unlinked(registered, on), strict=True)}
    told = _fields([*own, *pages])
    found = []
    for row in shown:
        if isinstance(row, Document):
            found.append(_of_document(row, by_number.get((row.organ_id, row.item)), marks[row.pk]))
        else:
            found.append(_of_page(row, told.get(row.pk, {}), on))
    explained = _explained(found, on)
    return [replace(each, explained=tuple(explained.get((each.organ_id, each.number), ()))) for each in found]


def _of_document(row: Document, page: Item | None, mark: Mark) -> Policy:
    return Policy(
        organ_id=row.organ_id,
        code=row.organ.code,
        kind=row.kind,
        title=row.title,
        number=page.number if page else "",
        readable=page is not None,
        document_number=row.number,
        formed_on=row.formed_on or (page.formed_on if page else None),
        published_on=page.published_on if page else row.published_on,
        effective_on=row.in_force_on,
        mark=mark,
    )


def _of_page(row: Item, told: Mapping[str, object], on: date) -> Policy:
    ended = row.withdrawn_how if row.withdrawn_on is not None and row.withdrawn_on <= on else ""
    effective_on = told.get("effective_on")
    return Policy(
        organ_id=row.organ_id,
        code=row.organ.code,
        kind=POLICY if row.genre == POLICY else DocumentKind.NORMATIVE.value,
        title=row.title,
        number=row.number,
        readable=True,
        document_number=row.document_number,
        formed_on=row.formed_on,
        published_on=row.published_on,
        effective_on=date.fromisoformat(str(effective_on)) if effective_on else None,
        ended=ended,
        ended_on=row.withdrawn_on if ended else None,
    )


def _fields(rows: Iterable[Item]) -> dict[int, Mapping[str, object]]:
    """What the published texts tell beside the columns of their rows."""
    told = Publication.objects.filter(pk__in=[row.live_id for row in rows if row.live_id])
    return {item: json.loads(meta) for item, meta in told.values_list("version__item_id", "version__meta")}


def _explained(found: list[Policy], on: date) -> dict[tuple[int, str], list[Link]]:
    wanted = [(each.organ_id, each.number) for each in found if each.number]
    rows = _of_numbers(_open(on).filter(genre__in=INTERPRETATIONS), wanted, "interprets")
    links: dict[tuple[int, str], list[Link]] = {}
    for row in sorted(rows, key=lambda each: (each.published_on or date.min, each.pk)):
        links.setdefault((row.organ_id, row.interprets), []).append(_link(row))
    return links


def _of_numbers(rows: QuerySet[Item], keys: Iterable[tuple[int, str]], column: str = "number") -> list[Item]:
    """Rows of these organs and numbers, in one query that each part of goes by an index."""
    by_organ: dict[int, set[str]] = {}
    for organ_id, number in keys:
        by_organ.setdefault(organ_id, set()).add(number)
    if not by_organ:
        return []
    which = Q()
    for organ_id, numbers in by_organ.items():
        # That there is a number at all is said in each part: SQLite takes the small index of such items only then.
        which |= Q(organ_id=organ_id, **{f"{column}__in": numbers}) & ~Q(**{column: ""})
    return list(rows.filter(which).select_related("organ"))


def _link(row: Item) -> Link:
    assert row.published_on is not None
    return Link(row.number, row.organ.code, row.title, row.genre, row.published_on, True)
