"""What follows where an answer is shown to everybody, once an act has changed what everybody sees of it?

Takes:   a message after its act, in the transaction. Gives: the public row, the index and the kept pages as they have to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from gongkai.apps.journal import vault
from gongkai.apps.journal.canonical import canonical
from gongkai.apps.pages import actions as pages
from gongkai.apps.pages import scopes
from gongkai.apps.questions.models import PublicAnswer, Question
from gongkai.apps.search import actions as search
from gongkai.apps.search.findable import Findable, Kind
from gongkai.law.procedures.question_forms import KINDS
from gongkai.law.questions.case import QuestionCase


def text_digest(texts: Mapping[str, str]) -> str:
    """What a signature on a public text binds: keyed, so that nothing can be tried against the journal."""
    told = {name: texts.get(name, "") for name in ("public_title", "public_question", "public_answer")}
    return vault.keyed(canonical(told))


def show(row: Question, case: QuestionCase, texts: Mapping[str, str], now: datetime) -> PublicAnswer:
    """Make the answer public. After its signature stands in the journal."""
    PublicAnswer.objects.filter(question=row).delete()
    made = PublicAnswer.objects.create(
        question=row,
        organ=row.organ,
        number=row.number,
        kind=row.kind,
        title=texts["public_title"],
        asked=texts["public_question"],
        answer=texts["public_answer"],
        asked_on=case.since,
        answered_on=_day(case.answered),
        published_on=_day(case.published),
        published_at=now,
        digest=case.digest,
    )
    tell(made)
    return made


def hide(row: Question) -> None:
    """Take the public text away, wherever it is found."""
    if PublicAnswer.objects.filter(question=row).delete()[0]:
        search.drop([key(row.organ.code, row.number)])
        _changed(row)


def tell(public: PublicAnswer) -> None:
    """Tell the index and the kept pages of a public answer."""
    search.put([findable(public)])
    _changed(public.question)


def counted(row: Question) -> None:
    """The figures of answering are on a page of the site."""
    pages.changed(scopes.SITE, scopes.lists(row.organ.code))


def findable(public: PublicAnswer) -> Findable:
    """The answer as the index takes it."""
    return Findable(
        kind=Kind.QUESTION,
        key=key(public.organ.code, public.number),
        organ_id=public.organ_id,
        number=public.number,
        title=public.title,
        day=public.published_on,
        text=f"{public.asked}\n{public.answer}",
        keywords=KINDS.get(public.kind, ""),
        published_at=public.published_at,
    )


def findables() -> Iterator[Findable]:
    """Everything that is found of answers."""
    for row in PublicAnswer.objects.select_related("organ").order_by("pk").iterator(chunk_size=500):
        yield findable(row)


def key(code: str, number: str) -> str:
    """What the index calls an answer."""
    return f"question:{code}/{number}"


def _changed(row: Question) -> None:
    pages.changed(scopes.question(row.organ.code, row.number), scopes.lists(row.organ.code), scopes.SITE)


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("an answer shown before it was given")
    return day
