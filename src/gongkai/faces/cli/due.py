"""`gongkai due`: the last day, the article, the day-by-day ledger.

Takes:   the day and channel of a request with what happened to it, or single facts without a request.
Gives:   a table, or JSON as other programs read it. Extra notices are read through `config.notices`.
"""

from __future__ import annotations

import argparse
import json
import re
from datetime import date
from pathlib import Path

from gongkai.config import notices
from gongkai.config.environment import BadSetting, current
from gongkai.faces.cli.due_table import print_answer
from gongkai.faces.cli.failure import Failure
from gongkai.law import settings as law
from gongkai.law.calendar import BadNotice, Calendar, OutsideCalendar
from gongkai.law.clocks import (
    MEANINGS,
    Act,
    Channel,
    Deadline,
    Impossible,
    Kind,
    kind_named,
    request_clocks,
    standalone,
)
from gongkai.law.clocks.extension import LONGEST_WORKING_DAYS
from gongkai.law.clocks.receipt import RULES, Receipt
from gongkai.law.clocks.standalone import CLOCKS

SUMMARY = "算期限：最后一日、依据、逐日台账"

_DATE = re.compile(r"(\d{4})\s*(?:-|/|\.|年)\s*(\d{1,2})\s*(?:-|/|\.|月)\s*(\d{1,2})\s*日?")
_EARLIEST_YEAR, _LATEST_YEAR = 2008, 2095
_EXAMPLES = (
    "",
    "例：gongkai due --received 2024-03-04 --channel counter --act 征求第三方:2024-03-11 --act 第三方答复:2024-03-22",
    "    gongkai due --received 2024-06-08 --channel web --act confirmed:2024-06-11 --json",
    "    gongkai due --act formed:2024-12-30    gongkai due --report-year 2025",
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--received", metavar="D", help="申请到达之日，如 2024-03-04；需要确认的渠道，另给 confirmed")
    parser.add_argument("--channel", metavar="C", help="counter registered_mail ordinary_mail email web fax oral")
    parser.add_argument("--act", metavar="KIND:D", action="append", default=[], help="发生的事实，可给多个，次序不限")
    parser.add_argument("--report-year", metavar="Y", type=int, help="某年度年报的提交、公布期限")
    parser.add_argument("--extension-days", metavar="N", type=int, default=LONGEST_WORKING_DAYS, help="延长的工作日数")
    parser.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], dest="choices", help="更改一项设置")
    parser.add_argument(
        "--notices", metavar="DIR", help="另外的放假通知（JSON）所在目录，也可用环境变量 GONGKAI_NOTICES_DIR"
    )
    parser.add_argument("--as-of", metavar="D", help="只用这一天已知的放假通知和事实")
    parser.add_argument("--all-steps", action="store_true", help="其他期限也逐日列出")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.epilog = _epilog()


def run(args: argparse.Namespace) -> int:
    try:
        answer = _answer(args)
    except (Impossible, BadNotice, OutsideCalendar, law.BadSetting) as refusal:
        raise Failure(str(refusal)) from None
    if args.json:
        print(json.dumps(_as_json(*answer), ensure_ascii=False, indent=2))
    else:
        print_answer(*answer, all_steps=args.all_steps)
    return 0


def _answer(args: argparse.Namespace) -> tuple[tuple[Deadline, ...], Receipt | None]:
    """The deadline asked for, the others after it, and the receipt if there is a request."""
    settings = law.Settings.from_mapping(dict(_choice(text) for text in args.choices))
    calendar = _calendar(args)
    acts = [_act(text) for text in args.act]
    if args.report_year is not None:
        if not _EARLIEST_YEAR <= args.report_year <= _LATEST_YEAR:
            raise Failure(f"年度“{args.report_year}”不对，请写四位年份，如 --report-year 2025。")
        acts.append(Act(Kind.REPORT_YEAR, date(args.report_year, 12, 31)))
    acts, dropped = _known(acts, args.as_of)
    if args.received is None and args.channel is None:
        found = standalone(acts, calendar, settings)
        if not found:
            raise Failure("没有可算的：请给 --received 和 --channel，或用 --act 种类:日期 给出一个事实。")
        return (found[0].noting(caveats=dropped), *found[1:]), None
    if args.received is None or args.channel is None:
        raise Failure("--received 和 --channel 要一起给，如 --received 2024-03-04 --channel counter。")
    received = _day(args.received, "--received")
    if args.as_of is not None and received > _day(args.as_of, "--as-of"):
        raise Failure(f"--received {received} 晚于 --as-of {args.as_of}，那一天还没有收到申请，请核对日期。")
    about = [act for act in acts if MEANINGS[act.kind].about_request]
    clocks = request_clocks(_channel(args.channel), received, about, calendar, settings, args.extension_days)
    rest = standalone([act for act in acts if act not in about], calendar, settings)
    return (clocks.reply.noting(caveats=dropped), *clocks.others, *rest), clocks.receipt


