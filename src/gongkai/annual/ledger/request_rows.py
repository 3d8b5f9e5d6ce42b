"""Which acts does a row of 申请台账 or 征求意见 tell?

Takes:   a `Row`, the settings by which a channel needs a confirmation. Gives: `Draft`s; what is half-written is a fault.

The law does not ask of an old ledger who reviewed what: a decision becomes `record_reply`, a lapse is declared and served.
"""

from __future__ import annotations

from gongkai.annual.ledger.draft import Draft, Row, drafted
from gongkai.annual.ledger.sheets import BODIES, LAPSE, OPENING, PLAIN_REFUSAL, REPLY, REQUESTS
from gongkai.law.clocks.receipt import Channel, by_confirmation
from gongkai.law.procedures.request import CLERK, HEAD, REQUEST
from gongkai.law.procedures.request_forms import LAPSES, REQUEST_FORMS
from gongkai.law.settings import Settings

EVENTS = {
    "unreachable": CLERK,
    "confirm": CLERK,
    "ask_correction": CLERK,
    "receive_correction": CLERK,
    "ask_reasons": CLERK,
    "give_reasons": CLERK,
    "delay": HEAD,
    "charge_fee": CLERK,
    "fee_notice_received": CLERK,
    "pay_fee": CLERK,
    "request_extension": CLERK,
    "approve_extension": HEAD,
    "notify_extension": CLERK,
    "service_received": CLERK,
    "archive": CLERK,
}
"""Acts that columns of 申请台账 tell one to one, and the role in which they are done."""

LAPSE_EVENTS = {"correction_lapsed": "declare_lapsed", "payment_lapsed": "declare_unpaid"}
BODY_EVENTS = {
    kind: tuple((step, f"{start}{kind}{end}") for step, start, end in steps)
    for kind, steps in {
        "third_party": (("asked", "consult_", ""), ("received", "", "_received"), ("replied", "", "_replied")),
        "co_producer": (("asked", "consult_", ""), ("received", "", "_received"), ("replied", "", "_replied")),
        "other_organ": (("asked", "consult_", ""), ("replied", "", "_replied")),
    }.items()
}


def keys_of(event: str, prefix: str = "") -> dict[str, str]:
    """The columns of 申请台账 that tell an event, by field, and its day."""
    start = f"{prefix or event}."
    return {each.key.removeprefix(start): each.key for each in REQUESTS.columns if each.key.startswith(start)}


KEYS = {event: keys_of(event) for event in EVENTS} | {
    OPENING: keys_of("", OPENING),
    REPLY: keys_of("", REPLY),
}


def clerk_of(row: Row) -> str:
    return row.text("clerk") or REQUEST.roles[CLERK]


def head_of(row: Row) -> str:
    return row.text("head") or REQUEST.roles[HEAD]


def request_drafts(row: Row, settings: Settings) -> list[Draft]:
    """The acts of one request, in no order yet."""
    found = [_opening(row, settings)]
    for event, role in EVENTS.items():
        person = clerk_of(row) if role == CLERK else head_of(row)
        # An old ledger knows when an extension was approved, seldom when it was asked for.
        instead = "approve_extension.day" if event == "request_extension" else ""
        found.append(drafted(row, event, REQUEST_FORMS[event], role, person, KEYS[event], instead))
    found += _ending(row)
    remark = row.text("note.note")
    arrived = row.day(f"{OPENING}.day")
    if remark and arrived:
        cells = {"note": "note.note", "day": f"{OPENING}.day"}
        found.append(Draft("note", arrived, CLERK, clerk_of(row), {"note": remark}, {}, row, cells))
    return [draft for draft in found if draft is not None]


def _opening(row: Row, settings: Settings) -> Draft | None:
    channel, forwarded = row.text(f"{OPENING}.channel"), row.day(f"{OPENING}.forwarded_on")
    if not channel:
        return None
    event = "log_arrival" if by_confirmation(Channel(channel), settings, forwarded) else "register"
    return drafted(row, event, REQUEST_FORMS[event], CLERK, clerk_of(row), KEYS[OPENING])


