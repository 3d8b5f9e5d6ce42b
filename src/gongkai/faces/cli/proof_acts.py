"""What `gongkai proof` does: read, proofread, say where."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from gongkai.annual.read import charset
from gongkai.apps.files.reading import text_of
from gongkai.faces.cli.failure import Failure
from gongkai.proofing import Background, Finding, Tier, Trace, proof
from gongkai.proofing.files import Hostile, traces
from gongkai.texts.clean import clean
from gongkai.texts.plain import plain

MOST_BYTES = 50_000_000
_TIERS = {Tier.CONFIRMED: "确认", Tier.STRONG: "很可能", Tier.WEAK: "存疑"}
_AROUND = 14


def run(args: argparse.Namespace) -> int:
    background = Background(_day(args.formed_on))
    text, unseen = _standard_input() if args.file == "-" else _opened(Path(args.file))
    findings = proof(text, background)
    if args.json:
        told = [_json_of(each) for each in findings] + [_json_of_trace(each) for each in unseen]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(text, findings, unseen)
    return int(bool(findings or unseen))


def _standard_input() -> tuple[str, tuple[Trace, ...]]:
    return charset.decode(sys.stdin.buffer.read(MOST_BYTES))[0], ()


def _opened(path: Path) -> tuple[str, tuple[Trace, ...]]:
    """The text of a file and what its readers do not see. Refused (`Failure`): what cannot be read."""
    try:
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise Failure(f"“{path.name}”超过 {MOST_BYTES // 1_000_000} MB；请拆开后再试。")
        data = path.read_bytes()
    except OSError:
        raise Failure(f"读不了“{path}”；请核对路径，确认是文件而不是文件夹、有权读取。") from None
    kind = path.suffix.lower().removeprefix(".")
    kind = {"jpeg": "jpg", "htm": "html", "md": "txt", "text": "txt"}.get(kind, kind)
    if kind in ("html", "txt", ""):
        words = charset.decode(data)[0]
        return (plain(clean(words)) if kind == "html" else words), ()
    try:
        text, unread = text_of(data, kind)
        unseen = traces(data, kind)
    except Hostile as hostile:
        raise Failure(f"“{path.name}”：{hostile}") from None
    if unread:
        print(f"注意：{unread}", file=sys.stderr)
    return text, unseen


def _day(said: str | None) -> date | None:
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise Failure(f"--formed-on 应为存在的日期，收到“{said}”；例如 --formed-on 2024-03-05。") from error


def _json_of(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "tier": finding.tier.value,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "suggestion": finding.suggestion,
        "message": finding.message,
        "cite": finding.cite.label if finding.cite else None,
    }


def _json_of_trace(trace: Trace) -> dict[str, object]:
    return {
        "code": trace.code,
        "tier": Tier.STRONG.value,
        "start": 0,
        "end": 0,
        "text": trace.text,
        "suggestion": "",
        "message": f"{trace.where}：{trace.message}",
        "cite": trace.cite.label if trace.cite else None,
    }


def _print(text: str, findings: tuple[Finding, ...], traces: tuple[Trace, ...]) -> None:
    for each in findings:
        line = text.count("\n", 0, each.start) + 1
        begins = text.rfind("\n", 0, each.start) + 1
        print(f"第{line}行第{each.start - begins + 1}字 [{_TIERS[each.tier]}] {each.message}（{each.code}）")
        ends = text.find("\n", each.end)
        before = text[max(begins, each.start - _AROUND) : each.start]
        behind = text[each.end : min(each.end + _AROUND, len(text) if ends < 0 else ends)]
        print(f"    …{before}【{' '.join(each.text.split())}】{behind}…")
        if each.suggestion:
            print(f"    改为：{each.suggestion}")
        if each.cite:
            print(f"    依据：{each.cite.label}{each.cite.caveat}")
    for trace in traces:
        print(f"{trace.where} [看不见的内容] {trace.message}（{trace.code}）")
        if trace.text:
            print(f"    {trace.text}")
        if trace.cite:
            print(f"    依据：{trace.cite.label}{trace.cite.caveat}")
    count = len(findings) + len(traces)
    print(f"共 {count} 处。" if count else "没有发现。")
