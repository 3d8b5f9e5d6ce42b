"""Which letters does a case need, and of what are they made?

Takes:   a request, or a request to correct a record, of the actor's organ. Gives: `Case`, its acts with the letters that they need; `facts`, one of them with what is sealed,
         opened for the officer who makes it, with a trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.apps import casebook, rules
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import open_organs
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.replies import of_records
from gongkai.apps.replies.wording import Facts, Wording, letter_of, worded
from gongkai.apps.requests.models import Request
from gongkai.law.casework import CaseAct, Refusal, RequestCase, record, request
from gongkai.law.casework.record import RecordCase
from gongkai.law.decisions import Forums
from gongkai.law.decisions.letters import Addressee, Letter

WHY = "letter"
REQUEST = Subject.REQUEST.value


@dataclass(frozen=True, slots=True)
class Case:
    """A request, or a request to correct a record (`subject` as in the journal), with its acts, replayed."""

    subject: str
    row: Request | RecordCorrection
    written: tuple[Entry, ...]
    found: RequestCase | RecordCase

    def letter_of(self, act: CaseAct) -> Letter | None:
        """The letter that one of its acts needs."""
        return (
            letter_of(self.found, act) if isinstance(self.found, RequestCase) else of_records.letter_of(self.found, act)
        )

    def letters(self) -> tuple[tuple[CaseAct, Letter], ...]:
        """The acts that need a letter, in their order. What corrections took back needs none."""
        needed = ((act, self.letter_of(act)) for act in self.found.acts)
        return tuple((act, letter) for act, letter in needed if letter is not None)

    def of(self, place: int) -> CaseAct:
        """The act of that number which needs a letter. Refused (`Refusal`): none."""
        for act, _ in self.letters():
            if act.seq == place:
                return act
        raise Refusal("这一条办理经过没有要制作的文书，请回到文书一览重新选。")


def case_of(actor: Actor, case_id: int, right: str, subject: str = REQUEST) -> Case:
    """A case of an organ in whose affairs the actor has the right. Not found: `Request.DoesNotExist`, `RecordCorrection.DoesNotExist`."""
    organ_ids = open_organs(actor, right)
    model = Request if subject == REQUEST else RecordCorrection
    rows = model._default_manager.select_related("organ")
    row = (rows if organ_ids is None else rows.filter(organ_id__in=organ_ids)).get(pk=case_id)
    written = tuple(entries.entries(Subject(subject), row.pk))
    replay = request.replay if subject == REQUEST else record.replay
    return Case(subject, row, written, replay(casebook.story(written).acts, rules.calendar(), rules.settings()))


def wording(case: Case, place: int, actor: Actor, now: datetime) -> Wording:
    """One letter in words. Names and words are opened by the officer, each reading with a trace. Refused: as `Case.of`; `VaultRefusal`."""
    act = case.of(place)
    if isinstance(case.found, RecordCase):
        told = _opened(case, case.found.acts[0].seq, actor, now)
        return of_records.worded(case.found, act, case.row.number, told, _forums(case.row.organ))
    letter = case.letter_of(act)
    to_applicant = letter is not None and letter.addressee is Addressee.APPLICANT
    opening = next(each.seq for each in case.found.acts if each.event in request.KIT.procedure.openings)
    private = _opened(case, opening, actor, now) if to_applicant else {}
    # The letter of what was decided of a third party names whom the consultation named.
    asked = _consulting(case.found, act)
    told = _opened(case, asked.seq, actor, now) if asked is not None else {}
    day = casebook.local_day(now)
    return worded(
        Facts(
            case=case.found,
            act=act,
            number=case.row.number,
            private=private,
            about=told,
            forums=_forums(case.row.organ),
            chosen=rules.chosen(),
            names=lambda code: organs.name_on(organs.organ(code, day).pk, day),
        )
    )


def _consulting(found: RequestCase, act: CaseAct) -> CaseAct | None:
    if act.event == "consult_third_party":
        return act
    if act.event != "tell_third_party":
        return None
    label = act.data.get("label")
    asked = (each for each in reversed(found.acts) if each.event == "consult_third_party")
    return next((each for each in asked if each.data.get("label") == label), None)


def _opened(case: Case, place: int, actor: Actor, now: datetime) -> dict[str, str]:
    record = case.written[place - 1].personal
    if record is None or record.shredded_at is not None:
        return {}
    return vault.open_(record, actor, WHY, now)


def _forums(organ: Organ) -> Forums | None:
    if not organ.review_organ.strip() or not organ.court.strip():
        return None
    return Forums(organ.review_organ, organ.court, organ.review_online)
