"""What `gongkai worker` does, with the database at hand."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime

from django.utils import timezone

from gongkai.apps.schedule import actions, queries
from gongkai.apps.schedule.jobs import JOBS, STANDING
from gongkai.apps.schedule.models import Outcome
from gongkai.apps.schedule.watch import Watch
from gongkai.config import health
from gongkai.faces.cli.failure import Failure


def keep(args: argparse.Namespace) -> int:
    """Work until a signal says to stop."""
    _prepared()
    print(f"定时任务已启动，共 {len(JOBS)} 项；进展见工作台“定时任务”。", flush=True)
    Watch(timezone.now, STANDING).keep()
    print("定时任务已停止。", flush=True)
    return 0


def once(args: argparse.Namespace) -> int:
    """Do what is due, or one job at once. 1 when something failed."""
    _prepared()
    known = [each.key for each in JOBS]
    if args.job and args.job not in known:
        raise Failure(f"没有“{args.job}”这项任务，可用：{'、'.join(known)}。")
    now = timezone.now()
    actions.arrange(now)
    actions.interrupted(now)
    failed = False
    for key in [args.job] if args.job else queries.due(now):
        state = actions.run(key, timezone.now, forced=bool(args.job))
        said = state.said if state else "正由另一个进程运行，没有再做。"
        failed |= state is not None and state.outcome == Outcome.FAILED
        print(f"{next(each.name for each in JOBS if each.key == key)}：{said}")
    return 1 if failed else 0


def listed(args: argparse.Namespace) -> int:
    """Every job with its last and next run. 1 when something is wrong."""
    board = queries.examined(timezone.now())
    if args.json:
        rows = [
            {
                "job": each.job.key,
                "name": each.job.name,
                "rhythm": each.rhythm,
                "outcome": each.state.outcome if each.state else "",
                "started": _iso(each.state.started_at if each.state else None),
                "next": _iso(each.state.next_at if each.state else None),
                "said": each.state.said if each.state else "",
                "fault": each.fault,
            }
            for each in board.jobs
        ]
        print(json.dumps({"fault": board.fault, "jobs": rows}, ensure_ascii=False, indent=2))
    else:
        for each in board.jobs:
            last = f"{_shown(each.state.started_at)} {each.outcome} {each.state.said}" if each.state else "从未运行"
            print(f"{each.job.key:<10} {each.job.name}（{each.rhythm}）：{last}")
        for fault in board.faults:
            print(f"▲ {fault}", file=sys.stderr)
    return 1 if board.faults else 0


def _prepared() -> None:
    if health.missing_migrations():
        raise Failure("数据库结构还没有更新，定时任务没有启动。请先执行 gongkai run --prepare。")


def _iso(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def _shown(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else "从未运行"
