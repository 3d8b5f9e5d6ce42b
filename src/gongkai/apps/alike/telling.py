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
_SUBJECT = "subject"

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
    """The text that came with an act; None where none did. `lookup` of who asked, where the record itself names nobody."""
    wrote = [private[name] for name in TEXTS[sort] if private.get(name)]
    data = act.data.get("data") if act.event == CORRECT else act.data
    subject = data.get(_SUBJECT) if isinstance(data, Mapping) else None
    opens = "channel" in data if isinstance(data, Mapping) else False
    if not wrote and not (opens and subject and act.event != CORRECT):
        return None
    text = "\n".join([*([str(subject)] if subject else []), *wrote])
    return Told(
        sort, case, organ_id, record.pk if record else None, (record.lookup if record else "") or lookup, act.day, text
    )


def of_case(sort: str, case: int, entries: Sequence[Entry], opened: Opened) -> Iterator[Told]:
    """The texts of a case by its entries, without those that a correction replaced or took back. Opens the records that have one."""
    known = story(entries)
    records = {place: each.personal for place, each in enumerate(entries, 1)}
    lookup = next((each.lookup for each in records.values() if each is not None and each.lookup), "")
    found: dict[int, Told] = {}
    for act in known.acts:
        record = records[act.seq]
        if not _may_have_text(act, record):
            continue
        fields = opened(record) if record is not None else {}
        if (each := told(sort, case, entries[0].organ_id, act, fields, record, lookup)) is None:
            continue
        found[_place(act, known.acts)] = each
    in_force = {act.seq for act in standing(known.acts).acts}
    yield from (each for place, each in sorted(found.items()) if place in in_force)


def _may_have_text(act: CaseAct, record: PersonalRecord | None) -> bool:
    """Most acts of a case have no record, and a shredded one tells nothing; a subject alone is no secret."""
    return record.shredded_at is None if record is not None else "channel" in act.data


def _place(act: CaseAct, acts: Sequence[CaseAct] = ()) -> int:
    """The act whose text it is: of a correction that which it replaces, of the correction of a correction the first of all."""
    if act.event != CORRECT:
        return act.seq
    target = target_of(act)
    aimed = next((each for each in acts if each.seq == target), None)
    return _place(aimed, acts) if aimed is not None else target


def replaced(acts: Sequence[CaseAct], new: CaseAct, wrote: bool) -> frozenset[int]:
    """The acts whose texts a correction puts aside: that which it takes back; with a text of its own all that told the same."""
    if new.event != CORRECT:
        return frozenset()
    if new.data.get("annul") is True:
        return frozenset({target_of(new)})
    if not wrote:
        return frozenset()
    place = _place(new, acts)
    return frozenset(each.seq for each in acts if _place(each, acts) == place)
