"""Which acts does a row of 复议诉讼 tell? Takes: a `Row`. Gives: `Draft`s; what is half-written is a fault."""

from __future__ import annotations

from gongkai.annual.ledger.draft import Draft, Row, drafted
from gongkai.annual.ledger.sheets import REMEDIES
from gongkai.law.procedures.remedy import CLERK, REMEDY
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS

EVENTS = ("notify", "answer", "suspend", "resume", "extend_review", "conclude", "comply", "archive")
"""Acts that columns tell one to one, all done by the clerk."""

KEYS = {
    event: {
        each.key.removeprefix(f"{event}."): each.key for each in REMEDIES.columns if each.key.startswith(f"{event}.")
    }
    for event in EVENTS
}


def clerk_of(row: Row) -> str:
    return row.text("clerk") or REMEDY.roles[CLERK]


def remedy_drafts(row: Row) -> list[Draft]:
    """The acts of one review or suit, in no order yet."""
    found = [drafted(row, event, REMEDY_FORMS[event], CLERK, clerk_of(row), KEYS[event]) for event in EVENTS]
    remark, received = row.text("note.note"), row.day("notify.day")
    if remark and received:
        cells = {"note": "note.note", "day": "notify.day"}
        found.append(Draft("note", received, CLERK, clerk_of(row), {"note": remark}, {}, row, cells))
    return [draft for draft in found if draft is not None]
