"""What does the text of a document do to others in the register, and how is it taken back?

Takes:   a `Step`: the document, the lines of changes that its text had before, the day, inside the transaction of the act.
Gives:   `carry_out`, what the text says done to each document it names, and undone where an earlier text said more; `take_back`, all
         of it undone; `undone`, the same in words before anybody does it.

Only what the text itself names is undone: an end that somebody recorded at a document by another number stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.apps import registered
from gongkai.apps.documents.models import Amendment, Document
from gongkai.apps.documents.numbered import by_normal_number
from gongkai.apps.documents.registers import AMENDMENTS, DOCUMENTS, END
from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import Register
from gongkai.law.documents.changes import KINDS, REPEAL, Change, parse
from gongkai.law.documents.number import normal

_CORRECTED = "公布的文本更正后，不再有这一项"


@dataclass(frozen=True, slots=True)
class Step:
    """The publication of one text: its document, the changes that its text of before named, the day."""

    actor: Actor
    row: Document
    before: str
    day: date
    now: datetime

    def enter(self, register: Register[Any], pk: int, event: str, columns: Mapping[str, object], why: str = "") -> None:
        registered.follow(register, self.actor, pk, event, self.day, columns, self.now, why)


def _ours(text: str) -> list[Change]:
    return [each for each in parse(text)[0] if not each.elsewhere]


def carry_out(step: Step, known: Mapping[str, Document]) -> None:
    """Do what the text says to others; take back what an earlier text of the same document said and this one does not."""
    now, before = _ours(step.row.changes), _ours(step.before)
    repealed = {each.number for each in now if each.kind == REPEAL}
    no_more = {each.number for each in before if each.kind == REPEAL} - repealed
    for number in sorted(repealed):
        _repeal(step, known[number])
    for number in sorted(no_more & known.keys()):
        other = known[number]
        _revive(step, other, _CORRECTED)
    _amend(step, now, before, known)


def _repeal(step: Step, other: Document) -> None:
    """What is over by then already stays as it ended."""
    from_then, row = step.row.in_force_on, step.row
    if other.ended_on is None and (other.span.end is None or other.span.end > from_then):
        reason = f"由{row.number}废止"
        columns = {"ended_on": from_then, "ended_how": "repealed", "ended_by": row.number, "ended_reason": reason}
        step.enter(DOCUMENTS, other.pk, END, columns)
    elif normal(other.ended_by) == normal(row.number) and other.ended_on != from_then:
        step.enter(DOCUMENTS, other.pk, registered.CORRECT, {"ended_on": from_then}, "公布的文本更正了施行日期")


def _amend(step: Step, now: list[Change], before: list[Change], known: Mapping[str, Document]) -> None:
    row = step.row
    wanted = {(known[each.number].pk, each.kind): each for each in now if each.kind != REPEAL}
    earlier = {(known[each.number].pk, each.kind) for each in before if each.kind != REPEAL and each.number in known}
    there = {
        (each.document_id, each.kind): each
        for each in Amendment.objects.filter(organ_id=row.organ_id, annulled=False)
        if normal(each.by) == normal(row.number)
    }
    for place in (earlier - wanted.keys()) & there.keys():
        step.enter(AMENDMENTS, there[place].pk, registered.ANNUL, {"annulled": True}, _CORRECTED)
    for place, change in wanted.items():
        columns = {"articles": change.articles, "effective_on": row.in_force_on}
        if place not in there:
            issued = min(row.published_on or step.day, row.in_force_on)
            told = {"document_id": place[0], "by": row.number, "kind": change.kind, "issued_on": issued, "note": ""}
            registered.record(AMENDMENTS, step.actor, [{**told, **columns}], step.now)
        elif any(getattr(there[place], name) != value for name, value in columns.items()):
            step.enter(AMENDMENTS, there[place].pk, registered.CORRECT, columns, "公布的文本更正")


def stand_behind(row: Document, on: date) -> str:
    """Why what a document did to others stands although its page was sent out by mistake; "" if it does not.

    What was filed with the government above was issued; what ended itself was in force until then, and an end revives nothing.
    """
    if row.filed_on:
        return f"“{row.number}”已于 {row.filed_on} 备案，文件本身已经制发"
    if row.span.end is not None and row.span.end <= on:
        return f"“{row.number}”本身已于 {row.span.end} 起不再有效，此前的效力不变"
    return ""


def undone(row: Document, on: date) -> tuple[str, ...]:
    """What follows for others if the page of a document is taken off on a day as sent by mistake, a sentence each."""
    known = by_normal_number(row.organ_id)
    stands = stand_behind(row, on)
    return tuple(
        f"“{number}”{KINDS[kind]}的登记不变：{stands}。" if stands else f"“{number}”恢复为没有被这件文件{KINDS[kind]}。"
        for kind, number in _standing(row, known)
    )


def take_back(step: Step, why: str) -> None:
    """Undo whatever the text of the document did: `step.before` are its lines. `why` stands in the register."""
    known = by_normal_number(step.row.organ_id)
    for each in _ours(step.before):
        if each.kind == REPEAL and each.number in known:
            _revive(step, known[each.number], why)
    for amendment in _made_by(step.row, _ours(step.before), known):
        step.enter(AMENDMENTS, amendment.pk, registered.ANNUL, {"annulled": True}, why)


def _standing(row: Document, known: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    """Kind and number of every change of the text that is in effect in the register."""
    lines = _ours(row.changes)
    for each in lines:
        if each.kind == REPEAL and each.number in known and _ended_by(known[each.number], row):
            yield each.kind, known[each.number].number
    numbers = {other.pk: other.number for other in known.values()}
    for amendment in _made_by(row, lines, known):
        yield amendment.kind, numbers[amendment.document_id]


def _made_by(row: Document, lines: list[Change], known: Mapping[str, Document]) -> list[Amendment]:
    named = {(known[each.number].pk, each.kind) for each in lines if each.kind != REPEAL and each.number in known}
    rows = Amendment.objects.filter(organ_id=row.organ_id, annulled=False).order_by("pk") if named else ()
    return [each for each in rows if (each.document_id, each.kind) in named and normal(each.by) == normal(row.number)]


def _ended_by(other: Document, row: Document) -> bool:
    return bool(other.ended_by) and normal(other.ended_by) == normal(row.number)


def _revive(step: Step, other: Document, why: str) -> None:
    """The end that this document brought about is no end; another one stays."""
    if _ended_by(other, step.row):
        gone = dict.fromkeys(("ended_how", "ended_by", "ended_articles", "ended_reason"), "")
        step.enter(DOCUMENTS, other.pk, registered.CORRECT, {**gone, "ended_on": None}, why)
