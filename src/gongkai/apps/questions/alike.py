"""Do several people ask for the same? Then it may be published for everybody.

Law:     条例 44: what several applicants asked for and may be disclosed can be brought into what is published unasked
Takes:   a request or a message of the reader's own organ, as far as he may read both. Gives: the others that are about the same page or
         whose subjects are nearly the same, and from how many people they all come.
Unclear: no text says when two ask for the same. Here: the same page, or more than half of the pairs of characters of both subjects
         together are in each. It is a hint to who reads it, and decides nothing.

Subjects are what clerks called the matter; what askers wrote themselves stays sealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.questions.models import Question
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Asked
from gongkai.texts.grams import grams, normal

QUESTION, REQUEST = "question", "request"
_KINDS = ("consult", "disclose")
"""Messages by which somebody wants to know something; the others are about mistakes and omissions."""
_BACK = timedelta(days=730)
_NEAR = 0.5
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Like:
    """One other that asks for the same: `sort` is request or question, with its id, number, subject and day."""

    sort: str
    pk: int
    number: str
    subject: str
    day: date


@dataclass(frozen=True, slots=True)
class Alike:
    """The newest that ask for the same, how many there are, and from how many people with this one; who gave no name is one each."""

    others: tuple[Like, ...]
    count: int
    people: int

    @property
    def several(self) -> bool:
        """Whether several people asked for it."""
        return self.people > 1


_NONE = Alike((), 0, 1)


def alike(actor: Actor, sort: str, pk: int, today: date) -> Alike:
    """What asks for the same as a request or a message of the actor's own organ in the last two years."""
    since = today - _BACK
    rows = [(REQUEST, each) for each in _requests(actor, since)] + [
        (QUESTION, each) for each in _questions(actor, since)
    ]
    own = next((each for kind, each in rows if (kind, each.pk) == (sort, pk)), None)
    if own is None:
        return _NONE
    wanted = _pairs(own.subject)
    found = [
        (kind, each)
        for kind, each in rows
        if (kind, each.pk) != (sort, pk) and (_same_page(own, each) or _near(wanted, _pairs(each.subject)))
    ]
    people = {each.lookup or f"{kind}{each.pk}" for kind, each in [*found, (sort, own)]}
    newest = sorted(found, key=lambda each: each[1].day, reverse=True)[:_SHOWN]
    shown = tuple(Like(kind, each.pk, each.number, each.subject, each.day) for kind, each in newest)
    return Alike(shown, len(found), len(people))


def subject_of(actor: Actor, number: str) -> str:
    """What a request or a message of the actor's own organ is called, by its number; empty where there is none that he may read."""
    rows = [*_requests(actor, date.min), *_questions(actor, date.min)]
    return next((each.subject for each in rows if each.number == number), "")


def _requests(actor: Actor, since: date) -> Iterator[Asked]:
    if rights.may(actor, "request.read", actor.organ_id):
        yield from requests.asked(actor.organ_id, since)


def _questions(actor: Actor, since: date) -> Iterator[Asked]:
    if not rights.may(actor, "question.read", actor.organ_id):
        return
    rows = Question.objects.filter(
        organ_id=actor.organ_id, kind__in=_KINDS, received_on__gte=since, voided_on=None, moved_to=""
    ).exclude(state="void")
    told = rows.values_list("pk", "number", "topic", "received_on", "person__lookup", "about")
    for pk, number, topic, day, lookup, about in told.iterator(chunk_size=1000):
        yield Asked(pk, number, topic, day, lookup or "", about)


def _same_page(one: Asked, other: Asked) -> bool:
    return bool(one.about) and one.about == other.about


def _near(one: set[str], other: set[str]) -> bool:
    return bool(one) and len(one & other) > _NEAR * len(one | other)


def _pairs(subject: str) -> set[str]:
    """The pairs of neighbours of a subject; single characters tell nothing."""
    return {each for each in grams(normal(subject)) if len(each) > 1}
