"""How are the requests that a list shows given out as a table?

Takes:   the reader, the filters, csv or xlsx; for personal columns a reason.
Gives:   `lines`, for few requests at once; `ask`, for many: a table that the schedule makes piece by piece (`make_waiting`), that can be stopped
         and goes on, and that lies a day below the data folder for who asked for it.

Names are masked. What is sealed comes only with a reason, for few requests, and each reading is journaled; it is never written to a disk.
A cell that begins like a formula is made harmless. However many rows: a few thousand are in memory at a time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps.journal import vault
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Filters
from gongkai.apps.saved.models import Table
from gongkai.law.casework import Refusal
from gongkai.law.casework.lateness import STEPS
from gongkai.law.clocks.receipt import RULES, Channel
from gongkai.law.decisions import decision
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.request_forms import APPLICANT_KINDS, REQUEST_FORMS
from gongkai.texts.cells import harmless

FORMS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
AT_ONCE, PIECE, WORDY, IN_A_SHEET = 2_000, 2_000, 100_000, 200_000
"""Rows that are given out at once; those of one piece of a table that is made; those that are looked through for words; those of a workbook, which
is written in one go and shows no progress meanwhile."""
KEPT = timedelta(days=1)
MOST_TABLES = 5
COLUMNS = (
    "登记编号", "机关", "状态", "渠道", "申请人类别", "申请人", "事由", "项数", "到达", "收到", "答复期限", "下一期限",
    "承办", "结论", "文号", "办结", "工作日", "逾期工作日", "逾期在哪一步", "延期", "评价", "来源申请", "撤销登记",
)  # fmt: skip
_PRIVATE = {
    field.name: field.label
    for event in ("register", "log_arrival")
    for field in REQUEST_FORMS[event].fields
    if field.private
}
PERSONAL = tuple(_PRIVATE.values())
"""The columns that come only with a reason."""
_EXTENDED = {"requested": "已提请", "approved": "已批准", "refused": "未批准", "notified": "已告知"}
_MARK = "\ufeff".encode()


def head(personal: bool = False) -> tuple[str, ...]:
    """The names of the columns."""
    return (*COLUMNS, *(PERSONAL if personal else ()))


@transaction.atomic
def lines(actor: Actor, wanted: Filters, today: date, now: datetime, why: str = "") -> list[tuple[str, ...]]:
    """The rows of a table of at most `AT_ONCE` requests, by id. With `why` (a code of `vault.REASONS`) the personal columns too: each
    reading goes into the journal.

    Refused (`Refusal`): more requests than that; words that too many have; `Forbidden`: who may not read personal data, or not those of another organ.
    """
    if why:
        rights.demand(actor, "personal.read")
        rights.demand(actor, "ledger.export")
        wanted = replace(wanted, organ_id=actor.organ_id)
    rows = list(_selected(actor, wanted, today)[: AT_ONCE + 1])
    if len(rows) > AT_ONCE:
        what = "带个人信息的" if why else "直接下载的"
        raise Refusal(f"{what}清单一次最多{AT_ONCE}件，请缩小筛选的范围。")
    names = organs.short_names({row.organ_id for row in rows}, today)
    return [(*_cells(row, names), *(_sealed(row, actor, why, now) if why else ())) for row in rows]


@transaction.atomic
def ask(actor: Actor, wanted: Filters, form: str, today: date, now: datetime) -> Table:
    """Ask for a table of many requests, which is made in the background.

    Refused (`Refusal`): too many that wait; a name to look for; words that too many have; more rows than a workbook takes.
    """
    rights.demand(actor, "request.read")
    if form not in FORMS:
        raise Refusal("清单的格式请在 csv、xlsx 里选。")
    if wanted.name.strip():
        raise Refusal("按姓名查的结果请直接下载，不在后台生成。")
    own = Table.objects.filter(person_id=int(actor.person), until__gt=now)
    if own.count() >= MOST_TABLES:
        raise Refusal(f"最多同时留{MOST_TABLES}份清单，请先删去不用的。")
    total = _selected(actor, wanted, today).order_by().count()
    if form == "xlsx" and total > IN_A_SHEET:
        raise Refusal(f"XLSX 一份最多{IN_A_SHEET}件，这次有{total}件：请选 CSV，或者缩小筛选的范围。")
    told = {name: _plain(value) for name, value in asdict(wanted).items() if value not in ("", None, (), False)}
    return Table.objects.create(
        organ_id=actor.organ_id, person_id=int(actor.person), role=actor.role, wanted=told, day=today, form=form,
        total=total, made_at=now, until=now + KEPT,
    )  # fmt: skip


def tables(actor: Actor, now: datetime) -> list[Table]:
    """The tables that somebody asked for and that are kept yet, newest first."""
    return list(
        Table.objects.filter(person_id=int(actor.person), organ_id=actor.organ_id, until__gt=now).order_by("-pk")
    )


def table(actor: Actor, pk: int, now: datetime) -> Table:
    """One of them. Not found (`Table.DoesNotExist`): another's, one that is gone."""
    return Table.objects.get(pk=pk, person_id=int(actor.person), organ_id=actor.organ_id, until__gt=now)


