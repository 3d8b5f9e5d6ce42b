"""The work of `gongkai search`. Needs Django set up."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from django.db import DatabaseError
from django.utils import timezone

from gongkai.apps.everything_public import everything_public
from gongkai.apps.search import keeping
from gongkai.faces.cli.failure import Failure

_SHOWN = 200
"""Differences printed one by one; --json gives all."""


def run(args: argparse.Namespace) -> int:
    """Refused (`Failure`): a database that cannot be read."""
    try:
        return _fresh(args) if getattr(args, "fresh", False) else _compared(args)
    except DatabaseError as error:
        raise Failure(
            "数据库连不上，或者结构还没有更新。请检查 DATABASE_URL，再执行 gongkai run --prepare。"
        ) from error


def _fresh(args: argparse.Namespace) -> int:
    count = keeping.remake(everything_public(timezone.localdate()), _tell)
    _end()
    print(_json({"indexed": count}) if args.json else f"已从头建立索引，共 {count} 条。")
    return 0


def _compared(args: argparse.Namespace) -> int:
    mend = args.act == "rebuild"
    done = keeping.compare(everything_public(timezone.localdate()), _tell, mend)
    _end()
    if args.json:
        print(_json({"told": done.told, "mended": mend, "differences": [asdict(each) for each in done.differences]}))
        return 0 if mend or not done.differences else 1
    for each in done.differences[:_SHOWN]:
        print(f"{keeping.WORDS[each.what]}：{each.key} {each.title}".rstrip())
    if len(done.differences) > _SHOWN:
        print(f"……另有 {len(done.differences) - _SHOWN} 条，用 --json 看全部。")
    what = "，已改正" if mend else "，请执行 gongkai search rebuild"
    print(f"核对 {done.told} 条，不一致 {len(done.differences)} 条{what if done.differences else ''}。")
    return 0 if mend or not done.differences else 1


def _tell(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r· 全文检索：第 {done} 条  ", end="", file=sys.stderr, flush=True)


def _end() -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
