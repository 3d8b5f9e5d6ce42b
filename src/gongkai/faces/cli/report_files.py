"""Reports in and out of files, as every `gongkai report` command does it: read, write whole or not at all, the verdict."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from gongkai.annual import write
from gongkai.annual.findings import Severity
from gongkai.annual.model import Report
from gongkai.annual.read import read_file
from gongkai.annual.read.refusal import Unreadable
from gongkai.faces.cli.failure import Failure

_WEIGHTY = (Severity.ERROR.value, Severity.WARNING.value)


def report_in(path: Path) -> Report:
    """The report in a file. Refused (`Failure`): what cannot be read."""
    try:
        return read_file(path)
    except Unreadable as refusal:
        raise Failure(f"{path}：{refusal}") from None


def kind_of(out: Path, kinds: Sequence[str]) -> str:
    """The kind of file that a name asks for. Refused (`Failure`): another kind."""
    kind = out.suffix.lower().removeprefix(".")
    if kind not in kinds:
        raise Failure(f"不能写成“{out.name}”；--out 的扩展名可用 {'、'.join('.' + k for k in kinds)}。")
    return kind


def write_report(report: Report, kind: str, out: Path, sources: Sequence[Path]) -> bool:
    """Write the report; say which characters may stay blank elsewhere. True when there are such characters."""
    try:
        data = write.write(report, kind)
    except write.Unwritable as refusal:
        raise Failure(str(refusal)) from None
    missing = set() if kind in ("json", "pdf") else write.missing_glyphs(write.words(report))
    save(out, data, sources)
    if missing:
        named = "、".join(f"“{c}”(U+{ord(c):04X})" for c in sorted(missing))
        say(f"注意：本机没有能显示 {named} 的字体，文件已照写；在没有这些字的电脑上会显示成空框。")
    return bool(missing)


def save(out: Path, data: bytes, sources: Sequence[Path]) -> None:
    """Whole or not at all: whoever opens the file while it is written, or after a full disk, finds the old one."""
    if any(out.exists() and source.exists() and out.samefile(source) for source in sources):
        raise Failure(f"--out 的“{out}”就是要读的文件；请换一个名字，以免盖掉原件。")
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(out)
    except OSError:
        draft.unlink(missing_ok=True)
        raise Failure(unwritable(out)) from None


def unwritable(path: object) -> str:
    """Why a file could not be written, as one sentence."""
    return f"不能写“{path}”；请检查文件夹是否存在、能否写入、磁盘是否已满。"


def verdict(findings: Iterable[dict[str, Any]]) -> int:
    """The exit code: 1 when there is an error or a doubt."""
    return int(any(finding["severity"] in _WEIGHTY for finding in findings))


def say(words: str) -> None:
    """One line for the person at the terminal, beside the output."""
    print(words, file=sys.stderr)