def file_of(actor: Actor, pk: int, now: datetime) -> BinaryIO:
    """The finished file, open. Not found: as `table`; one that is not ready, or whose file is gone."""
    row = table(actor, pk, now)
    path = _path(row, row.form)
    if row.state != Table.State.READY or not path.is_file():
        raise Table.DoesNotExist
    return path.open("rb")


def stop(actor: Actor, pk: int, now: datetime) -> None:
    """Stop making a table; what is written stays, so that it can go on. Not found: as `table`."""
    Table.objects.filter(pk=table(actor, pk, now).pk, state=Table.State.WAITING).update(state=Table.State.STOPPED)


def go_on(actor: Actor, pk: int, now: datetime) -> None:
    """Go on with a table that was stopped. Not found: as `table`."""
    Table.objects.filter(pk=table(actor, pk, now).pk, state=Table.State.STOPPED).update(state=Table.State.WAITING)


def make_waiting(now: datetime, pieces: int = 1_000) -> int:
    """Make the tables that wait, the oldest first, at most so many pieces; how many were finished. A job of the schedule."""
    finished = 0
    for row in Table.objects.filter(state=Table.State.WAITING, until__gt=now).order_by("pk"):
        pieces, done = _made(row, pieces)
        finished += done
        if not pieces:
            break
    return finished


def sweep(now: datetime) -> int:
    """Delete what was kept long enough; how many."""
    gone = 0
    for row in Table.objects.filter(until__lte=now):
        for form in FORMS:
            _path(row, form).unlink(missing_ok=True)
        row.delete()
        gone += 1
    return gone


