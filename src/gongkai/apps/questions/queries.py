"""What may a person see of messages: lists, counts, and one with all that follows from its acts?

Narrowed to the organs that the reader may read; another organ's message is not found. What everybody sees is in `public`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.apps import casebook, rules
from gongkai.apps.case_pages import Page, narrowed, page, sight
from gongkai.apps.casebook import Line
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.questions.doubts import Doubt, doubts
from gongkai.apps.questions.following import opened_text
from gongkai.apps.questions.kind import KIND, LATE
from gongkai.apps.questions.models import Question
from gongkai.law.casework import Option
from gongkai.law.casework.doing import Reading
from gongkai.law.procedures.question import OPEN
from gongkai.law.questions import question as casework
from gongkai.law.questions.case import QuestionCase
from gongkai.law.questions.story import QuestionStory

READ, OPENED = "question.read", "question.open"
DOUBT = "疑点"
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "accept": ("receive", "take_over", "supplement"),
    "ask_back": ("receive", "take_over", "supplement"),
    "draft": ("receive", "take_over", "ask_back", "supplement", "draft"),
    "sign": ("receive", "take_over", "supplement", "draft"),
    "return": ("receive", "take_over", "supplement", "draft"),
    "answer": ("draft",),
    "transfer": ("receive", "take_over", "supplement"),
    "redirect": ("receive", "take_over", "supplement"),
    "void": ("receive", "take_over", "supplement"),
    "verify": ("receive", "take_over", "supplement"),
    "prepare": ("receive", "take_over", "draft", "prepare"),
    "clear": ("prepare",),
    "publish": ("receive", "take_over", "prepare"),
}
"""Which acts' sealed words are needed to do an act: nobody answers, signs or shows what he has not read."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing. `open` is True for what is owed, `waiting` the states that wait."""

    kind: str = ""
    states: tuple[str, ...] = ()
    text: str = ""
    name: str = ""
    year: int | None = None
    open: bool | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class CaseView:
    """One message with everything that its page shows. `before` and `behind` are its rows with other organs, as numbers and states."""

    question: Question
    case: QuestionCase
    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    sealed: int
    shredded: int
    writable: bool
    written: tuple[Entry, ...]
    """The entries of the journal from which all this follows."""
    reading: Reading[QuestionStory, QuestionCase]
    """The acts, walked once: what other roles may do is asked of it."""
    before: Question | None = None
    behind: Question | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits in an organ: `over_line` is a failure of the whole site by itself."""

    new: int
    late: int
    soon: int
    to_sign: int
    to_publish: int
    rectifying: int
    over_line: int


def questions(actor: Actor, wanted: Filters) -> Page[Question]:
    """One page of a list, the next to be done first: two queries whatever is asked."""
    return page(_narrowed(_readable(actor), wanted), wanted.page)


def rows(actor: Actor, wanted: Filters) -> Iterator[Question]:
    """Every row of a list, for an export."""
    found = _narrowed(_readable(actor), wanted).order_by("received_on", "pk")
    return found.select_related("person").iterator(chunk_size=500)


def counts(actor: Actor, today: date) -> Counts:
    """What waits in the actor's own organ: one query."""
    rights.demand(actor, READ)
    own = Question.objects.filter(organ_id=actor.organ_id)
    soon = rules.calendar().advance(today, 1)
    told = own.values_list("state", "next_due_on", "line_on", "next_due_key").filter(
        Q(state__in=(*OPEN, "prepared")) | Q(next_due_on__isnull=False)
    )
    found = [(state, due, line, key, state in OPEN) for state, due, line, key in told]
    return Counts(
        new=sum(state == "received" for state, *_ in found),
        late=sum(opened and due is not None and due < today for _, due, _, _, opened in found),
        soon=sum(opened and due is not None and today <= due <= soon for _, due, _, _, opened in found),
        to_sign=sum(state == "drafted" for state, *_ in found),
        to_publish=sum(state == "prepared" for state, *_ in found),
        rectifying=sum(key == casework.RECTIFICATION for _, _, _, key, _ in found),
        over_line=sum(line is not None and line < today for _, _, line, _, _ in found),
    )


