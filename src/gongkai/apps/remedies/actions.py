"""What can be done with reviews and suits: one door for every act of the procedure, as in `requests.actions`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from gongkai.apps import beside_requests, entering
from gongkai.apps.people.actor import Actor
from gongkai.apps.remedies.kind import KIND, OPENING
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.projection import project
from gongkai.apps.remedies.rebuilding import rebuild
from gongkai.law.casework import Refusal
from gongkai.law.casework import remedy as casework

__all__ = ["act", "open_remedy", "rebuild"]

LONGEST = 40
_DOOR = beside_requests.Door(KIND, OPENING, Remedy, casework.attempt, project)
_MARK = "案"


def open_remedy(
    actor: Actor, number: str, day: date, data: Mapping[str, object], private: Mapping[str, str], now: datetime
) -> Remedy:
    """Register a review or a suit by `notify`. `number` is the office's own; the next free one of the year if empty.

    Refused (`Refusal`): as `law.casework.remedy.attempt`; a number that is taken; a request that does not exist; private
    fields that are missing. `people.rights.Forbidden`: a role that may not.
    """

    def chosen() -> str:
        if number.strip():
            return _given(actor.organ_id, number)
        return beside_requests.following(Remedy, actor.organ_id, day, _MARK)

    return beside_requests.opened(_DOOR, actor, chosen, entering.Told(OPENING, day, data, private), now)


def act(
    actor: Actor,
    remedy_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None = None,
) -> Remedy:
    """Do any other act. `based_on` is `Remedy.acts` when the form was shown: `Stale` when it has moved on since.

    Refused with `law.casework.Refusal`; `people.rights.Forbidden`. Not found (`Remedy.DoesNotExist`): another organ's case.
    """
    return beside_requests.done(_DOOR, actor, remedy_id, entering.Told(event, day, data, private), now, based_on)


def _given(organ_id: int, number: str) -> str:
    plain = number.strip()
    if len(plain) > LONGEST or not plain.isprintable():
        raise Refusal(f"案件编号应为1到{LONGEST}个字，不能换行，请改正。")
    if Remedy.objects.filter(organ_id=organ_id, number=plain).exists():
        raise Refusal(f"案件编号“{plain}”已经用过，请换一个，或者留空由系统编号。")
    return plain
