"""What `gongkai items` does. Loaded once Django is set up."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from gongkai.apps.publishing.models import Batch
from gongkai.apps.publishing.moving_in import actions, queries
from gongkai.apps.publishing.moving_in.account import Account
from gongkai.faces.cli import wall
from gongkai.faces.cli.failure import Failure
from gongkai.faces.cli.seat import actor

_STAGES = {"judge": "核对", "stage": "读入", "accept": "核准"}


def import_(args: argparse.Namespace) -> int:
    who = actor(args.organ, args.login, "publication.stage", wall.today())
    told, now = _mapping(args), datetime.now(UTC)
    batch: Batch | None = None
    try:
        with _bars() as progress:
            if args.check:
                account, added = actions.examine(who, args.source, told, now, args.skip_bad, progress), False
            else:
                outcome = actions.stage(who, args.source, told, now, args.source.name, args.skip_bad, progress)
                batch, account, added = outcome.batch, outcome.account, outcome.added
    except actions.Unreadable as refused:
        raise Failure(str(refused)) from None
    except actions.BadSource as bad:
        return _bad(args, bad.faults, bad.total)
    except KeyboardInterrupt:
        print("已停下。再次运行同一命令，从停下的地方接着做。", file=sys.stderr)
        return 2
    if args.check and account.faulty:
        return _bad(args, account.faults, account.total)
    _say(args, batch, account, added)
    return 0


def batches(args: argparse.Namespace) -> int:
    who = actor(args.organ, args.login, "draft.read", wall.today())
    found = Batch.objects.filter(organ_id=who.organ_id).order_by("pk") if not args.login else None
    rows = list(found) if found is not None else [each.batch for each in reversed(queries.batches(who))]
    if args.json:
        _print([{"batch": row.pk, "name": row.name, "state": row.state, "items": row.rows} for row in rows])
        return 0
    for row in rows:
        print(
            f"第{row.pk}批 {row.begun_at.astimezone():%Y-%m-%d %H:%M} {row.name}：{row.rows}条，{row.get_state_display()}"
        )
    if not rows:
        print("还没有迁入过。")
    return 0


def accept(args: argparse.Namespace) -> int:
    who = actor(args.organ, args.login, "publication.accept", wall.today())
    with _bars() as progress:
        done = _of(args, lambda: actions.accept(who, args.batch, datetime.now(UTC), progress))
    _told(args, done, "已公开")
    return 0


def reject(args: argparse.Namespace) -> int:
    who = actor(args.organ, args.login, "publication.reject", wall.today())
    done = _of(args, lambda: actions.reject(who, args.batch, args.reason, datetime.now(UTC)))
    _told(args, done, "已退回")
    return 0


def _of(args: argparse.Namespace, do: Callable[[], int]) -> int:
    try:
        return do()
    except Batch.DoesNotExist:
        raise Failure(f"这个机关没有第{args.batch}批；用 gongkai items batches 看有哪些。") from None


def _mapping(args: argparse.Namespace) -> str:
    if args.mapping is None:
        return ""
    try:
        return str(args.mapping.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise Failure(f"对照文件“{args.mapping}”读不了，请核对路径，并存为 UTF-8。") from None


def _bad(args: argparse.Namespace, faults: Sequence[actions.Fault], total: int) -> int:
    if args.json:
        _print({"batch": None, "items": 0, "remarks": [], "total": total, "faults": _plain(faults)})
        return 1
    for each in faults:
        print(each.sentence)
    more = f"，以上是前{len(faults)}处" if total > len(faults) else ""
    print(f"有 {total} 处问题{more}，没有迁入任何内容。")
    return 1


def _say(args: argparse.Namespace, batch: Batch | None, account: Account, added: bool) -> None:
    items = batch.rows if batch else account.good
    if args.json:
        _print(
            {
                "batch": batch.pk if batch else None,
                "items": items if added or batch is None else 0,
                "remarks": list(account.remarks),
                "total": account.total,
                "faults": _plain(account.faults),
            }
        )
        return
    for each in account.faults:
        print(f"没有迁入：{each.sentence}")
    for remark in account.remarks:
        print(f"注意：{remark}", file=sys.stderr)
    if batch is None:
        print(f"没有问题：可以迁入{items}条。")
    elif not added:
        print(f"没有新的内容：第{batch.pk}批，{batch.get_state_display()}。")
    else:
        print(
            f"已读入第{batch.pk}批，{items}条，待另一人核准：gongkai items accept {batch.pk}，或者在工作台“信息迁入”页。"
        )


def _told(args: argparse.Namespace, done: int, what: str) -> None:
    if args.json:
        _print({"batch": args.batch, "items": done})
    else:
        print(f"{what}第{args.batch}批，{done}条。")


def _plain(faults: Sequence[actions.Fault]) -> list[dict[str, str]]:
    return [{"place": each.place, "field": each.field, "reason": each.reason, "remedy": each.remedy} for each in faults]


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    """Progress on stderr: a bar when a person is looking at it, else a line every ten thousand rows."""
    if not sys.stderr.isatty():
        yield _lines
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(_STAGES[stage], total=total or None)
            shown.update(tasks[stage], completed=done, total=total or None)

        yield tell


def _lines(stage: str, done: int, total: int) -> None:
    if done % 10_000 == 0:
        print(f"{_STAGES[stage]} {done}{f'/{total}' if total else ''}", file=sys.stderr)


def _print(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
