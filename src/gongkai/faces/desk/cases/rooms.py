"""What sorts of cases does the desk handle? One row each; pages and forms are the same for all.

Gives:   `REQUESTS`, `REMEDIES`, `QUESTIONS` (`RECORDS` stands with its list, cases/records); a case as every page takes it (`Seen`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse

from gongkai.apps import casebook, rules
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.actor import Actor
from gongkai.apps.questions import actions as question_actions
from gongkai.apps.questions import queries as questions
from gongkai.apps.questions.models import Question
from gongkai.apps.remedies import actions as remedy_actions
from gongkai.apps.remedies import queries as remedies
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.requests import attaching
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Light, Line
from gongkai.law.casework import CaseAct, Option, RemedyCase, RequestCase, due
from gongkai.law.casework import remedy as remedy_casework
from gongkai.law.casework import request as request_casework
from gongkai.law.casework.record import RecordCase
from gongkai.law.casework.whatif import Outcome, whatif
from gongkai.law.procedures import QUESTION, REMEDY, REQUEST, Procedure
from gongkai.law.procedures.fields import Form
from gongkai.law.procedures.question import ENDED as QUESTION_ENDED
from gongkai.law.procedures.question_forms import QUESTION_FORMS
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from gongkai.law.questions import question as question_casework
from gongkai.law.questions.case import QuestionCase

Case = RequestCase | RemedyCase | QuestionCase | RecordCase


@dataclass(frozen=True, slots=True)
class Seen:
    """One case as its reader sees it today. `row` is the app's own row of it."""

    row: Any
    case: Case
    light: Light
    lines: Sequence[Line]
    options: Sequence[Option]
    sealed: int
    shredded: int
    writable: bool
    written: Sequence[Entry]
    """The journal's entries of the case."""
    of_role: Callable[[str, str, date], Sequence[Option]]
    """What a role may do on a day, from the acts as they were read."""
    about: int | None = None
    """The request that a review or a suit is about."""
    doubt: str = ""
    """What should be looked at again, of a review or a suit."""
    disputes: Sequence[Remedy] = ()
    """The reviews and suits about a request, as far as the reader may see them."""
    elsewhere: Sequence[Question] = ()
    """The same message with the organ that handed it on, or to which it was handed."""


@dataclass(frozen=True, slots=True)
class Room:
    """A sort of case. `forward` are the acts that lead on, in the order of the way; `aside` those that wait on a side way."""

    key: str
    noun: str
    title: str
    new: str
    empty: str
    procedure: Procedure
    forms: Mapping[str, Form]
    aside: tuple[str, ...]
    forward: tuple[str, ...]
    see: Callable[[Actor, int, date], Seen]
    act: Callable[..., Any]
    personal: Callable[[Actor, int, str, datetime], Mapping[int, Mapping[str, str]]]
    attempt: Callable[..., Case]
    opens: str = "personal.read"
    """The right of whoever may read what is sealed."""
    beside: Callable[[Actor, int, str, datetime], Sequence[tuple[str, Mapping[str, str]]]] | None = None
    """What is sealed and must be read to do an act; each reading is journaled."""
    prefill: Callable[[Actor, int, str, datetime], Mapping[str, str]] | None = None
    """What the form of an act begins with, of what is sealed; journaled likewise."""
    before: str = ""
    """What is to be known before a case is registered, said beside its form."""
    attach: Callable[..., Any] | None = None
    """`act` with scans; None for cases that take none."""
    outcome: Callable[[Sequence[Entry], CaseAct, date], Outcome] | None = None
    """What an act would change, where the law tells more than the case after it."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Acts that have a page of their own, by its name: one form is not enough for them."""
    idle: Callable[[Seen, date], frozenset[str]] | None = None
    """Acts that may be done, for which nobody waits any more."""

    @property
    def openings(self) -> frozenset[str]:
        """The acts that begin a case: they are done on its list, not on a page of one."""
        return self.procedure.openings

    @property
    def space(self) -> str:
        return f"desk:{self.key}"

    def url(self, name: str, *args: object) -> str:
        """An address of this room: list, new, case, act, personal."""
        return reverse(f"{self.space}:{name}", args=args)

    def fetch(self, actor: Actor, pk: int, today: date) -> Seen:
        """The case. Another organ's, or none: 404, so that nothing tells whether it exists."""
        try:
            return self.see(actor, pk, today)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    def tried(self, entered: Sequence[Entry], new: CaseAct, today: date) -> Case:
        """The case with one more act; nothing is saved. Refused with `law.casework.Refusal`."""
        return self.attempt(casebook.story(entered).acts, new, today, rules.calendar(), rules.settings())

    def next_step(self, role: str, own: Sequence[Option], seen: Seen, today: date) -> Step | None:
        """Who does what next: an act that waits for this very role, or else the first that leads on, whoever does it.

        `own` are what the role itself may do; nothing for those who only look on.
        """
        allowed = {option.event: option for option in own if option.allowed}
        for event in self.aside:
            if event in allowed:
                return Step(role, allowed[event])
        found, idle = [], self.idle(seen, today) if self.idle else frozenset()
        for each in self.procedure.roles:
            options = own if each == role else seen.of_role(each, "", today)
            found += [
                Step(each, option)
                for option in options
                if option.allowed and option.event in self.forward and option.event not in idle
            ]
        # The same act by several roles is this one's own.
        return min(found, key=lambda step: (self.forward.index(step.option.event), step.role != role), default=None)


