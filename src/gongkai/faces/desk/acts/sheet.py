"""What is to be filled in for one act? Its own form; for a correction also that of the entry that was wrong.

Takes:   the case, the event, what was sent.
Gives:   `ActSheet`: once valid, the day, data and private fields as the action takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from gongkai.apps.assigning import ASSIGN
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.questions.queries import DOUBT
from gongkai.faces.desk.acts.form import ActForm, Choices
from gongkai.faces.desk.cases.rooms import Room, Seen
from gongkai.faces.desk.cases.timeline import Item, timeline
from gongkai.law.casework import RequestCase
from gongkai.law.casework.corrections import CORRECT
from gongkai.law.questions.case import QuestionCase

_ANSWERS = {
    "third_party_received": "third_party",
    "third_party_replied": "third_party",
    "co_producer_received": "co_producer",
    "co_producer_replied": "co_producer",
    "other_organ_replied": "other_organ",
    "tell_third_party": "third_party",
}
"""Acts about a body that was asked before: it is chosen, not typed again."""

_ORGAN_OF = {"transfer": "to_organ", "urge": "organ", "criticise": "organ"}
"""Acts about another organ, and the field in which it is chosen."""


@dataclass(frozen=True, slots=True)
class ActSheet:
    """`anew` is the form of `target` filled with what it says now; both None for acts that correct nothing."""

    form: ActForm
    target: Item | None = None
    anew: ActForm | None = None

    @property
    def annuls(self) -> bool:
        return bool(self.form.cleaned_data.get("annul"))

    def is_valid(self) -> bool:
        """Whether everything that counts is filled: what is taken back is not filled anew."""
        if not self.form.is_valid():
            return False
        return self.anew is None or self.annuls or self.anew.is_valid()

    @property
    def data(self) -> dict[str, object]:
        told = self.form.told
        if self.anew is not None and self.target is not None:
            told["target"] = self.target.seq
            if not self.annuls:
                told |= {"day": self.anew.day.isoformat(), "data": self.anew.told}
        return told

    @property
    def private(self) -> dict[str, str]:
        return self.form.told_privately if self.anew is None or self.annuls else self.anew.told_privately


def sheet(
    room: Room,
    seen: Seen,
    event: str,
    sent: QueryDict | None,
    target: Item | None,
    today: date,
    prefilled: Mapping[str, Any] | None = None,
) -> ActSheet:
    """The sheet, empty, `prefilled` or with what was sent. `target` is the entry to correct, for that event only."""
    offered = choices(seen, event, today)
    form = ActForm(
        room.forms[event],
        sent,
        initial={"day": today, "based_on": seen.row.acts, **_known(seen, event), **(prefilled or {})},
        choices=offered,
        listed=_listed(seen, event, today),
        without=("target",),
    )
    if target is None:
        return ActSheet(form)
    anew = ActForm(
        room.forms[target.act.event],
        sent,
        initial={"day": target.act.day, **target.act.data},
        prefix="anew",
        listed=_listed(seen, target.act.event, today),
        private_required=False,
    )
    return ActSheet(form, target, anew)


def as_typed(sent: QueryDict) -> dict[str, Any]:
    """What was typed, to show it once more without judging it."""
    return {name: values if len(values) > 1 else values[0] for name, values in sent.lists() if values}


def target_of(room: Room, seen: Seen, named: str) -> Item | None:
    """The entry that an address names as the one to correct; None when there is none such."""
    items = timeline(room.forms, seen.lines, seen.case.acts, seen.case.void)
    return next((item for item in items if str(item.seq) == named and item.can_be_corrected), None)


def choices(seen: Seen, event: str, today: date) -> Mapping[str, Choices]:
    """Fields where the case itself says what can be meant."""
    if event in _ANSWERS and isinstance(seen.case, RequestCase):
        asked = [each.label for each in seen.case.branches if each.kind == _ANSWERS[event]]
        return {"label": [(label, label) for label in asked]} if asked else {}
    if event in ("urge_department", "department_replied") and isinstance(seen.case, RequestCase):
        owing = [each.label for each in seen.case.departments if each.replied is None]
        return {"label": [(label, label) for label in owing]} if owing else {}
    if isinstance(seen.case, RequestCase) and event == "hand_over":
        there = organs.tree(today)
        others = [branch for branch in there if branch.organ.pk != seen.row.organ_id]
        return {"to_organ": [(branch.organ.code, f"{'　' * branch.depth}{branch.name}") for branch in others]}
    if isinstance(seen.case, QuestionCase) and event in _ORGAN_OF:
        there = organs.tree(today)
        return {_ORGAN_OF[event]: [(branch.organ.code, branch.name) for branch in there]}
    if isinstance(seen.case, QuestionCase) and event == "clear":
        return {"finding": [(key, f"{DOUBT}{place}") for place, key in enumerate(seen.case.owed_doubts, 1)]}
    return {}


def _listed(seen: Seen, event: str, today: date) -> Mapping[str, Choices]:
    """Fields in which something else may be typed than what is suggested: whom a case is given to, with or without a login."""
    if event != ASSIGN:
        return {}
    return {"to": [(people.label(each), "") for each in people.staff(seen.row.organ_id, today)]}


def _known(seen: Seen, event: str) -> dict[str, Any]:
    """What need not be typed: a body that is the only one asked, what the asker chose."""
    if isinstance(seen.case, QuestionCase) and event == "accept":
        return {"kind": seen.case.kind}
    if isinstance(seen.case, QuestionCase) and event in ("urge", "criticise"):
        return {"organ": seen.case.about_organ}
    if event in _ANSWERS and isinstance(seen.case, RequestCase):
        open_ones = [each.label for each in seen.case.branches if each.kind == _ANSWERS[event] and not each.replied]
        return {"label": open_ones[0]} if len(open_ones) == 1 else {}
    return {}


__all__ = ["CORRECT", "ActSheet", "as_typed", "choices", "sheet", "target_of"]
