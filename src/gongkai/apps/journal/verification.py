"""Is the journal as it was written? Every hash is computed again, and the first that differs is named.

Takes:   the entries of each chain in their order, twenty thousand at a time, as bytes that the database puts together; the
         ends of the chains; the daily heads; a head of an earlier day that somebody kept outside, if given.
Gives:   `Verdict`.

A row that was changed breaks its own hash. A row whose hash was computed anew breaks the next one; the last row the end of
its chain. Whoever may write everything can compute everything anew: only a head that lies outside tells then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from gongkai.apps.journal.broken import Broken
from gongkai.apps.journal.canonical import GENESIS, sm3
from gongkai.apps.journal.heads import ends_of
from gongkai.apps.journal.models import Chain, DailyHead, Entry
from gongkai.apps.journal.record_check import record_faults

_PIECE = 20_000

_FIELDS = {
    "sqlite": "CAST("
    + " || '\n' || ".join(
        (
            *("organ_id", "seq", "subject", "subject_id", "event", "day"),
            # Whole seconds are stored without their fraction.
            "recorded_at || CASE length(recorded_at) WHEN 19 THEN '.000000' ELSE '' END",
            *("person", "role", "payload", "personal_digest"),
        )
    )
    + " AS BLOB)",
    "postgresql": """convert_to(concat_ws(chr(10), organ_id, seq, subject, subject_id, event, to_char(day, 'YYYY-MM-DD'),
        to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), person, role, payload, personal_digest),
        'UTF8')""",
}
"""What `canonical.entry_hash` puts together, all but the hash before, made by the database: half the time of verifying."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was verified, and what is broken: nothing when all is as it was written."""

    entries: int
    chains: int
    days: int
    broken: tuple[Broken, ...]


Progress = Callable[[int, int], None]
Kept = tuple[date, str]
"""A day and its head, as somebody outside holds it."""


def verify(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda done, total: None,
    kept: Iterable[Kept] = (),
    records: bool = False,
) -> Verdict:
    """Verify the chains of the organs given, of all without, and the daily heads; against heads that were kept outside.

    With `records` every sealed record is opened and compared with what its entry pins, for which the keys are needed
    (`VaultRefusal` without them). Entries that are added meanwhile are left for the next time. Nothing is locked.
    """
    chosen = None if organ_ids is None else sorted(set(organ_ids))
    chains = _chains(chosen)
    total = sum(chain.seq for chain in chains.values())
    heads, broken = _daily_heads(kept)
    pinned = _pinned(heads, chosen)
    done = 0
    for organ_id, chain in sorted(chains.items()):
        length = 0
        for length, fault in _walk(organ_id, chain, pinned.get(organ_id, {})):
            if fault is not None:
                broken.append(fault)
            progress(done + length, total)
        done += length
    broken += record_faults(chosen) if records else []
    return Verdict(done, len(chains), len(heads), tuple(broken))


def _chains(chosen: list[int] | None) -> dict[int, Chain]:
    """The ends of the chains by organ; an organ that has entries and no chain gets one that ends nowhere."""
    found = {chain.pk: chain for chain in Chain.objects.all()}
    for organ_id in Entry.objects.order_by("organ_id").values_list("organ_id", flat=True).distinct():
        found.setdefault(organ_id, Chain(organ_id=organ_id, seq=0, head=GENESIS))
    return {key: chain for key, chain in found.items() if chosen is None or key in chosen}


def _walk(organ_id: int, chain: Chain, pinned: dict[int, tuple[date, str]]) -> Iterator[tuple[int, Broken | None]]:
    """How far the chain was verified, a piece at a time, and with the last of them its first fault."""
    before, seq, fault = GENESIS, 0, None
    while fault is None and seq < chain.seq:
        rows = _rows(organ_id, seq, chain.seq)
        if not rows:
            break
        before, seq, fault = _piece(organ_id, rows, before, seq, pinned)
        if fault is None:
            yield seq, None
    yield seq, fault or _end(organ_id, chain, before, seq)


def _rows(organ_id: int, after: int, last: int) -> list[tuple[int, str, bytes]]:
    query = f"""SELECT seq, hash, {_FIELDS[connection.vendor]} FROM journal_entry
        WHERE organ_id = %s AND seq > %s AND seq <= %s ORDER BY seq LIMIT {_PIECE}"""  # noqa: S608 - fixed words of ours
    with connection.cursor() as cursor:
        cursor.execute(query, [organ_id, after, last])
        rows: list[tuple[int, str, bytes]] = cursor.fetchall()
    return rows


