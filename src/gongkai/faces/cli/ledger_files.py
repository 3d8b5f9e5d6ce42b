"""What `gongkai ledger template` and `check` do: files only, no database. Beside them what all four print and write."""

from __future__ import annotations

import argparse
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from gongkai.annual.ledger.book import MOST_BYTES
from gongkai.annual.ledger.model import BadLedger, Ledger, RowFault
from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.template import template as make_template
from gongkai.config import law_choices, notices
from gongkai.config.environment import BadSetting, current
from gongkai.faces.cli import wall
from gongkai.faces.cli.failure import Failure
from gongkai.law.calendar import BadNotice

WHATS = {
    "requests": "申请",
    "remedies": "复议诉讼",
    "items": "公开信息",
    "documents": "规范性文件",
    "activities": "活动",
    "tallies": "统计数",
    "texts": "年报文字",
}


def template(args: argparse.Namespace) -> int:
    save(args.out, make_template(args.organ.strip()))
    print(f"已写好空白台账：{args.out}")
    return 0


def check(args: argparse.Namespace) -> int:
    data = bytes_of(args.file)
    try:
        calendar = notices.calendar(current())
        settings = law_choices.parse(current().words("GONGKAI_LAW_SETTINGS")).settings
    except (BadNotice, BadSetting) as error:
        raise Failure(str(error)) from None
    faults: Sequence[RowFault] = ()
    ledger: Ledger | None = None
    with bar("核对") as progress:
        try:
            ledger = read(
                data, args.file.name, today=wall.today(), calendar=calendar, settings=settings, progress=progress
            )
        except BadLedger as bad:
            faults = bad.faults
    if unreadable(faults):
        raise Failure(f"{args.file}：{faults[0].reason}。{faults[0].remedy}")
    if args.json:
        print(
            json.dumps(
                {
                    "file": str(args.file),
                    "remarks": list(ledger.remarks) if ledger else [],
                    "counts": counts(ledger) if ledger else None,
                    "faults": [plain(fault) for fault in faults],
                },
                ensure_ascii=False,
                indent=2,
            )
        )
    elif ledger is not None:
        say_remarks(ledger.remarks)
        print(f"没有问题：{described(counts(ledger))}。")
    else:
        print_faults(faults)
    return 1 if faults else 0


def counts(ledger: Ledger) -> dict[str, int]:
    return {name: len(getattr(ledger, name)) for name in WHATS}


def described(found: dict[str, int]) -> str:
    return "，".join(f"{WHATS[name]} {number}" for name, number in found.items() if number) or "台账是空的"


def plain(fault: RowFault) -> dict[str, str]:
    return {"sheet": fault.sheet, "cell": fault.cell, "reason": fault.reason, "remedy": fault.remedy}


def unreadable(faults: Sequence[RowFault]) -> bool:
    """Whether the one fault is about the file as a whole."""
    return len(faults) == 1 and not faults[0].sheet


def print_faults(faults: Sequence[RowFault]) -> None:
    """All faults as a table, as wide as the terminal, or whole lines where nobody looks."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for heading in ("工作表", "单元格", "问题", "怎样改"):
        table.add_column(heading, overflow="fold", no_wrap=False)
    for fault in faults:
        table.add_row(fault.sheet, fault.cell, fault.reason, fault.remedy)
    Console(width=None if sys.stdout.isatty() else 200, markup=False, highlight=False).print(table)
    print(f"有 {len(faults)} 处问题，没有导入任何内容。请改好后再试。")


def say_remarks(remarks: Sequence[str]) -> None:
    for remark in remarks:
        print(f"注意：{remark}", file=sys.stderr)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Refused (`Failure`): what is no plain file, too large, not readable."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Failure(f"“{path}”不是普通文件；请选择台账文件（xlsx）。")
        if status.st_size > MOST_BYTES:
            raise Failure(f"“{path}”超过 {MOST_BYTES // 1_000_000} MB，不像一本台账；请删去图片和无关的工作表。")
        return path.read_bytes()
    except FileNotFoundError:
        raise Failure(f"找不到文件“{path}”；请核对路径。") from None
    except (OSError, ValueError):
        raise Failure(f"读不了“{path}”；请核对路径和权限。") from None


def save(out: Path, data: bytes) -> None:
    """Whole or not at all: whoever opens the file while it is written, or after a full disk, finds the old one."""
    if out.suffix.lower() != ".xlsx":
        raise Failure(f"不能写成“{out.name}”；--out 的扩展名应为 .xlsx。")
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(out)
    except OSError:
        draft.unlink(missing_ok=True)
        raise Failure(
            f"写不了“{out}”；请检查文件夹是否存在、是否有权限、磁盘是否已满，文件是否正在 Excel 中打开。"
        ) from None


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr when a person is looking at it."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