def case(actor: Actor, question_id: int, today: date) -> CaseView:
    """One message after all its acts, replayed from the journal. Not found: `Question.DoesNotExist`."""
    row = _readable(actor).select_related("person", "organ").get(pk=question_id)
    seen = sight(KIND, casework.reading, row.pk, row.organ_id, actor, today)
    options = tuple(replace(each, late=each.late and each.event in LATE) for each in seen.options)
    before = Question.objects.select_related("organ").filter(number=row.origin).first() if row.origin else None
    behind = Question.objects.select_related("organ").filter(origin=row.number).first() if row.moved_to else None
    told = (seen.sealed, seen.shredded, seen.writable, seen.written, seen.reading, before, behind)
    return CaseView(row, seen.reading.case, seen.lines, options, *told)


@transaction.atomic
def personal(actor: Actor, question_id: int, why: str, now: datetime) -> Mapping[int, Mapping[str, str]]:
    """What was written, by the number of the act it came with. Each reading goes into the journal.

    Refused: `people.rights.Forbidden`; `journal.refusals.VaultRefusal`. Not found: as `case`. Shredded ones are left out.
    """
    rights.demand(actor, OPENED)
    row = _readable(actor).get(pk=question_id, organ_id=actor.organ_id)
    return casebook.opened(entries.entries(KIND.subject, row.pk), actor, why, now, OPENED)


@transaction.atomic
def beside(actor: Actor, question_id: int, event: str, now: datetime) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """What must be read to do an act, with the name of the act it was told at; of texts told again the last. Journaled as `personal`."""
    rights.demand(actor, OPENED)
    row = _readable(actor).get(pk=question_id, organ_id=actor.organ_id)
    written = entries.entries(KIND.subject, row.pk)
    needed = [each for each in written if each.event in _BESIDE.get(event, ())]
    last = {each.event: each for each in needed if each.event in ("draft", "prepare")}
    opened: list[tuple[str, Mapping[str, str]]] = [
        (
            f"{KIND.procedure.events[each.event]}（{each.day}）",
            vault.open_(each.personal, actor, "question", now, OPENED),
        )
        for each in needed
        if last.get(each.event, each) is each and each.personal is not None and each.personal.shredded_at is None
    ]
    if event == "clear" and opened:
        places = {key: place for place, key in enumerate(_case(written).owed_doubts, 1)}
        opened += [
            (f"{DOUBT}{places[each.key]}（{each.where}）", {"原文": each.text, "疑点": each.message})
            for each in doubts(opened[-1][1])
            if each.key in places
        ]
    return tuple(opened)


@transaction.atomic
def prefill(actor: Actor, question_id: int, event: str, now: datetime) -> Mapping[str, str]:
    """What a form begins with: the draft as it stands, the words from which a public text is made. Journaled as `personal`."""
    if event not in ("draft", "prepare"):
        return {}
    rights.demand(actor, OPENED)
    row = _readable(actor).get(pk=question_id, organ_id=actor.organ_id)
    written = entries.entries(KIND.subject, row.pk)
    if event == "draft":
        return opened_text(row, written, ("draft",), now)
    if before := opened_text(row, written, ("prepare",), now):
        return before
    asked = opened_text(row, written, ("receive", "take_over"), now)
    answer = opened_text(row, written, ("draft",), now).get("answer", "")
    return {"public_title": asked.get("title", ""), "public_question": asked.get("text", ""), "public_answer": answer}


def open_doubts(actor: Actor, question_id: int, now: datetime) -> tuple[Doubt, ...]:
    """The doubts about the text that is to be published which nobody but its preparer has answered."""
    rights.demand(actor, OPENED)
    row = _readable(actor).get(pk=question_id, organ_id=actor.organ_id)
    written = entries.entries(KIND.subject, row.pk)
    owed = _case(written).owed_doubts
    return tuple(each for each in doubts(opened_text(row, written, ("prepare",), now)) if each.key in owed)


def _case(written: Sequence[Entry]) -> QuestionCase:
    return casework.replay(casebook.story(written).acts, rules.calendar(), rules.settings())


def _readable(actor: Actor) -> QuerySet[Question]:
    organs = rights.open_organs(actor, READ)
    return Question.objects.all() if organs is None else Question.objects.filter(organ_id__in=organs)


def _narrowed(found: QuerySet[Question], wanted: Filters) -> QuerySet[Question]:
    exact = {
        "kind": wanted.kind,
        "received_on__year": wanted.year,
        "person__lookup": vault.lookup(wanted.name) if wanted.name.strip() else "",
    }
    if wanted.states:
        found = found.filter(state__in=wanted.states)
    if wanted.open is not None:
        found = found.filter(state__in=OPEN) if wanted.open else found.exclude(state__in=OPEN)
    return narrowed(found, exact, wanted.text, ("number", "topic", "about"))
