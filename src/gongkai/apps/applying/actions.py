"""What may an applicant do himself on the portal, by the form or by number and query code?

Gives:   `apply`; one function for each act that is his own. All of them are acts of the procedure by the role `applicant` and go through the one
         door of requests, so that clock, journal and desk know them like every other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps import casebook, query_codes, rules
from gongkai.apps.applying import opened
from gongkai.apps.applying.queries import find
from gongkai.apps.journal.models import Subject
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Examined, Upload
from gongkai.apps.papers.models import PaperKind
from gongkai.apps.people.actor import applicant
from gongkai.apps.requests import actions as requests
from gongkai.apps.requests import queries as asked
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Refusal
from gongkai.law.clocks import Channel
from gongkai.law.clocks.receipt import by_confirmation

WEB = Channel.WEB.value
BY_CODE = "申请人凭登记编号和查询码在网站办理"
"""The evidence of an act that the applicant did himself."""
_SENT = "这张表先前提交过另一份申请，这一份还没有提交。确实要再提交一份的，请再按一次提交。"


@dataclass(frozen=True, slots=True)
class Applied:
    """A request that was registered, and the code by which its applicant follows it: told once, stored nowhere."""

    request: Request
    code: str


class SentBefore(Refusal):
    """A form was sent again with other words, or to another organ."""


def apply(
    organ_id: int,
    day: date,
    told: Mapping[str, object],
    private: Mapping[str, str],
    uploads: Sequence[Upload | Examined],
    now: datetime,
    token: str,
) -> Applied:
    """Register a request from the portal. `token` is what the form carried: sent once more, it gives the request that is there.

    Received is a request of the web when the office has confirmed it (条例 31(三)), unless the setting `web_receipt` says that it is on
    arrival. Refused (`Refusal`): as `law.casework.request.attempt`; what is private and missing; the token of a request with other words
    (`SentBefore`); a file that is refused (`PaperRefusal`), and then nothing is registered.
    """
    # Before any lock: a scanner takes its time.
    files = papers.examine(uploads)
    return _registered(organ_id, day, told, private, files, now, token)


@transaction.atomic
def _registered(
    organ_id: int,
    day: date,
    told: Mapping[str, object],
    private: Mapping[str, str],
    files: Sequence[Examined],
    now: datetime,
    token: str,
) -> Applied:
    organ, code = query_codes.hold(organ_id), query_codes.REQUESTS.of(token)
    digest = query_codes.REQUESTS.digest(code)
    if there := asked.of_code(digest):
        own = next((each for each in there if each.organ_id == organ_id), None)
        if own is None:
            # Told its code, whoever got hold of a form would have that of the request which it made in another organ.
            raise SentBefore(_SENT)
        _demand_same(own, told, private, now)
        return Applied(own, code)
    event = "log_arrival" if by_confirmation(Channel.WEB, rules.settings()) else "register"
    data = {**told, "channel": WEB}
    row = requests.open_request(applicant(organ.pk), event, day, data, private, now, filled={"code": digest})
    _keep(row, PaperKind.APPLICATION, files, now)
    return Applied(row, code)


def corrected(
    number: str, code: str, said: str, uploads: Sequence[Upload | Examined], now: datetime, organ: str = ""
) -> Request:
    """The applicant answers the correction notice: the period begins anew. Files are kept with that act.

    As all that follows here: not found (`Request.DoesNotExist`) for a wrong number or code; refused (`Refusal`) what the procedure refuses.
    """
    files = _examined(number, code, organ, uploads)
    return _own_act(
        number, code, organ, "receive_correction", {}, {"corrected": said}, now, PaperKind.CORRECTION, files
    )


def reasons_given(
    number: str, code: str, said: str, uploads: Sequence[Upload | Examined], now: datetime, organ: str = ""
) -> Request:
    """The applicant explains why he asks so often (条例 35)."""
    files = _examined(number, code, organ, uploads)
    return _own_act(number, code, organ, "give_reasons", {}, {"given": said}, now, PaperKind.EVIDENCE, files)


def notice_received(number: str, code: str, now: datetime, organ: str = "") -> Request:
    """The applicant has received the fee notice: from the next day on runs the term to pay."""
    return _own_act(number, code, organ, "fee_notice_received", {"evidence": BY_CODE}, {}, now)


def withdrawn(number: str, code: str, now: datetime, organ: str = "") -> Request:
    """The applicant takes the request back: it ends, and cannot be taken up again."""
    return _own_act(number, code, organ, "withdraw", {"evidence": BY_CODE}, {}, now)


def reply_received(number: str, code: str, now: datetime, organ: str = "") -> Request:
    """The applicant has received the reply."""
    return _own_act(number, code, organ, "service_received", {"evidence": BY_CODE}, {}, now)


def rated(number: str, code: str, score: str, comment: str, now: datetime, organ: str = "") -> Request:
    """The applicant says how content he is, once for each reply; what he writes is sealed."""
    return _own_act(number, code, organ, "rate", {"score": score}, {"comment": comment}, now)


def _examined(number: str, code: str, organ: str, uploads: Sequence[Upload | Examined]) -> tuple[Examined, ...]:
    """Files of whoever has number and code; for nobody else is a scanner or a reading process busy."""
    if uploads and find(number, code, organ) is None:
        raise Request.DoesNotExist
    return papers.examine(uploads)


@transaction.atomic
def _own_act(
    number: str,
    code: str,
    organ: str,
    event: str,
    data: Mapping[str, object],
    private: Mapping[str, str],
    now: datetime,
    kind: PaperKind = PaperKind.EVIDENCE,
    files: Sequence[Examined] = (),
) -> Request:
    found = find(number, code, organ)
    if found is None:
        raise Request.DoesNotExist
    row = requests.act(applicant(found.organ_id), found.pk, event, casebook.local_day(now), data, private, now)
    _keep(row, kind, files, now)
    return row


def _keep(row: Request, kind: PaperKind, files: Sequence[Examined], now: datetime) -> None:
    """The files of the act that was done last."""
    if files:
        papers.add(applicant(row.organ_id), Subject.REQUEST.value, row.pk, kind.value, files, now, place=row.acts)


def _demand_same(there: Request, told: Mapping[str, object], private: Mapping[str, str], now: datetime) -> None:
    """Refused: other words than those that came with this token. Who went back and wrote something else would lose it unseen; who sends a
    form that somebody else has sent before would be told the code of that request.
    """
    if not opened.same(there, told, private, now):
        raise SentBefore(_SENT)