def _piece(
    organ_id: int, rows: list[tuple[int, str, bytes]], before: str, seq: int, pinned: dict[int, tuple[date, str]]
) -> tuple[str, int, Broken | None]:
    """The hash and number up to which the rows are sound, and the fault of the next one."""
    digest, link = sm3, before.encode() + b"\n"
    for number, stored, fields in rows:
        if number != seq + 1:
            return (
                before,
                seq,
                Broken("gap", f"缺第 {seq + 1} 条：其后就是第 {number} 条，中间的被删除。", organ_id, seq + 1),
            )
        if digest(link + bytes(fields)) != stored:
            return before, seq, Broken("hash", _differs(number), organ_id, number)
        if number in pinned and pinned[number][1] != stored:
            day = pinned[number][0]
            message = f"第 {number} 条的哈希与 {day} 的日汇总不符：这一条或其前的被改过，哈希重新算过。"
            return before, seq, Broken("daily", message, organ_id, number, day)
        seq, before = number, stored
        link = stored.encode() + b"\n"
    return before, seq, None


def _differs(number: int) -> str:
    if number == 1:
        return "第 1 条的内容与它的哈希不符：内容或者哈希被改过。"
    return f"第 {number} 条与它的哈希不符：这一条被改过，或者第 {number - 1} 条被改过、哈希重新算过。"


def _end(organ_id: int, chain: Chain, before: str, seq: int) -> Broken | None:
    """Whether the chain ends where it says. The end is read again only after the entries: they grow together."""
    if seq < chain.seq:
        return Broken("end", f"链尾应到第 {chain.seq} 条，只有 {seq} 条：末尾的被删除。", organ_id, seq + 1)
    if before != chain.head:
        return Broken(
            "head", f"第 {seq} 条的哈希与链尾不符：这一条被改过、哈希重新算过，或者链尾被改过。", organ_id, seq
        )
    last = Entry.objects.filter(organ_id=organ_id).order_by("-seq").values_list("seq", flat=True).first() or 0
    now = Chain.objects.filter(pk=organ_id).values_list("seq", flat=True).first() or 0
    if last > now:
        return Broken("beyond", f"链尾在第 {now} 条，其后还有第 {now + 1} 条：不是经由系统登记的。", organ_id, now + 1)
    return None


def _daily_heads(kept: Iterable[Kept]) -> tuple[list[DailyHead], list[Broken]]:
    """All daily heads, and the first that is not over the one before, or not what somebody outside holds."""
    heads, broken, before, previous = [], [], GENESIS, None
    for head in DailyHead.objects.order_by("day").iterator():
        fault = ""
        if sm3(head.heads.encode()) != head.head:
            fault = "内容与它的哈希不符：被改过。"
        elif not _readable(head):
            fault = "读不懂：被改过。"
        elif f'"before":"{before}"' not in head.heads or f'"day":"{head.day}"' not in head.heads:
            fault = "没有接上前一天的日汇总：这一天或者前一天的被改过。"
        elif previous is not None and (head.day - previous).days != 1:
            fault = "前一天的日汇总被删除。"
        if fault:
            broken.append(Broken("daily", f"{head.day} 的日汇总{fault}", day=head.day))
            break
        heads.append(head)
        before, previous = head.head, head.day
    known = {head.day: head.head for head in heads}
    for day, digest in kept:
        if day not in known:
            broken.append(Broken("kept", f"没有 {day} 的日汇总（或已损坏），无法与所给的哈希核对。", day=day))
        elif known[day] != digest.lower():
            message = f"{day} 的日汇总与所给的哈希不符：该日以前的台账日志被整体改写过，或者所给的哈希有误。"
            broken.append(Broken("kept", message, day=day))
    return heads, broken


def _readable(head: DailyHead) -> bool:
    try:
        ends_of(head)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def _pinned(heads: list[DailyHead], chosen: list[int] | None) -> dict[int, dict[int, tuple[date, str]]]:
    """By organ and number of the entry: the first day that pins it, and its hash then."""
    pinned: dict[int, dict[int, tuple[date, str]]] = {}
    for head in heads:
        for organ_id, (seq, digest) in ends_of(head).items():
            if chosen is None or organ_id in chosen:
                pinned.setdefault(organ_id, {}).setdefault(seq, (head.day, digest))
    return pinned
