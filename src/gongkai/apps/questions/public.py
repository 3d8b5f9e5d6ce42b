"""What does everybody see of messages: published answers, how fast answers come; and what does the asker see by number and code?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Avg, Count, Q

from gongkai.apps import casebook, rules
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Entry
from gongkai.apps.questions.following import of_asker, opened_text
from gongkai.apps.questions.kind import KIND
from gongkai.apps.questions.models import PublicAnswer, Question
from gongkai.law.clocks import Deadline
from gongkai.law.procedures import QUESTION
from gongkai.law.procedures.question import ENDED
from gongkai.law.procedures.question_forms import KINDS, VOID_GROUNDS
from gongkai.law.questions import question as casework
from gongkai.law.questions.doors import DOORS, Door

PAGE_ROWS = 20
_FOR_ASKER = {
    "drafted": "办理中",
    "signed": "办理中",
    "prepared": "已答复",
    "published": "已答复",
    "archived": "已办结",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """One page of published answers: `number` of `pages`, `total` in all."""

    rows: tuple[PublicAnswer, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How messages of a kind were dealt with: received, answered in whatever form, still open, on average in how many working days."""

    kind: str
    received: int
    answered: int
    open: int
    void: int
    late: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """What the asker sees. `answer`, `asked_back`, `door` as far as they were told; `due` while an answer is owed."""

    number: str
    organ_id: int
    kind: str
    state: str
    received: date
    title: str
    text: str
    answer: str
    answered: date | None
    asked_back: str
    door: Door | None
    door_message: str
    void: str
    due: Deadline | None
    line: date | None
    may_supplement: bool
    allowed: bool
    shown: bool
    steps: tuple[tuple[date, str], ...]


def answers(organ_id: int | None = None, kind: str = "", page: int = 1) -> Answers:
    """One page of published answers, the newest first."""
    found = PublicAnswer.objects.select_related("organ").order_by("-published_on", "-pk")
    if organ_id is not None:
        found = found.filter(organ_id=organ_id)
    if kind:
        found = found.filter(kind=kind)
    shown = Paginator(found, PAGE_ROWS).get_page(max(1, page))
    return Answers(tuple(shown), shown.number, shown.paginator.num_pages, shown.paginator.count)


def answer(code: str, number: str) -> PublicAnswer:
    """One published answer. Not found: `PublicAnswer.DoesNotExist`."""
    return PublicAnswer.objects.select_related("organ").get(organ__code=code, number=number)


def everything() -> Sequence[tuple[str, str, date]]:
    """Organ code, number and day of every published answer, for maps of the site."""
    return list(PublicAnswer.objects.order_by("pk").values_list("organ__code", "number", "published_on"))


def tallies(year: int, organ_id: int | None = None) -> tuple[Tally, ...]:
    """How the messages that came in a year were dealt with, by kind: one query. What was handed on counts where it went."""
    found = Question.objects.filter(since__year=year).exclude(state="transferred")
    if organ_id is not None:
        found = found.filter(organ_id=organ_id)
    # Archived ones were answered, shown the way or void; the columns still tell which.
    told = {
        each["kind"]: each
        for each in found.values("kind").annotate(
            received=Count("pk"),
            answered=Count("pk", filter=Q(working_days__isnull=False, state__in=ENDED)),
            open=Count("pk", filter=~Q(state__in=ENDED)),
            void=Count("pk", filter=Q(voided_on__isnull=False)),
            late=Count("pk", filter=Q(late_days__gt=0, state__in=ENDED)),
            days=Avg("working_days", filter=Q(state__in=ENDED)),
        )
    }
    return tuple(Tally(**told[kind]) for kind in KINDS if kind in told)


@transaction.atomic
def progress(number: str, code: str, now: datetime) -> Progress | None:
    """What the asker sees by number and code; None for any mistake, so that nothing tells which. The reading is journaled."""
    row = of_asker(number, code)
    if row is None:
        return None
    written = entries.entries(KIND.subject, row.pk)
    case = casework.replay(casebook.story(written).acts, rules.calendar(), rules.settings())
    asked = opened_text(row, written, ("receive", "take_over"), now, "asker")
    told = case.answered is not None and case.drafted > 0
    return Progress(
        number=row.number,
        organ_id=row.organ_id,
        kind=KINDS.get(case.kind, case.kind),
        state=_FOR_ASKER.get(case.state, QUESTION.states[case.state]),
        received=case.since,
        title=asked.get("title", ""),
        text=asked.get("text", ""),
        answer=_of(row, written, case.drafted, now).get("answer", "") if told else "",
        answered=case.answered,
        asked_back=_of(row, written, case.asked, now).get("message", "") if case.state == "asked" else "",
        door=DOORS.get(case.door) if case.state in ("redirected", "archived") else None,
        door_message=_of(row, written, case.redirected, now).get("message", "") if case.door else "",
        void=VOID_GROUNDS.get(case.ground, "") if case.voided else "",
        due=next((each for each in case.deadlines if each.key == "question_answer"), None),
        line=row.line_on,
        may_supplement=QUESTION.row(case.state, "supplement") is not None,
        allowed=case.allowed,
        shown=case.shown,
        steps=_steps(written),
    )


_TOLD = {
    "receive": "已收到",
    "take_over": "已转到现在办理的机关",
    "accept": "已受理",
    "ask_back": "请您补充",
    "supplement": "收到补充说明",
    "answer": "已答复",
    "redirect": "已告知正确的渠道",
    "void": "认定为无效留言",
    "reopen": "重新办理",
    "urge": "已督促整改",
    "rectify": "整改已完成",
    "adopt": "已纳入主动公开",
    "publish": "已公开",
    "withdraw": "已撤回公开",
    "withdraw_consent": "您撤回了公开的同意",
}
"""What the asker is told of the way; who drafts and who signs is the house's own."""


def _steps(written: Sequence[Entry]) -> tuple[tuple[date, str], ...]:
    return tuple((each.day, _TOLD[each.event]) for each in written if each.event in _TOLD)


def _of(row: Question, written: Sequence[Entry], place: int, now: datetime) -> dict[str, str]:
    """The words that were told at one act."""
    if not 0 < place <= len(written):
        return {}
    return opened_text(row, [written[place - 1]], (written[place - 1].event,), now, "asker")
