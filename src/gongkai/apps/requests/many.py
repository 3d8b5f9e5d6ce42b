"""One act on many requests: each an act of its own in the journal, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.casebook import local_day
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests.actions import act
from gongkai.apps.requests.listing import Row, row
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.viewing import readable
from gongkai.law.casework import Refusal

MOST = 200


@transaction.atomic
def assign_all(actor: Actor, request_ids: Iterable[int], to: int, note: str, day: date, now: datetime) -> int:
    """Hand requests to a colleague, by key; how many. Those that he has already are left as they are.

    Refused (`Refusal`): none or too many, one that cannot be handed over, by its number, and then none is; `Forbidden`: a role that may not.
    Not found (`Request.DoesNotExist`): another organ's request.
    """
    rights.demand(actor, "request.assign")
    wanted = _bounded(request_ids)
    known = next((each for each in people.staff(actor.organ_id, local_day(now)) if each.pk == to), None)
    if known is None:
        raise Refusal("本机关今天没有这位工作人员，请重新选择。")
    rows = {each.pk: each for each in Request.objects.filter(organ_id=actor.organ_id, pk__in=wanted)}
    done = 0
    # In the order of their ids: of two who hand over the same at once, one waits for the other and not each for each.
    for pk in wanted:
        if pk not in rows:
            raise Request.DoesNotExist
        if rows[pk].assignee_id == to:
            continue
        told = {"to": people.label(known), **({"note": note} if note else {})}
        try:
            act(actor, pk, "assign", day, told, {}, now)
        except Refusal as refusal:
            raise Refusal(f"{rows[pk].number}：{refusal.reason}这一次一件也没有交办。", refusal.cites) from refusal
        done += 1
    return done


def marked(actor: Actor, request_ids: Iterable[int], today: date) -> tuple[Row, ...]:
    """The requests that somebody marked and may read, by number, for labels and lists on paper. Refused (`Refusal`): none or too many."""
    rows = (
        readable(actor).filter(pk__in=_bounded(request_ids)).select_related("person", "organ").order_by("number", "pk")
    )
    return tuple(row(each, today) for each in rows)


def _bounded(request_ids: Iterable[int]) -> list[int]:
    wanted = sorted(set(request_ids))
    if not wanted:
        raise Refusal("请先在列表里勾选申请。")
    if len(wanted) > MOST:
        raise Refusal(f"一次最多勾选{MOST}件，请分几次。")
    return wanted
