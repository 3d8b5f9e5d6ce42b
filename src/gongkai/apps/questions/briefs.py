"""What may other apps know of single messages? Takes: ids of an organ's. Gives: `Brief`s; whoever calls has asked `people.rights`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.apps.questions.models import Question


@dataclass(frozen=True, slots=True)
class Brief:
    """A message as others are told of it. `wants` tells that somebody wants to know something by it; unanswered it has no `answered_on`."""

    pk: int
    number: str
    subject: str
    day: date
    lookup: str
    wants: bool
    void: bool
    answered_on: date | None


WANTING = ("consult", "disclose")
"""Messages by which somebody wants to know something; the others are about mistakes and omissions."""


def briefs(organ_id: int, ids: Iterable[int]) -> dict[int, Brief]:
    """Messages of an organ by their ids; what is another's, or was handed on, is not there."""
    rows = Question.objects.filter(organ_id=organ_id, pk__in=list(ids), moved_to="").select_related("person")
    return {row.pk: _brief(row) for row in rows}


def on_one_page(organ_id: int, question_id: int, since: date) -> list[Brief]:
    """The other messages of an organ since a day that want to know something about the page that one is about, the newest first."""
    about = Question.objects.filter(organ_id=organ_id, pk=question_id).values_list("about", flat=True).first()
    if not about:
        return []
    rows = Question.objects.filter(
        organ_id=organ_id, about=about, kind__in=WANTING, received_on__gte=since, voided_on=None, moved_to=""
    )
    rows = rows.exclude(pk=question_id).exclude(state="void").select_related("person")
    return [_brief(row) for row in rows.order_by("-received_on", "-pk")]


def subject_of(organ_id: int, number: str) -> str:
    """What the message of that number is called in an organ; empty where there is none."""
    rows = Question.objects.filter(organ_id=organ_id, number=number, voided_on=None, moved_to="").exclude(state="void")
    row = rows.first()
    return row.topic if row else ""


def _brief(row: Question) -> Brief:
    return Brief(
        row.pk,
        row.number,
        row.subject,
        row.received_on,
        row.person.lookup if row.person else "",
        row.kind in WANTING,
        row.voided_on is not None or row.state == "void",
        row.answered_on,
    )
