"""What did the last comparison find, and what is still to be done about it?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from gongkai.apps import registered
from gongkai.apps.documents.models import ComparedText, Comparison, Difference, Document, DocumentKind, TaskState
from gongkai.apps.documents.same_source.matching import field_label
from gongkai.apps.documents.same_source.registers import COMPARISONS, DIFFERENCES
from gongkai.apps.organs import queries as organs
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.queries import live_texts
from gongkai.config import same_source as setting
from gongkai.config.environment import current
from gongkai.texts.provincial import ListRow
from gongkai.texts.redline import Span, redline

__all__ = [
    "Standing",
    "difference",
    "differences",
    "fields_of",
    "our_rows",
    "redline_of",
    "runs",
    "schedule_of",
    "standing",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands in an organ: the last run that was done, the failure since then if any, how many tasks are open and settled."""

    last: Comparison | None
    failed: Comparison | None
    open: int
    settled: int


def standing(organ_id: int) -> Standing:
    """One query for the last run, another where that was a failure; one for the tasks."""
    held = Comparison.objects.filter(organ_id=organ_id, annulled=False).order_by("-pk")
    newest = held.first()
    last = held.filter(failure="").first() if newest is not None and newest.failure else newest
    tasks = Difference.objects.filter(organ_id=organ_id).order_by().values_list("state")
    counted = dict(tasks.annotate(count=Count("pk")))
    return Standing(
        last,
        newest if newest is not None and newest.failure else None,
        counted.get(TaskState.OPEN, 0),
        counted.get(TaskState.SETTLED, 0),
    )


def runs(actor: Actor) -> QuerySet[Comparison]:
    """The comparisons that the reader may see, newest first."""
    return registered.visible(COMPARISONS, actor).order_by("-pk")


def differences(actor: Actor, state: str = "", what: str = "") -> QuerySet[Difference]:
    """The tasks that the reader may see, the newest first."""
    rows = registered.visible(DIFFERENCES, actor)
    rows = rows.filter(state=state) if state else rows
    return (rows.filter(what=what) if what else rows).order_by("-seen_on", "what", "pk")


def difference(actor: Actor, pk: int) -> Difference:
    """One of them. Not found: `Difference.DoesNotExist`."""
    return registered.visible(DIFFERENCES, actor).get(pk=pk)


def fields_of(row: Difference) -> list[tuple[str, str, str]]:
    """What differs: how it is called, here, there."""
    return [(field_label(name), here, there) for name, here, there in json.loads(row.fields or "[]")]


def redline_of(row: Difference) -> tuple[Span, ...]:
    """From the text there to the text here as both were when they were compared; none where the texts do not differ."""
    if not row.text_here or not row.text_there:
        return ()
    found = dict(ComparedText.objects.filter(digest__in=(row.text_here, row.text_there)).values_list("digest", "text"))
    return redline(found[row.text_there], found[row.text_here])


def schedule_of(organ_code: str) -> tuple[setting.ListSource, ...]:
    """The addresses that are set up for an organ. Raises `BadSetting` for a file that cannot be used."""
    return tuple(each for each in setting.sources(current()) if each.organ == organ_code)


def our_rows(organ_id: int, on: date) -> Iterator[ListRow]:
    """Our register as rows of a list, as it stood on a day, texts of public pages included."""
    rows = list(
        Document.objects.filter(
            organ_id=organ_id, annulled=False, kind=DocumentKind.NORMATIVE, issued_on__lte=on
        ).order_by("issued_on", "pk")
    )
    texts = live_texts(organ_id, [row.item for row in rows if row.item])
    name = organs.name_on(organ_id, on)
    for place, row in enumerate(rows, 1):
        yield ListRow(
            f"第{place}件",
            row.number,
            row.title,
            name,
            row.issued_on,
            row.in_force_on,
            row.valid_until,
            row.span.state(on)[0],
            texts.get(row.item, ""),
            "",
        )
