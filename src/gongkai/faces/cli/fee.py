"""`gongkai fee`: the 信息处理费 for so many requests or pages, with its arithmetic."""

from __future__ import annotations

import argparse
import json
from datetime import date

from gongkai.faces.cli.failure import Failure
from gongkai.law.cite import Cite
from gongkai.law.fees import Fee, fee_by_pages, fee_by_requests
from gongkai.law.fees.notes import NOTES

SUMMARY = "算信息处理费：按件或按量，列出算式和依据"


def configure(parser: argparse.ArgumentParser) -> None:
    scale = parser.add_mutually_exclusive_group(required=True)
    scale.add_argument("--requests", metavar="件数", help="同一申请人一个自然月内累计的申请件数")
    scale.add_argument("--pages", metavar="页数", help="一件申请提供信息的 A4 页数，电子件同样折算")
    parser.add_argument("--on", metavar="日期", help="按哪一天的收费标准，如 2025-03-01；不给则按现行标准")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    day = _day(args.on)
    try:
        if args.requests is not None:
            fee = fee_by_requests(_whole(args.requests, "--requests"), day)
        else:
            fee = fee_by_pages(_whole(args.pages, "--pages"), day)
    except ValueError as error:
        raise Failure(str(error)) from error
    print(json.dumps(_json(fee), ensure_ascii=False, indent=2) if args.json else _text(fee))
    return 0


def _whole(text: str, option: str) -> int:
    cleaned = text.strip()
    if not cleaned.removeprefix("-").isdecimal():
        raise Failure(f"{option} 应为整数，收到“{text[:40]}”；例如 {option} 45。")
    # Thirty digits are a slip of the hand, and int() of a very long text costs time.
    if len(cleaned) > 12:
        raise Failure(f"{option} 的“{cleaned[:12]}…”太大，请核对；例如 {option} 45。")
    return int(cleaned)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Failure(f"--on 应为存在的日期，收到“{text}”；例如 --on 2025-03-01。") from error


def _json(fee: Fee) -> dict[str, object]:
    return {
        "amount": fee.amount,
        "steps": [
            {
                "first": step.first,
                "last": step.last,
                "count": step.count,
                "price": step.price,
                "amount": step.amount,
                "why": step.sentence,
                "cite": _cite(step.cite),
            }
            for step in fee.steps
        ],
        "scale": fee.scale.key,
        "count": fee.count,
        "arithmetic": fee.sentence,
        "notes": [{"text": note.gist, "cite": _cite(note)} for note in NOTES[fee.scale.key]],
    }


def _text(fee: Fee) -> str:
    kind = "按件" if fee.scale.key == "requests" else "按量"
    lines = [f"信息处理费（{kind}，{fee.count}{fee.scale.unit}）：{fee.amount} 元", f"算式：{fee.sentence}"]
    lines += [f"  {step.sentence}" for step in fee.steps]
    lines += [f"依据：{_cite(fee.scale.cite)}", "须知："]
    lines += [f"  · {note.gist}{_cite(note)}" for note in NOTES[fee.scale.key]]
    return "\n".join(lines)


def _cite(cite: Cite) -> str:
    return cite.label + cite.caveat
