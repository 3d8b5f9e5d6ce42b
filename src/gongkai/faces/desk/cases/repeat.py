"""Was this asked before: by the same person, by several? And how many did its applicant ask for in the month?

Law:     条例 36(六) (what the same applicant was answered already), 44 (what several ask for may be published), 35 (unreasonable number);
         信息处理费管理办法 4, 5 (the fee by requests, by applicant and month)
Takes:   a request of the reader's own organ (apps.alike). Gives: the context of the panel, with what may be proposed from it.
Unclear: nobody says when two ask for the same; everything here is a hint to whoever reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.apps.alike import queries as alike
from gongkai.apps.alike.queries import Other
from gongkai.apps.people import rights
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import Officer
from gongkai.law.sources import ogi

REPEATED = "repeated"
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Before:
    """A request or a message like this one. `propose` leads to the proposal 重复申请 that names it; empty where it was not answered."""

    other: Other
    url: str
    propose: str = ""
    days: int | None = None
    """How long it took to answer it."""


def panel(seen: Seen, officer_: Officer) -> dict[str, Any]:
    """What the page tells of repeats; empty where the reader only looks on, or nothing is alike."""
    if not seen.writable or not rights.may(officer_.actor, "request.read", seen.row.organ_id):
        return {}
    pk, today = seen.row.pk, officer_.today
    found = alike.repeats(officer_.actor, pk, today)
    same, others, month = found.same, found.several, found.month
    many = month if month is not None and month.place.total > 1 else None
    if not (same or others.count or others.cut or many):
        return {}
    may_propose = any(option.event == "propose" and option.allowed for option in seen.options)
    strangers = [each for each in others.others if not each.same_person]
    may_draft = rights.may(officer_.actor, "publication.draft", seen.row.organ_id)
    begin = f"{reverse('desk:item:new')}?{urlencode({'asked': seen.row.number})}"
    return {
        "repeat": {
            "same": [_before(seen, each, may_propose) for each in same[:_SHOWN]],
            "same_more": max(0, len(same) - _SHOWN),
            "others": [_before(seen, each, may_propose=False) for each in strangers[:_SHOWN]],
            "count": others.count,
            "people": others.people,
            "cut": alike.CUT if others.cut else "",
            "several": others.several,
            "begin_item": begin if may_draft and others.several else "",
            "month": many,
            "cites_same": (ogi.A36_I6,),
            "cites_several": (ogi.A44,),
            "cites_month": (ogi.A35, ogi.A42),
        }
    }


def _before(seen: Seen, other: Other, may_propose: bool) -> Before:
    days = (other.closed_on - other.day).days if other.closed_on else None
    propose = ""
    if may_propose and other.same and other.decision:
        told = f"{other.letter_number}，" if other.letter_number else ""
        reason = f"申请人 {other.day} 曾申请相同信息（登记编号 {other.number}），本机关已于 {other.closed_on} 答复（{told}{other.decision}），不予重复处理。"
        query = urlencode({"decision": REPEATED, "reason": reason})
        propose = f"{REQUESTS.url('act', seen.row.pk, 'propose')}?{query}"
    return Before(other, reverse(f"desk:{other.sort}:case", args=[other.pk]), propose, days)
