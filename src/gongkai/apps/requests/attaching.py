"""An act of a request together with the scans that belong to it: both or neither.

Law:     条例 45: what was done is kept with what proves it
Takes:   an act as `actions.act`, files that were examined before, what they are in the case.
Gives:   the request after the act; its papers carry the number of the act as their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Examined
from gongkai.apps.papers.models import PaperKind
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests.actions import act, hand_over
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.models import Request

HAND_OVER = "hand_over"
KIND_OF = {
    "receive_correction": PaperKind.CORRECTION,
    "ask_correction": PaperKind.NOTICE,
    "ask_reasons": PaperKind.NOTICE,
    "delay": PaperKind.NOTICE,
    "charge_fee": PaperKind.NOTICE,
    "notify_extension": PaperKind.NOTICE,
    "tell_third_party": PaperKind.NOTICE,
    "third_party_replied": PaperKind.OPINION,
    "co_producer_replied": PaperKind.OPINION,
    "other_organ_replied": PaperKind.OPINION,
    "department_replied": PaperKind.OPINION,
    "serve": PaperKind.REPLY,
    "record_reply": PaperKind.REPLY,
}
"""What a scan that comes with an act most likely is; anything else proves it."""


@transaction.atomic
def act_with_papers(
    actor: Actor,
    request_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None,
    files: Sequence[Examined],
    kind: str,
) -> Request:
    """Do an act and keep its scans. Refused: as `actions.act`; `papers.refusals.PaperRefusal`, and then nothing is done."""
    row = by_door(actor, request_id, event, day, data, private, now, based_on)
    if files:
        papers.add(actor, KIND.subject, row.pk, kind, files, now, place=row.acts)
    return row


def by_door(
    actor: Actor,
    request_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None = None,
) -> Request:
    """Any act of one form by the door that it has: handing over opens a request elsewhere too. Refused: as that door."""
    if event == HAND_OVER:
        to_organ, evidence = str(data.get("to_organ", "")), str(data.get("evidence", ""))
        return hand_over(actor, request_id, to_organ, evidence, day, now, based_on)[0]
    return act(actor, request_id, event, day, data, private, now, based_on)


def kind_of(event: str) -> str:
    """The kind that a scan at an act is taken for until somebody says otherwise."""
    return str(KIND_OF.get(event, PaperKind.EVIDENCE))
