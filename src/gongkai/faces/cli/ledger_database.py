"""What `gongkai ledger import` and `export` do: the part that asks the database. Loaded only when it is needed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from gongkai.annual.ledger.model import BadLedger
from gongkai.annual.ledger.write import Unwritable
from gongkai.faces.cli import wall
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.ledger_files import (
    WHATS,
    bytes_of,
    plain,
    print_faults,
    save,
    say_remarks,
    unreadable,
)
from gongkai.faces.cli.run import start_django

start_django()

from django.db import DatabaseError  # noqa: E402 - models can be loaded only after Django is set up

from gongkai.apps.journal.refusals import VaultRefusal  # noqa: E402 - the same
from gongkai.apps.ledgers import actions  # noqa: E402 - the same
from gongkai.apps.people.actor import Actor  # noqa: E402 - the same
from gongkai.apps.people.rights import Forbidden  # noqa: E402 - the same
from gongkai.faces.cli.seat import actor as actor_in  # noqa: E402 - the same

_STAGES = {"examine": "核对", "write": "登记", "export": "导出"}
_COUNTS = {**WHATS, "continued": "续办的案件", "acts": "登记的事项", "known": "已有而未变的案件"}


def import_(args: argparse.Namespace) -> int:
    data = bytes_of(args.file)
    now = datetime.now(UTC)
    actor = _actor(args.organ, args.login, "ledger.import", wall.today())
    try:
        with _bars() as progress:
            outcome = actions.import_ledger(actor, data, now, args.file.name, progress)
    except BadLedger as bad:
        if unreadable(bad.faults):
            raise Failure(f"{args.file}：{bad.faults[0].reason}。{bad.faults[0].remedy}") from None
        if args.json:
            _print(
                {
                    "file": str(args.file),
                    "run": None,
                    "remarks": [],
                    "counts": None,
                    "faults": [*map(plain, bad.faults)],
                }
            )
        else:
            print_faults(bad.faults)
        return 1
    except DatabaseError as error:
        raise _unreachable() from error
    except (Forbidden, VaultRefusal) as refusal:
        raise Failure(refusal.reason) from None
    if args.json:
        run, counts = outcome.run.pk, dict(outcome.counts)
        _print({"file": str(args.file), "run": run, "remarks": [*outcome.remarks], "counts": counts, "faults": []})
        return 0
    say_remarks(outcome.remarks)
    told = "，".join(f"{_COUNTS[what]} {number}" for what, number in outcome.counts.items() if number)
    print(f"{outcome.run.get_state_display()}：{told or '台账是空的'}。")
    return 0


def export(args: argparse.Namespace) -> int:
    actor = _actor(args.organ, args.login, "ledger.export", wall.today())
    try:
        with _bars() as progress:
            data = actions.export_workbook(actor, datetime.now(UTC), args.personal, progress)
    except DatabaseError as error:
        raise _unreachable() from error
    except (Forbidden, VaultRefusal) as refusal:
        raise Failure(refusal.reason) from None
    except Unwritable as refusal:
        raise Failure(str(refusal)) from None
    save(args.out, data)
    if args.personal:
        print("注意：文件中有个人信息，请妥善保管，用完删除；这次查看已逐件记入日志。", file=sys.stderr)
    print(f"已写好台账：{args.out}")
    return 0


def _actor(organ: str, login: str, act: str, today: date) -> Actor:
    try:
        return actor_in(organ, login, act, today)
    except DatabaseError as error:
        raise _unreachable() from error


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar for each stage on stderr when a person is looking at it."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(_STAGES[stage], total=total)
            shown.update(tasks[stage], completed=done, total=total)

        yield tell


def _print(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _unreachable() -> Failure:
    return Failure("数据库连不上，或者结构还没有更新。请检查 DATABASE_URL，再执行 gongkai run --prepare。")
