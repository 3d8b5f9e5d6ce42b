"""Which texts does a case have, by which others like it are found?

Takes:   an act of a case with its private fields and the sealed record that has them; or all entries of a case.
Gives:   `Told`: the text of the request (the clerk's subject and what the applicant described), and what was added later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.casebook import story
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.law.casework import CaseAct
from gongkai.law.casework.corrections import CORRECT, standing, target_of

TEXTS: Mapping[str, tuple[str, ...]] = {
    "request": ("content", "corrected"),
    "question": ("title", "text", "supplement"),
}
"""Private fields that say what somebody wants to know, by the subject of the journal."""
_SUBJECT, _OPENS = "subject", "channel"
"""What a case is called; the field that every act has which opens one."""

Fields = Mapping[str, str]
Opened = Callable[[PersonalRecord], Fields]


@dataclass(frozen=True, slots=True)
class Told:
    """One text of a case: the `record` in which it is sealed (None: only a subject is known), who asked (`lookup`), and when."""

    sort: str
    case: int
    organ_id: int
    record: int | None
    lookup: str
    day: date
    text: str


def told(
    sort: str, case: int, organ_id: int, act: CaseAct, private: Fields, record: PersonalRecord | None, lookup: str = ""
) -> Told | None:
    """The text that an act tells as it stands; None where it tells none. `lookup` of who asked, where the record itself names nobody."""
    wrote = _text(sort, private)
    subject = act.data.get(_SUBJECT)
    if not wrote and not (subject and _OPENS in act.data):
        return None
    text = "\n".join([*([str(subject)] if subject else []), *wrote])
    return Told(
        sort, case, organ_id, record.pk if record else None, (record.lookup if record else "") or lookup, act.day, text
    )


def of_case(sort: str, case: int, entries: Sequence[Entry], opened: Opened) -> Iterator[Told]:
    """The texts of a case by its entries as they stand: the subject of the last correction in force, the words of the last one that told some.

    Opens the records that may have one.
    """
    acts = story(entries).acts
    records = _records(entries)
    lookup = next((each.lookup for each in records.values() if each is not None and each.lookup), "")
    stands = standing(acts)
    in_force = {act.seq for act in stands.corrections}
    for act in stands.acts:
        own = records[act.seq]
        # Most acts of a case have no record, and a shredded one tells nothing; a subject alone is no secret.
        if own.shredded_at is not None if own is not None else _OPENS not in act.data:
            continue
        later = [records[each.seq] for each in acts if each.seq in in_force and _place(each, acts) == act.seq]
        record, fields = _newest(sort, [own, *later], opened)
        if each := told(sort, case, entries[0].organ_id, act, fields, record or own, lookup):
            yield each


def touched(entries: Sequence[Entry]) -> bool:
    """Whether the correction that was entered last may have changed a text of its case, or the day of one."""
    acts = story(entries).acts
    new, records = acts[-1], _records(entries)
    place = _place(new, acts)
    before, after = _at(place, acts[:-1]), _at(place, acts)
    told_some = any(records[act.seq] for act in acts if _place(act, acts) == place)
    if not told_some and not any(act is not None and _OPENS in act.data for act in (before, after)):
        return False
    if before is None or after is None or records[new.seq] is not None or new.data.get("annul") is True:
        return True
    return (before.day, before.data.get(_SUBJECT)) != (after.day, after.data.get(_SUBJECT))


def _records(entries: Sequence[Entry]) -> Mapping[int, PersonalRecord | None]:
    """The sealed record of each act, by its number within the case."""
    return {place: each.personal for place, each in enumerate(entries, 1)}


def _newest(
    sort: str, records: Sequence[PersonalRecord | None], opened: Opened
) -> tuple[PersonalRecord | None, Fields]:
    """Of the records of one act and of what corrected it the last that has a text; a correction need not tell again what was not wrong."""
    for record in reversed(records):
        if record is None or record.shredded_at is not None:
            continue
        fields = opened(record)
        if _text(sort, fields):
            return record, fields
    return None, {}


def _text(sort: str, fields: Fields) -> list[str]:
    return [fields[name] for name in TEXTS[sort] if fields.get(name)]


def _at(place: int, acts: Sequence[CaseAct]) -> CaseAct | None:
    """An act as it stands by these acts; None where it was taken back."""
    return next((act for act in standing(acts).acts if act.seq == place), None)


def _place(act: CaseAct, acts: Sequence[CaseAct]) -> int:
    """The act whose text it is: of a correction that which it replaces, of the correction of a correction the first of all."""
    if act.event != CORRECT:
        return act.seq
    target = target_of(act)
    aimed = next((each for each in acts if each.seq == target), None)
    return _place(aimed, acts) if aimed is not None else target
