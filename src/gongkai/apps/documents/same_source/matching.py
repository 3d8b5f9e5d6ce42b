"""Which rows of the list are which of our documents, and how do they differ?

Takes:   rows of a list, our documents, the texts of our pages, a day. Gives: `Found` differences and how many are identical.

Matched by number in its normal form, and what is left by title where it stands once on either side. Only what the list tells is
compared. The provincial list calls several days “发文日期”: it is the same if it is any of issue, formation, publication.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.apps.documents.models import Document, What
from gongkai.law.documents import validity
from gongkai.law.documents.number import normal as normal_number
from gongkai.texts.plain import plain
from gongkai.texts.provincial import ListRow
from gongkai.texts.provincial.model import EFFECT, ISSUED, LABELS, NUMBER, STATE, TEXT, TITLE, UNTIL
from gongkai.texts.same import normal

_KEY_MOST = 300


@dataclass(frozen=True, slots=True)
class Found:
    """One difference. `fields` are (name, here, there); the texts only where they differ."""

    what: What
    key: str
    number: str
    title: str
    place: str = ""
    document_id: int = 0
    fields: tuple[tuple[str, str, str], ...] = ()
    text_here: str = ""
    text_there: str = ""


@dataclass(slots=True)
class Outcome:
    """`identical` counts documents that are the same; `without_text` those whose text the list has and we have not."""

    identical: int = 0
    found: list[Found] = field(default_factory=list)
    without_text: int = 0


def match(
    rows: Sequence[ListRow], documents: Sequence[Document], texts: Mapping[str, str], told: frozenset[str], day: date
) -> Outcome:
    """`texts` are by index number, `told` the fields that the list has at all."""
    outcome = Outcome()
    single = _without_duplicates(rows, outcome)
    pairs, alone, ours = _paired(single, documents)
    for row, document in pairs:
        _compare(row, document, texts.get(document.item, ""), told, day, outcome)
    for row in alone:
        outcome.found.append(
            Found(What.MISSING_HERE, _key(What.MISSING_HERE, row.number, row.title), row.number, row.title, row.place)
        )
    for document in ours:
        # What is over need not stand in a list of what is in force.
        if document.span.state(day)[0] in (validity.IN_FORCE, validity.NOT_YET):
            key = _key(What.MISSING_THERE, document.number, document.title)
            outcome.found.append(
                Found(What.MISSING_THERE, key, document.number, document.title, document_id=document.pk)
            )
    return outcome


def same_title(one: str, other: str) -> bool:
    return _title(one) == _title(other)


def _title(text: str) -> str:
    return normal(text).strip("《》")


def _key(what: What, number: str, title: str) -> str:
    return f"{what.value}:{normal_number(number) or _title(title)}"[:_KEY_MOST]


def _without_duplicates(rows: Sequence[ListRow], outcome: Outcome) -> list[ListRow]:
    """The first of those that are told twice; that they are is a difference of its own."""
    groups: dict[str, list[ListRow]] = {}
    for row in rows:
        groups.setdefault(normal_number(row.number) or f"《{_title(row.title)}", []).append(row)
    for same in groups.values():
        if len(same) > 1:
            first = same[0]
            places = "、".join(each.place for each in same)[:_KEY_MOST]
            key = _key(What.DUPLICATE, first.number, first.title)
            outcome.found.append(Found(What.DUPLICATE, key, first.number, first.title, places))
    return [same[0] for same in groups.values()]


def _paired(
    rows: Sequence[ListRow], documents: Sequence[Document]
) -> tuple[list[tuple[ListRow, Document]], list[ListRow], list[Document]]:
    """Pairs, rows alone, documents alone."""
    by_number = {normal_number(each.number): each for each in documents}
    pairs: list[tuple[ListRow, Document]] = []
    rest: list[ListRow] = []
    for row in rows:
        document = by_number.pop(normal_number(row.number), None) if row.number else None
        if document is None:
            rest.append(row)
        else:
            pairs.append((row, document))
    left = list(by_number.values())
    once_there = Counter(_title(row.title) for row in rest)
    once_here = Counter(_title(each.title) for each in left)
    by_title = {_title(each.title): each for each in left}
    alone: list[ListRow] = []
    for row in rest:
        title = _title(row.title)
        if once_there[title] == 1 and once_here[title] == 1:
            document = by_title[title]
            pairs.append((row, document))
            left.remove(document)
        else:
            alone.append(row)
    return pairs, alone, left


def _compare(row: ListRow, document: Document, text: str, told: frozenset[str], day: date, outcome: Outcome) -> None:
    fields = _fields(row, document, told, day)
    here = there = ""
    if row.text:
        there = plain(row.text) if "<" in row.text and ">" in row.text else row.text
        if not text:
            outcome.without_text += 1
        elif normal(text) != normal(there):
            here = text
            fields.append((TEXT, f"{len(text)}个字符", f"{len(there)}个字符"))
    if not fields:
        outcome.identical += 1
        return
    key = _key(What.DIFFERS, document.number, document.title)
    outcome.found.append(
        Found(
            What.DIFFERS,
            key,
            document.number,
            document.title,
            row.place,
            document.pk,
            tuple(fields),
            here,
            there if here else "",
        )
    )


def _fields(row: ListRow, document: Document, told: frozenset[str], day: date) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []

    def differ(name: str, here: object, there: object) -> None:
        found.append((name, str(here or "（空）"), str(there or "（空）")))

    if NUMBER in told and normal_number(row.number) != normal_number(document.number):
        differ(NUMBER, document.number, row.number)
    if not same_title(row.title, document.title):
        differ(TITLE, document.title, row.title)
    if row.issued_on and row.issued_on not in (document.issued_on, document.formed_on, document.published_on):
        differ(ISSUED, document.issued_on, row.issued_on)
    if row.in_force_on and row.in_force_on != document.in_force_on:
        differ(EFFECT, document.in_force_on, row.in_force_on)
    if row.valid_until and row.valid_until not in (document.valid_until, document.ended_on):
        differ(UNTIL, document.valid_until or document.ended_on, row.valid_until)
    state = document.span.state(day)[0]
    if row.state and row.state != state:
        differ(STATE, validity.STATES[state], validity.STATES[row.state])
    return found


def field_label(name: str) -> str:
    """How a compared field is called on screen."""
    return LABELS[name]