@dataclass(frozen=True, slots=True)
class Step:
    """The next step of a case and the role that takes it."""

    role: str
    option: Option


def _request(actor: Actor, pk: int, today: date) -> Seen:
    view = requests.case(actor, pk, today)
    told = (view.lines, view.options, view.sealed, view.shredded, view.writable, view.written, view.reading.options)
    return Seen(
        view.request,
        view.case,
        view.light,
        *told,
        disputes=remedies.about_request(actor, view.request.organ_id, view.request.number),
    )


def _silent(seen: Seen, today: date) -> frozenset[str]:
    """What nobody waits for of the bodies asked: receipts that are all registered, and answers whose terms have all passed without a word, for
    the law says what follows, and the case goes on.
    """
    case = seen.case
    if not isinstance(case, RequestCase):
        return frozenset()
    open_ones = [each for each in case.branches if each.replied is None]
    waited = {each.kind for each in open_ones if each.due is None or each.due >= today}
    lacking = {each.kind for each in open_ones if each.received is None}
    told = {f"{kind}_received" for kind in ("third_party", "co_producer") if kind not in lacking}
    return frozenset(f"{each.kind}_replied" for each in open_ones if each.kind not in waited) | told


def _outcome(entered: Sequence[Entry], new: CaseAct, today: date) -> Outcome:
    acts, by = casebook.story(entered).acts, (rules.calendar(), rules.settings())
    return whatif(acts, new.event, new.role, new.person, new.day, new.data, today, *by)


REQUESTS = Room(
    key="request",
    noun="申请",
    title="申请",
    new="登记申请",
    empty="收到申请后，用“登记申请”登记。",
    procedure=REQUEST,
    forms=REQUEST_FORMS,
    aside=("approve_extension", "notify_extension"),
    forward=(
        "confirm",
        "declare_lapsed",
        "declare_unpaid",
        "receive_correction",
        "pay_fee",
        "third_party_received",
        "co_producer_received",
        "third_party_replied",
        "co_producer_replied",
        "other_organ_replied",
        "propose",
        "review",
        "sign",
        "serve",
        "archive",
    ),
    see=_request,
    act=attaching.by_door,
    personal=requests.personal,
    attempt=request_casework.attempt,
    attach=attaching.act_with_papers,
    outcome=_outcome,
    pages={"split": "split"},
    idle=_silent,
)


def remedy_light(row: Remedy, today: date) -> Light:
    """The light of a review or a suit: the same words as those of requests."""
    lit = due.light(row.next_due_on, today, rules.calendar(), ended=row.state in due.ENDED)
    return Light(lit.words)


def _remedy(actor: Actor, pk: int, today: date) -> Seen:
    view = remedies.case(actor, pk, today)
    lit = remedy_light(view.remedy, today)
    told = (view.lines, view.options, view.sealed, view.shredded, view.writable, view.written, view.reading.options)
    return Seen(view.remedy, view.case, lit, *told, about=view.request_id, doubt=view.doubt)


REMEDIES = Room(
    key="remedy",
    noun="案件",
    title="复议诉讼",
    new="登记收案",
    empty="收到复议机关或者法院的通知后，用“登记收案”登记。",
    procedure=REMEDY,
    forms=REMEDY_FORMS,
    aside=(),
    forward=("answer", "resume", "conclude", "comply", "archive"),
    see=_remedy,
    act=remedy_actions.act,
    personal=remedies.personal,
    attempt=remedy_casework.attempt,
)


def question_light(row: Question, today: date) -> Light:
    """The light of a message: the same words as those of requests."""
    if row.voided_on is not None:
        return Light.VOID
    # A rectification that was asked for runs on after the answer.
    ended = row.state in QUESTION_ENDED and row.next_due_on is None
    return Light(due.light(row.next_due_on, today, rules.calendar(), ended=ended).words)


def _question(actor: Actor, pk: int, today: date) -> Seen:
    view = questions.case(actor, pk, today)
    lit = question_light(view.question, today)
    told = (view.lines, view.options, view.sealed, view.shredded, view.writable, view.written, view.reading.options)
    elsewhere = [each for each in (view.before, view.behind) if each is not None]
    return Seen(view.question, view.case, lit, *told, elsewhere=elsewhere)


QUESTIONS = Room(
    key="question",
    noun="留言",
    title="咨询留言",
    new="登记留言",
    empty="来电、来信、来访的留言，用“登记留言”登记；网上的直接列在这里。",
    procedure=QUESTION,
    forms=QUESTION_FORMS,
    aside=("clear",),
    forward=("accept", "draft", "sign", "answer", "rectify", "publish"),
    see=_question,
    act=question_actions.act,
    personal=questions.personal,
    attempt=question_casework.attempt,
    opens=questions.OPENED,
    beside=questions.beside,
    prefill=questions.prefill,
)