def _ending(row: Row) -> list[Draft | None]:
    decision = row.text(f"{REPLY}.decision")
    keys = KEYS[REPLY]
    if decision not in LAPSES:
        if row.day(f"{LAPSE}.day"):
            row.fault(f"{LAPSE}.day", "只有逾期不补正、逾期未缴费才填认定日", "请清空，或者改正结论。")
        return [drafted(row, "record_reply", REQUEST_FORMS["record_reply"], HEAD, head_of(row), keys)]
    if f"{REPLY}.withheld" in row.values:
        row.fault(keys["withheld"], "只有部分公开才填其余部分不公开的理由", "请清空，或者改正结论。")
    if decision == "withdrawn":
        return [
            drafted(
                row,
                "withdraw",
                REQUEST_FORMS["withdraw"],
                CLERK,
                clerk_of(row),
                {"day": keys["day"], "evidence": keys["evidence"]},
            )
        ]
    if row.day(f"{LAPSE}.day") is None and row.day(keys["day"]) is None:
        if not row.spoiled & {f"{LAPSE}.day", keys["day"]}:
            row.fault(
                f"{LAPSE}.day",
                "结论是逾期不再处理，没有填认定日，也没有填答复日",
                "请填认定日；已经送达的，再填答复日。",
            )
        return []
    event = LAPSE_EVENTS[decision]
    declaring = {"day": f"{LAPSE}.day", "number": keys["number"], "reason": keys["reason"]}
    declared = drafted(row, event, REQUEST_FORMS[event], HEAD, head_of(row), declaring, keys["day"])
    if row.day(keys["day"]) is None:
        return [declared]
    serving = {"day": keys["day"], "manner": keys["manner"], "evidence": keys["evidence"]}
    return [declared, drafted(row, "serve", REQUEST_FORMS["serve"], CLERK, clerk_of(row), serving)]


def body_drafts(row: Row, person: str) -> list[Draft]:
    """The question to one body, its receipt and its answer."""
    kind = row.text("kind")
    if not kind:
        return []
    found = []
    for step, event in BODY_EVENTS[kind]:
        form = REQUEST_FORMS[event]
        keys = {
            each.key.removeprefix(f"{step}."): each.key
            for each in BODIES.columns
            if each.key.startswith(f"{step}.")
            and each.key.removeprefix(f"{step}.") in {"day", *(f.name for f in form.fields)}
        }
        draft = drafted(row, event, form, CLERK, person, keys)
        if draft is not None:
            _finish(draft, kind, step, row)
            found.append(draft)
    _refuse_unused(row, kind)
    return found


def _finish(draft: Draft, kind: str, step: str, row: Row) -> None:
    if step != "asked":
        draft.data["label"] = row.text("asked.label")
        draft.cells["label"] = "asked.label"
    if draft.data.get("opinion") == PLAIN_REFUSAL:
        if kind == "third_party":
            row.fault(
                "replied.opinion",
                "第三方不同意的，要分清理由是否合理",
                "请选“不同意且理由合理”或者“不同意，理由不合理”。",
            )
        draft.data["opinion"] = "refuses"


def _refuse_unused(row: Row, kind: str) -> None:
    """What was told about this body in a column that is not for bodies of its kind would be lost silently."""
    used = {"number", "kind"}
    for step, event in BODY_EVENTS[kind]:
        used |= {f"{step}.{name}" for name in ("day", *(each.name for each in REQUEST_FORMS[event].fields))}
    for key in row.values:
        if key not in used:
            row.fault(
                key,
                f"征求{row.sheet.column('kind').choices[kind]}意见的不填“{row.heading(key)}”",
                "请清空这一格，或者改正“征求谁的意见”。",
            )
