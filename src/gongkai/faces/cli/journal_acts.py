"""What `gongkai verify`, `heads` and `vault` do, with the database at hand."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gongkai.apps.journal import actions, queries, vault
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import actions as papers
from gongkai.apps.papers import queries as sealed_files
from gongkai.apps.publishing import verification
from gongkai.apps.replies import verification as letters
from gongkai.apps.watch import verification as alerts
from gongkai.faces.cli import guards
from gongkai.faces.cli.failure import Failure


def verify(args: argparse.Namespace) -> int:
    today = timezone.localdate()
    chosen = [organs.organ(each, today).pk for each in args.organ] or None
    kept = [_kept(each) for each in args.head]
    if args.restore_guards:
        restored = guards.restore()
        print(f"补上了 {len(restored)} 个防改的触发器。" if restored else "防改的触发器齐全。", file=sys.stderr)
    with bar("核验") as progress:
        verdict = queries.verify(chosen, progress, kept, records=args.records)
    with bar("核对已公开的信息") as progress:
        items = verification.verify(chosen, progress)
    found = (*items, *letters.verify(chosen), *alerts.verify(chosen), *(_papers(chosen) if args.records else ()))
    verdict = replace(verdict, broken=(*verdict.broken, *found))
    names = organs.names(None, today)
    unguarded = guards.missing()
    if args.json:
        rows = [
            {**asdict(each), "organ": names.get(each.organ_id, ""), "day": each.day.isoformat() if each.day else None}
            for each in verdict.broken
        ]
        told = {"entries": verdict.entries, "chains": verdict.chains, "days": verdict.days, "broken": rows}
        print(json.dumps({**told, "missing_triggers": unguarded}, ensure_ascii=False, indent=2))
    else:
        for each in verdict.broken:
            print(f"{names.get(each.organ_id, '')}{'：' if each.organ_id else ''}{each.message}")
        if unguarded:
            named = "、".join(unguarded)
            print(f"数据库缺少 {len(unguarded)} 个防改的触发器（核验后用 {guards.HOW} 补上）：{named}。")
        whole = f"{verdict.entries} 条、{verdict.chains} 个机关、{verdict.days} 天的日汇总"
        print(f"发现 {len(verdict.broken)} 处改动；核对到的：{whole}。" if verdict.broken else f"完好：{whole}。")
    return 1 if verdict.broken or unguarded else 0


def _papers(chosen: list[int] | None) -> list[queries.Broken]:
    """The sealed files that are gone or not what was taken in."""
    return [
        queries.Broken("paper", f"案卷材料 {number} {said}", organ_id)
        for organ_id, number, said in sealed_files.check(chosen).wrong
    ]


def heads(args: argparse.Namespace) -> int:
    now = timezone.now()
    if args.last < 1:
        raise Failure("--last 应为正整数。")
    actions.gather_heads(timezone.localdate(now) - timedelta(days=1), now)
    found = queries.published_heads(args.last)
    if args.json:
        rows = [{"day": head.day.isoformat(), "head": head.head} for head in found]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for head in reversed(found):
            print(f"{head.day}:{head.head}")
        if not found:
            print("截至昨天没有登记，还没有日汇总。")
    return 0


def shred(args: argparse.Namespace) -> int:
    now = timezone.now()
    today = timezone.localdate(now)
    actions.settle_due(today, settings.PERSONAL_YEARS)
    papers.settle_due(today, settings.PERSONAL_YEARS)
    done = vault.shred_due(today, now)
    papers.sweep(now)
    if not done and not settings.PERSONAL_YEARS:
        print("没有设置 GONGKAI_PERSONAL_YEARS（归档满几年销毁），也没有另定的期满日，没有销毁。")
    else:
        print(f"销毁了 {len(done)} 份期满的个人信息，都已记入台账日志。")
    return 0


def rotate(args: argparse.Namespace) -> int:
    with bar("重新密封") as progress:
        done = vault.rotate(progress, new_key=not args.unfinished)
    print(f"重新密封了 {done} 份个人信息。请立即备份密钥文件 {settings.VAULT_KEYS}。")
    return 0


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr when a person is looking at it."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _kept(text: str) -> tuple[date, str]:
    found = re.fullmatch(r"\s*(\d{4}-\d{2}-\d{2})[:：]([0-9a-fA-F]{64})\s*", text)
    try:
        if found:
            return date.fromisoformat(found[1]), found[2].lower()
    except ValueError:
        pass
    raise Failure(f"--head “{text}”应写成 日期:哈希，如 2026-03-02: 后面接 64 位哈希，与 gongkai heads 列出的一样。")