def _made(row: Table, pieces: int) -> tuple[int, bool]:
    """How many pieces are left, and whether the table is finished."""
    actor = Actor(str(row.person_id), row.person.name, row.organ_id, row.role)
    if not people.held_on(actor, row.day):
        Table.objects.filter(pk=row.pk).update(state=Table.State.REFUSED, reason="岗位任职已经结束。")
        return pieces, False
    try:
        found = _selected(actor, _wanted(row.wanted), row.day)
    except Refusal as refusal:
        Table.objects.filter(pk=row.pk).update(state=Table.State.REFUSED, reason=refusal.reason)
        return pieces, False
    names = organs.short_names(None, row.day)
    path = _path(row, "csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    while pieces:
        rows = list(found.filter(pk__gt=row.after)[:PIECE])
        if not rows:
            _finish(row)
            return pieces, True
        text = StringIO()
        out = csv.writer(text)
        if not row.size:
            out.writerow(COLUMNS)
        out.writerows(_cells(each, names) for each in rows)
        data = (b"" if row.size else _MARK) + text.getvalue().encode()
        _append(path, row.size, data)
        row.done, row.after, row.size = row.done + len(rows), rows[-1].pk, row.size + len(data)
        kept = {"done": row.done, "after": row.after, "size": row.size}
        if not Table.objects.filter(pk=row.pk, state=Table.State.WAITING).update(**kept):
            # Stopped meanwhile: the piece counts, the next is not begun.
            Table.objects.filter(pk=row.pk).update(**kept)
            return pieces, False
        pieces -= 1
    return 0, False


def _selected(actor: Actor, wanted: Filters, today: date) -> QuerySet[Any]:
    """All rows of a table, by id. Refused (`Refusal`): words that more requests have than are looked through, for rows would be missing."""
    found, cut = requests.selected(actor, wanted, today, WORDY)
    if cut:
        raise Refusal(f"含有这些字的申请超过{WORDY}件，导不全：请多写几个字，或者加上年份。")
    return found.order_by("pk").select_related("person")


def _finish(row: Table) -> None:
    path = _path(row, "csv")
    if not row.size:
        _append(path, 0, _MARK + (",".join(COLUMNS) + "\r\n").encode())
    if row.form == "xlsx":
        with path.open(encoding="utf-8-sig", newline="") as source, _opened(_path(row, "xlsx")) as target:
            sheet(csv.reader(source), target)
        path.unlink()
    Table.objects.filter(pk=row.pk).update(state=Table.State.READY, total=row.done)


def sheet(rows: Iterator[Any], target: BinaryIO) -> None:
    """A workbook of rows, the first of them the head. Written row by row: openpyxl keeps none."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("申请")
    page.freeze_panes = "A2"
    for row in rows:
        page.append(list(row))
    book.save(target)


def written(rows: list[tuple[str, ...]], form: str, personal: bool) -> bytes:
    """The bytes of a table given out at once."""
    if form == "xlsx":
        out = BytesIO()
        sheet(iter([head(personal), *rows]), out)
        return out.getvalue()
    text = StringIO()
    csv.writer(text).writerows([head(personal), *rows])
    return _MARK + text.getvalue().encode()


def _append(path: Path, size: int, data: bytes) -> None:
    """Behind the first `size` bytes: what a run that was cut off had written further is written over."""
    with _opened(path, keep=True) as file:
        file.truncate(size)
        file.seek(size)
        file.write(data)


def _opened(path: Path, keep: bool = False) -> BinaryIO:
    if not path.exists():
        path.touch(mode=0o600)
    return path.open("r+b" if keep else "wb")


def _path(row: Table, form: str) -> Path:
    return Path(settings.DATA) / "tables" / f"{row.pk}.{form}"


def _cells(row: Any, names: Mapping[int, str]) -> tuple[str, ...]:
    values = (
        row.number, names.get(row.organ_id, ""), REQUEST.states[row.state], RULES[Channel(row.channel)].label,
        APPLICANT_KINDS.get(row.applicant, row.applicant), row.masked_name, row.subject, row.items, row.arrived_on,
        row.received_on, row.due_on, row.next_due_on, row.assigned, decision(row.decision).name if row.decision else "",
        row.letter_number, row.closed_on, row.reply_days, row.late_days or "", STEPS.get(row.late_step, ""),
        _EXTENDED.get(row.extension, ""), row.score, row.origin, row.voided_on,
    )  # fmt: skip
    return tuple(harmless("" if each is None else str(each)) for each in values)


def _sealed(row: Any, actor: Actor, why: str, now: datetime) -> tuple[str, ...]:
    if row.person is None or row.person.shredded_at is not None:
        return ("（已销毁）",) + ("",) * (len(_PRIVATE) - 1)
    told = vault.open_(row.person, actor, why, now)
    return tuple(harmless(told.get(name, "")) for name in _PRIVATE)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value.name if isinstance(value, requests.Light) else value


def _wanted(told: Mapping[str, Any]) -> Filters:
    days = {each.name for each in fields(Filters) if "date" in str(each.type)}
    values: dict[str, Any] = {
        name: date.fromisoformat(value) if name in days else value for name, value in told.items()
    }
    if "light" in values:
        values["light"] = requests.Light[values["light"]]
    return Filters(**{**values, "states": tuple(values.get("states", ()))})
