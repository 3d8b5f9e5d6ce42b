"""What can be done with messages: one door for every act of the procedure, and the few that the asker does himself.

Desk and portal call the same functions; each locks the row, replays the case with the new act (law/questions), writes the journal
entry, the cached columns and what everybody sees in one transaction. Only the caller knows the moment.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction

from gongkai.apps import acted, assigning, casebook, entering
from gongkai.apps.alike import actions as alike
from gongkai.apps.journal import queries as entries
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.questions import codes, following, showing
from gongkai.apps.questions.kind import BY_PROGRAM, KIND, LATE
from gongkai.apps.questions.models import Question
from gongkai.apps.questions.projection import project
from gongkai.apps.questions.rebuilding import rebuild
from gongkai.law.casework import Refusal
from gongkai.law.questions import question as casework
from gongkai.law.questions.case import QuestionCase

__all__ = ["Received", "SentBefore", "act", "consent_withdrawn", "rebuild", "receive", "supplemented"]

LOG = logging.getLogger("gongkai.questions")
OPENING = "receive"


@dataclass(frozen=True, slots=True)
class Received:
    """A message that was registered, and the code by which its asker sees the answer: told once, stored nowhere."""

    question: Question
    code: str


class SentBefore(Refusal):
    """A form was sent again with other words."""


@transaction.atomic
def receive(
    actor: Actor,
    organ_id: int,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    token: str = "",
) -> Received:
    """Register a message: from the portal by the program, by telephone, letter or at the counter by a clerk.

    `token` is what the form carried (`codes.token`): sent once more, it gives the message that is there. Refused (`Refusal`): as
    `law.questions.question.attempt`; what is private and missing; the token of a message with other words (`SentBefore`).
    `people.rights.Forbidden`.
    """
    rights.demand(actor, f"question.{OPENING}", organ_id)
    organ, code = codes.hold(organ_id), codes.of(token)
    digest = codes.digest(code)
    if there := Question.objects.filter(code=digest).first():
        _demand_same(there, organ_id, private, now)
        return Received(there, code)
    number = codes.following(organ, day)
    told = {**_own(data), "code": digest}
    row = _opened(actor, organ_id, number, entering.Told(OPENING, day, told, private), now)
    return Received(row, code)


@transaction.atomic
def act(
    actor: Actor,
    question_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None = None,
) -> Question:
    """Do any other act. `based_on` is `Question.acts` when the form was shown: `Stale` when it has moved on since.

    Refused (`Refusal`): as `law.questions.question.attempt`; another day than today where the act is done here and now; what
    `following` and `doubts` find wrong. `people.rights.Forbidden`. Not found (`Question.DoesNotExist`): another organ's message.
    """
    entering.known(KIND, event)
    rights.demand(actor, f"question.{event}")
    if event in (OPENING, "take_over"):
        raise Refusal(f"“{KIND.procedure.events[event]}”是一件留言的开头，不能在已登记的留言上办理。")
    if event not in LATE and day != casebook.local_day(now):
        raise Refusal(f"“{KIND.procedure.events[event]}”当天办理、当天登记，日期请填今天。")
    row = Question.objects.select_for_update().get(pk=question_id, organ_id=actor.organ_id)
    written = entries.entries(KIND.subject, question_id)
    if based_on is not None and based_on != len(written):
        raise entering.stale(KIND, written, based_on, row.number)
    so_far = casebook.story(written)
    data = assigning.keyed(row.organ_id, so_far.acts, event, _own(data), casebook.local_day(now))
    ready = following.prepared(row, written, event, data, private, now)
    told = entering.Told(event, day, ready.data, private)
    entered = entering.enter(KIND, casework.attempt, actor, told, so_far, now)
    was_shown, source = row.shown, row.state
    project(row, entered.case, entered.story).save(force_update=True)
    entering.write(KIND, row.pk, entered, actor, now)
    who = row.person.lookup if private and row.person else ""
    alike.heard(KIND.subject, row.pk, row.organ_id, entered.act, private, entered.record, who)
    alike.corrected(KIND.subject, row.pk, entered.act, now)
    _show(row, entered.case, event, was_shown, ready.texts, now)
    if event == "transfer":
        following.hand_over(row, entered.case, written, day, now, _opened)
    showing.counted(row)
    acted.tell(KIND, row, event, source, actor, now)
    _tell(row, event)
    return row


def supplemented(number: str, code: str, text: str, now: datetime) -> Question:
    """The asker adds something, by number and code. Not found (`Question.DoesNotExist`): no such number, or another code."""
    return _by_asker(number, code, "supplement", {"supplement": text}, now)


def consent_withdrawn(number: str, code: str, now: datetime) -> Question:
    """The asker does not want it shown any more: what is public is taken away at once."""
    return _by_asker(number, code, "withdraw_consent", {}, now)


def _by_asker(number: str, code: str, event: str, private: Mapping[str, str], now: datetime) -> Question:
    row = following.of_asker(number, code)
    if row is None:
        raise Question.DoesNotExist
    return act(program(row.organ_id), row.pk, event, casebook.local_day(now), {}, private, now)


def _opened(actor: Actor, organ_id: int, number: str, told: entering.Told, now: datetime) -> Question:
    """The row of a message whose first act this is. Under the lock of its organ."""
    entered = entering.enter(KIND, casework.attempt, actor, told, casebook.Story(number), now, opens=True)
    row = project(Question(organ_id=organ_id, number=number), entered.case, entered.story)
    row.save(force_insert=True)
    entering.write(KIND, row.pk, entered, actor, now)
    alike.heard(KIND.subject, row.pk, row.organ_id, entered.act, told.private, entered.record)
    showing.counted(row)
    acted.tell(KIND, row, told.event, KIND.procedure.initial, actor, now)
    _tell(row, told.event)
    return row


def _demand_same(there: Question, organ_id: int, private: Mapping[str, str], now: datetime) -> None:
    """Refused: other words than those that came with this token, or another organ. Who went back and wrote something else would lose it unseen; who sends a
    form that somebody else has sent before would be told the code of that message.
    """
    told = {name: words for name, words in private.items() if words}
    if there.organ_id != organ_id or _first_words(there, now) != told:
        raise SentBefore("这张表先前提交过一份别的留言，这一份还没有提交。确实要再提交一份的，请再按一次提交。")


def _own(data: Mapping[str, object]) -> dict[str, object]:
    """What was sent, without what only the program fills."""
    return {name: value for name, value in data.items() if name not in BY_PROGRAM}


def _show(
    row: Question, case: QuestionCase, event: str, was_shown: bool, texts: Mapping[str, str], now: datetime
) -> None:
    if event == "publish":
        showing.show(row, case, texts, now)
    elif was_shown and not case.shown:
        showing.hide(row)


def _tell(row: Question, event: str) -> None:
    """One line in the log once it is certain; numbers only, no words that anybody typed."""
    transaction.on_commit(partial(LOG.info, "organ %d question %d: %s", row.organ_id, row.pk, event))


def _first_words(there: Question, now: datetime) -> Mapping[str, str]:
    return following.opened_text(there, entries.entries(KIND.subject, there.pk), (OPENING,), now)
