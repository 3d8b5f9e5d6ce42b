"""What can be done with requests: one door for every act of the procedure.

Desk, ledger, command line and API call the same functions; each locks the row, replays the case with the new act
(law/casework), writes the journal entry and the cached columns in one transaction. Only the caller knows today's date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from gongkai.apps.people.actor import Actor
from gongkai.apps.requests.models import Request


def open_request(
    actor: Actor,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    number: str = "",
) -> Request:
    """Register a request by `register` or `log_arrival`. `number` is given by the year and the next free one if empty.

    Refused with `law.casework.Refusal`: as `law.casework.request.attempt`; a number that is taken; rights (`people.rights`).
    """
    raise NotImplementedError


def act(
    actor: Actor,
    request_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None = None,
) -> Request:
    """Do any other act. `based_on` is `Request.acts` when the form was shown: `Stale` when it has moved on since.

    Refused with `law.casework.Refusal`. Not found (`Request.DoesNotExist`): another organ's request.
    """
    raise NotImplementedError
