"""The work of `gongkai alike`. Needs Django set up."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from django.db import DatabaseError
from django.utils import timezone

from gongkai.apps.alike import keeping
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.faces.cli.failure import Failure

_SHOWN = 200
"""Differences printed one by one; --json gives all."""


def run(args: argparse.Namespace) -> int:
    """Refused (`Failure`): a database or keys that cannot be read."""
    try:
        return _done(args)
    except DatabaseError as error:
        raise Failure(
            "数据库连不上，或者结构还没有更新。请检查 DATABASE_URL，再执行 gongkai run --prepare。"
        ) from error
    except VaultRefusal as error:
        raise Failure(error.reason) from error


def _done(args: argparse.Namespace) -> int:
    now, mend = timezone.now(), args.act == "rebuild"
    made = keeping.renew(now, _tell, args.fresh) if mend else None
    total, found = keeping.compare(now, _tell, mend)
    current = keeping.current()
    _end()
    if args.json:
        told = {
            "cases": total,
            "remade": made,
            "current": current,
            "mended": mend,
            "differences": list(map(asdict, found)),
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0 if mend or (current and not found) else 1
    if made is not None:
        print(f"重做了 {made} 件的比对特征。")
    for each in found[:_SHOWN]:
        print(f"{each.sort} {each.case}：{keeping.WORDS[each.what]}")
    if len(found) > _SHOWN:
        print(f"……另有 {len(found) - _SHOWN} 件，用 --json 看全部。")
    if not current:
        print("比对特征不是现在的程序做的，请执行 gongkai alike rebuild。")
    what = "，已改正" if mend else "，请执行 gongkai alike rebuild"
    print(f"核对 {total} 件，不一致 {len(found)} 件{what if found else ''}。")
    return 0 if mend or (current and not found) else 1


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r· 相近申请：第 {done} 件，共 {total} 件  ", end="", file=sys.stderr, flush=True)


def _end() -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)
