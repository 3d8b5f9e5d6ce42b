"""What may an applicant do himself on the portal, by the form or by number and query code?

Gives:   `apply`; each act of an open request in `own_acts`. All of them are acts of the procedure by the role `applicant` and go through the one
         door of requests, so that clock, journal and desk know them like every other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps import query_codes, rules
from gongkai.apps.applying import opened
from gongkai.apps.people.actor import applicant
from gongkai.apps.requests import actions as requests
from gongkai.apps.requests import queries as asked
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Refusal
from gongkai.law.clocks import Channel
from gongkai.law.clocks.receipt import by_confirmation

WEB = Channel.WEB.value


@dataclass(frozen=True, slots=True)
class Applied:
    """A request that was registered, and the code by which its applicant follows it: told once, stored nowhere."""

    request: Request
    code: str


class SentBefore(Refusal):
    """A form was sent again with other words."""


@transaction.atomic
def apply(
    organ_id: int,
    day: date,
    told: Mapping[str, object],
    private: Mapping[str, str],
    uploads: Sequence[object],
    now: datetime,
    token: str,
) -> Applied:
    """Register a request from the portal. `token` is what the form carried: sent once more, it gives the request that is there.

    Received is a request of the web when the office has confirmed it (条例 31(三)), unless the setting `web_receipt` says that it is on
    arrival. Refused (`Refusal`): as `law.casework.request.attempt`; what is private and missing; the token of a request with other words
    (`SentBefore`).
    """
    organ, code = query_codes.hold(organ_id), query_codes.REQUESTS.of(token)
    digest = query_codes.REQUESTS.digest(code)
    if there := asked.of_code(digest, organ_id):
        _demand_same(there[0], told, private, now)
        return Applied(there[0], code)
    event = "log_arrival" if by_confirmation(Channel.WEB, rules.settings()) else "register"
    data = {**told, "channel": WEB}
    row = requests.open_request(applicant(organ.pk), event, day, data, private, now, filled={"code": digest})
    return Applied(row, code)


def _demand_same(there: Request, told: Mapping[str, object], private: Mapping[str, str], now: datetime) -> None:
    """Refused: other words than those that came with this token. Who went back and wrote something else would lose it unseen; who sends a
    form that somebody else has sent before would be told the code of that request.
    """
    words = {name: value.strip() for name, value in private.items() if value.strip()}
    first = opened.opening(there)
    same = all(first.get(name) == value for name, value in told.items() if name not in ("channel", "code", "origin"))
    if not same or opened.at_opening(there, now) != words:
        raise SentBefore("这张表先前提交过另一份申请，这一份还没有提交。确实要再提交一份的，请再按一次提交。")
