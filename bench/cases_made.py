"""Half a million cases of a county of sixty organs, written past the program in bulk, because the doors would take hours.

Four in ten are those of one organ, the rest lie spread over fifty-nine. Entries are hashed as the journal hashes them, and the cached columns
are those that the program would have written of these acts, but for the days: no calendar is asked. Names are of nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from bench.ground import say

CASES, ORGANS = 500_000, 60
FIRST, TODAY = date(2019, 1, 7), date(2026, 6, 2)
LARGE = 1
NAMES = 40_000
RARE = "高标准农田"
_OPEN_SHARE = 0.03
_BATCH = 20_000
_PLACES = ("亮中桥", "四面城", "八面城", "三江口", "老城", "泉头", "双庙子", "朝阳", "头道", "金家")
_MATTERS = (
    "道路改造工程的预算和决算",
    "土地征收补偿方案和批准文件",
    "校车采购的中标结果",
    "供热补贴的发放标准",
    "食品抽检不合格的名单",
    "农村危房改造对象的公示",
    "河道采砂许可的审批材料",
    "医疗机构行政处罚的决定",
    "棚户区改造的安置方案",
    "公益性岗位招聘的成绩",
)
_REQUEST = (
    "id", "organ_id", "number", "state", "acts", "channel", "applicant", "subject", "items", "person_id", "arrived_on",
    "received_on", "corrected_on", "due_on", "next_due_on", "next_due_key", "provisional", "awaiting", "open_branches",
    "extension", "decision", "letter_number", "counted", "closed_on", "voided_on", "fee_yuan", "fee_paid_on", "assigned",
    "late_days", "branch_due_on", "department_due_on", "acted_on", "code", "origin", "score", "came_on", "watch_on",
    "ended_on", "running", "reply_days", "late_step",
)  # fmt: skip
_ENTRY = (
    "organ_id", "seq", "subject", "subject_id", "event", "day", "recorded_at", "person", "role", "payload",
    "personal_id", "personal_digest", "hash",
)  # fmt: skip
_PERSON = ("id", "organ_id", "key_version", "sealed", "digest", "masked", "lookup")


def name(at: int) -> str:
    """The name of the n-th applicant there is; nobody's."""
    return f"样本{at:05}号"


def fill() -> None:
    """Organs, people, cases, entries, the index of words; the database is migrated already."""
    from django.db import connection, transaction  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.journal import vault  # noqa: PLC0415 -- the same
    from gongkai.apps.journal.canonical import GENESIS  # noqa: PLC0415 -- the same
    from gongkai.apps.journal.models import Chain  # noqa: PLC0415 -- the same
    from gongkai.apps.requests import month_counts, words  # noqa: PLC0415 -- the same
    from tests.rigs.journal import lifted  # noqa: PLC0415 -- the same

    lookups = [vault.lookup(name(at)) for at in range(NAMES)]
    heads = dict.fromkeys(range(1, ORGANS + 1), (0, GENESIS))
    postgresql = connection.vendor == "postgresql"
    with lifted(), transaction.atomic():
        with connection.cursor() as cursor:
            if postgresql:
                # Half a million checks of who points at whom, of rows that are made here.
                cursor.execute("SET LOCAL session_replication_role = replica")
            for trigger in words.triggers(connection.vendor):
                cursor.execute(f"DROP TRIGGER {trigger}{' ON requests_request' if postgresql else ''}")
        month_counts.remove(connection)
        again = _without_indexes()
        rows: list[dict[str, Any]] = []
        for row in _cases():
            rows.append(row)
            if len(rows) == _BATCH or row["id"] == CASES:
                _write(rows, lookups, heads)
                rows = []
                if row["id"] % 100_000 == 0:
                    say(f"{row['id']} 件申请已经写入")
        Chain.objects.bulk_create(Chain(organ_id=organ, seq=seq, head=head) for organ, (seq, head) in heads.items())
        with connection.cursor() as cursor:
            for statement in again:
                cursor.execute(statement)
        say("索引已经建成")
        words.restore(connection)
        words.refill(connection)
        month_counts.restore(connection)
        say("查找用的字对、每月件数已经建成")
    with connection.cursor() as cursor:
        for table in ("requests_request", "journal_personalrecord", "journal_entry") if postgresql else ():
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608 -- our own names
        cursor.execute("VACUUM ANALYZE" if postgresql else "ANALYZE")


def _without_indexes() -> list[str]:
    """Take away what indexes the tables that are filled; how they are made again. Many rows are indexed at once in a fraction of the time."""
    from django.db import connection  # noqa: PLC0415 -- needs Django set up

    tables = ("requests_request", "journal_entry", "journal_personalrecord")
    if connection.vendor == "postgresql":
        query = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN (%s, %s, %s) "
            "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
    else:
        query = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (%s, %s, %s)"
        )
    with connection.cursor() as cursor:
        cursor.execute(query, tables)
        found = cursor.fetchall()
        for index, _ in found:
            cursor.execute(f'DROP INDEX "{index}"')
    return [made for _, made in found]


