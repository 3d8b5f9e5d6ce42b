"""How does a thing get into the index, and out of it?

Takes:   `Findable`s, as apps tell them, inside the transaction of the act. Gives: entry, normal form, texts and grams, all or none. What is told
         again without a change costs one look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Replace

from gongkai.apps.search import index
from gongkai.apps.search.filters import marks
from gongkai.apps.search.findable import Findable
from gongkai.apps.search.models import Content, Entry, Part
from gongkai.apps.search.sounds import sounds
from gongkai.law.documents.number import normal as normal_number
from gongkai.texts.grams import grams, normal

_AT_ONCE = 500
_LONGEST = {each.name: each.max_length for each in Entry._meta.concrete_fields if each.max_length}
EDITION = "3"
"""Raised when what is made of a text changes, so that a check names everything."""


def digest(told: Findable) -> str:
    """What stands for all that was told of a thing but its key, and its validity, which others may tell (`recode`, `set_validity`)."""
    # The same moment is the same, in whichever zone it is told.
    moment = told.published_at.timestamp() if told.published_at else None
    lasting = replace(told, key="", in_force_from=None, ended_on=None, published_at=None)
    return hashlib.sha256(f"{EDITION}{moment}{lasting!r}".encode()).hexdigest()


def same(row: Entry, told: Findable, stands_for: str) -> bool:
    """Whether an entry is what is told of it."""
    validity = (row.in_force_from, row.ended_on) == (told.in_force_from, told.ended_on)
    return validity and row.digest == stands_for


def put(findables: Iterable[Findable]) -> int:
    """Write what is new or changed; how many those were."""
    written = 0
    waiting = iter(findables)
    while piece := list(islice(waiting, _AT_ONCE)):
        # The last that was told of a thing counts.
        written += _put({each.key: each for each in piece})
    return written


@transaction.atomic
def _put(told: Mapping[str, Findable]) -> int:
    known = {each.key: each for each in Entry.objects.filter(key__in=list(told)).select_related("content")}
    digests = {key: digest(each) for key, each in told.items()}
    changed = [key for key in told if key not in known or not same(known[key], told[key], digests[key])]
    _take_out([known[key] for key in changed if key in known])
    moved = [key for key in changed if key not in known or known[key].day != told[key].day]
    places = dict(zip(moved, index.new_places([told[key].day for key in moved]), strict=True)) if moved else {}
    made = [_row(told[key], digests[key], places.get(key), known.get(key)) for key in changed]
    Entry.objects.bulk_create(row for row, _ in made if row.key not in known)
    for row, content in made:
        content.entry_id = row.pk
        if row.key in known:
            row.save()
    _put_in(made, [row.pk for row, _ in made if row.key in known])
    Part.objects.bulk_create(
        Part(entry=row, place=each.place, name=each.name[:200], text=each.text)
        for row, _ in made
        for each in told[row.key].attachments
    )
    return len(made)


def drop(keys: Collection[str]) -> int:
    """Take things out by their keys; how many there were."""
    gone = 0
    waiting = iter(keys)
    while piece := list(islice(waiting, _AT_ONCE)):
        with transaction.atomic():
            rows = list(Entry.objects.filter(key__in=piece).select_related("content"))
            _take_out(rows)
            Entry.objects.filter(pk__in=[each.pk for each in rows]).delete()
            gone += len(rows)
    return gone


@transaction.atomic
def set_validity(key: str, in_force_from: date | None, ended_on: date | None) -> bool:
    """Set when a thing is in force; whether there is such a thing."""
    row = Entry.objects.filter(key=key).select_related("content").first()
    if row is None:
        return False
    if (row.in_force_from, row.ended_on) != (in_force_from, ended_on):
        _take_out([row])
        row.in_force_from, row.ended_on = in_force_from, ended_on
        row.save(update_fields=("in_force_from", "ended_on"))
        _index([(row, row.content)])
    return True


def recode(organ_id: int, before: str, after: str) -> int:
    """Let the keys of an organ's things carry its new code; how many there are. What the index knows of them stands under the id of the organ."""
    lead, rows = f":{before}/", Entry.objects.filter(organ_id=organ_id)
    return rows.filter(key__contains=lead).update(key=Replace("key", Value(lead), Value(f":{after}/")))


def words(row: Entry, content: Content) -> set[str]:
    """All grams that an entry stands under."""
    return grams(row.head, row.label, content.body, content.attached) | marks(row)


def names(row: Entry) -> set[str]:
    """The grams of its title, numbers and keywords, and how the title sounds."""
    return grams(row.head, row.label) | marks(row) | sounds(row.head)


def _take_out(rows: Sequence[Entry]) -> None:
    index.remove(index.WORDS, ((row.place, words(row, row.content)) for row in rows))
    index.remove(index.NAMES, ((row.place, names(row)) for row in rows))


def _put_in(made: Sequence[tuple[Entry, Content]], known: Sequence[int]) -> None:
    if known:
        Content.objects.filter(pk__in=known).delete()
        Part.objects.filter(entry_id__in=known).delete()
    Content.objects.bulk_create(content for _, content in made)
    _index(made)


def _index(made: Sequence[tuple[Entry, Content]]) -> None:
    index.add(index.WORDS, ((row.place, words(row, content)) for row, content in made))
    index.add(index.NAMES, ((row.place, names(row)) for row, _ in made))


def index_again(table: str, rows: Sequence[Entry]) -> None:
    """Put rows into one of the tables that has lost them."""
    made = words if table == index.WORDS else (lambda row, content: names(row))
    index.add(table, ((row.place, made(row, row.content)) for row in rows))


def _row(told: Findable, stands_for: str, place: int | None, known: Entry | None) -> tuple[Entry, Content]:
    """What is stored of a thing; of one that is known its row, set anew."""
    body = normal(told.text)
    # A line an attachment, in their order, so that the one that has a phrase is known.
    attached = "\n".join(f"{normal(each.name)} {normal(each.text)}" for each in told.attachments)
    columns: dict[str, object] = {
        "key": told.key,
        "kind": told.kind.value,
        "organ_id": told.organ_id,
        "number": told.number,
        "title": told.title,
        "day": told.day,
        "column": told.column,
        "document_number": told.document_number,
        "keywords": told.keywords,
        "in_force_from": told.in_force_from,
        "ended_on": told.ended_on,
        "published_at": told.published_at,
        "head": normal(told.title),
        "label": _fields(normal_number(told.document_number), told.document_number, told.number, told.keywords),
        # Fewer characters than that have fewer grams, however different they are.
        "simple": not told.attachments and len(body) < index.MOST_BYTES // 6,
        "digest": stands_for,
    }
    if place is not None:
        columns["place"] = place
    row = known or Entry()
    for name, value in columns.items():
        setattr(row, name, value[: _LONGEST[name]] if isinstance(value, str) and name in _LONGEST else value)
    return row, Content(entry=row, text=told.text, body=body, attached=attached)


def _fields(*texts: str) -> str:
    """Several texts, one a line, none of them twice in a row."""
    forms: Iterator[str] = (normal(each) for each in texts)
    return "\n".join(dict.fromkeys(form for form in forms if form))
