"""The work of `gongkai rebuild`: table by table, with progress, going on where a run was stopped. Needs Django set up."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from gongkai.apps import rules
from gongkai.apps.cached_rows import Difference, Restored
from gongkai.apps.columns import actions as columns
from gongkai.apps.documents import actions as documents
from gongkai.apps.organs import queries as organs
from gongkai.apps.pages import actions as pages
from gongkai.apps.pages.scopes import EVERYTHING
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.questions import actions as questions
from gongkai.apps.records import actions as records
from gongkai.apps.remedies import actions as remedies
from gongkai.apps.reporting import actions as reporting
from gongkai.apps.requests import actions as requests
from gongkai.apps.search import tending as searching
from gongkai.apps.supervision import actions as supervision
from gongkai.faces.cli.failure import Failure
from gongkai.law.calendar import BadNotice

NOT_REBUILT: Mapping[str, str] = {
    "文书": "定稿的文书是加密的原件，不能照日志重写；是否被改、缺失由 gongkai verify 核对",
    "案卷材料": "内容加密保存在库外，日志里只有摘要；由 gongkai verify --records 核对，缺失的从备份恢复",
    "提醒": "由每天的巡查按各件重新生成；暂缓的记载由 gongkai verify 与日志核对",
}
"""What the journal tells of and this does not make again, and who looks after it."""
_SHOWN = 200
"""Differences printed one by one; --json gives all."""


def run(args: argparse.Namespace) -> int:
    """Refused (`Failure`): unknown organs, contradicting options, a database or a notice that cannot be read."""
    if args.calendar and (args.check or args.organ):
        raise Failure("--calendar 总是重算全部机关，不能和 --check、--organ 一起用。")
    try:
        return _moved(args) if args.calendar else _restored(args)
    except DatabaseError as error:
        raise Failure(
            "数据库连不上，或者结构还没有更新。请检查 DATABASE_URL，再执行 gongkai run --prepare。"
        ) from error
    except (BadNotice, organs.NoSuchOrgan) as error:
        raise Failure(str(error)) from error


def _moved(args: argparse.Namespace) -> int:
    now = timezone.now()
    moved = requests.calendar_moved(requests.calendar_before(), rules.calendar(), timezone.localdate(now), now)
    others = (*remedies.rebuild(progress=_tell).differences, *records.rebuild(progress=_tell).differences)
    # What is said of last days stands on public pages: of answers, in the tools.
    pages.changed(EVERYTHING)
    if args.json:
        print(_json({"moved": [asdict(each) for each in moved], "differences": [asdict(each) for each in others]}))
    else:
        for each in moved:
            print(f"{each.number}\t{each.what}\t{each.before or '—'} → {each.after or '—'}\t{each.why}")
        _print(others)
        print(f"未办结的申请有 {len(moved)} 件期限变动，复议诉讼和更正申请有 {len(others)} 件重算；清单已记入日志。")
    return 1 if moved or others else 0


def _restored(args: argparse.Namespace) -> int:
    today = timezone.localdate()
    ids = [organs.organ(name, today).pk for name in args.organ] or None
    marks = _Marks(Path(settings.DATA) / "rebuild.json", kept=not (args.check or ids), fresh=args.fresh)
    now = None if args.check else timezone.now()
    parts = [
        requests.rebuild(ids, marks.tell, args.check, marks.after, now),
        *(each(ids, marks.tell, args.check, marks.after) for each in _OTHERS),
    ]
    marks.clear()
    done = Restored.all(parts)
    if args.json:
        rows = [asdict(each) for each in done.differences]
        print(_json({"rows": done.rows, "checked_only": args.check, "differences": rows, "not_rebuilt": NOT_REBUILT}))
    else:
        _print(done.differences)
        left = sum(not each.restored for each in done.differences)
        what = f"其中 {left} 行没有重算" if left else "已全部按日志重算"
        print(f"核对 {done.rows} 行，不一致 {len(done.differences)} 行{f'，{what}' if done.differences else ''}。")
        for name, why in NOT_REBUILT.items():
            print(f"不在重算之列的——{name}：{why}。")
    return 1 if done.differences else 0


_Rebuild = Callable[..., Restored]
_OTHERS: tuple[_Rebuild, ...] = (
    remedies.rebuild,
    records.rebuild,
    questions.rebuild,
    documents.rebuild,
    publishing.rebuild,
    supervision.rebuild,
    columns.rebuild,
    reporting.rebuild,
    searching.rebuild,
)


class _Marks:
    """How far a run has come, kept in the data folder until it is done: the id of the last row by table."""

    def __init__(self, path: Path, kept: bool, fresh: bool) -> None:
        self._path, self._kept = path, kept
        self.after: Mapping[str, int] = {}
        self._done: dict[str, int] = {}
        if kept and not fresh and path.is_file():
            self.after = self._read()
            self._done = dict(self.after)
            print(
                f"接着上次中断的地方：{'、'.join(f'{name}第{n}行之后' for name, n in self.after.items())}。",
                file=sys.stderr,
            )

    def tell(self, name: str, last: int) -> None:
        _tell(name, last)
        self._done[name] = last
        if self._kept:
            self._path.write_text(json.dumps(self._done, ensure_ascii=False), encoding="utf-8")

    def clear(self) -> None:
        if self._kept:
            self._path.unlink(missing_ok=True)

    def _read(self) -> dict[str, int]:
        """What cannot be read, such as a line half written, counts for nothing: the run starts over."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except ValueError:
            return {}
        return {str(name): int(last) for name, last in found.items()} if isinstance(found, dict) else {}


def _tell(name: str, last: int) -> None:
    if sys.stderr.isatty():
        print(f"\r· {name}：到第 {last} 行  ", end="", file=sys.stderr, flush=True)


def _print(differences: tuple[Difference, ...]) -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for each in differences[:_SHOWN]:
        state = "已重算" if each.restored else "未改动"
        print(
            f"{each.table} {each.number or each.row_id}（机关 {each.organ_id}，第 {each.row_id} 行）：{each.what}，{state}"
        )
    if len(differences) > _SHOWN:
        print(f"……另有 {len(differences) - _SHOWN} 行，用 --json 看全部。")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
