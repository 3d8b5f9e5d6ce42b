"""How does a thing get into the index, and out of it?

Takes:   `Findable`s, as apps tell them, inside the transaction of the act. Gives: entry, normal form, texts and grams, all or none. What is told
         again without a change costs one look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from gongkai.apps.search import index
from gongkai.apps.search.filters import marks
from gongkai.apps.search.findable import Findable
from gongkai.apps.search.models import Entry, Form, Part
from gongkai.apps.search.sounds import sounds
from gongkai.law.documents.number import normal as normal_number
from gongkai.texts.grams import grams, normal

_AT_ONCE = 500
_PER_DAY = 28
_FIRST = date(1900, 1, 1)
_LONGEST = {each.name: each.max_length for each in Entry._meta.concrete_fields if each.max_length}
EDITION = "1"
"""Raised when what is made of a text changes, so that a check names everything."""


@dataclass(frozen=True, slots=True)
class _Made:
    """One thing as it is stored."""

    columns: Mapping[str, Any]
    form: Mapping[str, str]
    parts: Sequence[tuple[int, str, str]]


def digest(told: Findable) -> str:
    """What stands for all that was told of a thing but its validity, which others may tell (`set_validity`)."""
    lasting = replace(told, in_force_from=None, ended_on=None)
    return hashlib.sha256(f"{EDITION}{lasting!r}".encode()).hexdigest()


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
    known = {each.key: each for each in Entry.objects.filter(key__in=list(told)).select_related("form")}
    digests = {key: digest(each) for key, each in told.items()}
    changed = [key for key in told if key not in known or not same(known[key], told[key], digests[key])]
    wanted = {key: _made(told[key], digests[key]) for key in changed}
    _take_out([known[key] for key in wanted if key in known])
    fresh = Entry.objects.bulk_create(Entry(**made.columns) for key, made in wanted.items() if key not in known)
    rows = {each.key: each for each in fresh}
    for key in wanted.keys() & known.keys():
        row = rows[key] = known[key]
        for name, value in wanted[key].columns.items():
            setattr(row, name, value)
    for row in rows.values():
        row.place = place(row.day, row.pk)
    Entry.objects.bulk_update(fresh, ["place"])
    for row in rows.values():
        if row.key in known:
            row.save()
    _put_in([(rows[key], made) for key, made in wanted.items()], list(wanted.keys() & known.keys()))
    return len(wanted)


def drop(keys: Collection[str]) -> int:
    """Take things out by their keys; how many there were."""
    gone = 0
    waiting = iter(keys)
    while piece := list(islice(waiting, _AT_ONCE)):
        with transaction.atomic():
            rows = list(Entry.objects.filter(key__in=piece).select_related("form"))
            _take_out(rows)
            Entry.objects.filter(pk__in=[each.pk for each in rows]).delete()
            gone += len(rows)
    return gone


@transaction.atomic
def set_validity(key: str, in_force_from: date | None, ended_on: date | None) -> bool:
    """Set when a thing is in force; whether there is such a thing."""
    row = Entry.objects.filter(key=key).select_related("form").first()
    if row is None or row.place is None:
        return False
    if (row.in_force_from, row.ended_on) != (in_force_from, ended_on):
        _take_out([row])
        row.in_force_from, row.ended_on = in_force_from, ended_on
        row.save(update_fields=("in_force_from", "ended_on"))
        index.add(index.WORDS, [(row.place, words(row, row.form))])
        index.add(index.NAMES, [(row.place, names(row, row.form))])
    return True


def place(day: date, pk: int) -> int:
    """The place of an entry: by day, on one day by the order in which entries came."""
    return ((day - _FIRST).days << _PER_DAY) | pk


def words(row: Entry, form: Form) -> set[str]:
    """All grams that an entry stands under."""
    found = grams(form.head) | grams(form.label) | grams(form.body) | grams(form.attached)
    return found | marks(row)


def names(row: Entry, form: Form) -> set[str]:
    """The grams of its title, numbers and keywords, and how the title sounds."""
    return grams(form.head) | grams(form.label) | marks(row) | sounds(form.head)


def _take_out(rows: Sequence[Entry]) -> None:
    there = [each for each in rows if each.place is not None]
    index.remove(index.WORDS, ((each.place, words(each, each.form)) for each in there if each.place is not None))
    index.remove(index.NAMES, ((each.place, names(each, each.form)) for each in there if each.place is not None))


def _put_in(made: Sequence[tuple[Entry, _Made]], known: Sequence[str]) -> None:
    if known:
        Form.objects.filter(entry__key__in=known).delete()
        Part.objects.filter(entry__key__in=known).delete()
    forms = [(row, Form(entry=row, **each.form)) for row, each in made]
    Form.objects.bulk_create(form for _, form in forms)
    Part.objects.bulk_create(
        Part(entry=row, place=at, name=name, text=text) for row, each in made for at, name, text in each.parts
    )
    index.add(index.WORDS, ((row.place, words(row, form)) for row, form in forms if row.place is not None))
    index.add(index.NAMES, ((row.place, names(row, form)) for row, form in forms if row.place is not None))


def _made(told: Findable, stands_for: str) -> _Made:
    columns = {
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
        "digest": stands_for,
    }
    columns = {
        name: value[: _LONGEST[name]] if isinstance(value, str) and name in _LONGEST else value
        for name, value in columns.items()
    }
    form = {
        "head": normal(told.title),
        "label": _fields(normal_number(told.document_number), told.document_number, told.number, told.keywords),
        "body": normal(told.text),
        # A line an attachment, in their order, so that the one that has a phrase is known.
        "attached": "\n".join(f"{normal(each.name)} {normal(each.text)}" for each in told.attachments),
    }
    parts = [(0, "", told.text), *((each.place, each.name, each.text) for each in told.attachments)]
    return _Made(columns, form, [(at, name[:200], text) for at, name, text in parts if text or at])


def _fields(*texts: str) -> str:
    """Several texts, one a line, none of them twice in a row."""
    forms: Iterator[str] = (normal(each) for each in texts)
    return "\n".join(dict.fromkeys(form for form in forms if form))