def _calendar(args: argparse.Namespace) -> Calendar:
    try:
        calendar = notices.calendar(current(), Path(args.notices) if args.notices else None)
    except BadSetting as refusal:
        raise Failure(str(refusal)) from None
    return calendar.known_on(_day(args.as_of, "--as-of")) if args.as_of else calendar


def _known(acts: list[Act], as_of: str | None) -> tuple[list[Act], tuple[str, ...]]:
    """The facts that had happened by `as_of`, and a sentence that names the others."""
    if as_of is None:
        return acts, ()
    day = _day(as_of, "--as-of")
    # A report's year is named by a day in it, and a delay by the day it leads to: neither has to have come.
    known = [act for act in acts if act.day <= day or act.kind in (Kind.REPORT_YEAR, Kind.DELAYED_TO)]
    later = "、".join(f"{act.name}（{act.day}）" for act in acts if act not in known)
    return known, (f"按 {day} 已知的情况计算，没有计入其后的：{later}。",) if later else ()


def _act(text: str) -> Act:
    kind, separator, day = text.replace("：", ":").partition(":")
    if not separator:
        raise Failure(f"--act “{text}”应写成 种类:日期，如 --act correction_notice:2024-03-08。")
    word, _, label = kind.replace("＃", "#").partition("#")
    return Act(kind_named(word), _day(day, f"--act {kind}"), label.strip())


def _choice(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        raise Failure(f"--set “{text}”应写成 名称=值，如 --set after_payment=resume。")
    return name.strip(), value.strip()


def _day(text: str, where: str) -> date:
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise Failure(f"{where} 的日期“{text}”看不懂，请写成 2024-03-04 的样子。")
    year, month, day = (int(part) for part in match.groups())
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise Failure(f"{where} 的日期“{text}”不在 {_EARLIEST_YEAR} 至 {_LATEST_YEAR} 年之间，请核对年份。")
    try:
        return date(year, month, day)
    except ValueError:
        raise Failure(f"{where} 的日期“{text}”不存在，请核对年月日。") from None


def _channel(text: str) -> Channel:
    for channel, rule in RULES.items():
        if text.strip().replace("-", "_") in (channel.value, rule.label):
            return channel
    available = "、".join(f"{channel.value}（{rule.label}）" for channel, rule in RULES.items())
    raise Failure(f"没有“{text}”这个渠道，可用：{available}。")


def _as_json(found: tuple[Deadline, ...], receipt: Receipt | None) -> dict[str, object]:
    answer = _deadline_json(found[0])
    if receipt is not None:
        answer["receipt"] = {
            "channel": receipt.channel.value,
            "arrived": receipt.arrived.isoformat(),
            "day": receipt.day.isoformat(),
            "why": receipt.why,
            "cite": receipt.cite.label,
        }
    answer["deadlines"] = [_deadline_json(each) for each in found[1:]]
    return answer


def _deadline_json(found: Deadline) -> dict[str, object]:
    return {
        "due": found.due.isoformat(),
        "provisional": found.provisional,
        "steps": [
            {
                "day": step.day.isoformat(),
                "counts": step.counts,
                "n": step.n,
                "why": step.why,
                "cite": step.cite.label,
                "provisional": bool(step.provisional),
            }
            for step in found.steps
        ],
        "key": found.key,
        "name": found.name,
        "cite": found.cite.label,
        "reminder": found.reminder.isoformat() if found.reminder else None,
        "provisional_reasons": list(found.reasons),
        "pending": found.pending or None,
        "caveats": list(found.caveats),
        "warnings": list(found.warnings),
    }


def _epilog() -> str:
    """The kinds, channels and settings in two columns, from the same tables that the clocks read."""
    lines = ["渠道（--channel）："]
    lines += [_row(channel.value, f"{rule.label}；--received 给{rule.arrival}") for channel, rule in RULES.items()]
    for title, about_request in (("申请办理中的事实（--act）：", True), ("不需要申请的期限（--act）：", False)):
        lines += ["", title]
        for kind, meaning in MEANINGS.items():
            if meaning.about_request is about_request:
                aliases = f"（又名 {'、'.join(meaning.aliases)}）" if meaning.aliases else ""
                lines.append(_row(kind.value, f"{meaning.label}：{meaning.explanation}{aliases}"))
    lines += ["", "  征求几个对象的，种类后加 #名称，如 third_party_asked#甲公司:2024-03-11"]
    lines += [f"  单独给出也能算的：{'、'.join(kind.value for kind in CLOCKS if MEANINGS[kind].about_request)}"]
    lines += ["", "设置（--set）："]
    for each in law.ALL:
        choices = "，".join(f"{value}={meaning}" for value, meaning in each.choices.items())
        lines.append(_row(each.name, f"{each.description}：{choices}（默认 {each.default}，{each.grade.value}）"))
    return "\n".join([*lines, *_EXAMPLES])


def _row(name: str, text: str) -> str:
    return f"  {name:<28}{text}"
