"""The columns of organs as records of the open data: the tree, what is due in each, how much can be read there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.urls import reverse

from gongkai.apps.columns import queries as columns
from gongkai.apps.columns import updating
from gongkai.apps.columns.queries import Branch
from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing.queries import Held
from gongkai.faces.look.open_data.items import Record
from gongkai.law.website.columns import KINDS, serves_named
from gongkai.law.website.updating import in_words


def everything(base: str, on: date) -> Iterator[Record]:
    """The open columns of every organ, organ by organ in the order of the tree."""
    held = updating.held_everywhere(on)
    for branch in organs.tree(on):
        if branch.organ.pk in held:
            yield from _records(*held[branch.organ.pk], branch.organ.code, branch.name, base)


def of_organ(organ_id: int, code: str, name: str, base: str, on: date) -> Iterator[Record]:
    """The open columns of one organ, each before those below it."""
    branches = columns.tree(organ_id, on)
    yield from _records(branches, updating.held_in(organ_id, on, branches), code, name, base)


def _records(branches: Iterable[Branch], held: Mapping[str, Held], code: str, name: str, base: str) -> Iterator[Record]:
    for branch in branches:
        column = branch.column
        inside = held[column.slug]
        yield {
            "organ": name,
            "organ_code": code,
            "slug": column.slug,
            "name": column.name,
            "parent": column.parent,
            "kind": KINDS[column.kind].name,
            "serves": serves_named(column.serves) if column.serves else "",
            "description": column.description,
            "duty": in_words(column.every, column.times),
            "opened_on": column.opened_on.isoformat(),
            "items": inside.readable,
            "updated_on": inside.latest.isoformat() if inside.latest else None,
            "url": base + reverse("portal:disclosure:columns_column", args=[code, column.slug]),
            "feed": base + reverse("portal:feeds:column", args=[code, column.slug]),
        }
