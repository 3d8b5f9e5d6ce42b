"""How does a ledger that was judged get into the books of one organ?

Takes:   the actor, the ledger. Gives: how many of each sort were written; `BadLedger` with what contradicts the books.
         Inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.utils import timezone

from gongkai.annual.compile.prose import beside_ours
from gongkai.annual.ledger.columns import Sheet
from gongkai.annual.ledger.model import BadLedger, Ledger, RowFault
from gongkai.annual.ledger.sheets import ACTIVITIES, DOCUMENTS, ITEMS, ORGAN, REMEDIES, TALLIES, TEXTS
from gongkai.apps import rules
from gongkai.apps.documents import actions as documents
from gongkai.apps.ledgers.comparing import Books, Plan, plan, refused_act
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.registered import Taken
from gongkai.apps.remedies import importing as remedies
from gongkai.apps.remedies import queries as remedy_queries
from gongkai.apps.reporting import actions as reporting
from gongkai.apps.reporting import queries as reports
from gongkai.apps.requests import importing as requests
from gongkai.apps.requests import queries as request_queries
from gongkai.apps.supervision import actions as supervision
from gongkai.law.calendar import Calendar
from gongkai.law.casework import Refusal
from gongkai.law.settings import Settings

Progress = Callable[[int, int], None]


def judge(ledger: Ledger, today: date, calendar: Calendar, settings: Settings, progress: Progress) -> None:
    """Ask the law about a ledger that was made in memory, as `annual.ledger.read` does about a workbook."""
    cases = [("request", case) for case in ledger.requests] + [("remedy", case) for case in ledger.remedies]
    faults = []
    for at, (kind, case) in enumerate(cases, 1):
        if fault := refused_act(kind, case, today, calendar, settings):
            faults.append(fault)
        progress(at, len(cases))
    if faults:
        raise BadLedger(tuple(faults))


def take(actor: Actor, ledger: Ledger, now: datetime, progress: Progress) -> dict[str, int]:
    """Write what is new. `known` counts the cases that were there already."""
    today = timezone.localdate(now)
    _refuse_another_organ(actor, ledger, today)
    requests.hold(actor.organ_id, [case.number for case in ledger.requests])
    remedies.hold(actor.organ_id, [case.number for case in ledger.remedies])
    first, second = _plans(actor, ledger, today)
    faults = [*first.faults, *second.faults, *_unknown_requests(actor, ledger)]
    if faults:
        raise BadLedger(tuple(faults))
    total = len(first.additions) + len(second.additions)
    acts = requests.import_cases(actor.organ_id, first.additions, now, lambda done: progress(done, total))
    acts += remedies.import_cases(
        actor.organ_id, second.additions, now, lambda done: progress(len(first.additions) + done, total)
    )
    counts = {
        "requests": first.new,
        "remedies": second.new,
        "continued": first.continued + second.continued,
        "acts": acts,
        "known": first.known + second.known,
    }
    return counts | _registers(actor, ledger, now) | {"texts": _texts(actor, ledger, now)}


def _plans(actor: Actor, ledger: Ledger, today: date) -> tuple[Plan, Plan]:
    # Read inside the transaction and under its locks: what is compared stays true until it is written.
    stored = list(request_queries.stored(actor.organ_id)) if ledger.requests else []
    suits = list(remedy_queries.stored(actor.organ_id)) if ledger.remedies else []
    names = people.names({act.person for each in (*stored, *suits) for act in each.acts})
    books = Books(today, rules.calendar(), rules.settings(), names)
    return (
        plan("request", ledger.requests, stored, requests.lookups(actor.organ_id), books),
        plan("remedy", ledger.remedies, suits, remedies.lookups(actor.organ_id), books),
    )


def _refuse_another_organ(actor: Actor, ledger: Ledger, today: date) -> None:
    try:
        organ = organs.organ(ledger.organ, today)
    except organs.NoSuchOrgan as refusal:
        raise BadLedger(
            (RowFault(ORGAN.title, "A2", str(refusal).rstrip("。"), "请把单位名称改成系统中的名称。"),)
        ) from None
    if organ.pk != actor.organ_id:
        ours = organs.name_on(actor.organ_id, today)
        fault = RowFault(ORGAN.title, "A2", f"这是“{ledger.organ}”的台账，不能导入到“{ours}”", "请核对文件和 --organ。")
        raise BadLedger((fault,))
    if organ.kind != ledger.organ_kind:
        right = ORGAN.column("kind").choices[organ.kind]
        raise BadLedger(
            (RowFault(ORGAN.title, "B2", f"单位类别与系统中的不同，系统中是“{right}”", "请改正单位类别。"),)
        )


def _unknown_requests(actor: Actor, ledger: Ledger) -> list[RowFault]:
    """Reviews and suits about a request that is neither in the ledger nor in the books."""
    told = {case.number for case in ledger.requests}
    faults = []
    for case in ledger.remedies:
        number = str(case.acts[0].data.get("request_number", ""))
        if number and number not in told and request_queries.by_number(actor.organ_id, number) is None:
            reason = f"没有登记编号为“{number}”的申请"
            faults.append(RowFault(REMEDIES.title, f"第{case.row}行", reason, "请核对所涉申请的登记编号，或者清空。"))
    return faults


def _registers(actor: Actor, ledger: Ledger, now: datetime) -> dict[str, int]:
    def written(sheet: Sheet, rows: object, taken: Callable[[], Taken]) -> int:
        if not rows:
            return 0
        try:
            found = taken()
        except (Refusal, Forbidden) as refusal:
            fault = RowFault(sheet.title, "", refusal.reason.rstrip("。"), "请把台账改成与系统一致，或者在系统内更正。")
            raise BadLedger((fault,)) from None
        return found.new + found.changed

    return {
        "items": written(ITEMS, ledger.items, lambda: publishing.record_items(actor, ledger.items, now)),
        "documents": written(
            DOCUMENTS, ledger.documents, lambda: documents.record_documents(actor, ledger.documents, now)
        ),
        "activities": written(
            ACTIVITIES, ledger.activities, lambda: supervision.record_activities(actor, ledger.activities, now)
        ),
        "tallies": written(TALLIES, ledger.tallies, lambda: supervision.record_tallies(actor, ledger.tallies, now)),
    }


def _texts(actor: Actor, ledger: Ledger, now: datetime) -> int:
    """Write the paragraphs that are not there yet. Refused: one that is there with other words."""
    count = 0
    for (year, key), told in ledger.texts.items():
        text = beside_ours(key, told)
        there = reports.texts_of(actor.organ_id, year).get(key)
        where = f"{year}年度“{TEXTS.column('key').choices[key]}”"
        if there == text:
            continue
        if there is not None:
            fault = RowFault(TEXTS.title, "", f"{where}在系统中已经写了别的话", "请在系统内改写，或者把台账改成一致。")
            raise BadLedger((fault,))
        try:
            reporting.write(actor, reporting.begin(actor, year, now).pk, key, text, now)
        except (Refusal, Forbidden) as refusal:
            raise BadLedger(
                (
                    RowFault(
                        TEXTS.title, "", f"{where}：{refusal.reason.rstrip('。')}", "请在系统内办理，或者清空这一行。"
                    ),
                )
            ) from None
        count += 1
    return count
