"""Does the law allow what the rows of a case tell? Each act is tried in turn, as if it were entered on the desk.

Takes:   the drafts of a case in their order, calendar, settings, today. Gives: what the clocks warn of, or the fault at the
         cell of the act. A late reply is a fact and no fault: it is taken, and said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.annual.ledger.draft import Draft
from gongkai.law import casework
from gongkai.law.calendar import Calendar, OutsideCalendar
from gongkai.law.casework import CaseAct, Refusal, RequestCase
from gongkai.law.casework import remedy as remedy_cases
from gongkai.law.casework import request as request_cases
from gongkai.law.procedures.fields import Form
from gongkai.law.settings import Settings

_ATTEMPTS = {"request": request_cases.attempt, "remedy": remedy_cases.attempt}


def examine(
    kind: str, drafts: Sequence[Draft], forms: dict[str, Form], today: date, calendar: Calendar, settings: Settings
) -> tuple[str, ...]:
    """Try the acts one after the other; the warnings of the clocks. At the first that the law refuses, a fault at its cell."""
    done: list[CaseAct] = []
    case: object = None
    for seq, draft in enumerate(drafts, 1):
        act = draft.act(seq)
        try:
            case = _ATTEMPTS[kind](done, act, today, calendar, settings)
        except casework.Refusal as refusal:
            draft.row.fault(_cell(draft, refusal, forms[draft.event]), _reason(refusal), _remedy(refusal))
            return ()
        except OutsideCalendar as outside:
            draft.row.fault(draft.cells["day"], str(outside).rstrip("。"), "请核对日期。")
            return ()
        done.append(act)
    return case.clocks.reply.warnings if isinstance(case, RequestCase) and case.clocks else ()


def _cell(draft: Draft, refusal: Refusal, form: Form) -> str:
    """The cell of the field that the sentence names, else that of the day."""
    for field in form.fields:
        if f"“{field.label}”" in refusal.reason and field.name in draft.cells:
            return draft.cells[field.name]
    return draft.cells["day"]


def _reason(refusal: Refusal) -> str:
    """Without the list of what could be done instead: in a table nobody looks for a button."""
    return refusal.reason.partition("，此时可以：")[0].rstrip("。")


def _remedy(refusal: Refusal) -> str:
    basis = f"依据：{refusal.cites[0].label}。" if refusal.cites else ""
    return f"请核对这一格和这一行的其他日期、栏目。{basis}"
