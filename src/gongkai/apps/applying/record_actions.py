"""What may somebody do himself on the portal to have a record about him corrected (条例 41)? By the form, or by number and query code.

Gives:   `ask`; `evidence_added`, `withdrawn`. All of them are acts of the procedure by the role `applicant` and go through the one door of
         these cases, so that clock, journal and desk know them like every other.

What is asked by the web is received when it is sent: article 41 knows no confirmation as article 31 does. That who asks is the one whom the
record is about is looked at by a clerk, before anything is proposed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.apps import casebook, query_codes
from gongkai.apps.applying import opened
from gongkai.apps.applying.actions import BY_CODE, SentBefore
from gongkai.apps.applying.record_queries import find
from gongkai.apps.journal.models import Subject
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Examined, Upload
from gongkai.apps.papers.models import PaperKind
from gongkai.apps.people.actor import applicant
from gongkai.apps.records import actions as records
from gongkai.apps.records import queries as asked
from gongkai.apps.records.models import RecordCorrection
from gongkai.law.procedures.record_forms import WEB

_SENT = "这张表先前提交过另一份更正申请，这一份还没有提交。确实要再提交一份的，请再按一次提交。"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to correct a record that was registered, and the code by which whoever asked follows it: told once, stored nowhere."""

    record: RecordCorrection
    code: str


def ask(
    organ_id: int,
    told: Mapping[str, object],
    private: Mapping[str, str],
    uploads: Sequence[Upload | Examined],
    now: datetime,
    token: str,
) -> Asked:
    """Register a request from the portal. `token` is what the form carried: sent once more, it gives the request that is there.

    Refused (`Refusal`): as `law.casework.record.attempt`; what is private and missing; the token of a request with other words, or to another
    organ (`SentBefore`); a file that is refused (`PaperRefusal`), and then nothing is registered.
    """
    # Before any lock: a scanner takes its time.
    files = papers.examine(uploads)
    return _registered(organ_id, told, private, files, now, token)


@transaction.atomic
def _registered(
    organ_id: int,
    told: Mapping[str, object],
    private: Mapping[str, str],
    files: Sequence[Examined],
    now: datetime,
    token: str,
) -> Asked:
    organ, code = query_codes.hold(organ_id), query_codes.RECORDS.of(token)
    digest = query_codes.RECORDS.digest(code)
    there = asked.of_code(digest)
    if there is not None:
        # Told its code, whoever got hold of a form would have that of the request which it made.
        if there.organ_id != organ_id or not opened.same(there, told, private, now):
            raise SentBefore(_SENT)
        return Asked(there, code)
    data = {**told, "channel": WEB}
    row = records.open_record(applicant(organ.pk), casebook.local_day(now), data, private, now, digest)
    _keep(row, PaperKind.APPLICATION, files, now)
    return Asked(row, code)


def evidence_added(
    number: str, code: str, said: str, uploads: Sequence[Upload | Examined], now: datetime
) -> RecordCorrection:
    """Whoever asked gives evidence, asked for it or not; files are kept with that act.

    As all that follows here: not found (`RecordCorrection.DoesNotExist`) for a wrong number or code; refused (`Refusal`) what the procedure
    refuses.
    """
    # For nobody else is a scanner or a reading process busy.
    if uploads and find(number, code) is None:
        raise RecordCorrection.DoesNotExist
    return _own_act(number, code, "add_evidence", {}, {"evidence": said}, now, papers.examine(uploads))


def withdrawn(number: str, code: str, now: datetime) -> RecordCorrection:
    """Whoever asked takes it back: it ends, and cannot be taken up again."""
    return _own_act(number, code, "withdraw", {"evidence": BY_CODE}, {}, now)


@transaction.atomic
def _own_act(
    number: str,
    code: str,
    event: str,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    files: Sequence[Examined] = (),
) -> RecordCorrection:
    found = find(number, code)
    if found is None:
        raise RecordCorrection.DoesNotExist
    row = records.act(applicant(found.organ_id), found.pk, event, casebook.local_day(now), data, private, now)
    _keep(row, PaperKind.EVIDENCE, files, now)
    return row


def _keep(row: RecordCorrection, kind: PaperKind, files: Sequence[Examined], now: datetime) -> None:
    """The files of the act that was done last."""
    if files:
        papers.add(applicant(row.organ_id), Subject.RECORD.value, row.pk, kind.value, files, now, place=row.acts)
