"""Do several people want to know what a message asks for? Then it may be published for everybody.

Law:     条例 44: what several applicants asked for and may be disclosed can be brought into what is published unasked
Takes:   a message of the reader's own organ, as far as he may read it. Gives: the others that are about the same page or ask for nearly the
         same, and from how many people they all come; what a request or a message is called, by its number.
Unclear: as `queries`. That two messages are about one page is said apart: it does not make them the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.apps.alike import queries
from gongkai.apps.alike.models import Sort
from gongkai.apps.alike.queries import BACK, CUT, SHOWN
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.questions import briefs as questions
from gongkai.apps.requests import queries as requests

SAME_PAGE = "说的是同一网页"


@dataclass(frozen=True, slots=True)
class Like:
    """One other: its sort with its id, number, subject and day; `how` it is alike, in words; how it ended, empty while it has not."""

    sort: str
    pk: int
    number: str
    subject: str
    day: date
    how: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The newest others, how many there are, and from how many people they come with this one; who gave no name is one each.

    `cut`: what to say where not all were looked at; empty where all were."""

    others: tuple[Like, ...]
    count: int
    people: int
    cut: str = ""

    @property
    def several(self) -> bool:
        """Whether several people want it."""
        return self.people > 1


def wanted(actor: Actor, question_id: int, today: date) -> Wanted:
    """What asks for the same as a message of the reader's own organ in the last two years, requests and messages together.

    Refused: `people.rights.Forbidden`. Of another organ's: nothing.
    """
    rights.demand(actor, "question.read")
    own = questions.briefs(actor.organ_id, [question_id]).get(question_id)
    if own is None:
        return Wanted((), 0, 1)
    near = queries.several(actor, question_id, today, sort=Sort.QUESTION, most=None)
    mine = own.lookup or f"{Sort.QUESTION}{question_id}"
    found, people = {}, {mine, *near.who}
    for each in near.others:
        found[each.sort, each.pk] = Like(
            each.sort, each.pk, each.number, each.subject, each.day, each.how or each.word, each.decision
        )
    for page in questions.on_one_page(actor.organ_id, question_id, today - BACK):
        known = found.get((Sort.QUESTION, page.pk))
        how = f"{SAME_PAGE}；{known.how}" if known else SAME_PAGE
        found[Sort.QUESTION, page.pk] = Like(Sort.QUESTION, page.pk, page.number, page.subject, page.day, how)
        people.add(page.lookup or f"{Sort.QUESTION}{page.pk}")
    newest = sorted(found.values(), key=lambda each: (each.day, each.pk), reverse=True)
    return Wanted(tuple(newest[:SHOWN]), len(newest), len(people), CUT if near.cut else "")


def subject_of(actor: Actor, number: str) -> str:
    """What a request or a message of the actor's own organ is called, by its number; empty where there is none that he may read."""
    found = ""
    if rights.may(actor, "request.read", actor.organ_id):
        found = requests.subject_of(actor.organ_id, number)
    if not found and rights.may(actor, "question.read", actor.organ_id):
        found = questions.subject_of(actor.organ_id, number)
    return found
