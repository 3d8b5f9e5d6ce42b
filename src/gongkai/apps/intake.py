"""Taking in a request that came by letter, at the counter, by fax, by mail or by word of mouth: the case, its proof, its papers.

Takes:   what the clerk told, the scans, the token of the form.
Gives:   `take_in`: all of it in one transaction, and the code by which the applicant follows it on the site like one who applied there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps import query_codes
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Subject
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Examined, Upload
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import demand
from gongkai.apps.requests import actions as requests
from gongkai.apps.requests import queries as cases
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Refusal
from gongkai.law.clocks import receipt_proof
from gongkai.law.clocks.receipt import Channel

_NOTED = "note"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came, as the clerk told it: `event` the opening act, `proof` what was noted of the day, `number` the office's own."""

    event: str
    day: date
    told: Mapping[str, object]
    private: Mapping[str, str]
    proof: Mapping[str, str]
    number: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The request and the code to hand out, stored nowhere; `again` when the same form had been sent before."""

    request: Request
    code: str
    again: bool


class SentBefore(Refusal):
    """A form was sent again with another request in it."""


def take_in(
    actor: Actor, arrival: Arrival, files: Mapping[str, Sequence[Upload | Examined]], now: datetime, token: str
) -> TakenIn:
    """Register an arrival with its proof and its scans (by kind of paper), or nothing of it.

    Refused (`Refusal`): as `requests.actions.open_request`; a proof that contradicts the day; `PaperRefusal`; `SentBefore`. `Forbidden`.
    """
    demand(actor, f"request.{arrival.event}")
    channel = Channel(str(arrival.told["channel"]))
    if said := receipt_proof.doubt(channel, arrival.day, arrival.proof):
        raise Refusal(said)
    # Before any lock: a scanner takes its time.
    ready = {kind: papers.examine(sent) for kind, sent in files.items() if sent}
    return _entered(actor, arrival, receipt_proof.told(channel, arrival.proof), ready, now, token)


def sent_before(actor: Actor, token: str) -> bool:
    """Whether a form with this token was registered already, so that what it is like is itself."""
    return bool(cases.of_code(query_codes.REQUESTS.digest(query_codes.REQUESTS.of(token)), actor.organ_id))


@transaction.atomic
def _entered(
    actor: Actor, arrival: Arrival, proof: str, files: Mapping[str, Sequence[Examined]], now: datetime, token: str
) -> TakenIn:
    organ, code = query_codes.hold(actor.organ_id), query_codes.REQUESTS.of(token)
    digest = query_codes.REQUESTS.digest(code)
    if there := cases.of_code(digest):
        own = next((each for each in there if each.organ_id == organ.pk), None)
        if own is None:
            # Its code opens a request of another organ, which is not this one's to tell.
            raise SentBefore("这张表已经在别的机关登记过，这一件还没有登记。确实要登记的，请再按一次登记。")
        return TakenIn(_same(own, arrival), code, True)
    row = requests.open_request(
        actor,
        arrival.event,
        arrival.day,
        arrival.told,
        arrival.private,
        now,
        arrival.number,
        filled={"code": digest},
    )
    if proof:
        row = requests.act(actor, row.pk, _NOTED, arrival.day, {"note": proof}, {}, now)
    for kind, sent in files.items():
        papers.add(actor, Subject.REQUEST, row.pk, kind, sent, now)
    return TakenIn(row, code, False)


def _same(row: Request, arrival: Arrival) -> Request:
    """Refused: another request under a token that was used. Who went back and wrote another one would lose it unseen."""
    who = vault.lookup(arrival.private.get("applicant_name", ""))
    if row.subject.strip() != str(arrival.told["subject"]).strip() or row.person is None or row.person.lookup != who:
        raise SentBefore(
            f"这张表已经登记为 {row.number}，现在填的是另一件，还没有登记。确实要登记另一件的，请再按一次登记。"
        )
    return row
