"""What can be done with requests to correct records: one door for every act of the procedure, as in `requests.actions`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from django.db import transaction

from gongkai.apps import acted, casebook, entering
from gongkai.apps.journal import queries as entries
from gongkai.apps.organs.models import Organ
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.records.kind import KIND, OPENING
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.records.projection import project
from gongkai.apps.records.rebuilding import rebuild
from gongkai.apps.requests import queries as requests
from gongkai.law.casework import Refusal
from gongkai.law.casework import record as casework

__all__ = ["act", "open_record", "rebuild"]

LOG = logging.getLogger("gongkai.records")


@transaction.atomic
def open_record(
    actor: Actor, day: date, data: Mapping[str, object], private: Mapping[str, str], now: datetime
) -> RecordCorrection:
    """Register a request to correct a record by `receive`, under the next free number of the year.

    Refused (`Refusal`): as `law.casework.record.attempt`; a request for information that does not exist; private fields that are
    missing. `people.rights.Forbidden`: a role that may not.
    """
    rights.demand(actor, f"record.{OPENING}")
    Organ.objects.select_for_update(no_key=True).only("pk").get(pk=actor.organ_id)
    chosen = _following(actor.organ_id, day)
    told = entering.Told(OPENING, day, data, private)
    entered = entering.enter(KIND, casework.attempt, actor, told, casebook.Story(chosen), now, opens=True)
    _refuse_unknown_request(actor, entered.case.request_number)
    row = project(RecordCorrection(organ_id=actor.organ_id, number=chosen), entered.case, entered.story)
    row.save(force_insert=True)
    entering.write(KIND, row.pk, entered, actor, now)
    acted.tell(KIND, row, OPENING, KIND.procedure.initial, actor, now)
    _tell(row, OPENING)
    return row


@transaction.atomic
def act(
    actor: Actor,
    record_id: int,
    event: str,
    day: date,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    based_on: int | None = None,
) -> RecordCorrection:
    """Do any other act. `based_on` is `RecordCorrection.acts` when the form was shown: `Stale` when it has moved on since.

    Refused with `law.casework.Refusal`; `people.rights.Forbidden`. Not found (`RecordCorrection.DoesNotExist`): another organ's case.
    """
    entering.known(KIND, event)
    rights.demand(actor, f"record.{event}")
    row = RecordCorrection.objects.select_for_update().get(pk=record_id, organ_id=actor.organ_id)
    written = entries.entries(KIND.subject, record_id, records=False)
    if based_on is not None and based_on != len(written):
        raise entering.stale(KIND, written, based_on, row.number)
    told = entering.Told(event, day, data, private)
    entered = entering.enter(KIND, casework.attempt, actor, told, casebook.story(written), now)
    if entered.case.request_number != row.request_number:
        _refuse_unknown_request(actor, entered.case.request_number)
    source = row.state
    project(row, entered.case, entered.story).save(force_update=True)
    entering.write(KIND, row.pk, entered, actor, now)
    acted.tell(KIND, row, event, source, actor, now)
    _tell(row, event)
    return row


def _following(organ_id: int, day: date) -> str:
    """«2024-更1»: few a year, so that all numbers of the year can be looked at."""
    start = f"{day.year}-更"
    of_year = RecordCorrection.objects.filter(organ_id=organ_id, number__startswith=start)
    numbers = of_year.values_list("number", flat=True)
    places = [int(rest) for number in numbers if (rest := number.removeprefix(start)).isdecimal()]
    return f"{start}{max(places, default=0) + 1}"


def _refuse_unknown_request(actor: Actor, number: str) -> None:
    if number and requests.by_number(actor.organ_id, number) is None:
        raise Refusal(f"没有登记编号为“{number}”的申请，请核对；信息不是申请来的，请留空。")


def _tell(row: RecordCorrection, event: str) -> None:
    transaction.on_commit(partial(LOG.info, "organ %d record %d: %s", row.organ_id, row.pk, event))
