"""What must the letter of a decision say, before somebody signs it?

Law:     条例 36, 37 and the facts that each decision must state (law/decisions); 复议法 22, 23 (the remedy paragraph)
Takes:   a decision by its code, the grounds for parts withheld, the day, who hears a dispute, the manner of service.
Gives:   `Outline`: facts to state, the remedy paragraph, the line of table 3, what to tell the officer of its grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.casework.alerts_of_others import other_organ_awaited
from gongkai.law.casework.case import RequestCase
from gongkai.law.cite import Cite
from gongkai.law.clocks.service import ELECTRONIC_MANNERS
from gongkai.law.decisions import Decision, Forums, Remedy, Review, decision, remedy, remedy_for_silence
from gongkai.law.decisions.options import Chosen
from gongkai.law.procedures.request_forms import LAPSES
from gongkai.law.returns.annual import form_for_year


@dataclass(frozen=True, slots=True)
class Outline:
    """What a letter needs. `remedy` is None when it cannot be written yet, for the reason in `lacking`."""

    decision: Decision
    must_state: tuple[str, ...]
    remedy: Remedy | None
    lacking: str
    line_note: str
    cites: tuple[Cite, ...]


def outline(
    code: str,
    on: date,
    forums: Forums | None,
    *,
    withheld: Sequence[str] = (),
    manner: str = "",
    chosen: Chosen | None = None,
) -> Outline:
    """The outline of the letter for a decision made `on` a day. Refused with ValueError: unknown decisions."""
    found, parts = decision(code), [decision(each) for each in withheld]
    facts = tuple(dict.fromkeys([*found.must_state, *(fact for part in parts for fact in part.must_state)]))
    written, lacking = None, "" if forums else "机构资料没有复议机关和法院名称，写不出救济段，请先填写。"
    if forums is not None:
        try:
            written = remedy(
                found, on, forums, withheld=parts, served_online=manner in ELECTRONIC_MANNERS, chosen=chosen
            )
        except ValueError as fault:
            lacking = str(fault)
    cites = tuple(dict.fromkeys([*found.grounds, *(cite for part in parts for cite in part.grounds)]))
    return Outline(found, facts, written, lacking, found.line_note(form_for_year(on.year), chosen), cites)


def outline_of(
    case: RequestCase, on: date, forums: Forums | None, manner: str = "", chosen: Chosen | None = None
) -> Outline | None:
    """The outline for the decision that is in force in a case, or else proposed in it; None while there is neither."""
    code, withheld = case.decision or case.proposed, case.withheld or case.proposed_withheld
    return outline(code, on, forums, withheld=withheld, manner=manner, chosen=chosen) if code else None


def silence(case: RequestCase, today: date, chosen: Chosen | None = None) -> tuple[Review, tuple[Cite, ...]] | None:
    """How the applicant may contest that no reply came; None while the period runs, stands still or was met.

    What was signed and not served is no reply (国办公开办函〔2016〕235号). While another organ is awaited the period stands still.
    """
    kept = case.state == "signed" and case.decision not in LAPSES
    answered = case.decided is not None and not kept
    if case.due is None or case.awaiting or answered or today <= case.due or other_organ_awaited(case):
        return None
    return remedy_for_silence(case.due + timedelta(1), chosen)