def _write(rows: Sequence[Mapping[str, Any]], lookups: Sequence[str], heads: dict[int, tuple[int, str]]) -> None:
    people = [
        (row["id"], row["organ_id"], 1, b"\0" * 64, "0" * 64, "样*号", lookups[row["id"] % NAMES]) for row in rows
    ]
    entries = []
    for row in rows:
        for place, act in enumerate(_acts(row)):
            seq, head = heads[row["organ_id"]]
            entry = _entry(head, seq + 1, row, act, first=place == 0)
            heads[row["organ_id"]] = seq + 1, entry[-1]
            entries.append(entry)
    _copy("journal_personalrecord", _PERSON, people)
    _copy("requests_request", _REQUEST, [tuple(row[each] for each in _REQUEST) for row in rows])
    _copy("journal_entry", _ENTRY, entries)


def _acts(row: Mapping[str, Any]) -> Iterator[tuple[str, date, str, dict[str, object]]]:
    told = {each: row[each] for each in ("channel", "applicant", "subject", "items")}
    yield "register", row["came_on"], "clerk", told
    if row["closed_on"]:
        reply = {"decision": row["counted"], "reason": "按实际情况答复。", "number": f"公开〔{row['id']}〕号"}
        yield "record_reply", row["closed_on"], "head", {**reply, "manner": "mail", "evidence": "邮件号"}
    # What happened to every hundredth case is long.
    for _ in range(20 if row["id"] % 100 == 0 else 0):
        yield "note", row["acted_on"], "clerk", {"note": "与有关科室核对。"}


def _entry(
    head: str, seq: int, row: Mapping[str, Any], act: tuple[str, date, str, dict[str, object]], first: bool
) -> tuple[Any, ...]:
    from gongkai.apps.journal.canonical import canonical, entry_hash  # noqa: PLC0415 -- needs Django set up

    event, day, role, data = act
    payload = canonical({"data": data, **({"number": row["number"]} if first else {})})
    moment, organ, sealed = f"{day} 01:00:00.000000", row["organ_id"], "0" * 64 if first else ""
    digest = entry_hash(head, organ, seq, "request", row["id"], event, day, moment, "1", role, payload, sealed)
    person = row["id"] if first else None
    return (organ, seq, "request", row["id"], event, day, f"{moment}+00", "1", role, payload, person, sealed, digest)


def _copy(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from django.db import connection  # noqa: PLC0415 -- needs Django set up

    names = ", ".join(f'"{each}"' for each in columns)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copying:
            for row in rows:
                copying.write_row(row)
        return
    plain = [tuple(str(each) if isinstance(each, date) else each for each in row) for row in rows]
    marks = ", ".join("?" * len(columns))
    with connection.cursor() as cursor:
        cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", plain)  # noqa: S608 -- our own names


def _cases() -> Iterator[dict[str, Any]]:
    from gongkai.law.casework.lateness import STEPS  # noqa: PLC0415 -- beside what it is used for
    from gongkai.law.clocks.receipt import Channel  # noqa: PLC0415 -- the same
    from gongkai.law.decisions import DECISIONS  # noqa: PLC0415 -- the same
    from gongkai.law.procedures.request_forms import APPLICANT_KINDS  # noqa: PLC0415 -- the same

    draw, kinds = Random(7), list(APPLICANT_KINDS)
    codes, channels, steps = [each.code for each in DECISIONS], [each.value for each in Channel], list(STEPS)
    days = (TODAY - FIRST).days
    for at in range(1, CASES + 1):
        came = FIRST + timedelta((at - 1) * days // CASES)
        running = at > CASES - 30_000 and draw.random() < _OPEN_SHARE * CASES / 30_000
        ended = None if running else min(TODAY, came + timedelta(draw.randrange(1, 35)))
        took = (ended - came).days * 5 // 7 if ended else None
        late = max(0, (took or 0) - 20)
        due = came + timedelta(draw.randrange(10, 120)) if running else came + timedelta(28)
        word = RARE if at % 9000 == 17 else draw.choice(_MATTERS)
        counted = draw.choice(codes) if ended else ""
        yield {
            "id": at, "organ_id": LARGE if at % 10 < 4 else 2 + at % (ORGANS - 1), "number": f"{came.year}-{at:06}",
            "state": draw.choice(("handling", "handling", "proposed", "reviewed")) if running else "closed",
            "acts": 1, "channel": draw.choices(channels, [2.0**-each for each in range(len(channels))])[0],
            "applicant": kinds[0] if draw.random() < 0.8 else draw.choice(kinds),
            "subject": f"{came.year}年{draw.choice(_PLACES)}镇{word}（第{at}号）", "items": 1, "person_id": at,
            "arrived_on": came, "received_on": came, "corrected_on": None, "due_on": due,
            "next_due_on": due if running else None, "next_due_key": "reply" if running else "", "provisional": False,
            "awaiting": running and draw.random() < 0.1, "open_branches": int(running and draw.random() < 0.1),
            "extension": draw.choice(("requested", "notified")) if draw.random() < 0.05 else "", "decision": counted,
            "letter_number": "", "counted": counted, "closed_on": ended, "voided_on": None, "fee_yuan": 0,
            "fee_paid_on": None, "assigned": f"经办{draw.randrange(40)}", "late_days": late, "branch_due_on": None,
            "department_due_on": due if running and draw.random() < 0.05 else None, "acted_on": ended or came, "code": "",
            "origin": "", "score": draw.randrange(1, 6) if ended and draw.random() < 0.02 else None, "came_on": came,
            "watch_on": due if running else date.max, "ended_on": ended or date.min, "running": running,
            "reply_days": took, "late_step": draw.choice(steps) if late else "",
        }  # fmt: skip
