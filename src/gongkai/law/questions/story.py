"""What has happened to a message so far, and what do guards ask of it?

Takes:   one act after another, each already allowed. Gives: `QuestionStory`, `FACTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.casework.filling import day_of, empty, text
from gongkai.law.casework.walk import Move
from gongkai.law.clocks import Stop
from gongkai.law.procedures.question import ENDED
from gongkai.law.settings import Settings
from gongkai.law.sources import inspection_19

VERIFIED_KINDS = ("correction", "disclose", "complaint")
TRUE_ENOUGH = ("true", "partly")


@dataclass(slots=True)
class QuestionStory:
    """A message so far. A text told again (draft, text to be published) stands in the place of the one before."""

    calendar: Calendar
    settings: Settings
    state: str = "new"
    states: list[str] = field(default_factory=lambda: ["new"])
    opening: CaseAct | None = None
    since: date | None = None
    accepted: CaseAct | None = None
    assigned: str = ""
    assignee: str = ""
    asked: CaseAct | None = None
    waiting: date | None = None
    stops: list[Stop] = field(default_factory=list)
    draft: CaseAct | None = None
    answered: CaseAct | None = None
    ended: date | None = None
    redirected: CaseAct | None = None
    moved: CaseAct | None = None
    voided: CaseAct | None = None
    verified: CaseAct | None = None
    urged: CaseAct | None = None
    rectified: date | None = None
    criticised: date | None = None
    adopted: str = ""
    prepared: CaseAct | None = None
    cleared: dict[str, str] = field(default_factory=dict)
    consent_withdrawn: bool = False
    published: date | None = None
    withdrawn: date | None = None
    shown: bool = False
    digest: str = ""

    @property
    def kind(self) -> str:
        """As the clerk set it right, else as the asker chose."""
        told = self.accepted or self.opening
        return text(told.data, "kind") if told else ""

    @property
    def allowed(self) -> bool:
        return self.opening is not None and self.opening.data.get("publish") is True and not self.consent_withdrawn

    @property
    def doubts(self) -> tuple[str, ...]:
        return tuple(text(self.prepared.data, "doubts").split()) if self.prepared else ()

    @property
    def found(self) -> str:
        return text(self.verified.data, "found") if self.verified else ""

    def apply(self, act: CaseAct, target: str) -> None:
        """Remember an act. Refused: days that contradict each other."""
        if remember := _REMEMBER.get(act.event):
            remember(self, act)
        if target in ENDED and self.state not in ENDED:
            self.ended = act.day
        if target not in ENDED:
            self.ended = None
        self.state = target
        if target not in self.states:
            self.states.append(target)


def _receive(story: QuestionStory, act: CaseAct) -> None:
    story.opening = act
    story.since = day_of(act.data.get("received_on")) or act.day
    if story.since > act.day:
        raise Refusal(
            f"最初收到之日（{story.since}）晚于转来之日（{act.day}），请核对日期。", (inspection_19.UNANSWERED,)
        )


def _accept(story: QuestionStory, act: CaseAct) -> None:
    story.accepted = act


def _assign(story: QuestionStory, act: CaseAct) -> None:
    story.assigned, story.assignee = text(act.data, "to"), text(act.data, "assignee")


def _ask(story: QuestionStory, act: CaseAct) -> None:
    story.asked, story.waiting = act, act.day


def _supplement(story: QuestionStory, act: CaseAct) -> None:
    if story.waiting is not None and story.waiting < act.day:
        until = act.day - timedelta(1)
        story.stops.append(Stop(story.waiting, until, "等待提问人补充", inspection_19.ANSWER_DAYS))
    story.waiting = None
    story.draft = None


def _draft(story: QuestionStory, act: CaseAct) -> None:
    story.draft = act


def _answer(story: QuestionStory, act: CaseAct) -> None:
    story.answered = act


def _redirect(story: QuestionStory, act: CaseAct) -> None:
    story.redirected = act


def _transfer(story: QuestionStory, act: CaseAct) -> None:
    story.moved = act


def _void(story: QuestionStory, act: CaseAct) -> None:
    story.voided = act


def _reopen(story: QuestionStory, act: CaseAct) -> None:
    # What was void was never answered: its day stays. What was answered is asked anew.
    if story.voided is None:
        story.since, story.stops = act.day, []
    story.voided = story.answered = story.draft = story.redirected = None
    # What was said before is not shown while it is looked at again.
    _withdraw(story, act)


def _verify(story: QuestionStory, act: CaseAct) -> None:
    story.verified = act


def _urge(story: QuestionStory, act: CaseAct) -> None:
    story.urged, story.rectified = act, None


def _rectify(story: QuestionStory, act: CaseAct) -> None:
    story.rectified = act.day


def _criticise(story: QuestionStory, act: CaseAct) -> None:
    story.criticised = act.day


def _adopt(story: QuestionStory, act: CaseAct) -> None:
    story.adopted = text(act.data, "item")


def _prepare(story: QuestionStory, act: CaseAct) -> None:
    # Answers stay with their doubts: what is left as it was need not be said again.
    story.prepared = act


def _clear(story: QuestionStory, act: CaseAct) -> None:
    story.cleared[text(act.data, "finding")] = act.person


def _publish(story: QuestionStory, act: CaseAct) -> None:
    story.published, story.shown, story.withdrawn = act.day, True, None
    story.digest = text(act.data, "digest")


def _withdraw(story: QuestionStory, act: CaseAct) -> None:
    if story.shown:
        story.shown, story.withdrawn = False, act.day
    story.prepared = None


def _withdraw_consent(story: QuestionStory, act: CaseAct) -> None:
    story.consent_withdrawn = True
    _withdraw(story, act)


def _give_up(story: QuestionStory, act: CaseAct) -> None:
    story.prepared = None


_REMEMBER: dict[str, Callable[[QuestionStory, CaseAct], None]] = {
    "receive": _receive,
    "take_over": _receive,
    "accept": _accept,
    "assign": _assign,
    "ask_back": _ask,
    "supplement": _supplement,
    "draft": _draft,
    "answer": _answer,
    "redirect": _redirect,
    "transfer": _transfer,
    "void": _void,
    "reopen": _reopen,
    "verify": _verify,
    "urge": _urge,
    "rectify": _rectify,
    "criticise": _criticise,
    "adopt": _adopt,
    "prepare": _prepare,
    "clear": _clear,
    "publish": _publish,
    "give_up": _give_up,
    "withdraw": _withdraw,
    "withdraw_consent": _withdraw_consent,
}


def _rectifiable(story: QuestionStory, move: Move) -> bool:
    if story.found not in TRUE_ENOUGH:
        return False
    return story.urged is not None if story.kind == "complaint" else story.kind in VERIFIED_KINDS


def _until_later(story: QuestionStory, move: Move) -> bool:
    if move.data is None:
        return True
    until = day_of(move.data.get("until"))
    return until is not None and until >= move.day


FACTS: dict[str, Callable[[QuestionStory, Move], bool]] = {
    "other_person": lambda story, move: story.draft is not None and story.draft.person != move.person,
    "asked_once": lambda story, move: story.asked is None,
    "ground_fits": lambda story, move: (
        move.data is None or (text(move.data, "ground") == "duplicate") != empty(move.data.get("duplicate_of"))
    ),
    "verifiable": lambda story, move: story.kind in VERIFIED_KINDS,
    "found_true": lambda story, move: story.kind == "complaint" and story.found in TRUE_ENOUGH,
    "until_later": _until_later,
    "rectifiable": _rectifiable,
    "suggested": lambda story, move: story.kind == "disclose",
    "allowed": lambda story, move: story.allowed,
    "not_preparer": lambda story, move: story.prepared is not None and story.prepared.person != move.person,
    # Who wrote the text anew may not have answered its doubts before.
    "doubts_cleared": lambda story, move: all(
        story.cleared.get(each) not in (None, story.prepared.person if story.prepared else None)
        for each in story.doubts
    ),
    "shown": lambda story, move: story.shown,
}
