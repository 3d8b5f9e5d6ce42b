"""Which facts do the guards of the report's procedure ask for, and are they so?

Takes:   the draft as it stands, who acts, what the form told, the entries of the journal.
Gives:   `facts` for `law.procedures.allowed`; `options`, the buttons and the reasons why not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.organs.models import Kind
from gongkai.apps.people.actor import Actor
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.reporting.queries.drafts import Draft
from gongkai.law.casework import Option
from gongkai.law.procedures import REPORT, Refused, allowed, why_not_here
from gongkai.law.procedures.report_forms import REPORT_FORMS

COMPILING = frozenset({"check", "edit", "explain"})
"""Acts that make whoever does them a compiler: another person has to approve."""


def facts(draft: Draft, actor: Actor, data: Mapping[str, object], today: date) -> dict[str, bool]:
    """Every fact that some guard asks for. While nobody has begun the report nothing was approved or reviewed."""
    entries = _entries(draft.row)
    compiler = actor.person in _compilers(draft.row, entries)
    return {
        "check_passed": not any(each.open_error for each in draft.findings),
        "other_person": not compiler,
        "not_compiler": not compiler,
        "reason_given": bool(str(data.get("reason") or "").strip()),
        "unchanged": bool(draft.row and draft.row.approved)
        and draft.row is not None
        and draft.row.approved == draft.digest,
        "year_ended": today > date(draft.year, 12, 31),
        "secrecy_reviewed": _reviewed(entries),
        "is_department": draft.organ.kind == Kind.DEPARTMENT,
    }


def options(draft: Draft, actor: Actor, today: date) -> tuple[Option, ...]:
    """Every event for the actor's role: what may be done, and why the rest may not. Reasons that a form asks for count
    as given: the form will refuse to be sent without them."""
    told = facts(draft, actor, {"reason": "form"}, today)
    found = []
    for event, label in REPORT.events.items():
        form = REPORT_FORMS[event]
        if actor.role not in REPORT.roles:
            reason = f"“{label}”不由这一职务办理。"
            found.append(Option(event, label, False, reason, (REPORT.cite,), form))
            continue
        answer = allowed(REPORT, draft.state, event, actor.role, told)
        reason = answer.reason if isinstance(answer, Refused) else ""
        if REPORT.row(draft.state, event) is None:
            reason = why_not_here(REPORT, draft.state, event, actor.role)
        found.append(Option(event, label, not reason, reason, answer.cites, form))
    return tuple(found)


def _compilers(row: AnnualReport | None, entries: Sequence[Entry]) -> frozenset[str]:
    if row is None:
        return frozenset()
    acted = {entry.person for entry in entries if entry.event in COMPILING}
    return frozenset(acted | set(row.texts.values_list("person", flat=True)))


def _reviewed(entries: Sequence[Entry]) -> bool:
    """Whether the version that is frozen now was reviewed: a review before an earlier freeze says nothing of it."""
    events = [entry.event for entry in entries]
    if "freeze" not in events:
        return False
    last = len(events) - 1 - events[::-1].index("freeze")
    return "review_secrecy" in events[last:]


def _entries(row: AnnualReport | None) -> list[Entry]:
    return journal.entries(Subject.REPORT.value, row.pk, records=False) if row else []
