"""What stands beside the form of an act, so that whoever fills it need not look it up: of the notice of correction its last day and ready texts.

Gives:   `helping`, the context of the helper; `prefilled`, what the form begins with; `with_texts`, the form with the texts that were chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from gongkai.apps import rules
from gongkai.faces.desk.cases.rooms import Seen
from gongkai.law.casework import RequestCase
from gongkai.law.casework.correcting import ELEMENTS, explained_until, notice, worded
from gongkai.law.casework.house import CORRECTION_TERM

CORRECTION, REASONS = "ask_correction", "ask_reasons"
TEXTS = "texts"
"""What the button is called that puts the chosen texts into the form; nothing is entered by it."""
_CHOSEN, _INTO = "element", "what"


def helping(seen: Seen, event: str, today: date) -> Mapping[str, Any] | None:
    """The helper of an act; None where it has none."""
    if event != CORRECTION or not isinstance(seen.case, RequestCase):
        return None
    found = notice(seen.case, today, rules.calendar(), rules.chosen())
    if found is None:
        return None
    return {"notice": found, "elements": ELEMENTS, "setting": CORRECTION_TERM, "told": seen.case.asked_correction}


def prefilled(seen: Seen, event: str, today: date) -> Mapping[str, str]:
    """What the helper proposes: of a notice of correction, and of asking why so much is asked, the day by which to answer."""
    if event == REASONS and isinstance(seen.case, RequestCase):
        return {"until": explained_until(today, rules.calendar(), rules.chosen()).isoformat()}
    told = helping(seen, event, today)
    return {"until": told["notice"].until.isoformat()} if told else {}


def with_texts(sent: QueryDict) -> Mapping[str, str]:
    """All that was typed, and the texts of the elements that were chosen."""
    typed = {name: value for name, value in sent.items() if isinstance(value, str)}
    return {**typed, _INTO: worded(sent.getlist(_CHOSEN), typed.get(_INTO, ""))}
