"""Through which door does an act of a request go? The one that it has in life.

Takes:   who acts, what is planned, the row. Gives: `opened`, `done`: the row afterwards.

What came through the site is applied for there and followed with number and code; what came by letter in daily work is taken in with the
proof of its day and its scan; everything else is an act of the desk. Codes follow from the name of the line, so that they are the same
wherever the county is made under the same keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from demo import scans
from demo.officers import Officers
from demo.plan import Planned
from demo.situations import Situation
from gongkai.apps import intake
from gongkai.apps.applying import actions as applying
from gongkai.apps.casebook import local_day
from gongkai.apps.journal.models import Subject
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.models import PaperKind
from gongkai.apps.people.actor import APPLICANT, Actor
from gongkai.apps.query_codes import REQUESTS
from gongkai.apps.replies import actions as letters
from gongkai.apps.requests import actions as requests
from gongkai.apps.requests.actions import Part
from gongkai.apps.requests.models import Request
from gongkai.law.clocks import receipt_proof
from gongkai.law.clocks.receipt import Channel

_NAMES = {"correction": "补正材料.png", "opinion": "第三方书面意见.png", "produced": "提供的信息.pdf"}
_PROVED = {
    "postmarked": "{postmark}",
    "envelope": "随卷",
    "tracking": "XA0000000{order:03}",
    "signed_by": "收发室",
    "taken_by": "甲经办",
    "slip": "收件回执{order:03}",
    "header_time": "{day} 09:12",
    "mailbox": "公开申请信箱",
    "fax_report": "{day} 10:05，共2页",
    "signature": "念给申请人听后，由其按印",
    "hardship": "申请人不能书写",
}
"""What is noted of the proof of a day, by its name."""


@dataclass(frozen=True, slots=True)
class Case:
    """One request that is under way: its line, its place among all, the codes of organs."""

    situation: Situation
    order: int
    officers: Officers

    @property
    def token(self) -> str:
        """What the form carried."""
        return token(self.situation.reference)

    @property
    def organ_id(self) -> int:
        return self.officers.organ(self.situation.organ).pk


def token(reference: str) -> str:
    """The token of a line's form."""
    return sha256(f"demo {reference}".encode()).hexdigest()[:32]


def opened(
    case: Case, actor: Actor, planned: Planned, data: Mapping[str, object], now: datetime, daily: bool
) -> Request:
    """Register the request. `daily` tells whether the line is of the year that runs, when applicants have codes."""
    about = case.situation.about
    sent = [_upload("申请材料.png", case)] if about.get("papers") == "yes" else []
    if daily and data["channel"] == applying.WEB:
        told = {name: value for name, value in data.items() if name != "channel"}
        return applying.apply(case.organ_id, planned.day, told, planned.private, sent, now, case.token).request
    if case.situation.file == "daily":
        proof = _proof(case, planned, str(data["channel"]))
        arrival = intake.Arrival(planned.event, planned.day, data, planned.private, proof)
        scanned = (
            {PaperKind.APPLICATION.value: sent, PaperKind.IDENTITY.value: [_upload("身份证明.png", case)]}
            if sent
            else {}
        )
        return intake.take_in(actor, arrival, scanned, now, case.token).request
    return requests.open_request(actor, planned.event, planned.day, data, planned.private, now)


def done(
    case: Case, actor: Actor, planned: Planned, data: Mapping[str, object], request_id: int, now: datetime
) -> Request:
    """Do one more act, with the papers and the letter that the line names."""
    row = _acted(case, actor, planned, data, request_id, now)
    for kind in filter(None, planned.beside.get("papers", "").split(",")):
        upload = _upload(_NAMES.get(kind, f"{PaperKind(kind).label}.png"), case)
        shown = kind == PaperKind.PRODUCED
        papers.add(_desk(case, actor), Subject.REQUEST.value, row.pk, kind, [upload], now, shown=shown, place=row.acts)
    if planned.beside.get("letter"):
        letters.issue(_desk(case, actor), row.pk, row.acts, now)
    return row


def _acted(
    case: Case, actor: Actor, planned: Planned, data: Mapping[str, object], request_id: int, now: datetime
) -> Request:
    if planned.role == APPLICANT:
        return _by_code(case, planned, data, request_id, now)
    match planned.event:
        case "split":
            parts = [Part(each, f"申请公开：{each}。") for each in planned.beside["into"].split("、")]
            return requests.split(actor, request_id, planned.day, parts, str(data["reason"]), now)[0]
        case "hand_over":
            told = str(data["to_organ"]), str(data["evidence"])
            return requests.hand_over(actor, request_id, *told, planned.day, now)[0]
    return requests.act(actor, request_id, planned.event, planned.day, data, planned.private, now)


def _by_code(case: Case, planned: Planned, data: Mapping[str, object], request_id: int, now: datetime) -> Request:
    """What the applicant does on the site, on the day on which he does it."""
    if planned.day != local_day(now):
        raise ValueError(f"{case.situation.reference}：申请人在网上办理，只能当天登记")
    number, code, organ = Request.objects.get(pk=request_id).number, REQUESTS.of(case.token), case.situation.organ
    match planned.event:
        case "receive_correction":
            sent = [_upload(_NAMES["correction"], case)]
            return applying.corrected(number, code, planned.private["corrected"], sent, now, organ)
        case "give_reasons":
            return applying.reasons_given(number, code, planned.private["given"], [], now, organ)
        case "fee_notice_received":
            return applying.notice_received(number, code, now, organ)
        case "withdraw":
            return applying.withdrawn(number, code, now, organ)
        case "service_received":
            return applying.reply_received(number, code, now, organ)
        case "rate":
            score, comment = str(data["score"]), planned.private.get("comment", "")
            return applying.rated(number, code, score, comment, now, organ)
    raise ValueError(f"{case.situation.reference}：申请人在网上不能“{planned.event}”")


def _desk(case: Case, actor: Actor) -> Actor:
    """Who keeps papers and makes letters of what somebody did."""
    return case.officers.actor(case.situation.organ, "clerk") if actor.role == APPLICANT else actor


def _proof(case: Case, planned: Planned, channel: str) -> dict[str, str]:
    days = {"day": planned.day, "postmark": planned.day - timedelta(1), "order": case.order}
    return {
        each.name: _PROVED[each.name].format(**days)
        for each in receipt_proof.PROOFS[Channel(channel)]
        if each.name in _PROVED
    }


def _upload(name: str, case: Case) -> papers.Upload:
    return papers.Upload(name, scans.pdf(case.order) if name.endswith(".pdf") else scans.scan(case.order))
